"""A plan of a draft made by simple arithmetic, to be priced and never to be held: no search, no proof, no check."""

from dataclasses import dataclass

from planner.costing.access import access_at
from planner.costing.context import Occasion, Pricing
from planner.costing.so_far.choosing import Chosen, Classes, choose, classes_of
from planner.costing.so_far.dates import Days, in_order, spread
from planner.costing.so_far.people import coming_to
from planner.costing.so_far.result import Notes
from planner.costing.so_far.teams import team_for
from planner.costing.so_far.whole import Whole
from planner.costing.support import band_amount
from planner.domain.attendance import Expected
from planner.domain.plan import BookedSupport, PlannedSitting
from planner.domain.programme.sessions import SessionPlan
from planner.domain.sittings import Sitting, sittings_of
from planner.domain.terms import Mode

NO_PLACE = "No place entered fits {sessions}: room hire is not counted there"
NO_TOOL = "No online tool entered fits {sessions}: its licence is not counted there"
NOT_MET = "Nothing entered meets an access requirement at {sessions}: what would meet it is not counted"
NO_MODE = "No way of meeting is chosen for {sessions}: it is not counted"
NOBODY_INVITED = "Nobody is invited to {sessions} yet: no people are counted there"
NOBODY_FREE = (
    "Nobody invited to {sessions} can come at the times and places entered: no people are counted there"
)
NO_DAY = "No day that is free is left for {sessions}: it is counted all the same, on another day"
LACKING = "The team has too few people for {sessions}: the rest of the facilitation is not counted"
NO_BAND = "A supplier has no price for the length of {sessions}: that support is not counted"
NO_JOURNEY = "No journey is entered between some areas for {sessions}: travel is not counted there"


@dataclass(frozen=True)
class Naive:
    """A sitting as planned, and whether the draft asks for it in any case."""

    sitting: Sitting
    planned: PlannedSitting


def naive_plan(whole: Whole, pricing: Pricing, notes: Notes) -> tuple[Naive, ...]:
    """Every sitting that may run, required and optional, each at a plausible place and start, in order of time wanted."""
    programme = whole.programme
    days, choices = Days(programme), _Choices(whole, pricing, notes)
    sittings = in_order(programme, [sitting for sitting in sittings_of(programme) if sitting.may_run])
    found = []
    for sitting, wanted_on in zip(sittings, spread(programme.calendar, len(sittings)), strict=True):
        chosen = choices.of(sitting, days)
        if chosen is None:
            continue
        start, is_free = days.take(chosen, wanted_on)
        if not is_free and whole.has_calendar:
            notes.of_session("calendar", NO_DAY, sitting.session.title)
        occasion = Occasion(sitting.id, sitting.session, chosen.place, start)
        found.append(Naive(sitting, _planned(whole, pricing, notes, sitting, occasion)))
    return tuple(found)


class _Choices:
    """The choice for each session, made once: its sittings share it, but for those that a person has fixed."""

    def __init__(self, whole: Whole, pricing: Pricing, notes: Notes) -> None:
        self.whole, self.pricing, self.notes = whole, pricing, notes
        self._made: dict[str, Chosen | None] = {}

    def of(self, sitting: Sitting, days: Days) -> Chosen | None:
        is_its_own = bool(sitting.pins) or sitting.state is not None
        key = sitting.id if is_its_own else f"{sitting.session.id}-"
        if key not in self._made:
            classes, is_as_asked = self._classes(sitting, days)
            if not is_as_asked and self.whole.has_calendar:
                self.notes.of_session("calendar", NO_DAY, sitting.session.title)
            chosen = self._made[key] = choose(self.pricing, sitting, classes)
            self._tell(sitting.session, chosen)
        return self._made[key]

    def _classes(self, sitting: Sitting, days: Days) -> tuple[Classes, bool]:
        """The starts of a sitting: the one it keeps, if that is in the period, else those of its session."""
        calendar, fixed = self.whole.programme.calendar, sitting.fixed_start
        if fixed is not None and calendar.starts_on <= fixed.date() <= calendar.ends_on:
            return classes_of([fixed]), True
        return days.classes_for(sitting.session)

    def _tell(self, session: SessionPlan, chosen: Chosen | None) -> None:
        def tell(key: str, words: str) -> None:
            self.notes.of_session(key, words, session.title)

        if chosen is None:
            tell("sessions", NO_MODE)
            return
        if chosen.stands_in_room and len(self.whole.programme.venues) > 1:
            tell("venues", NO_PLACE)
        if chosen.stands_in_tool:
            tell("tools", NO_TOOL)
        if chosen.not_met:
            tell("suppliers", NOT_MET)
        if not session.invited:
            tell("sessions", NOBODY_INVITED)
        elif not chosen.people_count:
            tell("groups", NOBODY_FREE)


def _planned(
    whole: Whole, pricing: Pricing, notes: Notes, sitting: Sitting, occasion: Occasion
) -> PlannedSitting:
    """The sitting with the people, the team and the support that it takes there and then."""
    session, place = sitting.session, occasion.place
    coming = coming_to(pricing, occasion, sitting.number)
    _tell_of_journeys(whole, pricing, notes, occasion, coming)
    team = team_for(pricing, sitting, occasion, coming, _under_18s(pricing, occasion))
    if team.lacking and whole.programme.staff:
        notes.of_session("staff", LACKING, session.title)
    needs = access_at(pricing, sitting, place, occasion.start).needs
    priced = [need for need in needs if band_amount(need.supplier, session.minutes) is not None]
    if len(priced) < len(needs):
        notes.of_session("suppliers", NO_BAND, session.title)
    return PlannedSitting(
        id=sitting.id,
        session=session.id,
        start=occasion.start,
        place=place.id,
        mode=place.mode,
        places={key: each.total for key, each in coming.items()},
        online_places={key: each.online for key, each in coming.items() if each.online},
        team=tuple(team.members),
        support=tuple(BookedSupport(supplier=need.supplier.id, workers=need.workers) for need in priced),
    )


def _under_18s(pricing: Pricing, occasion: Occasion) -> int:
    return sum(
        min(group.young_people.count, pricing.may_come(group, occasion).total)
        for group in pricing.invited(occasion.session)
    )


def _tell_of_journeys(
    whole: Whole, pricing: Pricing, notes: Notes, occasion: Occasion, coming: dict[str, Expected]
) -> None:
    area = occasion.place.area
    if area is None or occasion.place.mode is Mode.ONLINE:
        return
    homes = {pricing.groups[key].home_area for key, each in coming.items() if each.room}
    if any(frozenset((home, area)) in whole.guessed for home in homes):
        notes.of_session("travel", NO_JOURNEY, occasion.session.title)
