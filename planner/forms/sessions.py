"""What is to be held: each session's purpose, people, place, team, and what it decides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from planner.domain.programme.draft import Body
from planner.domain.programme.sessions import SessionPlan
from planner.domain.terms import Stage
from planner.forms.choices import ChecksField, ChoiceField, yes_or_no
from planner.forms.fields import (
    CountField,
    KeyField,
    MinutesField,
    MomentField,
    TextField,
    WordsField,
)
from planner.forms.open_choices import OpenChoiceField
from planner.forms.page_form import PartForm
from planner.forms.pages import Kind, Page, Task
from planner.forms.parts import Block, Inner, PartField
from planner.forms.rows import RowsField
from planner.forms.sessions_when import OrderForm, WhenForm
from planner.forms.values import show_clock, show_minutes
from planner.forms.venues import LAYOUTS
from planner.reports.words import STAGE_WORDS, count_words, date_words

STAGES = tuple((str(stage), STAGE_WORDS[stage]) for stage in Stage)
MODES = (
    ("in_person", "In person"),
    ("online", "Online"),
    ("hybrid", "Both at once: some in the room, some online"),
)
LED = (
    ("lived_experience", "People with lived experience"),
    ("shared", "Shared"),
    ("professionals", "Professionals"),
)
SHARED_IN = (("", "No"), ("delivery", "Yes, in delivering it"), ("evaluation", "Yes, in evaluating it"))
SHARING = (
    ("by_size", "By the size of the groups"),
    ("by_target", "As an equity target about who is represented says"),
)
STATUSES = (
    ("announced", "Announced"),
    ("held", "Held"),
    ("cancelled", "Cancelled"),
    ("draft", "Not announced yet"),
)
PRIORITY = "From 1 to 10. Counts where there is not enough money or time for everything"


class AboutForm(PartForm):
    """What a session is for, how long it is and who comes."""

    title = TextField(
        "What is the session called?", required="Enter what it is called, for example Design workshop"
    )
    purpose = WordsField("What is it for?", "One or two sentences that go into the invitation", blank="")
    stage = ChoiceField("Where in the work does it belong?", choices=STAGES, default="design", blank="design")
    minutes = MinutesField(
        "How long is it, breaks included?", required="Enter how long it is, for example 2 hours 30 minutes"
    )
    break_minutes = MinutesField("How much of that is breaks?", "For example 20 minutes", default=0, blank=0)
    preparation_minutes = MinutesField(
        "How long do people prepare for it at home?",
        "Preparation is paid as well. For example 30 minutes",
        default=0,
        blank=0,
    )
    invited = ChecksField("Who is invited?", offered="groups")
    wanted_people = CountField(
        "How many people would you like?",
        "Team and supporters not counted. For example 20",
        required="Enter how many people you would like, for example 20",
    )
    least_people = CountField("How many at least?", "Fewer, and it is not worth holding", default=1, blank=1)
    most_people = CountField("How many at most?", "Leave empty if there is no limit")
    observer_count = CountField("People who only watch or listen", "They need places too", default=0, blank=0)
    sharing = ChoiceField(
        "How are places shared where there are not enough?",
        choices=SHARING,
        default="by_size",
        blank="by_size",
    )
    has_catering = yes_or_no("Is there food and drink?", default=True, blank=True)
    priority = CountField("How important is it?", PRIORITY, default=5, blank=5)
    note = WordsField("Notes", blank="")
    id = KeyField(
        "Reference", "Used in documents and downloads; made of the title if you leave it empty", blank=""
    )
    layout = (
        Block(("title", "purpose", "stage", "minutes", "break_minutes", "preparation_minutes")),
        Block(("invited", "wanted_people", "least_people", "most_people"), "Who comes"),
        Block(("observer_count", "sharing", "has_catering", "priority", "note", "id"), "More", is_more=True),
    )


class HowForm(PartForm):
    """How a session is held, and where."""

    modes = ChecksField("How can people join?", "Tick every way that would do", choices=MODES)
    layout = ChoiceField("How is the room set out?", choices=LAYOUTS, default="cabaret", blank="cabaret")
    venues = ChecksField("Only at these venues", "Tick none for anywhere that fits", offered="venues")
    tools = ChecksField("Only with these online tools", "Tick none for any that fits", offered="tools")

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The fields in one block: `layout` is a field here, named as in the document."""
        return (Block(("modes", "layout", "venues", "tools")),)


class DecisionForm(Inner):
    """What a session decides."""

    what = TextField("What is decided?", required="Enter what is decided, or leave all of this empty")
    is_shared = yes_or_no(
        "Do people with lived experience decide on an equal footing?",
        "“No” means that they are asked and others decide",
        default=True,
        blank=True,
    )
    who_else_decides = TextField("Who else has a say?", "For example the board approves the money")
    not_open = TextField("What is not open?", "For example the size of the budget")
    blank_without: ClassVar[tuple[str, ...]] = ("what", "who_else_decides", "not_open")

    @property
    def words(self) -> str:
        """What is decided, with whom, and what is not open, a line each."""
        together = "Decided on an equal footing" if self.is_shared.body else "People are asked, others decide"
        who, closed = self.who_else_decides.shown, self.not_open.shown
        more = [f"Who else has a say: {who}" if who else "", f"Not open: {closed}" if closed else ""]
        return "\n".join(line for line in (self.what.shown, together, *more) if line)


