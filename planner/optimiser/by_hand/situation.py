"""What follows from place and start alone: who could come, what support is booked, what team so many people need.

Source: `docs/formulation.md` §2, §3, §4 and §6.
"""

from dataclasses import dataclass

from planner.costing.access import SupportNeed, access_at
from planner.costing.context import Occasion, Pricing
from planner.domain.attendance import Able, Expected
from planner.domain.errors import CannotPrice
from planner.domain.places import Place, start_minute
from planner.domain.programme import Programme
from planner.domain.programme.groups import Group
from planner.domain.programme.sessions import SessionPlan
from planner.domain.roles import FACILITATORS, ROLES_IN, is_away, is_free, may_take
from planner.domain.terms import Mode, Role
from planner.optimiser.by_hand.placed import Entry
from planner.optimiser.constraints.pruning import adults_needed


@dataclass(frozen=True)
class TeamNeeded:
    """The least team of a sitting beside its lead; `checked_adults` are counted among all of them."""

    room_facilitators: int
    online_facilitators: int
    hosts: int
    checked_adults: int

    @property
    def roles(self) -> tuple[Role, ...]:
        """Every role that has to be filled, the lead first."""
        return (
            Role.LEAD,
            *(Role.ROOM_FACILITATOR,) * self.room_facilitators,
            *(Role.ONLINE_FACILITATOR,) * self.online_facilitators,
            *(Role.ONLINE_HOST,) * self.hosts,
        )


@dataclass(frozen=True)
class Situation:
    """An entry at a place that may be had, with what follows from it; numbers are people."""

    entry: Entry
    place: Place
    groups: tuple[Group, ...]
    able: dict[str, Able]
    support: tuple[SupportNeed, ...]
    adults: int
    """Checked adults needed for the under-18s who may come."""
    facilitators_free: int
    """Members of the team who could facilitate or lead then, wherever else they are needed."""
    team_free: int
    """Members of the team who could take any role then."""

    @property
    def session(self) -> SessionPlan:
        """The session plan."""
        return self.entry.sitting.session

    @property
    def occasion(self) -> Occasion:
        """The sitting as the costing knows it."""
        return self.entry.occasion(self.place)

    def team_needed(self, room: int, online: int) -> TeamNeeded:
        """The least team for so many people in the room and online."""
        need, mode = self.session.team, self.place.mode
        in_room = -(-room // need.people_per_facilitator)
        on_line = -(-online // need.people_per_facilitator)
        in_room = 0 if mode is Mode.ONLINE else max(0, in_room - 1)
        if mode is not Mode.HYBRID:
            on_line = max(0, on_line - 1) if mode is Mode.ONLINE else 0
        lacking = max(0, need.least_facilitators - 1 - in_room - on_line)
        if mode is Mode.ONLINE:
            on_line += lacking
        else:
            in_room += lacking
        return TeamNeeded(in_room, on_line, int(mode is not Mode.IN_PERSON), self.adults)

    def fits(self, room: int, online: int) -> bool:
        """Whether so many people, their least team, supporters and observers fit, and there could be a team for them."""
        needed = self.team_needed(room, online)
        facilitating = 1 + needed.room_facilitators + needed.online_facilitators
        if facilitating > self.facilitators_free or facilitating + needed.hosts > self.team_free:
            return False
        workers = sum(each.workers for each in self.support if each.takes_places)
        observers = self.session.observer_count
        online_team = needed.online_facilitators + needed.hosts
        extra_adults = max(0, self.adults - facilitating - needed.hosts)
        if self.place.layout is not None:
            team = 1 + needed.room_facilitators + extra_adults
            if room + workers + team + observers > self.place.layout.capacity:
                return False
        if self.place.tool is None:
            return True
        others = 1 if self.place.layout is not None else 1 + extra_adults + observers
        return online + workers + online_team + others <= self.place.tool.capacity

    def most_people(self) -> int:
        """The most people that are wanted or allowed."""
        most = self.session.most_people
        return self.session.wanted_people if most is None else min(most, self.session.wanted_people)


def situation_of(pricing: Pricing, entry: Entry, place: Place) -> Situation:
    """Work a situation out; support that has no price is left for the costing to name."""
    occasion = entry.occasion(place)
    groups = pricing.invited(entry.sitting.session)
    may_come = {group.id: pricing.may_come(group, occasion) for group in groups}
    try:
        support = access_at(pricing, entry.sitting, place, entry.start).needs
    except CannotPrice:
        support = ()
    young = sum(min(group.young_people.count, may_come[group.id].total) for group in groups)
    return Situation(
        entry=entry,
        place=place,
        groups=groups,
        able={group.id: pricing.able(group, occasion) for group in groups},
        support=support,
        adults=adults_needed(pricing.programme, young),
        facilitators_free=_free(pricing.programme, entry, FACILITATORS),
        team_free=_free(pricing.programme, entry, ROLES_IN[place.mode]),
    )


def _free(programme: Programme, entry: Entry, roles: tuple[Role, ...]) -> int:
    """How many of the team are free then and may take one of these roles."""
    first = start_minute(entry.start)
    return sum(
        is_free(member, entry.start, (first, first + entry.sitting.session.minutes))
        and not is_away(member, entry.start)
        and any(may_take(member, role) for role in roles)
        for member in programme.staff
    )


def people_of(numbers: dict[str, Expected]) -> tuple[int, int]:
    """People of all groups in the room and online."""
    return sum(each.room for each in numbers.values()), sum(each.online for each in numbers.values())
