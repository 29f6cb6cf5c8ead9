"""A plan at hand as values of a model: what a search of that model begins from."""

from collections.abc import Iterator

from planner.domain.plan import Plan, PlannedSitting
from planner.optimiser.highs import Limits
from planner.optimiser.linear import Number, Sum, Var
from planner.optimiser.model import PlanModel
from planner.optimiser.search import Search
from planner.optimiser.shortfalls import all_shortfalls
from planner.optimiser.variables import Held, Option

SECONDS = 5.0
"""With everything decided the rest follows; if it takes longer, the plan is not taken."""
ROW = "as_adopted"


def adopt(model: PlanModel, search: Search, plan: Plan) -> bool:
    """Let a search begin from a plan; whether the model holds it. Where not, the search is as it was."""
    planned = {sitting.id: sitting for sitting in plan.sittings}
    where = {key: _where(model.held[key], each) for key, each in planned.items() if key in model.held}
    if None in where.values() or len(where) < len(planned):
        return False
    fixed: list[Var] = []
    chosen = {variable.name for each in where.values() if each is not None for variable in each}
    for held in model.held.values():
        fixed += [held.run, *held.starts.values(), *(option.variable for option in held.options)]
    rows = list(enumerate(_decided(model, plan)))
    for variable in fixed:
        variable.lowBound = variable.upBound = int(variable.name in chosen)
    for number, (total, amount) in rows:
        model.rows.set_limit(ROW, (number, "most"), total, amount)
        model.rows.set_limit(ROW, (number, "least"), total.times(-1), -amount)
    limits = Limits(min(SECONDS, max(search.left(), 0.1)))
    least = model.ledger.subtotal().add(1, all_shortfalls(model))
    answer = search.minimise("adopting", least, limits, start=None, can_be_stopped=False)
    for variable in fixed:
        variable.lowBound, variable.upBound = 0, 1
    for number, (total, _) in rows:
        model.rows.set_limit(ROW, (number, "most"), total, round(total.largest()))
        model.rows.set_limit(ROW, (number, "least"), total.times(-1), 0)
    if answer.values is not None:
        search.values = answer.values
    return answer.values is not None


def _where(held: Held, sitting: PlannedSitting) -> tuple[Var, ...] | None:
    """The variables of place and start; None where the model does not have them."""
    start = held.starts.get(sitting.start)
    option = next((each for each in held.options if _is_there(each, sitting)), None)
    return None if start is None or option is None else (held.run, start, option.variable)


def _is_there(option: Option, sitting: PlannedSitting) -> bool:
    is_open = sitting.start in option.slot.starts and sitting.start not in option.closed_on
    return is_open and option.holding.place.id == sitting.place


def _decided(model: PlanModel, plan: Plan) -> Iterator[tuple[Sum, Number]]:
    """What else is decided, each with what it comes to in the plan: team, places of open groups, training."""
    for sitting in plan.sittings:
        held = model.held[sitting.id]
        wanted = {(member.staff, member.role) for member in sitting.team}
        for key in dict.fromkeys((each.staff, each.role) for each in model.team[sitting.id]):
            yield model.assigned(held, key[0], (key[1],)), int(key in wanted)
        for group_id in held.sitting.session.invited:
            attends = model.attendance[sitting.id, group_id]
            if attends.is_decided:
                online = sitting.online_places.get(group_id, 0)
                yield attends.online, online
                yield attends.room, sitting.places.get(group_id, 0) - online
    bought = {(each.staff, each.gives) for each in plan.bought.training}
    for training, variable in model.training.items():
        yield Sum.of([variable]), int(training in bought)