class DecidesForm(PartForm):
    """What a session decides, what it feeds back on, and who leads it."""

    decision = PartField(DecisionForm, "A decision", "Leave empty if nothing is decided.", is_optional=True)
    chaired_by = ChoiceField("Who chairs it?", choices=LED, default="shared", blank="shared")
    agenda_set_by = ChoiceField("Who sets the agenda?", choices=LED, default="shared", blank="shared")
    feeds_back_on = ChoiceField(
        "Does it tell people what became of an earlier decision?",
        "Choose the session that decided",
        offered="sessions",
    )
    feedback_within_days = CountField("Within how many days of that decision?", suffix="days")
    shares_in = ChoiceField(
        "Do people with lived experience share in the work itself at this session?",
        choices=SHARED_IN,
        blank="",
        default="",
    )
    layout = (
        Block(("decision",)),
        Block(("chaired_by", "agenda_set_by"), "Who leads it"),
        Block(("feeds_back_on", "feedback_within_days", "shares_in"), "Afterwards"),
    )


class TeamNeedForm(Inner):
    """The facilitation that a session asks for."""

    least_facilitators = CountField("Facilitators, at least", default=1, blank=1)
    people_per_facilitator = CountField("At most so many people each", default=9, blank=9)
    skill = OpenChoiceField("A skill that one of them must have", offered="known_skills", blank="")
    staff_preparation_minutes = MinutesField(
        "Each of the team prepares for", "For example 1 hour", default=60, blank=60
    )
    staff_write_up_minutes = MinutesField(
        "Writing up takes each of them", "For example 30 minutes", default=30, blank=30
    )

    @property
    def words(self) -> str:
        """The facilitation in a line."""
        parts = [
            f"At least {count_words(int(self.least_facilitators.body), 'facilitator')}",
            f"at most {count_words(int(self.people_per_facilitator.body), 'person', 'people')} each",
            self.skill.shown,
            f"{self.staff_preparation_minutes.shown} to prepare",
            f"{self.staff_write_up_minutes.shown} to write up",
        ]
        return ", ".join(part for part in parts if part)


class TeamForm(PartForm):
    """Who runs a session."""

    team = PartField(TeamNeedForm, "The team")


class StateRow(Inner):
    """What stands already of one time that the session is held."""

    number = CountField(
        "Which time", "1 is the first", required="Enter which time it is: 1 for the first", width="2"
    )
    status = ChoiceField("It is", choices=STATUSES, as_radios=False, required="Choose what it is")
    place = ChoiceField("Where", offered="places", blank="")
    start = MomentField("When")

    @property
    def words(self) -> str:
        """What stands, in a line: "Time 2: announced, Town hall, Main hall, 24 September 2026 2pm"."""
        day, _, clock = str(self.start.data or "").partition("T")
        when = f"{date_words(date.fromisoformat(day))} {show_clock(clock)}" if clock else ""
        parts = [self.status.shown.lower(), self.place.shown, when]
        return f"Time {self.number.shown}: {', '.join(part for part in parts if part)}"


class StandsForm(PartForm):
    """What stands already."""

    sittings = RowsField(
        StateRow,
        "Dates that stand",
        "What is announced or held stays where it is: the plan is built around it. Say where and when.",
        one="another date",
    )


def _row(entry: Body, draft: Mapping[str, Any]) -> tuple[str, ...]:
    repeats = entry.get("repeats") or {}
    count = int(repeats.get("count", 1))
    return (
        STAGE_WORDS[Stage(entry["stage"])],
        show_minutes(int(entry["minutes"])),
        count_words(int(entry["wanted_people"]), "person", "people"),
        "Once" if count == 1 else f"{count} times",
    )


SESSIONS = Kind(
    "sessions",
    "Sessions",
    "a session",
    SessionPlan,
    (
        Page("about", "About this session", AboutForm),
        Page("how", "How and where", HowForm),
        Page("order", "How often and in what order", OrderForm),
        Page("when", "When", WhenForm),
        Page("decides", "What it decides", DecidesForm),
        Page("team", "Facilitation", TeamForm),
        Page("stands", "What stands already", StandsForm),
    ),
    columns=("Part of the work", "Length", "People wanted", "How often"),
    row=_row,
    empty="What people meet for: a welcome, workshops, the session that decides, the one that tells what became of it.",
    starts_with={"invited": []},
)
TASK = Task("sessions", "Sessions", "What is held, with whom, and in what order", (SESSIONS,))
