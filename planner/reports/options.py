"""An option's differences from the project, in words."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from planner.domain.money import format_pence
from planner.domain.options import CostTable, Differences, OptionKind, SessionDifference, TargetDifference
from planner.domain.options.applying import NUMBER_FIELDS, Stale
from planner.domain.terms import Category, Level, Mode, Strategy, Strength
from planner.reports.words import (
    CATEGORY_WORDS,
    STRATEGY_WORDS,
    count_words,
    list_words,
    number_words,
    share_words,
)

KIND_WORDS: Final[Mapping[OptionKind, str]] = {
    OptionKind.BUSINESS_AS_USUAL: "Business as usual",
    OptionKind.DO_MINIMUM: "Do minimum",
    OptionKind.PREFERRED: "Preferred way forward",
    OptionKind.OTHER: "Another option",
    OptionKind.ENGAGEMENT_ONLY: "Engagement only: not co-production",
    OptionKind.FRONTIER_POINT: "The project at another budget",
}
MODE_WORDS: Final[Mapping[Mode, str]] = {
    Mode.IN_PERSON: "in person",
    Mode.ONLINE: "online",
    Mode.HYBRID: "in person and online together",
}
TYPED = "Typed, not worked out by the planner"
NO_DIFFERENCE = "Nothing differs from the project."

Base = Mapping[str, Any]


def difference_words(base: Base, differences: Differences) -> tuple[str, ...]:
    """What an option says differently from the draft `base`, one thing a line; what is about nothing any more is left out."""
    return (
        *_money(base, differences),
        *(words for each in differences.sessions for words in _session(base, each)),
        *(words for each in differences.targets for words in _target(base, each)),
        *_groups(base, differences),
        *_provision(base, differences),
    )


def stale_words(stale: Sequence[Stale]) -> tuple[str, ...]:
    """What an option says about things that the project no longer has."""
    return tuple(
        f"“{each.id}” is no longer in the project: what this option says of it changes nothing."
        for each in stale
    )


def gap_words(table: CostTable) -> tuple[str, ...]:
    """What co-production does not go without and a typed table has no line for."""
    if not table.lines:
        return ()
    words = {
        Category.INVOLVEMENT_PAYMENT: "No line pays people for taking part.",
        Category.ACCESS_SUPPORT: "No line is for access: support, care, or help to get online.",
    }
    return tuple(words.get(gap, f"No line for {CATEGORY_WORDS[gap].lower()}.") for gap in table.gaps)


def _entry(base: Base, part: str, key: str) -> Mapping[str, Any] | None:
    return next((entry for entry in base.get(part) or () if entry["id"] == key), None)


def _named(base: Base, part: str, keys: Sequence[str]) -> str:
    found = (_entry(base, part, key) for key in keys)
    return list_words(str(each.get("title") or each.get("name")) for each in found if each is not None)


def _money(base: Base, differences: Differences) -> Iterator[str]:
    budget = base.get("budget") or {}
    if differences.budget_pence is not None:
        was = budget.get("total_pence")
        instead = "" if was is None else f" instead of {format_pence(was)}"
        yield f"Budget {format_pence(differences.budget_pence)}{instead}"
    if differences.contingency_percent is not None:
        was = number_words(differences.contingency_percent, 3)
        yield f"Contingency {was}% instead of {number_words(_exact(budget.get('contingency_percent', 0)), 3)}%"
    if differences.strategy is not None:
        yield f"Looks for {STRATEGY_WORDS[Strategy(differences.strategy)]}"
    if differences.level is Level.READY_TO_SIGN:
        yield "Made ready to sign: nothing unknown is allowed"
    if differences.level is Level.ESTIMATE:
        yield "An estimate: unknowns are allowed"


def _exact(value: Any) -> Decimal:
    return Decimal(str(value))


def _session(base: Base, change: SessionDifference) -> Iterator[str]:
    session = _entry(base, "sessions", change.session)
    if session is None:
        return
    title = f"Session “{session['title']}”"
    if change.is_out:
        yield f"{title} left out"
        return
    repeats = session["repeats"]
    if change.count is not None and change.count != repeats["count"]:
        yield f"{title} held {_times(change.count)} instead of {_times(repeats['count'])}"
    if change.required_count is not None:
        if change.required_count >= (change.count or repeats["count"]):
            yield f"{title} has to be held every time"
        else:
            yield f"{title} has to be held {_times(change.required_count)}, the rest if it fits"
    if change.modes is not None:
        yield f"{title} held {list_words(MODE_WORDS[mode] for mode in change.modes).replace(' and in', ' or in')}"
    if change.has_decision is False and session.get("decision"):
        yield f"{title} decides nothing: people are heard"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _target(base: Base, change: TargetDifference) -> Iterator[str]:
    target = _entry(base, "targets", change.target)
    if target is None:
        return
    title = f"Target “{target['title']}”"
    if change.is_out:
        yield f"{title} not asked for"
        return
    if change.strength is not None and change.strength.value != target["strength"]:
        yield f"{title} is {'a must' if change.strength is Strength.MUST else 'an aim'}"
    if change.level is not None and "level" in target:
        yield f"{title} at {share_words(change.level)} instead of {share_words(_exact(target['level']))}"
    if change.number is not None and target["kind"] in NUMBER_FIELDS:
        yield f"{title} at {change.number} instead of {target[NUMBER_FIELDS[target['kind']]]}"


def _groups(base: Base, differences: Differences) -> Iterator[str]:
    out = _named(base, "groups", [each.group for each in differences.groups if each.is_out])
    if out:
        yield f"Without {out}"


def _provision(base: Base, differences: Differences) -> Iterator[str]:
    provision = differences.provision
    card = base.get("rate_card") or {}
    for name, what in (("pays_preparation", "Time to prepare"), ("pays_travel_time", "Time to travel")):
        wanted = getattr(provision, name)
        if wanted is not None and wanted != card.get(name):
            yield f"{what} is {'paid' if wanted else 'not paid'}"
    if provision.has_catering is not None:
        yield "Refreshments at every session" if provision.has_catering else "No refreshments"
    for part, keys in (("venues", provision.venues_out), ("tools", provision.tools_out)):
        out = _named(base, part, keys)
        if out:
            yield f"Not at {out}" if part == "venues" else f"Without {out}"
    costs = _named(base, "other_costs", provision.other_costs_out)
    if costs:
        yield f"Without the cost of {costs}"


def table_facts(table: CostTable) -> tuple[str, ...]:
    """What a typed table says of what it buys; what is not known is said to be so."""

    def said(count: int | None, one: str, many: str = "") -> str:
        return f"Not known how many {many or one + 's'}" if count is None else count_words(count, one, many)

    return (said(table.people_count, "person", "people"), said(table.session_count, "session"))
