"""Rules of the team: enough facilitators, able and free members, nobody in two places, hours.

Source: `docs/formulation.md` §6.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from planner.domain.clocks import clock_words
from planner.domain.programme.team import StaffMember
from planner.domain.terms import Mode, Role
from planner.optimiser.check.case import FACILITATORS, Broken, Case, Held, day_words
from planner.optimiser.check.ground import free_of


def is_trained(case: Case, member: StaffMember, gives: str) -> bool:
    """Whether training is bought for somebody; where a plan made by hand leaves out what it buys, whether it could be."""
    can_be_bought = any(each.gives == gives for each in member.training)
    is_said = any(each.staff == member.id and each.gives == gives for each in case.plan.bought.training)
    return can_be_bought and (is_said or not case.plan.bought.model_fields_set)


def enough_facilitators(case: Case) -> Iterator[Broken]:
    """One lead, enough facilitators in the room and online each for itself, the skill asked for, a host where needed."""
    for held in case.held:
        for words in (*_heads(held), *_ratios(held), *_skill(case, held)):
            yield Broken("enough_facilitators", held.id, words)


def _heads(held: Held) -> Iterator[str]:
    leads, hosts = len(held.in_role(Role.LEAD)), len(held.in_role(Role.ONLINE_HOST))
    due = 0 if held.mode is Mode.IN_PERSON else 1
    if leads != 1:
        yield f"It has {leads} leads; it needs exactly one."
    if hosts != due:
        yield f"It has {hosts} online hosts; it needs {due}."
    facilitators = len(held.in_role(*FACILITATORS))
    if facilitators < held.session.team.least_facilitators:
        yield f"It has {facilitators} facilitators; {held.session.team.least_facilitators} are asked for."


def _ratios(held: Held) -> Iterator[str]:
    most = held.session.team.people_per_facilitator
    room, online = held.all_room_places(), held.all_online_places()
    if room > most * held.room_facilitators():
        yield f"{room} people in the room with {held.room_facilitators()} facilitators; at most {most} each."
    if online > most * held.online_facilitators():
        yield f"{online} people online with {held.online_facilitators()} facilitators; at most {most} each."


def _skill(case: Case, held: Held) -> Iterator[str]:
    skill = held.session.team.skill
    members = [case.ground.staff[key] for key in held.in_role(*FACILITATORS) if key in case.ground.staff]
    if skill and not any(skill in each.skills or is_trained(case, each, skill) for each in members):
        yield f"None of its facilitators has the skill ‘{skill.replace('_', ' ')}’."


def team_members_are_able(case: Case) -> Iterator[Broken]:
    """Everyone of the team is known, has one role they may take in this mode, and is free."""
    for held in case.held:
        seen: set[str] = set()
        for each in held.planned.team:
            member, name = case.ground.staff.get(each.staff), case.ground.names.staff(each.staff)
            if each.staff in seen:
                yield Broken("team_members_are_able", held.id, f"{name} has more than one role.")
            seen.add(each.staff)
            if member is None:
                yield Broken("team_members_are_able", held.id, f"There is no {name} in the team.")
                continue
            for words in _unable(case, held, member, each.role):
                yield Broken("team_members_are_able", held.id, words)


def _unable(case: Case, held: Held, member: StaffMember, role: Role) -> Iterator[str]:
    may = {
        Role.LEAD: member.can_lead or is_trained(case, member, "lead"),
        Role.ROOM_FACILITATOR: member.can_facilitate and held.mode is not Mode.ONLINE,
        Role.ONLINE_FACILITATOR: member.can_facilitate and held.mode is not Mode.IN_PERSON,
        Role.ONLINE_HOST: member.can_host_online or is_trained(case, member, "host"),
        Role.CHECKED_ADULT: member.is_checked_adult,
    }
    if not may[role]:
        yield f"{member.title} may not be {role.value.replace('_', ' ')} here."
    if free_of(member.availability, 1_000_000, held.start, held.session.minutes) < 1:
        yield f"{member.title} is not free at {clock_words(held.start)} on {day_words(held.on)}."
    if any(away.starts_on <= held.on <= away.ends_on for away in member.away):
        yield f"{member.title} is away on {day_words(held.on)}."


def _sittings_of_staff(case: Case) -> dict[str, list[Held]]:
    """Running sittings of each member of staff, in order of time."""
    found: dict[str, list[Held]] = {}
    for held in case.held:
        for key in dict.fromkeys(member.staff for member in held.planned.team):
            found.setdefault(key, []).append(held)
    return found


def no_one_is_in_two_places(case: Case) -> Iterator[Broken]:
    """Nobody's sittings overlap, set-up and clear-down included, and the journey between areas lies between them."""
    rule, names = "no_one_is_in_two_places", case.ground.names
    for key, sittings in _sittings_of_staff(case).items():
        for one, other in pairwise(sorted(sittings, key=lambda held: held.room_time)):
            gap = other.room_time[0] - one.room_time[1]
            if gap < timedelta(0):
                yield Broken(
                    rule,
                    other.id,
                    f"{names.staff(key)} is still at {names.sitting(one.id)} when it begins, set-up included.",
                )
        in_rooms = sorted((held for held in sittings if held.spot.area), key=lambda held: held.room_time)
        for one, other in pairwise(in_rooms):
            if one.on != other.on or one.spot.area == other.spot.area:
                continue
            way = case.ground.minutes_between(one.spot.area, other.spot.area)
            if way is None or other.room_time[0] - one.room_time[1] < timedelta(minutes=way):
                yield Broken(
                    rule,
                    other.id,
                    f"{names.staff(key)} cannot travel there from {names.sitting(one.id)} in time.",
                )


def staff_hours_hold(case: Case) -> Iterator[Broken]:
    """Session minutes of a day and working minutes of a Monday to Sunday week stay under each person's limits."""
    rule = "staff_hours_hold"
    for key, sittings in _sittings_of_staff(case).items():
        member = case.ground.staff.get(key)
        if member is None:
            continue
        days: dict[date, int] = {}
        weeks: dict[date, int] = {}
        for held in sittings:
            roles = [each.role for each in held.planned.team if each.staff == key]
            monday = held.on - timedelta(days=held.on.weekday())
            days[held.on] = days.get(held.on, 0) + held.session.minutes
            weeks[monday] = weeks.get(monday, 0) + max(working_minutes(held, role) for role in roles)
        spans = [(f"on {day_words(day)}", minutes, member.minutes_per_day) for day, minutes in days.items()]
        spans += [
            (f"in the week of {day_words(monday)}", minutes, member.minutes_per_week)
            for monday, minutes in weeks.items()
        ]
        for when, minutes, limit in spans:
            if minutes > limit:
                yield Broken(rule, key, f"{member.title}: {minutes} minutes {when}; the limit is {limit}.")


def working_minutes(held: Held, role: Role) -> int:
    """Minutes somebody works for a sitting: a facilitator's with preparation and write-up."""
    need = held.session.team
    extra = need.staff_preparation_minutes + need.staff_write_up_minutes if role in FACILITATORS else 0
    return held.session.minutes + extra
