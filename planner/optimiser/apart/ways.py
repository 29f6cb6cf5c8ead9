"""Ways of holding a sitting whatever the date, and the few of them that no other is at least as good as.

A way is a place in a weekly slot of a financial year. Two ways are alike where they differ in nothing but money and room to
spare: who can come and how, which of the team are free, the area and whatever targets look at are the same. Of ways alike, one
that costs no less of any kind of money and has no more room is never needed in a problem without dates.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from planner.domain.programme import Programme
from planner.domain.roles import is_free
from planner.domain.sittings import Sitting
from planner.domain.terms import WEEKDAYS, Category
from planner.optimiser.aims.places import NOT_COUNTED, PAID_TO_PEOPLE
from planner.optimiser.apart.savings import Savings
from planner.optimiser.constraints.bookings import booked
from planner.optimiser.holding import Holding
from planner.optimiser.offers import Way

Kind = tuple[object, ...]
"""What a way may cost less of than another: a kind of money (and for whose place), or room taken."""


class Likeness:
    """What ways are compared by, in one programme."""

    def __init__(self, programme: Programme, savings: Savings, *, is_year_needed: bool) -> None:
        """Raises nothing."""
        self._programme, self._savings, self._is_year_needed = programme, savings, is_year_needed
        self._kinds = kinds_of_money(programme)
        self._licensed = {
            each.id
            for each in programme.tools
            if each.licence.month is not None or each.licence.year is not None
        }
        self._free: dict[tuple[int, tuple[int, int]], tuple[bool, ...]] = {}

    def who(self, sitting: Sitting, way: Way) -> Hashable:
        """Who can come and how, who of the team is free, and what else targets look at: nothing of it depends on the date."""
        holding, start = way.holding, way.starts[0]
        wanted = {(each.weekday, each.at) for each in sitting.session.wanted_starts}
        tool = holding.place.tool.id if holding.place.tool is not None else ""
        return (
            holding.mode,
            holding.place.area,
            tuple((group, able.room, able.online, able.total) for group, able in holding.able.items()),
            tuple((group, each.room, each.online) for group, each in holding.expected.items()),
            tuple((group, each.room, each.online) for group, each in holding.may_come.items()),
            holding.under_18s,
            self._who_is_free(holding, start),
            (WEEKDAYS[start.weekday()], f"{start:%H:%M}") in wanted,
            tool if tool in self._licensed else "",
        )

    def dated(self, way: Way) -> Hashable:
        """What else must be the same: the year where funding asks for it, what people are paid, bookings that might be shared."""
        holding = way.holding
        return (
            holding.key[2] if self._is_year_needed else "",
            tuple(sorted(holding.due.items())),
            tuple(sorted(self._paid(holding).items(), key=str)),
            tuple((each.key, each.first_minute, each.most_pence) for each in self._savings.shared(way)),
        )

    def _who_is_free(self, holding: Holding, start: datetime) -> tuple[bool, ...]:
        key = (holding.key[0], holding.session_times)
        if key not in self._free:
            self._free[key] = tuple(
                is_free(member, start, holding.session_times) for member in self._programme.staff
            )
        return self._free[key]

    def _paid(self, holding: Holding) -> dict[Kind, int]:
        """What people are paid: more of it is not worse, where a target asks that money reaches people."""
        return {key: pence for key, pence in self._all(holding).items() if key[0] == "paid"}

    def costs(self, sitting: Sitting, way: Way) -> dict[Kind, int]:
        """What a way costs of each kind of money, in pence; and room taken less room there is."""
        holding = way.holding
        found = {key: pence for key, pence in self._all(holding).items() if key[0] != "paid"}
        observers = sitting.session.observer_count
        if holding.place.layout is not None:
            found["room",] = holding.workers + observers - holding.place.layout.capacity
        if holding.place.tool is not None:
            found["tool",] = (
                holding.workers + (1 if holding.has_room else observers) - holding.place.tool.capacity
            )
        return found

    def _all(self, holding: Holding) -> dict[Kind, int]:
        found: dict[Kind, int] = {}
        for key, category, pence in _charged(holding):
            kind = self._kinds[category]
            name = (kind if kind == ("paid",) else ("money", kind)) + key
            found[name] = found.get(name, 0) + pence
        return found


def _charged(holding: Holding) -> Iterator[tuple[tuple[object, ...], Category, int]]:
    for charge in holding.charges:
        yield (), charge.category, charge.new_pence
    for _, _, charge in booked(holding):
        yield (), charge.category, charge.new_pence
    for key, charges in holding.a_place.items():
        for charge in charges:
            yield key, charge.category, charge.new_pence


def kinds_of_money(programme: Programme) -> dict[Category, Kind]:
    """Categories that nothing in the programme tells apart share a kind; those paid to people are `("paid",)` if that counts."""
    budget = programme.budget
    counts = any(target.kind == "money_reaching_people" for target in programme.targets)
    found: dict[Category, Kind] = {}
    for category in Category:
        if counts and category in PAID_TO_PEOPLE:
            found[category] = ("paid",)
            continue
        found[category] = (
            tuple(category in cap.categories for cap in budget.caps),
            tuple(fence.category is category for fence in budget.ring_fences),
            tuple(not source.pays_for or category in source.pays_for for source in budget.funding),
            counts and category in NOT_COUNTED,
        )
    return found


@dataclass(frozen=True, eq=False)
class Alike:
    """Ways that differ in money and room to spare only, the cheapest first; `least` are those no other is at least as good as."""

    who: Hashable
    ways: tuple[Way, ...]
    pence: tuple[int, ...]
    """What each of the ways costs alone."""
    least: tuple[Way, ...]


def alike_ways(likeness: Likeness, sitting: Sitting, ways: Iterable[Way]) -> tuple[Alike, ...]:
    """The ways of a sitting, put together by what is alike."""
    found: dict[Hashable, list[tuple[dict[Kind, int], Way]]] = {}
    who: dict[Hashable, Hashable] = {}
    for way in ways:
        costs = likeness.costs(sitting, way)
        which = likeness.who(sitting, way)
        key: Hashable = (which, likeness.dated(way))
        who[key] = which
        found.setdefault(key, []).append((costs, way))
    made = []
    for key, those in found.items():
        those.sort(key=lambda each: _whole_pence(each[0]))
        pence = tuple(_whole_pence(costs) for costs, _ in those)
        made.append(Alike(who[key], tuple(way for _, way in those), pence, _front(those)))
    return tuple(made)


def _front(cheapest_first: list[tuple[dict[Kind, int], Way]]) -> tuple[Way, ...]:
    front: list[tuple[dict[Kind, int], Way]] = []
    for costs, way in cheapest_first:
        if not any(_is_no_worse(other, costs) for other, _ in front):
            front.append((costs, way))
    return tuple(way for _, way in front)


def _whole_pence(costs: dict[Kind, int]) -> int:
    return sum(amount for kind, amount in costs.items() if kind[0] == "money")


def _is_no_worse(one: dict[Kind, int], other: dict[Kind, int]) -> bool:
    return all(one.get(kind, 0) <= other.get(kind, 0) for kind in one.keys() | other.keys())
