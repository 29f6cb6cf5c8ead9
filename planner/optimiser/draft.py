"""From the solver's values to the decided half of a plan: sittings, places, team, support, training bought."""

from datetime import datetime

from planner.domain.plan import BookedSupport, Bought, Plan, PlannedSitting, TeamMember, TrainingBought
from planner.domain.roles import ROLE_ORDER
from planner.domain.terms import Strategy
from planner.optimiser.linear import Values, Var
from planner.optimiser.model import PlanModel
from planner.optimiser.variables import Held, Option


def is_one(values: Values, variable: Var) -> bool:
    """Whether a binary is one."""
    return values[variable.name] > 0.5


def decisions(model: PlanModel) -> list[Var]:
    """The variables that are decided; everything else follows from them."""
    found = [*model.training.values()]
    for held in model.held.values():
        found += [held.run, *held.starts.values(), *(option.variable for option in held.options)]
        found += [each.variable for each in model.team[held.sitting.id]]
    for attends in model.attendance.values():
        if attends.is_decided:
            found += [*attends.room.terms, *attends.online.terms]
    return found


def draft_of(model: PlanModel, values: Values, strategy: Strategy) -> Plan:
    """The plan that the values say, not yet priced or measured; sittings in order of time."""
    sittings = [_planned(model, held, values) for held in model.held.values() if is_one(values, held.run)]
    training = tuple(
        TrainingBought(staff=staff, gives=gives)
        for (staff, gives), variable in model.training.items()
        if is_one(values, variable)
    )
    return Plan(
        programme=model.programme.id,
        strategy=strategy,
        sittings=tuple(sorted(sittings, key=lambda each: (each.start, each.id))),
        bought=Bought(training=training) if training else Bought(),
    )


def _planned(model: PlanModel, held: Held, values: Values) -> PlannedSitting:
    option, start = chosen(held, values)
    places, online_places = {}, {}
    for group_id in held.sitting.session.invited:
        attends = model.attendance[held.sitting.id, group_id]
        online = round(attends.online.value(values))
        places[group_id] = online + round(attends.room.value(values))
        if online:
            online_places[group_id] = online
    team = sorted(
        (each for each in model.team[held.sitting.id] if is_one(values, each.variable)),
        key=lambda each: (ROLE_ORDER.index(each.role), each.staff),
    )
    return PlannedSitting(
        id=held.sitting.id,
        session=held.sitting.session.id,
        start=start,
        place=option.holding.place.id,
        mode=option.holding.mode,
        places=places,
        online_places=online_places,
        team=tuple(TeamMember(staff=each.staff, role=each.role) for each in team),
        support=tuple(
            BookedSupport(supplier=each.need.supplier.id, workers=each.need.workers)
            for each in option.holding.bookings
        ),
    )


def chosen(held: Held, values: Values) -> tuple[Option, datetime]:
    """The option and start of a sitting that runs."""
    option = next(each for each in held.options if is_one(values, each.variable))
    start = next(start for start, variable in held.starts.items() if is_one(values, variable))
    return option, start
