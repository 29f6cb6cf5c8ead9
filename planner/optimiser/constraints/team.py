"""Rules about the team: who may do what, how many are needed, training bought, checked adults."""

from functools import partial

from planner.costing.charges import staff_charges, training_charge
from planner.domain.programme.team import StaffMember
from planner.domain.roles import FACILITATORS, ROLES_IN, is_away, is_free, may_take, training_needed
from planner.domain.terms import Mode, Role
from planner.optimiser.constraints.pruning import adults_needed
from planner.optimiser.holding import Holding
from planner.optimiser.linear import Sum, Var
from planner.optimiser.model import Assignment, PlanModel, TeamCell
from planner.optimiser.rules import rule
from planner.optimiser.variables import Held, Option


@rule("adds rows")
def team_members_are_able(model: PlanModel) -> None:
    """Everybody of the team may do, or is trained for, what they do there, has one role, and is free.

    For all: sittings s, staff m, roles r they may take, cells of options that cost the role the same.
    Maths: Σ_r assign ≤ Σ option with m free; Σ assign + Σ_(t away) start ≤ 1; assign ≤ training where it is needed.
    Unit and Kind: people; must.
    Source: specification, *nobody in two places*; `docs/formulation.md` §6.
    """
    for member in model.programme.staff:
        for each in member.training:
            training = model.rows.binary("training", model.staff_index(member.id), len(model.training))
            model.training[member.id, each.gives] = training
            model.ledger.charge((training_charge(model.pricing, member, each.gives),), training)
    with_area = any(member.is_paid_mileage for member in model.programme.staff)
    for held in model.held.values():
        model.team[held.sitting.id] = []
        cells: dict[TeamCell, list[Option]] = {}
        for option in held.options:
            cells.setdefault(_cell(model, option.holding, with_area), []).append(option)
        for member in model.programme.staff:
            _add_member(model, held, member, cells)


def _cell(model: PlanModel, holding: Holding, with_area: bool) -> TeamCell:
    return (
        holding.mode,
        holding.key[2] if model.is_year_needed else "",
        (holding.place.area or "") if with_area else "",
    )


def _add_member(
    model: PlanModel, held: Held, member: StaffMember, cells: dict[TeamCell, list[Option]]
) -> None:
    number = model.staff_index(member.id)
    everywhere = Sum()
    for cell_number, (cell, options) in enumerate(cells.items()):
        free = [option for option in options if _is_free_for(member, option)]
        roles = [role for role in ROLES_IN[cell[0]] if may_take(member, role)]
        if not free or not roles:
            continue
        here = Sum()
        for role in roles:
            assign = model.rows.binary("assign", held.index, number, cell_number, role.value)
            model.team[held.sitting.id].append(Assignment(member.id, role, cell, assign))
            place, start = options[0].holding.place, options[0].slot.starts[0]
            model.ledger.charge(
                staff_charges(model.pricing, member, role, held.sitting, place, start), assign
            )
            here.add(1, assign)
            _needs_training(model, held, member, role, assign, cell_number)
        everywhere.add(1, here)
        here.add(-1, Sum.of(option.variable for option in free))
        keys = (held.index, number, cell_number)
        model.rows.at_most("team_members_are_able", keys, here, 0, about=held.sitting.id)
    away = [start for start in held.starts if is_away(member, start)] if model.undated is None else []
    if away and everywhere.terms:
        total = everywhere.add(1, held.when(away))
        model.rows.at_most(
            "team_members_are_able", (held.index, number, "away"), total, 1, about=held.sitting.id
        )


def _needs_training(
    model: PlanModel, held: Held, member: StaffMember, role: Role, assign: Var, cell: int
) -> None:
    gives = training_needed(member, role)
    if gives:
        total = Sum.of([assign]).add(-1, model.training[member.id, gives])
        keys = (held.index, model.staff_index(member.id), cell, gives)
        model.rows.at_most("team_members_are_able", keys, total, 0, about=held.sitting.id)


def _is_free_for(member: StaffMember, option: Option) -> bool:
    return is_free(member, option.slot.starts[0], option.holding.session_times)


