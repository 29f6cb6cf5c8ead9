"""Equity targets as a table: what is asked, what is reached, what is missing, in plain words."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal
from urllib.parse import urlsplit

from planner.domain.plan import Plan, TargetResult
from planner.domain.programme.document import Programme
from planner.domain.programme.targets import (
    ChoiceOfMode,
    EqualFooting,
    Process,
    Representation,
    SpreadOfPlaces,
    Target,
)
from planner.domain.terms import Strength
from planner.reports.names import Names, characteristic_words
from planner.reports.small_shares import hidden_targets, only_ones_words, side_words
from planner.reports.words import (
    ROUND_DOWN_TO_MISS,
    ROUND_UP_TO_MISS,
    count_words,
    date_words,
    number_words,
    sentence,
    share_words,
    within_sentence,
)

Measure = Literal["share", "minutes", "times", "people", "people_per_facilitator", "items"]

MEASURES: dict[str, Measure] = {
    "continuity": "times",
    "travel_within": "minutes",
    "nobody_is_the_only_one": "people",
    "facilitator_ratio": "people_per_facilitator",
    "process": "items",
}
"""What a kind of target is measured in; a share of one where it is not named."""

AT_MOST = frozenset({"travel_within", "facilitator_ratio"})
"""Kinds that ask for no more than their level; so does representation where someone asks for a most."""


_SMALL_NUMBER = re.compile(
    r"(?<![\d.,£-])\b(?:[0-4]|one|two|three|four)\b(?![.,:]\d|\s*%"
    r"|\s+(?:sessions?|times?|stages?|minutes?|hours?|days?|weeks?|months?|percentage|[A-Z][a-z]+ \d{4}))",
    re.IGNORECASE,
)
"""What may be a count of people under 5 in a sentence: no share, amount of money, date, length of time or count of sessions."""


NAMES_NOBODY = frozenset({"representation", "spread_of_places", "choice_of_mode", "money_reaching_people"})
"""Kinds whose words from the check say only the share again, rounded otherwise: the table says it once."""

NOT_NAMED = "Who is missed is not told here, so that nobody can be picked out."

MOST_CASES = 4
"""So many of the check's cases ("X at Design: 0; ...") are told in a row."""


@dataclass(frozen=True)
class TargetRow:
    """A target and what the plan reaches; `level` and `achieved` in words, the numbers themselves beside them for charts.

    `level_value` and `achieved_value` are shares of one, minutes, times, people or, for process, items;
    `achieved_value` is None where it is, or could tell, a small number of people that the reader may not see.
    """

    id: str
    title: str
    what: str
    """What is counted, in plain words."""
    strength: str
    level: str
    achieved: str
    missing: str
    """What is missing, in sentences; "" where the target is met and only there."""
    met: str
    is_met: bool
    is_at_most: bool
    measure: Measure
    level_value: Fraction
    achieved_value: Fraction | None
    benchmark: str
    agreed: str
    """With whom the target was agreed, and where its level comes from unless that is a page."""
    source_url: str
    """The page that its level comes from; "" where it comes from none."""
    source_site: str
    """The name of that page's site, for a link to it."""

    @property
    def standing(self) -> str:
        """Whether it is met and what is reached, in words; where only the first may be told, once."""
        return self.met if self.achieved.lower() == self.met.lower() else f"{self.met}: {self.achieved}"


@dataclass(frozen=True)
class TargetsTable:
    """The targets of a plan in the programme's order."""

    caption: str
    rows: tuple[TargetRow, ...]
    met_count: int


def targets_table(programme: Programme, plan: Plan, *, may_see_small_numbers: bool = False) -> TargetsTable:
    """Every target of a plan, in the order of the programme.

    Rounding never makes a missed target look met: shares round towards the miss. Unless `may_see_small_numbers`, a number
    of people under 5, and a share of people that could tell one, are only met or not, and the words about who is missed are
    left out where they name such a number.
    """
    order = {target.id: position for position, target in enumerate(programme.targets)}
    by_id = {target.id: target for target in programme.targets}
    results = sorted(plan.targets, key=lambda result: order.get(result.id, len(order)))
    names = Names(programme)
    hidden = frozenset() if may_see_small_numbers else hidden_targets(programme, plan)
    rows = tuple(
        _row(names, by_id.get(result.id), result, may_see_small_numbers, result.id in hidden)
        for result in results
    )
    met_count = sum(row.is_met for row in rows)
    return TargetsTable(f"{met_count} of {count_words(len(rows), 'target')} met", rows, met_count)


def _row(
    names: Names, target: Target | None, result: TargetResult, may_see_small_numbers: bool, is_hidden: bool
) -> TargetRow:
    measure = MEASURES.get(result.kind, "share")
    is_at_most = result.kind in AT_MOST or (
        isinstance(target, Representation) and target.direction == "at_most"
    )
    level, achieved = Fraction(result.level), Fraction(result.achieved)
    if isinstance(target, Process):
        level, achieved = Fraction(len(target.items)), round(achieved * len(target.items)) * Fraction(1)
    amount = _amount_words(measure, level)
    achieved_words = _achieved_words(result.kind, measure, achieved, is_at_most)
    missing = "" if is_hidden else _gap_sentence(measure, level, achieved, is_at_most)
    if result.kind == "nobody_is_the_only_one":
        missing = only_ones_words(result.words, tells_one=may_see_small_numbers)
    is_silent = result.kind in NAMES_NOBODY or _tells_too_much(
        result.words, measure, is_hidden, may_see_small_numbers
    )
    reason = "" if is_silent else sentence(_shortened(names.on_screen(result.words)))
    if measure == "items":
        achieved_words += f" of {amount}"
    return TargetRow(
        id=result.id,
        title=result.title,
        what=_what(names, target),
        strength="Must" if result.strength is Strength.MUST else "Aim",
        level=_level_words(result.kind, level, amount, is_at_most),
        achieved=side_words(result, is_at_most=is_at_most) if is_hidden else achieved_words,
        missing="" if result.met else " ".join(part for part in (missing, reason) if part) or NOT_NAMED,
        met="Met" if result.met else "Not met",
        is_met=result.met,
        is_at_most=is_at_most,
        measure=measure,
        level_value=level,
        achieved_value=None if is_hidden else achieved,
        benchmark=target.benchmark if target else "",
        agreed=_agreed_words(target),
        source_url=_page(target),
        source_site=urlsplit(_page(target)).netloc.removeprefix("www."),
    )


