"""Shares of people from which a reader could work out a small number: 77.8% of nine people are seven, and two are not."""

import re
from collections.abc import Iterator
from decimal import Decimal

from planner.domain.plan import Plan, TargetResult
from planner.domain.programme.document import Programme
from planner.reports.words import SMALL_UNDER, count_words, sentence

SHARES_OF_PEOPLE = frozenset({"equal_footing", "representation", "times_people_can_make", "wanted_size"})
"""Kinds of target that tell a part of some people."""
COUNTS_OF_PEOPLE = frozenset({"nobody_is_the_only_one"})
"""Kinds that tell a number of people."""

_CASE = re.compile(r" at (?P<sitting>[\w-]+): (?P<people>\d+)")
"""A case as the check writes it where somebody would be the only one: "X at design-1: 1"."""


def hidden_targets(programme: Programme, plan: Plan) -> frozenset[str]:
    """Ids of the targets of which a number of people under 5 could be told, or worked out of what they reached."""
    has_small = _has_small_numbers(programme, plan)
    sizes = [group.size for group in programme.groups]
    return frozenset(
        result.id
        for result in plan.targets
        if (result.kind in COUNTS_OF_PEOPLE and result.achieved < SMALL_UNDER)
        or (result.kind in SHARES_OF_PEOPLE and (has_small or _is_small_part(result.achieved, sizes)))
    )


def side_words(result: TargetResult, *, is_at_most: bool) -> str:
    """What is told in place of a number or share that the reader may not see: on which side of the wanted one it is."""
    if result.kind in COUNTS_OF_PEOPLE:
        return "met" if result.met else "not met"
    if result.met:
        return "at most the wanted share" if is_at_most else "at least the wanted share"
    return "above the wanted share" if is_at_most else "below the wanted share"


def _has_small_numbers(programme: Programme, plan: Plan) -> bool:
    """Whether an invited group, those of it with a characteristic or without, or those of it who come, could be under 5."""
    invited = {key for session in programme.sessions for key in session.invited}
    for group in programme.groups:
        if group.id not in invited:
            continue
        counts = [each.count for each in group.characteristics]
        without = [group.size - count for count in counts]
        if any(count < SMALL_UNDER for count in (group.size, *counts)) or any(map(_is_small, without)):
            return True
    return any(_is_small(count) for count in _coming(plan))


def _is_small_part(part: Decimal, sizes: list[int]) -> bool:
    """Whether a share of a group, or the rest of it, would be a small number."""
    return any(_is_small(round(each * size)) for size in sizes for each in (part, 1 - part))


def _coming(plan: Plan) -> Iterator[int]:
    """The people of each group at each session that runs, in the room and online, each and together."""
    for sitting in plan.sittings:
        for group, count in sitting.places.items():
            online = sitting.online_places.get(group, 0)
            yield from (count, online, count - online)


def _is_small(count: int) -> bool:
    return 0 < count < SMALL_UNDER


def only_ones_words(words: str, *, tells_one: bool) -> str:
    """At how many sessions somebody would be the only one of their kind, from the check's cases; never who.

    Unless `tells_one`, nobody and a single person are told alike.
    """
    cases = list(_CASE.finditer(words))
    sittings = {case["sitting"] for case in cases}
    where = f"at {count_words(len(sittings), 'session')} " if sittings else ""
    if not tells_one or any(case["people"] == "0" for case in cases):
        return sentence(
            f"{where}fewer than two people of an invited group or characteristic would come; finding more would meet it"
        )
    return sentence(
        f"{where}somebody would be the only one of their group or characteristic; "
        "finding a second person would meet it"
    )
