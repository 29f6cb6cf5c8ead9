"""The last stage: of plans that are equally good, one and the same is taken every time.

The weights follow the model's own order, which is that of the programme's content (`planner.optimiser.canonical`): so names and
the order of lists do not matter. Earlier dates come first, since an earlier sitting leaves more room to move.
"""

from planner.optimiser.linear import Sum
from planner.optimiser.model import PlanModel

DAY_WEIGHT = 4
NODES_TO_SHARE_OUT = 200
NODES = 0
"""Nodes of the search tree after its root: the last tie is not worth more, and counted work stops at the same plan every time."""


def tie_break(model: PlanModel) -> Sum:
    """What is made least: dates, then places and people of the team by their place in the order of content."""
    total = Sum()
    first = model.programme.calendar.starts_on.toordinal()
    for held in model.held.values():
        for start, variable in held.starts.items():
            total.add(DAY_WEIGHT * max(start.toordinal() - first, 0), variable)
        for option in held.options:
            total.add(option.index % 61, option.variable)
        for each in model.team[held.sitting.id]:
            total.add(1 + model.staff_index(each.staff) % 13, each.variable)
    return total


def places_by_order(model: PlanModel) -> Sum:
    """What is made least once all else is fixed: minus places, those of groups earlier in the order of content counting more.

    So as many as can have a place, in the room rather than online where it is all the same. What people need in order to take
    part counts last in that order, so it never lowers their places against the others'.
    """
    total, count = Sum(), len(model.programme.groups)
    for (_, group_id), attends in model.attendance.items():
        if attends.is_decided:
            weight = 2 * (count - model.index_of(group_id))
            total.add(-weight, attends.people).add(1, attends.online)
    return total
