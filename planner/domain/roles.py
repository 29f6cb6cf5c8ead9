"""Roles of the team: which there are in each mode, who may take them, with what training, and when somebody is free.

Source: `docs/formulation.md` §6.
"""

from datetime import datetime
from typing import Final

from planner.domain.attendance import free_count
from planner.domain.programme.team import StaffMember
from planner.domain.terms import Mode, Role

ROLES_IN: Final[dict[Mode, tuple[Role, ...]]] = {
    Mode.IN_PERSON: (Role.LEAD, Role.ROOM_FACILITATOR, Role.CHECKED_ADULT),
    Mode.ONLINE: (Role.LEAD, Role.ONLINE_FACILITATOR, Role.ONLINE_HOST, Role.CHECKED_ADULT),
    Mode.HYBRID: tuple(Role),
}
ROLE_ORDER: Final = tuple(Role)
"""The order in which a team is listed."""
FACILITATORS: Final = (Role.LEAD, Role.ROOM_FACILITATOR, Role.ONLINE_FACILITATOR)
LEAD_TRAINING: Final = "lead"
HOST_TRAINING: Final = "host"


def offers(member: StaffMember, gives: str) -> bool:
    """Whether training that gives this can be bought for somebody."""
    return any(each.gives == gives for each in member.training)


def training_needed(member: StaffMember, role: Role) -> str:
    """The training somebody has to have before they take a role; an empty text if none."""
    if role is Role.LEAD and not member.can_lead:
        return LEAD_TRAINING
    if role is Role.ONLINE_HOST and not member.can_host_online:
        return HOST_TRAINING
    return ""


def may_take(member: StaffMember, role: Role) -> bool:
    """Whether somebody may take a role at all, with training that can be bought."""
    if role in (Role.LEAD, Role.ONLINE_HOST):
        gives = training_needed(member, role)
        return not gives or offers(member, gives)
    return member.is_checked_adult if role is Role.CHECKED_ADULT else member.can_facilitate


def is_free(member: StaffMember, start: datetime, session_times: tuple[int, int]) -> bool:
    """Whether somebody's weekly availability holds the session time [from, to), in minutes after midnight."""
    first, last = session_times
    return free_count(member.availability, 1, start, last - first) >= 1


def is_away(member: StaffMember, start: datetime) -> bool:
    """Whether somebody is away on that date."""
    return any(away.starts_on <= start.date() <= away.ends_on for away in member.away)
