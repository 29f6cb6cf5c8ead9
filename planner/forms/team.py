"""The team: roles, skills, hours, pay, and training that can be bought."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.domain.programme.draft import Body
from planner.domain.programme.team import StaffMember
from planner.forms import values
from planner.forms.availability import StaffAvailabilityForm
from planner.forms.choices import ChoiceField, yes_or_no
from planner.forms.fields import (
    CountField,
    DayField,
    DecimalField,
    KeyField,
    MinutesField,
    MoneyField,
    TextField,
    WordsField,
)
from planner.forms.open_choices import OpenChecksField, OpenChoiceField
from planner.forms.page_form import PartForm
from planner.forms.pages import Cells, Kind, Page, Task
from planner.forms.parts import Block, Inner, PartField
from planner.forms.prices import PriceForm, TermsForm
from planner.forms.rows import RowsField

PAY_KINDS = (
    ("salary", "A salary: pounds a year"),
    ("hourly", "By the hour: pounds an hour"),
    ("day_rate", "A day rate: pounds a day, in half days begun"),
)
PAID_FOR = {"salary": "a year", "hourly": "an hour", "day_rate": "a day"}
CAN = {"can_lead": "leads", "can_facilitate": "facilitates", "can_host_online": "hosts online"}


class PayForm(Inner):
    """What a member of staff costs."""

    kind = ChoiceField("How are they paid?", choices=PAY_KINDS, required="Choose how they are paid")
    amount_pence = MoneyField(
        "How much?",
        "For a whole year, an hour or a day, before VAT. A salary is the full-time one.",
        required="Enter how much they are paid, for example 38,000 a year",
        width="10",
    )
    on_cost_percent = DecimalField(
        "On-costs",
        "Employer’s National Insurance and pension, on top of a salary or hourly pay. For example 15.",
        suffix="%",
        default=0,
        blank=0,
    )
    terms = PartField(TermsForm)
    hours_per_year = CountField(
        "Hours in a working year",
        "A salary is shared out over these. 1,607 is 37 hours a week, less leave and bank holidays.",
        default=1607,
        blank=1607,
    )
    day_minutes = MinutesField(
        "Length of a day, if they have a day rate",
        "For example 7 hours 30 minutes",
        default=450,
        blank=450,
    )
    layout = (
        Block(("kind", "amount_pence", "on_cost_percent", "terms")),
        Block(("hours_per_year", "day_minutes"), "Working year and day", is_more=True),
    )

    @property
    def words(self) -> str:
        """The pay and its on-costs."""
        per = PAID_FOR.get(str(self["kind"].body), "")
        costs = f", on-costs {self['on_cost_percent'].shown}" if self["on_cost_percent"].body else ""
        return f"{self['amount_pence'].shown} {per}{costs}"


class StaffForm(PartForm):
    """Who this is, what they can do, and what they cost."""

    title = TextField(
        "What is this role called?",
        "For example Community development worker. Name the role, not the person.",
        required="Enter what the role is called, for example Community development worker",
    )
    home_area = ChoiceField(
        "Where do they set out from?", offered="areas", required="Choose the area they set out from"
    )
    can_lead = yes_or_no("Can they lead a session?", default=False)
    can_facilitate = yes_or_no("Can they help to run one?", default=True)
    can_host_online = yes_or_no("Can they look after an online meeting?", default=False)
    is_checked_adult = yes_or_no(
        "Are they checked to work with young people?",
        "With a current enhanced check (DBS, PVG or AccessNI)",
        default=False,
    )
    skills = OpenChecksField(
        "What else are they skilled in?",
        "Sessions can ask for a skill.",
        offered="known_skills",
        own="Another skill",
    )
    pay = PartField(PayForm, "Pay")
    is_paid_mileage = yes_or_no("Are their miles paid back?", default=False)
    note = WordsField("Notes", blank="")
    id = KeyField(
        "Reference", "Used in documents and downloads; made of the title if you leave it empty", blank=""
    )
    layout = (
        Block(("title", "home_area")),
        Block(
            ("can_lead", "can_facilitate", "can_host_online", "is_checked_adult", "skills"),
            "What they can do",
        ),
        Block(("pay", "is_paid_mileage")),
        Block(("note", "id"), "Notes and reference", is_more=True),
    )


class AwayRow(Inner):
    """Days on which they are away."""

    starts_on = DayField("First day away", required="Enter the first day away")
    ends_on = DayField("Last day away", required="Enter the last day away")
    reason = TextField("Why?", "For example Leave")
    note = WordsField("Note", blank="")
    layout = (Block(("starts_on", "ends_on", "reason")), Block(("note",), "Note", is_more=True))

    @property
    def words(self) -> str:
        """From when to when, and why."""
        reason = self["reason"].shown
        return f"{self['starts_on'].shown} to {self['ends_on'].shown}" + (f": {reason}" if reason else "")


class HoursForm(PartForm):
    """When they are free, and for how long."""

    availability = PartField(StaffAvailabilityForm, "Days and times")
    away = RowsField(
        AwayRow, "Days away", "Leave and other days on which they cannot work", one="more days away"
    )
    minutes_per_day = MinutesField(
        "Most time on sessions in a day",
        "With setting up and clearing away. 8 hours if you leave it empty.",
        default=480,
        blank=480,
    )
    minutes_per_week = MinutesField(
        "Most time on sessions in a week",
        "With setting up and clearing away. 37 hours 30 minutes if you leave it empty.",
        default=2250,
        blank=2250,
    )


class TrainingRow(Inner):
    """Training that can be bought."""

    gives = OpenChoiceField(
        "What would it let them do?",
        offered="training",
        own="Or another skill",
        required="Choose what the training would let them do",
    )
    minutes = MinutesField("How long does it take?", "", default=0, blank=0)
    price = PartField(PriceForm, "What does it cost?")
    blank_without = ("gives", "price")

    @property
    def words(self) -> str:
        """What it gives, at what price and length."""
        return f"{self['gives'].shown}: {self['price'].shown}, {self['minutes'].shown}"


class TrainingForm(PartForm):
    """Training that the plan may buy."""

    training = RowsField(TrainingRow, "Training", one="more training")


def _row(entry: Body, draft: Mapping[str, Any]) -> Cells:
    areas = {str(area["id"]): str(area["name"]) for area in draft.get("areas", [])}
    can = ", ".join(words for name, words in CAN.items() if entry[name])
    pay = entry["pay"]
    return (
        areas.get(str(entry["home_area"]), ""),
        can[:1].upper() + can[1:],
        f"£{values.show_pence(pay['amount_pence'])} {PAID_FOR[pay['kind']]}",
    )


STAFF = Kind(
    "staff",
    "The team",
    "a member of the team",
    StaffMember,
    (
        Page("about", "About this role", StaffForm),
        Page("hours", "When they are free", HoursForm),
        Page(
            "training",
            "Training",
            TrainingForm,
            "Training that could be bought for them, once, before the first session that needs it. The plan buys it only "
            "where that is worth its price. Leave this page empty if there is none.",
        ),
    ),
    columns=("Sets out from", "What they do", "Pay"),
    row=_row,
    empty="Everybody who leads, helps to run or hosts a session: staff, freelancers and peer facilitators. "
    "A plan needs to know who can lead, when they are free and what they cost.",
)
TASK = Task("team", "The team", "Who runs the sessions", (STAFF,))
