"""The least team of a session of a draft: the cheapest who may take each role, those free at the time before others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from planner.costing.charges import staff_charges
from planner.costing.context import Occasion, Pricing
from planner.costing.staffing import FACILITATING
from planner.domain.attendance import Expected
from planner.domain.plan import TeamMember
from planner.domain.programme.team import StaffMember
from planner.domain.roles import is_away, is_free, may_take
from planner.domain.sittings import Sitting
from planner.domain.terms import Role


@dataclass
class Team:
    """Who is counted at a session, and how many are still lacking for which role or skill."""

    members: list[TeamMember] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)

    def has(self, staff_id: str) -> bool:
        """Whether somebody is in it already."""
        return any(each.staff == staff_id for each in self.members)


def team_for(
    pricing: Pricing, sitting: Sitting, occasion: Occasion, coming: Mapping[str, Expected], under_18s: int
) -> Team:
    """The least team for the people counted, by group, of whom so many may be under 18."""
    room_count = sum(each.room for each in coming.values())
    online_count = sum(each.online for each in coming.values())
    team = Team()
    roles = list(_roles(occasion, room_count, online_count))
    ranked = {role: _candidates(pricing, sitting, occasion, role, team) for role in dict.fromkeys(roles)}
    for role in roles:
        chosen = next((member for member in ranked[role] if not team.has(member.id)), None)
        if chosen is None:
            team.lacking.append(role.replace("_", " "))
        else:
            team.members.append(TeamMember(staff=chosen.id, role=role))
    _with_the_skill(pricing, sitting, occasion, team)
    _with_checked_adults(pricing, sitting, occasion, team, under_18s)
    return team


def _roles(occasion: Occasion, room_count: int, online_count: int) -> Iterator[Role]:
    """The roles to be filled, those that the fewest may take first: host for the tool, lead, facilitators beside the lead."""
    needs = occasion.session.team
    has_room = occasion.place.room is not None
    room = -(-room_count // needs.people_per_facilitator) - has_room
    online = -(-online_count // needs.people_per_facilitator) - (not has_room)
    room, online = max(0, room), max(0, online)
    more = max(0, needs.least_facilitators - 1 - room - online)
    if occasion.place.tool is not None:
        yield Role.ONLINE_HOST
    yield Role.LEAD
    yield from [Role.ROOM_FACILITATOR] * (room + (more if has_room else 0))
    yield from [Role.ONLINE_FACILITATOR] * (online + (0 if has_room else more))


def _candidates(
    pricing: Pricing, sitting: Sitting, occasion: Occasion, role: Role, team: Team
) -> list[StaffMember]:
    """Those not in the team yet who may take a role: free at the time first, then the least new money, then value."""

    def rank(member: StaffMember) -> tuple[bool, int, int]:
        charges = staff_charges(pricing, member, role, sitting, occasion.place, occasion.start)
        new_pence = sum(charge.new_pence for charge in charges)
        return not _is_free(member, occasion), new_pence, sum(charge.pence for charge in charges)

    able = [m for m in pricing.programme.staff if may_take(m, role) and not team.has(m.id)]
    return sorted(able, key=rank)


def _is_free(member: StaffMember, occasion: Occasion) -> bool:
    times = (occasion.first_minute, occasion.last_minute)
    return not is_away(member, occasion.start) and is_free(member, occasion.start, times)


def _with_the_skill(pricing: Pricing, sitting: Sitting, occasion: Occasion, team: Team) -> None:
    """One of those who facilitate has the skill asked for, or can be trained in it: the last one gives way."""
    skill = occasion.session.team.skill
    facilitating = [number for number, each in enumerate(team.members) if each.role in FACILITATING]
    if not skill or not facilitating:
        return
    if any(_has(pricing.staff[team.members[number].staff], skill) for number in facilitating):
        return
    for number in reversed(facilitating):
        role = team.members[number].role
        skilled = [m for m in _candidates(pricing, sitting, occasion, role, team) if _has(m, skill)]
        if skilled:
            team.members[number] = TeamMember(staff=skilled[0].id, role=role)
            return
    team.lacking.append("skill asked for")


def _has(member: StaffMember, skill: str) -> bool:
    return skill in member.skills or any(each.gives == skill for each in member.training)


def _with_checked_adults(
    pricing: Pricing, sitting: Sitting, occasion: Occasion, team: Team, under_18s: int
) -> None:
    """Enough checked adults where under-18s come."""
    if not under_18s:
        return
    rules = pricing.programme.safeguarding
    needed = max(rules.least_adults, -(-under_18s // rules.children_per_adult))
    there = sum(pricing.staff[each.staff].is_checked_adult for each in team.members)
    for _ in range(needed - there):
        candidates = _candidates(pricing, sitting, occasion, Role.CHECKED_ADULT, team)
        if not candidates:
            team.lacking.append("checked adult")
            return
        team.members.append(TeamMember(staff=candidates[0].id, role=Role.CHECKED_ADULT))
