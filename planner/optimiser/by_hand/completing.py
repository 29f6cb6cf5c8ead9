"""From sittings placed by a person to a plan: attendance, numbers, team and support completed the way a plan needs."""

from planner.costing.context import Pricing
from planner.domain.attendance import Expected
from planner.domain.plan import BookedSupport, Plan, PlannedSitting
from planner.domain.programme import Programme
from planner.domain.programme.reading import programme_digest
from planner.optimiser.by_hand.numbers import Numbers, numbers_of
from planner.optimiser.by_hand.placed import Entry, PlacedByHand, PlacesGiven, entries_of
from planner.optimiser.by_hand.situation import Situation, people_of, situation_of
from planner.optimiser.by_hand.team import Team, Wanted, teams_of


def plan_by_hand(
    programme: Programme, placed: tuple[PlacedByHand, ...], pricing: Pricing | None = None
) -> Plan:
    """The plan of the sittings that a person places, completed but not yet priced or checked.

    A sitting without place, date or time, or that the programme does not know, stays out of it; one at a place where it may
    not be held stands in it with the team that is given and nobody coming, so that the check can say what is wrong. Things
    bought once are left to the costing. Nothing raises.
    """
    pricing = pricing or Pricing(programme)
    entries = entries_of(pricing, placed)
    situations = tuple(
        situation_of(pricing, entry, entry.place) for entry in entries if entry.place is not None
    )
    numbers = numbers_of(situations)
    teams = teams_of(pricing, _wanted(situations, numbers))
    by_id = {situation.entry.id: situation for situation in situations}
    return Plan(
        programme=programme.id,
        programme_digest=programme_digest(programme),
        status="by_hand",
        strategy=programme.strategy,
        sittings=tuple(
            _planned(entry, by_id.get(entry.id), numbers.get(entry.id, {}), teams.get(entry.id))
            for entry in entries
        ),
    )


def _wanted(situations: tuple[Situation, ...], numbers: dict[str, Numbers]) -> tuple[Wanted, ...]:
    return tuple(
        Wanted(situation, situation.team_needed(*people_of(numbers[situation.entry.id])))
        for situation in situations
    )


def _planned(
    entry: Entry, situation: Situation | None, numbers: Numbers, team: Team | None
) -> PlannedSitting:
    support = () if situation is None else situation.support
    invited = [key for key in entry.sitting.session.invited if key in numbers]
    order = [*invited, *(key for key in numbers if key not in invited)]
    return PlannedSitting(
        id=entry.id,
        session=entry.sitting.session.id,
        start=entry.start,
        place=entry.given.place,
        mode=entry.mode,
        places={key: numbers[key].total for key in order},
        online_places={key: numbers[key].online for key in order if numbers[key].online},
        team=entry.given.team if team is None else team,
        support=tuple(BookedSupport(supplier=each.supplier.id, workers=each.workers) for each in support),
    )


def placed_from(plan: Plan, *, with_people: bool = False) -> tuple[PlacedByHand, ...]:
    """What a person would give to place a plan's sittings as they are; `with_people`: its team and numbers too."""
    return tuple(
        PlacedByHand(
            sitting=sitting.id,
            place=sitting.place,
            on=sitting.start.date(),
            at=sitting.start.time(),
            team=sitting.team if with_people else (),
            places=_places_of(sitting) if with_people else (),
        )
        for sitting in plan.sittings
    )


def _places_of(sitting: PlannedSitting) -> tuple[PlacesGiven, ...]:
    split = {
        key: Expected(
            room=count - sitting.online_places.get(key, 0), online=sitting.online_places.get(key, 0)
        )
        for key, count in sitting.places.items()
    }
    return tuple(PlacesGiven(key, each.room, each.online) for key, each in split.items())