@rule("adds rows")
def enough_facilitators(model: PlanModel) -> None:
    """One person leads; there are enough facilitators for the people in the room and online, one with the skill asked for.

    For all: sittings s that run; the room and online apart.
    Maths: one lead; online or hybrid: one host; room places ≤ f·(room facilitators + lead unless online); online places ≤
        f·(online facilitators + lead if online); facilitators ≥ least; Σ with the skill ≥ run.
    Unit and Kind: people; must.
    Source: specification, *enough facilitators*; `docs/formulation.md` §6.
    """
    for held in model.held.values():
        rows, keys, about = model.rows, held.index, held.sitting.id
        team = held.sitting.session.team
        cells: dict[Mode, Sum] = {mode: held.total_of_people(partial(_is_in, mode)) for mode in Mode}
        for mode, chosen in cells.items():
            if not chosen.terms:
                continue
            lead = model.assigned(held, roles=(Role.LEAD,), modes=(mode,)).add(-1, chosen)
            rows.equal("enough_facilitators", (keys, "lead", mode.value), lead, 0, about=about)
            if mode is not Mode.IN_PERSON:
                host = model.assigned(held, roles=(Role.ONLINE_HOST,), modes=(mode,)).add(-1, chosen)
                rows.equal("enough_facilitators", (keys, "host", mode.value), host, 0, about=about)
        room = model.assigned(held, roles=(Role.ROOM_FACILITATOR,))
        online = model.assigned(held, roles=(Role.ONLINE_FACILITATOR,))
        most = team.people_per_facilitator
        _cover(
            model, held, "room", room, Sum().add(1, cells[Mode.IN_PERSON]).add(1, cells[Mode.HYBRID]), most
        )
        _cover(model, held, "online", online, cells[Mode.ONLINE], most)
        if team.least_facilitators > 1:
            total = room.times(1).add(1, online).add(-(team.least_facilitators - 1), held.run)
            rows.at_least("enough_facilitators", (keys, "least"), total, 0, about=about)
        if team.skill:
            _skilled(model, held, team.skill)


def _is_in(mode: Mode, holding: Holding) -> int:
    return int(holding.mode is mode)


def _cover(model: PlanModel, held: Held, way: str, extra: Sum, lead: Sum, most: int) -> None:
    people = model.people(held, way=way)
    if not people.terms:
        return
    keys, about = (held.index, way), held.sitting.id
    if model.is_known(held):
        needed = held.total_of_people(lambda each: _facilitators_beside_the_lead(each, way, most))
        if needed.terms:
            model.rows.at_least("enough_facilitators", keys, extra.times(1).add(-1, needed), 0, about=about)
        return
    total = people.add(-most, extra).add(-most, lead)
    model.rows.at_most("enough_facilitators", keys, total, 0, about=about)


def _facilitators_beside_the_lead(holding: Holding, way: str, most: int) -> int:
    count = holding.people("room" if way == "room" else "online")
    has_lead = holding.has_room if way == "room" else not holding.has_room
    return max(0, -(-count // most) - int(has_lead))


def _skilled(model: PlanModel, held: Held, skill: str) -> None:
    total = Sum().add(-1, held.run)
    for member in model.programme.staff:
        there = model.assigned(held, member.id, FACILITATORS)
        if not there.terms:
            continue
        if skill in member.skills:
            total.add(1, there)
        elif (member.id, skill) in model.training:
            keys = (held.index, model.staff_index(member.id))
            trained = model.rows.binary("trained_here", *keys)
            training = model.training[member.id, skill]
            model.rows.at_most("trained_here", (*keys, "there"), Sum.of([trained]).add(-1, there))
            model.rows.at_most("trained_here", (*keys, "bought"), Sum.of([trained]).add(-1, training))
            total.add(1, trained)
    model.rows.at_least("enough_facilitators", (held.index, "skill"), total, 0, about=held.sitting.id)


def checked_adults_are_there(model: PlanModel) -> None:
    """Enough of the team are checked adults where under-18s may come (`young_people_are_safe`)."""
    checked = [member.id for member in model.programme.staff if member.is_checked_adult]
    for held in model.held.values():
        needed = held.total_of_people(lambda each: adults_needed(model.programme, each.under_18s))
        if needed.terms:
            total = needed.times(-1)
            for staff_id in checked:
                total.add(1, model.assigned(held, staff_id))
            model.rows.at_least("young_people_are_safe", (held.index,), total, 0, about=held.sitting.id)