def _tells_too_much(words: str, measure: Measure, is_hidden: bool, may_see_small_numbers: bool) -> bool:
    """Whether the check's words name a small number, or a hidden share, that the reader may not see."""
    tells_share = is_hidden and measure == "share" and "%" in words
    return tells_share or (not may_see_small_numbers and _SMALL_NUMBER.search(words) is not None)


def _page(target: Target | None) -> str:
    """The address that a target's level comes from, "" where its source is in words."""
    source = target.source if target else ""
    return source if source.startswith(("https://", "http://")) else ""


def _agreed_words(target: Target | None) -> str:
    if target is None:
        return ""
    on = f" on {date_words(target.agreed_on)}" if target.agreed_on else ""
    with_whom = f"agreed with {within_sentence(target.agreed_with)}{on}" if target.agreed_with else ""
    source = f"from {within_sentence(target.source)}" if target.source and not _page(target) else ""
    return sentence("; ".join(part for part in (with_whom, source) if part))


def _amount_words(measure: Measure, value: Fraction, rounding: str = ROUND_DOWN_TO_MISS) -> str:
    number = number_words(value, 1, rounding)
    one = value == 1
    words: dict[Measure, str] = {
        "share": share_words(value, rounding),
        "minutes": f"{number} {'minute' if one else 'minutes'}",
        "times": f"{number} {'time' if one else 'times'}",
        "people": f"{number} {'person' if one else 'people'}",
        "people_per_facilitator": f"{number} {'person' if one else 'people'} to a facilitator",
        "items": number,
    }
    return words[measure]


def _level_words(kind: str, level: Fraction, amount: str, is_at_most: bool) -> str:
    if kind == "process":
        return f"all {amount}"
    if kind == "wanted_size":
        away = share_words(1 - level, ROUND_DOWN_TO_MISS)
        return "the wanted size" if level == 1 else f"within {away} of the wanted size"
    if level == 1 and not is_at_most and amount == "100%":
        return "all (100%)"
    return f"{'at most' if is_at_most else 'at least'} {amount}"


def _achieved_words(kind: str, measure: Measure, achieved: Fraction, is_at_most: bool) -> str:
    if kind == "wanted_size":
        return (
            f"up to {share_words(1 - achieved, ROUND_UP_TO_MISS)} away"
            if achieved != 1
            else "the wanted size"
        )
    return _amount_words(measure, achieved, ROUND_UP_TO_MISS if is_at_most else ROUND_DOWN_TO_MISS)


def _gap_sentence(measure: Measure, level: Fraction, achieved: Fraction, is_at_most: bool) -> str:
    """How much is missing, from the numbers; "" where nothing is."""
    gap = achieved - level if is_at_most else level - achieved
    if gap <= 0:
        return ""
    side = "over" if is_at_most else "not met" if measure == "items" else "short"
    return sentence(f"{_gap_words(measure, gap)} {side}")


def _shortened(words: str) -> str:
    """The first cases of a long list of them, and how many more there are."""
    cases = words.split("; ")
    if len(cases) <= MOST_CASES + 1:
        return words
    return f"{'; '.join(cases[:MOST_CASES])}; and {len(cases) - MOST_CASES} more like these"


def _gap_words(measure: Measure, gap: Fraction) -> str:
    if measure == "share":
        number = number_words(gap * 100, 1, ROUND_UP_TO_MISS)
        return f"{number} percentage {'point' if number == '1' else 'points'}"
    if measure == "items":
        return number_words(gap, 0, ROUND_UP_TO_MISS)
    return _amount_words("people" if measure == "people_per_facilitator" else measure, gap, ROUND_UP_TO_MISS)


def _what(names: Names, target: Target | None) -> str:
    """What a target counts, in a phrase that a resident understands."""
    if target is None:
        return ""
    if isinstance(target, EqualFooting):
        where = "session" if target.scope == "every" else "session that decides something"
        return f"Share of people with lived experience at each {where}"
    if isinstance(target, Representation):
        return f"Share of the time of people with lived experience: {characteristic_words(target.characteristic)}"
    if isinstance(target, SpreadOfPlaces):
        return f"Share of in-person sessions held in {within_sentence(names.area(target.area))}"
    if isinstance(target, ChoiceOfMode):
        return (
            f"Share of sessions that people can join {'in person' if target.way == 'in_person' else 'online'}"
        )
    return _PLAIN[target.kind]


_PLAIN = {
    "continuity": "How often each group takes part, and in every stage it is invited to",
    "times_people_can_make": "Share of each group able to come at the times chosen",
    "familiar": "Share of repeated sessions that keep one weekday, time and place",
    "travel_within": "Average journey, one way, of the group that travels furthest",
    "nobody_is_the_only_one": "Nobody is the only one of their group in a session",
    "facilitator_ratio": "People to each facilitator",
    "wanted_size": "How near sessions are to their wanted size",
    "money_reaching_people": "Share of spending that is paid to people for taking part",
    "process": "Shared decisions, feedback, paid preparation, breaks, and sharing in delivery or evaluation",
}
