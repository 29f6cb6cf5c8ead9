"""A plan priced by the costing and measured by the check: what every plan goes through, solved or made by hand."""

from planner.costing.price import PricedPlan, price_plan
from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.optimiser.check import measure_targets

SUMS = ("subtotal_pence", "contingency_pence", "total_pence", "funded_pence", "in_kind_pence")


def with_price(plan: Plan, priced: PricedPlan) -> Plan:
    """The plan with the lines, sums and things bought that the costing found."""
    sums = {name: getattr(priced, name) for name in SUMS}
    return plan.model_copy(update={"lines": priced.lines, "bought": priced.bought, **sums})


def with_prices(programme: Programme, plan: Plan) -> Plan:
    """The plan with lines, sums, things bought and things to find as the costing finds them; raises `CannotPrice`."""
    priced = price_plan(programme, plan)
    return with_price(plan, priced).model_copy(update={"to_find": priced.to_find})


def measured(programme: Programme, plan: Plan) -> Plan:
    """The plan priced and measured, with nothing proven: enough for a trial. Raises `CannotPrice`."""
    plan = with_prices(programme, plan)
    return plan.model_copy(update={"targets": measure_targets(programme, plan)})
