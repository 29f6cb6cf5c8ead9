"""Rules that hold by leaving candidates out before the model is built; each gives the reasons it finds.

Those of `PRUNING_BY_PLACE` look at a `Holding`, the same for all starts of one weekday and time; those of `PRUNING_BY_DATE`
look at the date itself.
"""

from collections.abc import Iterator
from datetime import datetime

from planner.costing.context import Pricing
from planner.domain.places import Place, is_open
from planner.domain.programme import Programme
from planner.domain.programme.base import minutes_of
from planner.domain.sittings import Sitting
from planner.domain.terms import Known, Level
from planner.optimiser.holding import Holding
from planner.optimiser.reasons import Reason
from planner.optimiser.rules import rule

__all__ = ["PRUNING_BY_DATE", "PRUNING_BY_PLACE", "Reason"]


@rule("prunes")
def rooms_are_open(pricing: Pricing, sitting: Sitting, place: Place, start: datetime) -> Iterator[Reason]:
    """A room is used only while its venue is open, with time to set up and clear away.

    For all: sittings s, places p with a room, starts t.
    Maths: [t − set-up, t + minutes + clear-down) lies inside one opening of the weekday and on no closure.
    Unit and Kind: minutes; must.
    Source: specification, *one sitting in a room*; `docs/formulation.md` §1.
    """
    if not is_open(place, start, sitting.session.minutes):
        yield Reason("rooms_are_open", "closed", {"place": place.id, "start": start.isoformat()})


@rule("cuts dates")
def milestones_hold(pricing: Pricing, sitting: Sitting, place: Place, start: datetime) -> Iterator[Reason]:
    """A sitting tied to a fixed date, such as a board meeting, comes early or late enough for it.

    For all: sittings s with a milestone, starts t.
    Maths: before: date + least_days ≤ milestone; after: date ≥ milestone + least_days.
    Unit and Kind: days; must.
    Source: specification, *in order*; `docs/formulation.md` §5.
    """
    fixed_on = {milestone.id: milestone.on for milestone in pricing.programme.milestones}
    for link in sitting.session.milestones:
        days, apart = (fixed_on[link.milestone] - start.date()).days, link.least_days
        if (days < apart) if link.relation == "before" else (-days < apart):
            yield Reason(
                "milestones_hold", f"not_{link.relation}", {"milestone": link.milestone, "least_days": apart}
            )


@rule("prunes")
def wheelchair_places_suffice(programme: Programme, sitting: Sitting, holding: Holding) -> Iterator[Reason]:
    """Everybody who may come in a wheelchair has a wheelchair place in the room.

    For all: sittings s, places p with a room, starts t.
    Maths: Σ_g min(wheelchair_count_g, room places that may come) ≤ wheelchair_places of the layout.
    Unit and Kind: people; must.
    Source: specification, *everyone fits*; Equality Act 2010 section 20; `docs/formulation.md` §4.
    """
    layout = holding.place.layout
    if layout is None:
        return
    counts = {group.id: group.wheelchair_count for group in programme.groups}
    needed = sum(min(counts[group_id], coming.room) for group_id, coming in holding.may_come.items())
    if needed > layout.wheelchair_places:
        yield Reason(
            "wheelchair_places_suffice",
            "too_few_wheelchair_places",
            {"needed": needed, "there": layout.wheelchair_places},
        )


@rule("prunes")
def access_requirements_are_met(programme: Programme, sitting: Sitting, holding: Holding) -> Iterator[Reason]:
    """Every requirement of everybody who may come is met, by the place or by support that works in that mode.

    For all: sittings s, places p, starts t, requirements q of invited groups, room and online apart.
    Maths: each any-of list of q has a feature recorded yes, support that can be booked, or (in an estimate) an unknown feature.
    Unit and Kind: requirements; must.
    Source: specification, *access requirements are met*; Equality Act 2010 section 20; `docs/formulation.md` §3.
    """
    for gap in holding.access.gaps:
        yield Reason(
            "access_requirements_are_met",
            "requirement_not_met",
            {"group": gap.group, "requirement": gap.requirement, "way": gap.way, "any_of": gap.any_of},
        )


