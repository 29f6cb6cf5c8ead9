"""On what terms people take part: travel, care, getting online, payment, limits, and what keeps under-18s safe."""

from __future__ import annotations

from planner.forms.choices import ChoiceField, yes_or_no
from planner.forms.fields import CountField, MinutesField, MoneyField, ShareField
from planner.forms.parts import Inner
from planner.forms.prices import price_field

KNOWN = (("yes", "Yes"), ("no", "No"), ("unknown", "Not known yet"))
PAID_BY = (
    ("card", "This project, at its rates of pay"),
    ("employer", "Their employer, as part of their job"),
)
TRAVEL_BY = (("fare", "Public transport: the fare is paid back"), ("car", "Car: the miles are paid back"))


class CareForm(Inner):
    """Care that lets people come."""

    count = CountField("How many need it?", default=0, blank=0)
    price_per_hour = price_field("Price of an hour of care", is_open=False)
    also_online = yes_or_no("Is it needed when they join online too?", default=False)

    @property
    def words(self) -> str:
        """How many, at what price."""
        if not self["count"].body:
            return "Nobody"
        price = str(self["price_per_hour"].shown)
        where = ", online too" if self["also_online"].body else ""
        return f"{self['count'].shown} of them{where}" + (f", {price} an hour" if price else "")


class TravelForm(Inner):
    """How the group travels."""

    by = ChoiceField("How do most of them travel?", choices=TRAVEL_BY, default="fare", blank="fare")
    most_minutes = MinutesField(
        "How long can a journey take, one way?",
        "Places further away are out of their reach. 1 hour if you leave it empty.",
        default=60,
        blank=60,
    )

    @property
    def words(self) -> str:
        """How, and how far."""
        return f"{str(self['by'].shown).partition(':')[0]}, up to {self['most_minutes'].shown} one way"


class DigitalForm(Inner):
    """What people lack for joining online."""

    device_count = CountField("How many need a device on loan?", default=0, blank=0)
    data_count = CountField("How many need mobile data?", default=0, blank=0)
    setup_help_count = CountField("How many need help to get started?", default=0, blank=0)

    @property
    def words(self) -> str:
        """How many need what."""
        needs = {
            "device_count": "a device",
            "data_count": "mobile data",
            "setup_help_count": "help to get started",
        }
        found = [f"{self[name].shown} need {words}" for name, words in needs.items() if self[name].body]
        return ", ".join(found) or "Nobody needs anything"


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

    @property
    def words(self) -> str:
        """Who pays, and how many do not want to be paid."""
        declined, price = self["declined_count"], str(self["employer_price_per_hour"].shown)
        parts = [
            str(self["kind"].shown),
            f"{declined.shown} of them do not want to be paid" if declined.body else "",
            f"{price} an hour" if price else "",
        ]
        return ", ".join(part for part in parts if part)


class LimitsForm(Inner):
    """The most that one person can give, and wants to be paid."""

    minutes_per_week = MinutesField("Most time in a week", "For example 5 hours. Empty: no limit.")
    minutes_per_month = MinutesField("Most time in a month", "For example 12 hours. Empty: no limit.")
    weekly_earnings_pence = MoneyField(
        "Weekly limit on pay",
        "A limit that people set for themselves. Nobody has to say why. The planner warns where payments of one week "
        "would go over it; it is never a reason not to invite somebody.",
    )

    @property
    def words(self) -> str:
        """The limits there are."""
        ends = {
            "minutes_per_week": "a week",
            "minutes_per_month": "a month",
            "weekly_earnings_pence": "a week in pay",
        }
        return ", ".join(f"{self[name].shown} {end}" for name, end in ends.items() if self[name].shown)


class RecruitmentForm(Inner):
    """What finding people costs."""

    stay_share = ShareField(
        "How many of those who join stay to the end?",
        "For example 80: then ten are found for every eight wanted",
    )
    price_per_person = price_field("What it costs to find one person", is_open=False)

    @property
    def words(self) -> str:
        """How many stay, and what finding one costs."""
        stay, price = self["stay_share"].shown, self["price_per_person"].shown
        parts = (f"{stay} stay" if stay else "", f"{price} to find one person" if price else "")
        return ", ".join(part for part in parts if part)


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

    @property
    def words(self) -> str:
        """How many, whether their parents agree, and what the journey home costs."""
        if not self["count"].body:
            return "Nobody"
        price = str(self["travel_home_price"].shown)
        agreed = str(self["guardian_consent"].shown).lower()
        return f"{self['count'].shown}, parents or guardians agree: {agreed}" + (
            f", journey home {price}" if price else ""
        )
