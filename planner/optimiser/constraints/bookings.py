"""Rules about bookings: sittings in one room, or with one supplier at one place, on one date are one booking.

The booking of a sitting alone is charged with its option. Where two sittings may share a date without overlapping, the shared
booking takes the place of theirs: a span from the first start to the last end, with the most workers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from planner.costing.access import SupportNeed
from planner.costing.charges import Charge, room_hire, support_hire
from planner.domain.errors import CannotPrice
from planner.domain.places import Place
from planner.optimiser.constraints.clashes import clashing, pairs_on_one_day, shared_clocks
from planner.optimiser.constraints.undated import save_the_most
from planner.optimiser.holding import Holding
from planner.optimiser.linear import Sum, Var
from planner.optimiser.model import PlanModel
from planner.optimiser.rules import rule
from planner.optimiser.variables import Held, Option

BookingKey = tuple[str, str]
"""Room or tool, and supplier (an empty text for the hire of the room)."""
Span = tuple[int, int, int]
"""From and to in minutes after midnight, and workers."""


@dataclass(eq=False)
class Share:
    """A sitting's part in a booking while it is held in some of its options."""

    held: Held
    options: tuple[Option, ...]
    charge: Charge
    span: Span


@dataclass(eq=False)
class Member:
    """A part in a booking on one date: one if the sitting is held then with that part."""

    share: Share
    variable: Var


@rule("adds rows")
def bookings_cover_their_sittings(model: PlanModel) -> None:
    """A room, or a supplier at a place, is booked once a day from the first start to the last end of what it serves.

    For all: (room) and (supplier, room or tool) on each date that two sittings may share; spans (from, to, workers).
    Maths: Σ span = 1 if any; each sitting in it ≤ Σ spans that cover it; span ≤ Σ sittings with its from, its to, its workers;
        cost: Σ hire(span)·span in the place of the bookings alone.
    Unit and Kind: minutes, workers, pence; must.
    Source: specification, *Bookings*; `docs/formulation.md` §8.
    """
    for held in model.held.values():
        for option in held.options:
            for _, _, charge in booked(option.holding):
                model.ledger.charge((charge,), option.variable)
    if model.undated is not None:
        save_the_most(model, model.undated)
        return
    shares = _shares(model)
    dates = _shared_dates(model, shares)
    joint: dict[tuple[int, datetime], Var] = {}
    numbered = {
        id(share): number for number, share in enumerate(each for found in shares.values() for each in found)
    }
    for number, ((key, day), starts) in enumerate(dates.items()):
        members: list[Member] = []
        for share in shares[key]:
            for start in sorted(starts.get(share.held.sitting.id, ())):
                slot = share.options[0].slot
                if start in slot.starts:
                    at = (numbered[id(share)], start)
                    if at not in joint:
                        joint[at] = _held_then(model, share, at[0], start)
                    members.append(Member(share, joint[at]))
        _one_booking(model, (number,), key, day, members)
    _held_no_more_than_chosen(model, shares, numbered, joint)


def _held_no_more_than_chosen(
    model: PlanModel,
    shares: dict[BookingKey, list[Share]],
    numbered: dict[int, int],
    joint: dict[tuple[int, datetime], Var],
) -> None:
    """Over all dates a part is taken no more than its options are; over all parts in a date no more than the date is."""
    at_start: dict[tuple[int, str, datetime], Sum] = {}
    for (_, supplier), found in shares.items():
        for share in found:
            number = numbered[id(share)]
            parts = {
                start: joint[number, start]
                for start in share.options[0].slot.starts
                if (number, start) in joint
            }
            for start, variable in parts.items():
                at_start.setdefault((share.held.index, supplier, start), Sum()).add(1, variable)
            if parts:
                chosen = Sum.of(option.variable for option in share.options)
                model.rows.at_most("booked", (number, "chosen"), Sum.of(parts.values()).add(-1, chosen))
    by_index = {held.index: held for held in model.held.values()}
    for index, ((held_index, _, start), total) in enumerate(at_start.items()):
        started = by_index[held_index].when([start])
        model.rows.at_most("booked", ("start", index), total.add(-1, started))


def booked(holding: Holding) -> Iterator[tuple[BookingKey, Span, Charge]]:
    """The bookings of a holding for its sitting alone; those whose amount is fixed are left out."""
    if holding.room_charge is not None:
        yield (holding.place.room_key, ""), (*holding.team_times, 0), holding.room_charge
    for each in holding.bookings:
        if each.charge is not None:
            key = (holding.place.booking_key, each.need.supplier.id)
            yield key, (*holding.session_times, each.need.workers), each.charge


def _shares(model: PlanModel) -> dict[BookingKey, list[Share]]:
    found: dict[BookingKey, dict[tuple[int, int, Span, int], list[tuple[Held, Option, Charge]]]] = {}
    for held in model.held.values():
        for option in held.options:
            for key, span, charge in booked(option.holding):
                alike = (held.index, option.slot.index, span, charge.new_pence)
                found.setdefault(key, {}).setdefault(alike, []).append((held, option, charge))
    return {
        key: [
            Share(parts[0][0], tuple(option for _, option, _ in parts), parts[0][2], alike[2])
            for alike, parts in by_alike.items()
        ]
        for key, by_alike in found.items()
    }


