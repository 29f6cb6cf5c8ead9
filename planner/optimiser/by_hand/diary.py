"""What each member of the team is already needed for: nobody in two places, nobody over their hours.

Source: `docs/formulation.md` §6.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from planner.costing.staffing import working_minutes
from planner.domain.places import travel_between
from planner.domain.programme import Programme
from planner.domain.programme.team import StaffMember
from planner.domain.roles import is_away, is_free, may_take
from planner.domain.terms import Role
from planner.optimiser.by_hand.situation import Situation


@dataclass(frozen=True)
class Engagement:
    """A sitting that somebody works at: team time with set-up and clear-down, and minutes for their limits."""

    begins: datetime
    ends: datetime
    area: str
    day: date
    session_minutes: int
    working_minutes: int

    @property
    def monday(self) -> date:
        """The first day of its Monday to Sunday week."""
        return self.day - timedelta(days=self.day.weekday())


def engagement_of(situation: Situation, role: Role) -> Engagement:
    """What a role at a sitting takes."""
    room, entry, session = situation.place.room, situation.entry, situation.session
    before = timedelta(minutes=room.set_up_minutes if room is not None else 0)
    after = timedelta(minutes=room.clear_down_minutes if room is not None else 0)
    return Engagement(
        begins=entry.start - before,
        ends=entry.end + after,
        area=situation.place.area or "",
        day=entry.start.date(),
        session_minutes=session.minutes,
        working_minutes=working_minutes(session, role),
    )


class Diary:
    """The engagements of everybody of the team."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self._engagements: dict[str, list[Engagement]] = {}

    def add(self, staff: str, role: Role, situation: Situation) -> None:
        """Note that somebody works at a sitting."""
        self._engagements.setdefault(staff, []).append(engagement_of(situation, role))

    def can_take(self, member: StaffMember, role: Role, situation: Situation) -> bool:
        """Whether somebody may take a role at a sitting, is free, and has the hours beside what is noted."""
        start, occasion = situation.entry.start, situation.occasion
        if not may_take(member, role) or is_away(member, start):
            return False
        if not is_free(member, start, (occasion.first_minute, occasion.last_minute)):
            return False
        wanted = engagement_of(situation, role)
        others = self._engagements.get(member.id, ())
        day = sum(each.session_minutes for each in others if each.day == wanted.day)
        week = sum(each.working_minutes for each in others if each.monday == wanted.monday)
        return (
            day + wanted.session_minutes <= member.minutes_per_day
            and week + wanted.working_minutes <= member.minutes_per_week
            and all(self._are_apart(wanted, each) for each in others)
        )

    def _are_apart(self, one: Engagement, other: Engagement) -> bool:
        """Whether there is time for both, and for the way between two areas on one date."""
        minutes = 0
        if one.area and other.area and one.area != other.area and one.day == other.day:
            journey = travel_between(self.programme, one.area, other.area)
            if journey is None:
                return False
            minutes = journey.minutes
        way = timedelta(minutes=minutes)
        return one.ends + way <= other.begins or other.ends + way <= one.begins
