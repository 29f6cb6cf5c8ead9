"""Levers on people: the team, the targets that must hold, and what is named but never offered: access, safety, limits."""

from collections.abc import Callable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import partial
from typing import Any

from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.domain.programme.groups import Availability, LoadLimits, YoungPeople
from planner.domain.programme.team import StaffMember
from planner.domain.terms import Strength
from planner.optimiser.relax.lever import Lever, Offer, Settled, fixed
from planner.optimiser.relax.patches import Edit

A_LEVEL = Decimal("0.0001")
ALL_DAY, ALL_WEEK = 1440, 10_080


def people_levers(programme: Programme) -> Iterator[Lever]:
    """The team, the musts, and the rules about people that are never offered."""
    yield from _team(programme)
    yield from _musts(programme)
    yield from _never_offered(programme)


def _team(programme: Programme) -> Iterator[Lever]:
    if not programme.staff:
        return
    offers: list[Offer] = []
    for index, member in enumerate(programme.staff):
        longer = partial(_with_hours, index=index)
        offers.append(Offer("any", longer, fixed(*_hours_edits(index, member))))
    for member in programme.staff:
        again = _another_like(programme, member)
        edit = Edit("append", ("staff",), again.model_dump(mode="json"))
        what = f"Have a second member of staff like “{member.title}”."
        offers.append(Offer("any", partial(_with_another, member=again), fixed((edit,), what)))
    yield Lever(
        "staff_hours_hold",
        "staff",
        "The team there is, with the hours and skills it has, can run every session.",
        _plenty_of_staff,
        tuple(offers),
    )


def _with_hours(programme: Programme, index: int) -> Programme:
    staff = list(programme.staff)
    staff[index] = staff[index].model_copy(update=_longer_hours(staff[index]))
    return programme.model_copy(update={"staff": tuple(staff)})


def _longer_hours(member: StaffMember) -> dict[str, int]:
    return {
        "minutes_per_day": min(ALL_DAY, max(600, member.minutes_per_day)),
        "minutes_per_week": min(ALL_WEEK, member.minutes_per_week * 2),
    }


def _hours_edits(index: int, member: StaffMember) -> tuple[tuple[Edit, ...], str]:
    hours = _longer_hours(member)
    edits = tuple(Edit("set", ("staff", index, name), value) for name, value in hours.items())
    week = hours["minutes_per_week"] / 60
    return edits, f"Give “{member.title}” up to {week:g} hours a week and 10 hours a day."


def _another_like(programme: Programme, member: StaffMember) -> StaffMember:
    taken = {each.id for each in programme.staff}
    number = next(number for number in range(2, len(taken) + 3) if f"{member.id[:36]}-{number}" not in taken)
    return member.model_copy(
        update={"id": f"{member.id[:36]}-{number}", "title": f"{member.title} ({number})"}
    )


def _with_another(programme: Programme, member: StaffMember) -> Programme:
    return programme.model_copy(update={"staff": (*programme.staff, member)})


def _plenty_of_staff(programme: Programme) -> Programme:
    """Two of each, always free and able to do everything (the checks of adults aside)."""
    skills = tuple(sorted({session.team.skill for session in programme.sessions if session.team.skill}))
    able = {
        "can_lead": True,
        "can_facilitate": True,
        "can_host_online": True,
        "skills": skills,
        "availability": Availability(),
        "away": (),
        "minutes_per_day": ALL_DAY,
        "minutes_per_week": ALL_WEEK,
    }
    staff = [
        member.model_copy(update={**able, "id": member.id if copy == 0 else f"{member.id[:36]}-x{copy}"})
        for member in programme.staff
        for copy in range(2)
    ]
    return programme.model_copy(update={"staff": tuple(staff)})


def _musts(programme: Programme) -> Iterator[Lever]:
    for index, target in enumerate(programme.targets):
        if target.strength is Strength.MUST:
            freed = partial(_as_aim, target_id=target.id)
            yield Lever(
                target.kind,
                f"targets[{index}]",
                f"“{target.title}” must be met.",
                freed,
                (Offer("fairest", freed, _lowered(index)),),
            )