def _shared_dates(
    model: PlanModel, shares: dict[BookingKey, list[Share]]
) -> dict[tuple[BookingKey, date], dict[str, set[datetime]]]:
    """For each booking and date that two sittings may share: by sitting, the starts at which it may be one of them."""
    dates: dict[tuple[BookingKey, date], dict[str, set[datetime]]] = {}
    for one, other in pairs_on_one_day(model):
        clocks = shared_clocks(one, other)
        for key, found in shares.items():
            ours = [share for share in found if share.held is one]
            theirs = [share for share in found if share.held is other]
            if not ours or not theirs or not any(share.charge.new_pence for share in (*ours, *theirs)):
                continue
            gap = gap_minutes(ours[0].options[0].holding.place)
            fitting = clocks - clashing(one, other, clocks, gap, gap)
            for day, first, second in _days_shared(ours, theirs, fitting):
                by_sitting = dates.setdefault((key, day), {})
                by_sitting.setdefault(one.sitting.id, set()).add(first)
                by_sitting.setdefault(other.sitting.id, set()).add(second)
    return dates


def gap_minutes(place: Place) -> int:
    """Between the end of one session and the start of the next in a place: clearing away, and setting up again."""
    return place.room.set_up_minutes + place.room.clear_down_minutes if place.room is not None else 0


def _days_shared(
    ours: list[Share], theirs: list[Share], fitting: frozenset[tuple[int, int]]
) -> Iterator[tuple[date, datetime, datetime]]:
    def open_starts(found: list[Share]) -> dict[date, set[datetime]]:
        by_day: dict[date, set[datetime]] = {}
        for share in found:
            for option in share.options:
                for start in option.slot.starts:
                    if start not in option.closed_on and start in share.held.starts:
                        by_day.setdefault(start.date(), set()).add(start)
        return by_day

    others = open_starts(theirs)
    for day, starts in open_starts(ours).items():
        for first in sorted(starts):
            for second in sorted(others.get(day, ())):
                if (first.hour * 60 + first.minute, second.hour * 60 + second.minute) in fitting:
                    yield day, first, second


def _held_then(model: PlanModel, share: Share, number: int, start: datetime) -> Var:
    """One exactly if the sitting is held with this part in the booking at this start."""
    held, slot = share.held, share.options[0].slot
    keys = (number, list(held.starts).index(start))
    here = model.rows.share("booked", *keys)
    started = held.when([start])
    others = Sum.of(o.variable for o in held.options if o.slot is slot and o not in share.options)
    model.rows.at_most("booked", (*keys, "both"), started.add(-1, others).add(-1, here))
    return here


def _one_booking(
    model: PlanModel, keys: tuple[int, ...], key: BookingKey, day: date, members: list[Member]
) -> None:
    rows, rule_name = model.rows, "bookings_cover_their_sittings"
    spans: dict[Span, Var] = {}
    for first in sorted({member.share.span[0] for member in members}):
        for last in sorted({member.share.span[1] for member in members}):
            for workers in sorted({member.share.span[2] for member in members}):
                charge = (
                    _hire(model, key, members[0].share, day, (first, last, workers)) if first < last else None
                )
                if charge is not None:
                    span = spans[first, last, workers] = rows.share("span", *keys, first, last, workers)
                    model.ledger.charge((charge,), span)
    rows.at_most(rule_name, (*keys, "one"), Sum.of(spans.values()), 1)
    for member in members:
        charge = member.share.charge
        model.ledger.add(charge.category, charge.financial_year, -charge.new_pence, member.variable)
    _cover(model, keys, spans, members)
    for part in range(3):
        for value in sorted({span[part] for span in spans}):
            total = Sum.of(span for key_of, span in spans.items() if key_of[part] == value)
            total.add(-1, Sum.of(member.variable for member in members if member.share.span[part] == value))
            rows.at_most(rule_name, (*keys, ("from", "to", "workers")[part], value), total)


def _cover(model: PlanModel, keys: tuple[int, ...], spans: dict[Span, Var], members: list[Member]) -> None:
    """Each member is covered; and since one place takes one sitting at a time, all that overlap are covered together."""
    rule_name = "bookings_cover_their_sittings"
    for index, (first, last, workers) in enumerate(sorted({member.share.span for member in members})):
        alike = Sum.of(
            member.variable
            for member in members
            if member.share.span[:2] == (first, last) and member.share.span[2] >= workers
        )
        covering = Sum.of(
            span
            for (start, end, most), span in spans.items()
            if start <= first and last <= end and workers <= most
        )
        model.rows.at_most(rule_name, (*keys, "covers", index), alike.add(-1, covering))
    for instant in sorted({member.share.span[0] for member in members}):
        there = [member for member in members if member.share.span[0] <= instant < member.share.span[1]]
        if len({member.share.span[:2] for member in there}) > 1:
            covering = Sum.of(span for (start, end, _), span in spans.items() if start <= instant < end)
            total = Sum.of(member.variable for member in there).add(-1, covering)
            model.rows.at_most(rule_name, (*keys, "at", instant), total)


def _hire(model: PlanModel, key: BookingKey, share: Share, day: date, span: Span) -> Charge | None:
    """What a span costs; None where it has no price, and so cannot be booked."""
    place, supplier_id = share.options[0].holding.place, key[1]
    try:
        if not supplier_id:
            return room_hire(model.pricing, place, day, span[0], span[1])
        supplier = model.pricing.suppliers[supplier_id]
        return support_hire(model.pricing, supplier, place, day, span[0], span[1], span[2])
    except CannotPrice:
        return None


def alone(need: SupportNeed) -> tuple[str, int]:
    """Supplier and workers of a need, as a plan lists them."""
    return need.supplier.id, need.workers
