"""How dates, times, money, shares and closed lists are written on screen; source: *Words on screen* in the specification."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction

from planner.domain.money import format_pence, round_half_up
from planner.domain.terms import (
    Basis,
    Category,
    Evidence,
    Mode,
    Role,
    Section,
    SittingStatus,
    Stage,
    Strategy,
)

SMALL_UNDER = 5
"""Counts of people under this show as "few" to readers outside the planning role."""

FEW = "few"

MODE_WORDS = {Mode.IN_PERSON: "in person", Mode.ONLINE: "online", Mode.HYBRID: "in person and online"}
STAGE_WORDS = {
    Stage.PLAN: "Planning together",
    Stage.DESIGN: "Designing together",
    Stage.DELIVER: "Delivering together",
    Stage.EVALUATE: "Evaluating together",
}
ROLE_WORDS = {
    Role.LEAD: "lead",
    Role.ROOM_FACILITATOR: "facilitator in the room",
    Role.ONLINE_FACILITATOR: "facilitator online",
    Role.ONLINE_HOST: "online host",
    Role.CHECKED_ADULT: "checked adult",
}
STATUS_WORDS = {
    SittingStatus.DRAFT: "not announced yet",
    SittingStatus.ANNOUNCED: "announced",
    SittingStatus.HELD: "held",
    SittingStatus.CANCELLED: "cancelled",
}
LED_WORDS = {
    "lived_experience": "by people with lived experience",
    "shared": "together",
    "professionals": "by professionals",
}
SECTION_WORDS = {
    Section.PAYMENTS: "Payments and rewards",
    Section.EXPENSES: "Expenses",
    Section.ACTIVITY: "Involvement activity",
    Section.STAFFING: "Involvement staffing",
    Section.OTHER: "Other",
}
CATEGORY_WORDS = {
    Category.INVOLVEMENT_PAYMENT: "Payments for taking part",
    Category.RECOGNITION: "Thanks and recognition",
    Category.TRAVEL: "Travel",
    Category.CARE: "Childcare and replacement care",
    Category.SUBSISTENCE: "Meals on long days",
    Category.DIGITAL_ACCESS: "Devices, data and help to get online",
    Category.VENUE: "Room hire",
    Category.CATERING: "Refreshments",
    Category.ACCESS_SUPPORT: "Access support",
    Category.ONLINE_TOOLS: "Online tools and equipment",
    Category.MATERIALS: "Materials",
    Category.TRAINING: "Training",
    Category.RECRUITMENT: "Finding people",
    Category.FACILITATION: "Facilitation",
    Category.COORDINATION: "Coordination",
    Category.PARTNER_TIME: "Professionals' time",
    Category.EVALUATION: "Evaluation",
    Category.OTHER: "Other costs",
    Category.CONTINGENCY: "Contingency",
}
BASIS_WORDS = {
    Basis.NEW_MONEY: "new money",
    Basis.ALREADY_FUNDED: "already funded",
    Basis.IN_KIND: "in kind",
}
EVIDENCE_WORDS = {
    Evidence.QUOTE: "quote",
    Evidence.PUBLISHED: "published price",
    Evidence.OUR_ESTIMATE: "our estimate",
    Evidence.DECIDED: "decided by the project",
}
STRATEGY_WORDS = {
    Strategy.FAIREST: "the fairest plan within the budget",
    Strategy.CHEAPEST: "the cheapest plan that meets every target",
    Strategy.MOST: "the most for the money",
    Strategy.CHANGE: "the fewest changes to the plan before",
}


def date_words(day: date) -> str:
    """A date as "24 September 2026"."""
    return f"{day.day} {day:%B} {day.year}"


def day_words(day: date) -> str:
    """A date with its weekday, as "Thursday 24 September 2026"."""
    return f"{day:%A} {date_words(day)}"


def short_date_words(day: date) -> str:
    """A date for a narrow place, as "24 Sep"."""
    return f"{day.day} {day:%b}"


def narrow_day_words(day: date) -> str:
    """A date with its weekday for a narrow column, as "Tue 19 Jan 2027"."""
    return f"{day:%a} {day.day} {day:%b} {day.year}"


def time_words(at: datetime) -> str:
    """A time of day as "2pm", "2:30pm", "midday" or "midnight"."""
    if at.minute == 0 and at.hour in (0, 12):
        return "midday" if at.hour == 12 else "midnight"
    hour = at.hour % 12 or 12
    minutes = f":{at.minute:02d}" if at.minute else ""
    return f"{hour}{minutes}{'am' if at.hour < 12 else 'pm'}"


def duration_words(minutes: int) -> str:
    """A length of time as "2 hours 30 minutes", "1 hour" or "45 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = [count_words(hours, "hour")] if hours else []
    if rest or not hours:
        parts.append(count_words(rest, "minute"))
    return " ".join(parts)


def count_words(count: int, one: str, many: str = "") -> str:
    """A count with its noun, as "1 session" or "1,200 people"; `many` is the plural where it is not `one` and an "s"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def list_words(parts: Iterable[str]) -> str:
    """Words joined as a sentence lists them: "a", "a and b", "a, b and c"; nothing gives ""."""
    words = [part for part in parts if part]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def sentence(words: str) -> str:
    """The words with a capital first letter and a full stop at the end (none added to "", "?" or "!")."""
    if not words:
        return ""
    return words[0].upper() + words[1:] + ("" if words[-1] in ".?!" else ".")


def within_sentence(words: str) -> str:
    """Words that follow others in a sentence: a leading "The", "A" or "An" written small, a name left as it is."""
    first, space, rest = words.partition(" ")
    return f"{first.lower()}{space}{rest}" if first in ("The", "A", "An") else words


def pounds_words(pence: int) -> str:
    """Money to the nearest whole pound, half a pound up: "£48,320". For headlines; tables use `format_pence`."""
    return format_pence(round_half_up(Fraction(pence, 100)) * 100).removesuffix(".00")


def number_words(value: Decimal | Fraction | int, places: int = 1, rounding: str = ROUND_HALF_UP) -> str:
    """A number with at most `places` decimals and no needless noughts: "12", "6.5", "1,200"."""
    exact = Fraction(value)
    quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
    rounded = quotient.quantize(Decimal(1).scaleb(-places), rounding=rounding)
    words = f"{rounded:,f}"
    words = words.rstrip("0").rstrip(".") if "." in words else words
    return "0" if words == "-0" else words


def share_words(share: Decimal | Fraction, rounding: str = ROUND_HALF_UP) -> str:
    """A part of one as a percentage with at most one decimal: "42%", "33.3%"."""
    return number_words(Fraction(share) * 100, 1, rounding) + "%"


def masked(count: int) -> str:
    """A count of people for readers outside the planning role: "few" under 5 (nought too), else the number."""
    return FEW if count < SMALL_UNDER else f"{count:,}"


ROUND_DOWN_TO_MISS = ROUND_FLOOR
"""For what must be at least a level: rounding never lifts a missed share to its level."""
ROUND_UP_TO_MISS = ROUND_CEILING
"""For what must be at most a level: rounding never brings it down to its level."""
