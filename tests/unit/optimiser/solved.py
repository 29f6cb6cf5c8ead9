"""Solving tiny programmes in tests: in this process, every stage closed."""

from planner.domain.plan import Plan, PlannedSitting
from planner.domain.programme import Programme
from planner.domain.terms import Strategy
from planner.optimiser.outcome import SolveSettings
from planner.optimiser.solve import Draft, NothingFits, solve
from tests.builders import tiny_programme


def drafted(strategy: Strategy | None = None, **changes: object) -> Draft:
    """The draft for a tiny programme with top-level keys replaced; fails where there is none or it is not closed."""
    return draft_for(tiny_programme(**changes), strategy)


def draft_for(programme: Programme, strategy: Strategy | None = None, base_plan: Plan | None = None) -> Draft:
    found = solve(
        programme, SolveSettings(strategy=strategy, time_limit_seconds=60, gap=0.0, base_plan=base_plan)
    )
    assert isinstance(found, Draft), found
    assert found.stopped_by == "closed"
    assert all(stage.is_closed for stage in found.proofs), found.proofs
    return found


def fits_nothing(**changes: object) -> bool:
    """Whether it is proven that no plan holds every rule."""
    return isinstance(
        solve(tiny_programme(**changes), SolveSettings(time_limit_seconds=60, gap=0.0)), NothingFits
    )


def by_id(draft: Draft) -> dict[str, PlannedSitting]:
    return {sitting.id: sitting for sitting in draft.plan.sittings}


def stage(draft: Draft, name: str) -> float:
    return float(next(each.value for each in draft.proofs if each.name == name))
