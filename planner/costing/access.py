"""Whether a place meets everybody's access requirements at a sitting, and the support to book for it.

Source: `docs/formulation.md` §3. What access costs never changes with, nor changes, how many places a group is given.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from planner.costing import support
from planner.costing.context import Occasion, Pricing
from planner.costing.payments import Way
from planner.costing.venues import is_weekend
from planner.domain.errors import CannotPrice, PlannerError
from planner.domain.places import Place, feature_state
from planner.domain.programme.groups import Group, Requirement
from planner.domain.programme.team import Supplier
from planner.domain.sittings import Sitting
from planner.domain.terms import Known, Level, Mode

OWN_PART: dict[Way, str] = {"room": "venue:", "online": "tool:"}
SUPPORT = "support:"


@dataclass(frozen=True, slots=True)
class SupportNeed:
    """Workers to book of a supplier; each takes a place of the room or the tool if `takes_places`."""

    supplier: Supplier
    workers: int

    @property
    def takes_places(self) -> bool:
        """Whether each worker takes a place."""
        return self.supplier.takes_places


@dataclass(frozen=True, slots=True)
class AccessGap:
    """A requirement that this place does not meet at this sitting, and what would have met it."""

    group: str
    requirement: str
    title: str
    way: Way
    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToVisit:
    """A feature ("venue:KEY", "tool:KEY") not known that an estimate relies on, and where."""

    item: str
    where: str


@dataclass(frozen=True, slots=True)
class Access:
    """What a sitting needs at a place and start: support to book, requirements not met, features to look at."""

    needs: tuple[SupportNeed, ...]
    gaps: tuple[AccessGap, ...]
    to_visit: tuple[ToVisit, ...]


class AccessNotMet(PlannerError):
    """A place does not meet somebody's access requirements; `gaps` say which."""

    def __init__(self, gaps: tuple[AccessGap, ...]) -> None:
        super().__init__("access_not_met", requirements=", ".join(gap.title for gap in gaps))
        self.gaps = gaps


def access_at(pricing: Pricing, sitting: Sitting, place: Place, start: datetime) -> Access:
    """What a sitting needs for access at a place and start; support pins included.

    A pin raises the supplier's workers to its units, and books that supplier even if nobody needs it.
    """
    occasion = Occasion(sitting.id, sitting.session, place, start)
    key = _kind_of(pricing, sitting, occasion)
    known: Access | None = pricing.remembered.get(key)
    if known is None:
        known = pricing.remembered[key] = _worked_out(pricing, sitting, occasion)
    return known


def _kind_of(pricing: Pricing, sitting: Sitting, occasion: Occasion) -> tuple[object, ...]:
    """What access at a sitting depends on: starts of one kind share their answer."""
    coming = (pricing.may_come(group, occasion) for group in pricing.invited(sitting.session))
    numbers = tuple((expected.room, expected.online) for expected in coming)
    pinned = sitting.id if any(pin.support for pin in sitting.pins) else ""
    when = (is_weekend(occasion.day), occasion.first_minute)
    return "access", sitting.session.id, pinned, occasion.place.id, when, numbers


def _worked_out(pricing: Pricing, sitting: Sitting, occasion: Occasion) -> Access:
    people, gaps, to_visit = requirements_at(pricing, occasion)
    booked: dict[str, int] = {}
    for kind, people_count in people.items():
        supplier, workers = _cheapest(pricing, occasion, kind, people_count)
        booked[supplier.id] = workers
    for pin in sitting.pins:
        for fixed in pin.support:
            booked[fixed.supplier] = max(booked.get(fixed.supplier, 0), fixed.units)
    needs = tuple(
        SupportNeed(supplier, booked[supplier.id])
        for supplier in pricing.programme.suppliers
        if booked.get(supplier.id)
    )
    return Access(needs, gaps, to_visit)


def support_needs(
    pricing: Pricing, sitting: Sitting, place: Place, start: datetime
) -> tuple[SupportNeed, ...]:
    """The support to book for a sitting; raises `AccessNotMet` where the place does not meet a requirement."""
    access = access_at(pricing, sitting, place, start)
    if access.gaps:
        raise AccessNotMet(access.gaps)
    return access.needs


