"""What the project is, and the parts of the map it works in."""

from __future__ import annotations

from datetime import date

from planner.domain.programme.calendar import Milestone
from planner.forms.choices import ChoiceField
from planner.forms.fields import (
    CountField,
    DayField,
    KeyField,
    MinutesField,
    MoneyField,
    TextField,
    WordsField,
)
from planner.forms.page_form import PartForm
from planner.forms.pages import Kind, Page, Single, Task
from planner.forms.parts import Block, Inner
from planner.forms.prices import EVIDENCE
from planner.forms.rows import RowsField
from planner.reports.words import date_words

LEVELS = (
    ("estimate", "An estimate: what is not known yet is allowed, and listed"),
    ("ready_to_sign", "Ready to sign: nothing unknown is allowed"),
)
STRATEGIES = (
    ("fairest", "The fairest plan the budget allows"),
    ("cheapest", "The cheapest plan that meets every target"),
    ("most", "The most sessions and people for the money"),
)


class ProjectForm(PartForm):
    """What the project is called and is for."""

    title = TextField("What is the project called?", required="Enter what the project is called")
    purpose = WordsField(
        "What is it for?", "One or two sentences that everybody taking part would recognise", blank=""
    )
    level = ChoiceField(
        "What do you need the plan for?",
        choices=LEVELS,
        default="estimate",
        required="Choose what the plan is for",
    )
    strategy = ChoiceField(
        "What matters most?", choices=STRATEGIES, default="fairest", required="Choose what matters most"
    )
    note = WordsField("Notes", blank="")
    layout = (Block(("title", "purpose", "level", "strategy")), Block(("note",), "Notes", is_more=True))


class AreaRow(Inner):
    """An area."""

    name = TextField("Name", required="Enter the name of the area, for example Riverside")
    id = KeyField(
        "Reference", "Used in documents and downloads; made of the name if you leave it empty", blank=""
    )
    titled_by = "name"
    blank_without = ("name", "id")
    layout = (Block(("name",)), Block(("id",), "Reference", is_more=True))


class TravelRow(Inner):
    """One way between two areas."""

    from_area = ChoiceField("Between", offered="areas", required="Choose an area")
    to_area = ChoiceField("And", offered="areas", required="Choose an area")
    minutes = MinutesField(
        "One way takes",
        "For example 35 minutes",
        required="Enter how long one way takes, for example 35 minutes",
    )
    miles = CountField("Miles", required="Enter how many miles, for example 12", suffix="miles")
    fare_pence = MoneyField("Fare one way", blank=0)
    source = TextField("Where the fare comes from")
    evidence = ChoiceField(
        "How sure is the fare?",
        choices=EVIDENCE,
        default="our_estimate",
        blank="our_estimate",
        as_radios=False,
    )
    blank_without = ("from_area", "to_area", "minutes", "miles", "fare_pence", "source")

    @property
    def words(self) -> str:
        """The journey in words: The town and The valley: 40 minutes, 14 miles, £4.20."""
        ends = " and ".join(part for part in (self.from_area.shown, self.to_area.shown) if part)
        takes = ", ".join(each.shown for each in (self.minutes, self.miles, self.fare_pence) if each.shown)
        return f"{ends}: {takes}"


class AreasForm(PartForm):
    """Areas, and how people travel between them."""

    areas = RowsField(AreaRow, "Areas", one="another area")
    travel = RowsField(
        TravelRow,
        "Travel between areas",
        "One way, the same in both directions. Within an area nobody needs to travel far.",
        one="another journey",
    )


class MilestoneForm(PartForm):
    """A fixed date."""

    title = TextField(
        "What happens on this date?", required="Enter what happens, for example Commissioning board"
    )
    on = DayField("When is it?", required="Enter the date")
    id = KeyField(
        "Reference", "Used in documents and downloads; made of the title if you leave it empty", blank=""
    )
    layout = (Block(("title", "on")), Block(("id",), "Reference", is_more=True))


PROJECT = Single("project", "About the project", Page("project", "About the project", ProjectForm))
AREAS = Single(
    "areas",
    "Areas and travel",
    Page(
        "areas",
        "Areas and travel",
        AreasForm,
        "Name the parts of the map in which people live and venues stand, and say how far apart they are.",
    ),
)
MILESTONES = Kind(
    "milestones",
    "Fixed dates",
    "a fixed date",
    Milestone,
    (Page("about", "About this date", MilestoneForm),),
    columns=("When",),
    row=lambda entry, draft: (date_words(date.fromisoformat(entry["on"])),),
    empty="Dates that sessions have to respect, such as a board meeting or the day its papers are due.",
)
TASK = Task("project", "The project", "What it is, and where it works", (PROJECT, AREAS, MILESTONES))