def _as_aim(programme: Programme, target_id: str) -> Programme:
    targets = tuple(
        each.model_copy(update={"strength": Strength.AIM}) if each.id == target_id else each
        for each in programme.targets
    )
    return programme.model_copy(update={"targets": targets})


def _lowered(index: int) -> Callable[[Programme, Plan], Settled | None]:
    """Settle a must at the level a plan reaches without it, or make it an aim where its level is no share."""

    def settle(programme: Programme, plan: Plan) -> Settled | None:
        target = programme.targets[index]
        result = next((each for each in plan.targets if each.id == target.id), None)
        if result is None or result.met:
            return None
        level: Any = getattr(target, "level", None)
        if level is not None and result.achieved < level and result.achieved >= target.floor:  # type: ignore[union-attr]
            lower = result.achieved.quantize(A_LEVEL, rounding=ROUND_FLOOR)
            edit = Edit("set", ("targets", index, "level"), float(lower))
            return Settled(f"Lower “{target.title}” to {lower:.1%} (now {level:.1%}).", (edit,))
        if level is not None and getattr(target, "direction", "") == "at_most" and result.achieved > level:
            higher = result.achieved.quantize(A_LEVEL, rounding=ROUND_CEILING)
            edit = Edit("set", ("targets", index, "level"), float(higher))
            return Settled(f"Raise “{target.title}” to {higher:.1%} (now {level:.1%}).", (edit,))
        edit = Edit("set", ("targets", index, "strength"), Strength.AIM.value)
        return Settled(f"Make “{target.title}” an aim.", (edit,))

    return settle


def _never_offered(programme: Programme) -> Iterator[Lever]:
    for index, group in enumerate(programme.groups):
        name = group.name
        if group.requirements or group.wheelchair_count:
            yield Lever(
                "access_requirements_are_met",
                f"groups[{index}].requirements",
                f"The access requirements of “{name}” are met.",
                partial(_with_group, index=index, requirements=(), wheelchair_count=0),
            )
        if group.young_people.count:
            yield Lever(
                "young_people_are_safe",
                f"groups[{index}].young_people",
                f"The young people of “{name}” are safe.",
                partial(_with_group, index=index, young_people=YoungPeople()),
            )
        if group.limits.minutes_per_week is not None or group.limits.minutes_per_month is not None:
            yield Lever(
                "load_holds",
                f"groups[{index}].limits",
                f"“{name}” gives no more time than it has said.",
                partial(_with_group, index=index, limits=LoadLimits()),
            )
    yield Lever(
        "everyone_fits", "venues", "Rooms and tools hold everybody, at their opening hours.", _boundless_rooms
    )


def _with_group(programme: Programme, index: int, **changes: object) -> Programme:
    groups = list(programme.groups)
    groups[index] = groups[index].model_copy(update=changes)
    return programme.model_copy(update={"groups": tuple(groups)})


def _boundless_rooms(programme: Programme) -> Programme:
    venues = []
    for venue in programme.venues:
        rooms = [
            room.model_copy(
                update={
                    "set_up_minutes": 0,
                    "clear_down_minutes": 0,
                    "layouts": tuple(
                        layout.model_copy(
                            update={"capacity": layout.capacity + 1000, "wheelchair_places": 1000}
                        )
                        for layout in room.layouts
                    ),
                }
            )
            for room in venue.rooms
        ]
        openings = tuple(
            each.model_copy(update={"opens": "00:00", "closes": "23:59"}) for each in venue.openings
        )
        changes = {"rooms": tuple(rooms), "openings": openings, "closures": ()}
        venues.append(venue.model_copy(update=changes))
    tools = tuple(tool.model_copy(update={"capacity": tool.capacity + 1000}) for tool in programme.tools)
    return programme.model_copy(update={"venues": tuple(venues), "tools": tools})
