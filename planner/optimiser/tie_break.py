"""The last stage: of plans that are equally good, one and the same is taken every time.

The weights follow the model's own order, which is that of the programme's content (`planner.optimiser.canonical`): so names and
the order of lists do not matter. Earlier dates come first, since an earlier sitting leaves more room to move.
"""

from planner.optimiser.linear import Sum
from planner.optimiser.model import PlanModel

DAY_WEIGHT = 4
NODES = 200
"""Work after which the search stops: the last tie is not worth more, and counted work stops at the same plan every time."""


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
        for number, group_id in enumerate(held.sitting.session.invited):
            attends = model.attendance[held.sitting.id, group_id]
            if attends.is_decided:
                total.add(number % 3, attends.online)
    return total