def requirements_at(
    pricing: Pricing, occasion: Occasion
) -> tuple[dict[str, int], tuple[AccessGap, ...], tuple[ToVisit, ...]]:
    """People who need each kind of support, requirements not met, features not known that are relied on.

    Whether a requirement is met is asked of the room and online apart; a kind of support that meets it in both serves the
    same people, so it counts min(its count, those who may come in those parts together).
    """
    people: dict[str, int] = {}
    gaps: list[AccessGap] = []
    to_visit: dict[ToVisit, None] = {}
    for group, requirement, coming in _standing_requirements(pricing, occasion):
        served: dict[str, int] = {}
        for way, may_come in coming.items():
            kinds: set[str] = set()
            for items in _lists_for(requirement, way):
                answer = _what_meets(pricing, occasion, items)
                if answer is None:
                    gaps.append(AccessGap(group.id, requirement.id, requirement.title, way, items))
                elif isinstance(answer, ToVisit):
                    to_visit[answer] = None
                elif answer:
                    kinds.add(answer)
            for kind in kinds:
                served[kind] = served.get(kind, 0) + may_come
        for kind, may_come in served.items():
            people[kind] = people.get(kind, 0) + min(requirement.count, may_come)
    return dict(sorted(people.items())), tuple(gaps), tuple(to_visit)


def _standing_requirements(
    pricing: Pricing, occasion: Occasion
) -> Iterable[tuple[Group, Requirement, dict[Way, int]]]:
    """Each requirement of somebody who may come, with how many of their group may come in the room and online."""
    for group in pricing.invited(occasion.session):
        if not group.requirements:
            continue
        may_come = pricing.may_come(group, occasion)
        by_way: dict[Way, int] = {"room": may_come.room, "online": may_come.online}
        coming: dict[Way, int] = {way: count for way, count in by_way.items() if count}
        for requirement in group.requirements:
            if requirement.count and coming:
                yield group, requirement, coming


def _lists_for(requirement: Requirement, way: Way) -> Iterable[tuple[str, ...]]:
    """The any-of lists of a requirement with only the items that serve people in the room, or online; no empty one."""
    for any_of in requirement.all_of:
        if items := tuple(item for item in any_of if item.startswith((OWN_PART[way], SUPPORT))):
            yield items


def _what_meets(pricing: Pricing, occasion: Occasion, items: tuple[str, ...]) -> str | ToVisit | None:
    """What meets an any-of list: "" for a feature that is there, a kind of support, a feature not known, or None.

    In this order: a feature recorded yes; support that can be booked, as listed; in an estimate, a feature not known.
    """
    states = {item: feature_state(occasion.place, item) for item in items if not item.startswith(SUPPORT)}
    if any(state is Known.YES for state, _ in states.values()):
        return ""
    for item in items:
        if item.startswith(SUPPORT) and suppliers_of(pricing, occasion, item.removeprefix(SUPPORT)):
            return item.removeprefix(SUPPORT)
    if pricing.programme.level is Level.ESTIMATE:
        for item, (state, where) in states.items():
            if state is Known.UNKNOWN:
                return ToVisit(item, where)
    return None


def suppliers_of(pricing: Pricing, occasion: Occasion, kind: str) -> tuple[Supplier, ...]:
    """The suppliers who give a kind of support in the sitting's mode and area at a length they price."""
    place, minutes = occasion.place, occasion.session.minutes
    return tuple(
        supplier
        for supplier in pricing.programme.suppliers
        if supplier.support == kind
        and place.mode in supplier.modes
        and (place.mode is Mode.ONLINE or not supplier.areas or place.area in supplier.areas)
        and support.band_amount(supplier, minutes) is not None
    )


def _cheapest(pricing: Pricing, occasion: Occasion, kind: str, people_count: int) -> tuple[Supplier, int]:
    """The supplier whose booking for this sitting alone costs the least (new money, then value, then id), and workers."""
    offers = []
    for supplier in suppliers_of(pricing, occasion, kind):
        workers = support.workers_for(supplier, people_count, occasion.place.mode, occasion.session.minutes)
        cost = support.hire(
            pricing,
            supplier,
            occasion.place,
            occasion.day,
            occasion.first_minute,
            occasion.last_minute,
            workers,
        )
        offers.append((cost.new_pence, cost.value_pence, supplier.id, supplier, workers))
    if not offers:
        raise CannotPrice("no_supplier", support=kind, place=occasion.place.id)
    _, _, _, supplier, workers = min(offers, key=lambda offer: offer[:3])
    return supplier, workers
