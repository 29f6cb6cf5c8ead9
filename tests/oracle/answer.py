"""The optimiser's answer to a tiny programme, in this process, with every stage to be closed, before both witnesses."""

from planner.costing.price import price_plan
from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.domain.terms import Strategy
from planner.optimiser.candidates import build_candidates
from planner.optimiser.check import StageValues, measure_targets, stage_values
from planner.optimiser.measured import with_price
from planner.optimiser.outcome import SolveSettings
from planner.optimiser.precheck import find_contradictions
from planner.optimiser.solve import Draft, NothingFits, solve
from planner.optimiser.witness import witness

SECONDS = 60.0


def answer_of(programme: Programme, strategy: Strategy) -> Plan | None:
    """The optimiser's plan, passed by both witnesses; None if it says that there is none. Anything else fails the test.

    What arithmetic shows to be impossible before solving is not solved; what it does not see must be found by solving.
    """
    programme = programme.model_copy(update={"strategy": strategy})
    if find_contradictions(programme, build_candidates(programme)):
        return None
    found = solve(programme, SolveSettings(strategy=strategy, time_limit_seconds=SECONDS, gap=0.0))
    if isinstance(found, NothingFits):
        return None
    assert isinstance(found, Draft), found
    assert found.stopped_by == "closed", found.proofs
    plan = with_price(found.plan, price_plan(programme, found.plan))
    plan = plan.model_copy(update={"targets": measure_targets(programme, plan)})
    verdict = witness(programme, plan)
    assert verdict.holds, (verdict.broken, verdict.differences)
    return plan


def values_of(programme: Programme, plan: Plan) -> StageValues:
    """The stage values of a plan, measured by the check on its lines."""
    return stage_values(programme, plan)
