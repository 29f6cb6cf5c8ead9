"""Who takes part: groups with counts, never names, and what keeps young people safe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.domain.programme.draft import Body
from planner.domain.programme.groups import Group
from planner.forms.availability import AvailabilityForm
from planner.forms.choices import ChoiceField, yes_or_no
from planner.forms.fields import (
    ClockField,
    CountField,
    KeyField,
    MinutesField,
    MoneyField,
    ShareField,
    TextField,
    WordsField,
)
from planner.forms.needs import CharacteristicRow, RequirementRow, common_requirements
from planner.forms.pages import Cells, Kind, Page, Single, Task
from planner.forms.parts import Block, Inner, PartField, PartForm, RowsField
from planner.forms.prices import price_field
from planner.forms.ready import ReadyRowsField

KNOWN = (("yes", "Yes"), ("no", "No"), ("unknown", "Not known yet"))
WHO = (("yes", "People with lived experience"), ("no", "Professionals"))
MEMBERSHIP = (
    ("standing", "The same people each time: everybody is invited"),
    ("open", "Open: whoever can come, up to the places there are"),
)
PAID_BY = (
    ("card", "This project, at its rates of pay"),
    ("employer", "Their employer, as part of their job"),
)
TRAVEL_BY = (("fare", "Public transport: the fare is paid back"), ("car", "Car: the miles are paid back"))


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

    availability = PartField(AvailabilityForm)


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
        "Access requirements",
        "Say what is needed, how many need it and what meets it. Every session that they are invited to must meet it.",
        ready=common_requirements(),
    )


class CareForm(Inner):
    """Care that lets people come."""

    count = CountField("How many need it?", default=0, blank=0)
    price_per_hour = price_field("Price of an hour of care", is_open=False)
    also_online = yes_or_no("Is it needed when they join online too?", default=False)


class TravelForm(Inner):
    """How the group travels."""

    by = ChoiceField("How do most of them travel?", choices=TRAVEL_BY, default="fare", blank="fare")
    most_minutes = MinutesField(
        "How long can a journey take, one way?",
        "Places further away are out of their reach. 1 hour if you leave it empty.",
        default=60,
        blank=60,
    )


class DigitalForm(Inner):
    """What people lack for joining online."""

    device_count = CountField("How many need a device on loan?", default=0, blank=0)
    data_count = CountField("How many need mobile data?", default=0, blank=0)
    setup_help_count = CountField("How many need help to get started?", default=0, blank=0)


class GettingThereForm(PartForm):
    """What lets people come: travel, care, getting online."""

    travel = PartField(TravelForm, "Travel")
    care = PartField(
        CareForm,
        "Childcare and replacement care",
        "Somebody to look after their children, or the person they care for, while they take part and travel",
    )
    digital = PartField(DigitalForm, "Getting online")


class PaymentForm(Inner):
    """How people are thanked for their time."""

    kind = ChoiceField(
        "Who pays them for their time?",
        "People with lived experience are always paid by the project",
        choices=PAID_BY,
        default="card",
        blank="card",
    )
    declined_count = CountField(
        "How many do not want to be paid?",
        "The money stays in the budget, so that they can change their minds",
        default=0,
        blank=0,
    )
    employer_price_per_hour = price_field(
        "What an hour of their time is worth, if their employer pays", is_open=False
    )


class LimitsForm(Inner):
    """The most that one person can give, and wants to be paid."""

    minutes_per_week = MinutesField("Most time in a week", "For example 5 hours. Empty: no limit.")
    minutes_per_month = MinutesField("Most time in a month", "For example 12 hours. Empty: no limit.")
    weekly_earnings_pence = MoneyField(
        "Weekly limit on pay",
        "A limit that people set for themselves. Nobody has to say why. The planner warns where payments of one week "
        "would go over it; it is never a reason not to invite somebody.",
    )


class RecruitmentForm(Inner):
    """What finding people costs."""

    stay_share = ShareField(
        "How many of those who join stay to the end?",
        "For example 80: then ten are found for every eight wanted",
    )
    price_per_person = price_field("What it costs to find one person", is_open=False)


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


class YoungForm(Inner):
    """Under-18s of the group."""

    count = CountField("How many are under 18?", default=0, blank=0)
    guardian_consent = ChoiceField(
        "Has a parent or guardian agreed for each of them?",
        choices=KNOWN,
        default="unknown",
        blank="unknown",
    )
    travel_home_price = price_field(
        "What a safe journey home costs for each of them",
        "On top of the ordinary fare or miles. Enter 0 if it costs nothing.",
        is_open=False,
    )


class YoungPeopleForm(PartForm):
    """Under-18s of the group."""

    young_people = PartField(YoungForm)


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
