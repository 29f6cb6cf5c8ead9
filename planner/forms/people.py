"""Who takes part: groups with counts, never names, and what keeps young people safe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.domain.programme.draft import Body
from planner.domain.programme.groups import Group
from planner.forms.availability import AvailabilityForm
from planner.forms.choices import ChoiceField
from planner.forms.fields import (
    ClockField,
    CountField,
    KeyField,
    MinutesField,
    TextField,
    WordsField,
)
from planner.forms.needs import CharacteristicRow, RequirementRow, common_requirements
from planner.forms.page_form import PartForm
from planner.forms.pages import Cells, Kind, Page, Single, Task
from planner.forms.parts import Block, PartField
from planner.forms.ready import ReadyRowsField
from planner.forms.rows import RowsField
from planner.forms.taking_part import (
    CareForm,
    DigitalForm,
    LimitsForm,
    PaymentForm,
    RecruitmentForm,
    TravelForm,
    YoungForm,
)

WHO = (("yes", "People with lived experience"), ("no", "Professionals"))
MEMBERSHIP = (
    ("standing", "The same people each time: everybody is invited"),
    ("open", "Open: whoever can come, up to the places there are"),
)


class GroupForm(PartForm):
    """What the group is, and how its people can join."""

    name = TextField(
        "What is the group called?",
        "For example Unpaid carers of adults. Name the group, never the people in it.",
        required="Enter what the group is called, for example Unpaid carers",
    )
    is_lived_experience = ChoiceField(
        "Who are they?",
        "People with lived experience take part because of their own life: they use services, care for somebody or "
        "live here. Professionals take part as their job.",
        choices=WHO,
        read_as=lambda text: text == "yes",
        show_as=lambda value: "yes" if value else "no",
        required="Choose whether they have lived experience or take part as their job",
    )
    membership = ChoiceField("Is it a fixed group?", choices=MEMBERSHIP, default="standing", blank="standing")
    size = CountField("How many people?", required="Enter the number of people, for example 12")
    home_area = ChoiceField(
        "Where do most of them live?",
        "The areas come from “Areas and travel”. Two groups are better than one where people live far apart.",
        offered="areas",
        required="Choose the area in which most of them live",
    )
    in_person_count = CountField("How many can come to a room?", "Leave empty if everybody can")
    online_count = CountField("How many can and want to join online?", "0 if nobody does", default=0, blank=0)
    prefer_online_count = CountField(
        "How many of those would choose online?",
        "Those who would join online where a session has both",
        default=0,
        blank=0,
    )
    note = WordsField("Notes", blank="")
    id = KeyField(
        "Reference", "Used in documents and downloads; made of the name if you leave it empty", blank=""
    )
    layout = (
        Block(("name", "is_lived_experience", "membership", "size", "home_area")),
        Block(("in_person_count", "online_count", "prefer_online_count"), "How they can join"),
        Block(("note", "id"), "Notes and reference", is_more=True),
    )


class FreeForm(PartForm):
    """When the group is free."""

    availability = PartField(AvailabilityForm, "Days and times")


class WhoForm(PartForm):
    """What people in the group share, in counts."""

    characteristics = RowsField(
        CharacteristicRow,
        "What people in the group share",
        "Targets for fair representation count by these. One person can be counted in several rows. "
        "To count people who share two of them, choose both in one row: for example 1 who is disabled and under 25.",
        one="another row",
    )
    wheelchair_count = CountField(
        "How many use a wheelchair in the room?",
        "Their places need more space, so fewer people fit in a room",
        default=0,
        blank=0,
    )
    layout = (Block(("characteristics", "wheelchair_count")),)


class AccessForm(PartForm):
    """What people need in order to take part."""

    requirements = ReadyRowsField(
        RequirementRow,
        "What is needed",
        "Every session they are invited to must meet these. In the room, what the venue has and support that is booked can "
        "meet them; online, what the online tool has and support that is booked.",
        ready=common_requirements(),
        ready_label="Add a common requirement, or one of your own",
        one="this requirement",
        empty_rows=0,
    )


class GettingThereForm(PartForm):
    """What lets people come: travel, care, getting online."""

    travel = PartField(TravelForm, "Travel")
    care = PartField(
        CareForm,
        "Childcare and replacement care",
        "Somebody to look after their children, or the person they care for, while they take part and travel",
    )
    digital = PartField(DigitalForm, "Getting online")


class TermsForm(PartForm):
    """Payment, limits, and what finding and inducting people costs."""

    payment = PartField(PaymentForm, "Payment")
    limits = PartField(
        LimitsForm, "Limits for one person", "Sessions and the preparation for them count together"
    )
    induction_minutes = MinutesField(
        "How long is the induction before the first session?",
        "Paid once for each person who takes part. For example 1 hour; 0 if there is none.",
        default=0,
        blank=0,
    )
    recruitment = PartField(RecruitmentForm, "Finding people")


class YoungPeopleForm(PartForm):
    """Under-18s of the group."""

    young_people = PartField(YoungForm, "Under-18s")


class SafeguardingForm(PartForm):
    """What keeps young people safe."""

    latest_end = ClockField(
        "Sessions with young people end by", "For example 8pm", default="20:00", blank="20:00"
    )
    children_per_adult = CountField(
        "Most young people for each checked adult", "For example 10", default=10, blank=10
    )
    least_adults = CountField("Fewest checked adults at a session", "Never fewer than 2", default=2, blank=2)


def _row(entry: Body, draft: Mapping[str, Any]) -> Cells:
    areas = {str(area["id"]): str(area["name"]) for area in draft.get("areas", [])}
    needs = len(entry["requirements"])
    return (
        dict(WHO)["yes" if entry["is_lived_experience"] else "no"],
        str(entry["size"]),
        areas.get(str(entry["home_area"]), ""),
        f"{needs} entered" if needs else "None entered",
    )


COUNTS_ONLY = "Write how many, never who: nothing here should let anybody be recognised."
GROUPS = Kind(
    "groups",
    "Groups of people",
    "a group",
    Group,
    (
        Page("about", "About this group", GroupForm),
        Page("free", "When they are free", FreeForm),
        Page("who", "Who is in the group", WhoForm, COUNTS_ONLY),
        Page("access", "Access requirements", AccessForm, COUNTS_ONLY),
        Page("getting-there", "Travel, care and getting online", GettingThereForm),
        Page("payment", "Payment and limits", TermsForm),
        Page(
            "young-people",
            "Young people",
            YoungPeopleForm,
            "Only if somebody in the group is under 18. Otherwise leave this page as it is.",
        ),
    ),
    columns=("Who", "People", "Home area", "Access requirements"),
    row=_row,
    empty="A group is people who live in the same part of the map, are free at about the same times and are paid in the "
    "same way. Add each group you want to hear from, and the professionals who take part as their job.",
    titled_by="name",
)
SAFEGUARDING = Single(
    "safeguarding",
    "Keeping young people safe",
    Page(
        "safeguarding",
        "Keeping young people safe",
        SafeguardingForm,
        "Counts only where somebody under 18 takes part. Check these against your organisation’s safeguarding policy.",
    ),
    ("safeguarding",),
)
TASK = Task("people", "The people", "Who takes part, and what they need", (GROUPS, SAFEGUARDING))
