"""The model's variables: which sittings run, where and in which weekly slot, on which date, and for how many people.

Dates stand apart from place and weekly slot: `option` is a binary a (place, slot), where a slot is all starts with the same
weekday, time, financial year and rates; `start` is a binary a date and time; they are joined by one row a slot. Everything
known about a (place, slot) is data (`Holding`). Source: `docs/formulation.md` §1 and §2.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from planner.costing.charges import Charge
from planner.domain.sittings import Sitting
from planner.optimiser.candidates import Candidates
from planner.optimiser.holding import Holding, HoldingKey
from planner.optimiser.linear import Number, Rows, Sum, Var


@dataclass(eq=False)
class Slot:
    """Starts of a sitting that differ in nothing but their date."""

    index: int
    key: HoldingKey
    starts: tuple[datetime, ...]


@dataclass(eq=False)
class Option:
    """A place in a slot; `closed_on` are the slot's starts at which the place cannot be had."""

    index: int
    slot: Slot
    holding: Holding
    variable: Var
    closed_on: tuple[datetime, ...]


@dataclass(eq=False)
class Turnout:
    """Options of a sitting to which the same people come in the same way; `holding` is one of theirs."""

    holding: Holding
    variable: Var


@dataclass(eq=False)
class Held:
    """The variables of one sitting."""

    index: int
    sitting: Sitting
    run: Var
    starts: dict[datetime, Var]
    slots: tuple[Slot, ...]
    options: tuple[Option, ...]
    turnouts: tuple[Turnout, ...] = ()

    def total_of_people(self, amount: Callable[[Holding], Number]) -> Sum:
        """The sum over turnouts of an amount that depends on mode and people alone (fewer terms than `total`)."""
        made = Sum()
        for turnout in self.turnouts:
            made.add(amount(turnout.holding), turnout.variable)
        return made

    def total(self, amount: Callable[[Holding], Number]) -> Sum:
        """The sum over options of an amount known for each of them."""
        made = Sum()
        for option in self.options:
            made.add(amount(option.holding), option.variable)
        return made

    def where(self, holds: Callable[[Holding], bool]) -> Sum:
        """One if the option chosen is one for which this holds."""
        return Sum.of(option.variable for option in self.options if holds(option.holding))

    def when(self, starts: Iterable[datetime]) -> Sum:
        """One if the start chosen is among these."""
        return Sum.of(self.starts[start] for start in starts if start in self.starts)

    def largest(self, amount: Callable[[Holding], int]) -> int:
        """The largest amount over options; nought if there are none."""
        return max((amount(option.holding) for option in self.options), default=0)


@dataclass(eq=False)
class Attendance:
    """Places of one group at one sitting, and those able to come; `is_decided` where the model chooses the numbers."""

    room: Sum = field(default_factory=Sum)
    online: Sum = field(default_factory=Sum)
    able: Sum = field(default_factory=Sum)
    is_decided: bool = False
    largest: int = 0
    room_by_area: dict[str, Sum] = field(default_factory=dict)
    """The room places by area of the venue."""
    due: Sum = field(default_factory=Sum)
    """Pence due for the places where payments are a fixed amount."""

    @property
    def people(self) -> Sum:
        """Room and online together."""
        return Sum().add(1, self.room).add(1, self.online)


def add_sittings(
    rows: Rows, candidates: Candidates, windows: dict[str, tuple[datetime, ...]], is_year_needed: bool
) -> dict[str, Held]:
    """Make the variables of every sitting that may run, by sitting id, and join options and starts."""
    made: dict[str, Held] = {}
    for index, sitting in enumerate(candidates.sittings):
        if sitting.may_run:
            made[sitting.id] = _held(rows, index, sitting, candidates, windows[sitting.id], is_year_needed)
    return made


def _held(
    rows: Rows,
    index: int,
    sitting: Sitting,
    candidates: Candidates,
    window: tuple[datetime, ...],
    is_year_needed: bool,
) -> Held:
    run = rows.binary("run", index)
    starts = {start: rows.binary("start", index, number) for number, start in enumerate(window)}
    by_slot: dict[HoldingKey, dict[str, dict[datetime, Holding]]] = {}
    for way in candidates.ways[sitting.id]:
        there = {start: way.holding for start in way.starts if start in starts}
        if there:
            by_slot.setdefault(way.holding.key, {}).setdefault(way.place.id, {}).update(there)
    if not is_year_needed:
        by_slot = _merged(by_slot)
    slots: list[Slot] = []
    options: list[Option] = []
    for number, (key, places) in enumerate(by_slot.items()):
        found = {start for there in places.values() for start in there}
        slot = Slot(number, key, tuple(sorted(found)))
        slots.append(slot)
        for there in places.values():
            holding = next(iter(there.values()))
            closed = tuple(start for start in slot.starts if start not in there)
            variable = rows.binary("option", index, len(options))
            options.append(Option(len(options), slot, holding, variable, closed))
    return Held(index, sitting, run, starts, tuple(slots), tuple(options), _turnouts(rows, index, options))


def _turnouts(rows: Rows, index: int, options: list[Option]) -> tuple[Turnout, ...]:
    """Turnouts are decided before places and slots: the search branches on them, and what people see depends on them."""
    alike: dict[tuple[object, ...], list[Option]] = {}
    for option in options:
        holding = option.holding
        key = (
            holding.mode,
            *(
                (group_id, able, holding.expected.get(group_id), holding.may_come[group_id])
                for group_id, able in holding.able.items()
            ),
        )
        alike.setdefault(key, []).append(option)
    made = []
    for number, same in enumerate(alike.values()):
        variable = rows.binary("turnout", index, number)
        total = Sum.of(option.variable for option in same).add(-1, variable)
        rows.equal("turnout", (index, number), total)
        made.append(Turnout(same[0].holding, variable))
    return tuple(made)


def _merged(
    by_slot: dict[HoldingKey, dict[str, dict[datetime, Holding]]],
) -> dict[HoldingKey, dict[str, dict[datetime, Holding]]]:
    """Join slots that differ only in a financial year that no funding asks about."""
    merged: dict[HoldingKey, dict[str, dict[datetime, Holding]]] = {}
    for key, places in by_slot.items():
        twin = next((other for other in merged if _are_alike(key, places, other, merged[other])), None)
        if twin is None:
            merged[key] = {place: dict(there) for place, there in places.items()}
            continue
        for place, there in places.items():
            merged[twin].setdefault(place, {}).update(there)
    return merged


def _are_alike(
    key: HoldingKey,
    places: dict[str, dict[datetime, Holding]],
    other_key: HoldingKey,
    other: dict[str, dict[datetime, Holding]],
) -> bool:
    if key[:2] != other_key[:2]:
        return False
    return all(
        _money_of(next(iter(places[place].values()))) == _money_of(next(iter(other[place].values())))
        for place in places.keys() & other.keys()
    )


def _money_of(holding: Holding) -> tuple[object, ...]:
    """A holding's charges but for their financial year."""

    def plain(charges: Iterable[Charge | None]) -> tuple[object, ...]:
        return tuple(
            (each.rule, each.category, each.basis, each.pence) for each in charges if each is not None
        )

    return (
        plain(holding.charges),
        plain((holding.room_charge,)),
        plain(each.charge for each in holding.bookings),
        tuple((key, plain(charges)) for key, charges in holding.a_place.items()),
    )