@rule("prunes, adds rows")
def young_people_are_safe(programme: Programme, sitting: Sitting, holding: Holding) -> Iterator[Reason]:
    """Where under-18s may come: an early enough end, their guardians' consent, the way home paid, and enough checked adults.

    For all: sittings s, places p, starts t with an under-18 who may come.
    Maths: end ≤ latest_end; consent yes (estimate: not no); Σ_m checked, r assign ≥ max(least_adults, ⌈under-18s / ratio⌉).
    Unit and Kind: minutes, people; must.
    Source: NSPCC recommended adult to child ratios; specification, *young people are safe*; `docs/formulation.md` §6.
    """
    if not holding.under_18s:
        return
    latest = programme.safeguarding.latest_end
    if holding.session_times[1] > minutes_of(latest):
        yield Reason("young_people_are_safe", "ends_too_late", {"latest_end": latest})
    groups = {group.id: group for group in programme.groups}
    for group_id, coming in holding.may_come.items():
        young = groups[group_id].young_people
        if not min(young.count, coming.total):
            continue
        consent = young.guardian_consent
        if consent is Known.NO or (consent is Known.UNKNOWN and programme.level is Level.READY_TO_SIGN):
            yield Reason("young_people_are_safe", "no_consent", {"group": group_id})
        if young.travel_home_price is None:
            yield Reason("young_people_are_safe", "no_way_home", {"group": group_id})


def adults_needed(programme: Programme, under_18s: int) -> int:
    """Checked adults that a sitting needs to which so many under-18s may come."""
    if not under_18s:
        return 0
    rules = programme.safeguarding
    return max(rules.least_adults, -(-under_18s // rules.children_per_adult))


def has_the_right_size(programme: Programme, sitting: Sitting, holding: Holding) -> Iterator[Reason]:
    """Leave out places and starts at which too few could come, or too many are expected (`least_size_is_reached`)."""
    session = sitting.session
    if holding.most_people() < session.least_people:
        yield Reason(
            "least_size_is_reached",
            "too_few_people",
            {"most": holding.most_people(), "least": session.least_people},
        )
    if session.most_people is not None and holding.people() > session.most_people:
        yield Reason(
            "least_size_is_reached",
            "too_many_people",
            {"expected": holding.people(), "most": session.most_people},
        )


def has_room_for_all(programme: Programme, sitting: Sitting, holding: Holding) -> Iterator[Reason]:
    """Leave out places too small for those expected, supporters, observers and the least team (`everyone_fits`)."""
    for way, capacity, needed in least_needed(sitting, holding):
        if needed > capacity:
            yield Reason("everyone_fits", f"{way}_too_small", {"needed": needed, "capacity": capacity})


def least_needed(sitting: Sitting, holding: Holding) -> Iterator[tuple[str, int, int]]:
    """For the room and the tool: its capacity, and places taken whatever the model decides (one of the team at least)."""
    observers, workers = sitting.session.observer_count, holding.workers
    if holding.place.layout is not None:
        yield "room", holding.place.layout.capacity, holding.people("room") + workers + observers + 1
    if holding.place.tool is not None:
        extra = 1 if holding.has_room else observers
        yield "tool", holding.place.tool.capacity, holding.people("online") + workers + extra + 1


def keeps_its_place(programme: Programme, sitting: Sitting, holding: Holding) -> Iterator[Reason]:
    """Leave out every place but the one that a person or an announcement has fixed (`as_pinned`)."""
    if sitting.fixed_place and holding.place.id != sitting.fixed_place:
        yield Reason("as_pinned", "another_place_is_fixed", {"fixed": sitting.fixed_place})


PRUNING_BY_PLACE = (
    keeps_its_place,
    wheelchair_places_suffice,
    access_requirements_are_met,
    young_people_are_safe,
    has_the_right_size,
    has_room_for_all,
)
PRUNING_BY_DATE = (rooms_are_open, milestones_hold)
