"""Sittings that a plan leaves out, each with the reason, from the plan and arithmetic alone."""

from planner.domain.money import format_pence
from planner.domain.plan import LeftOut, Plan
from planner.domain.programme import Programme
from planner.domain.sittings import Sitting, sittings_of
from planner.optimiser.candidates import Candidates
from planner.optimiser.precheck.money import least_alone_pence, with_contingency
from planner.optimiser.precheck.words import sitting_in_words


def left_out_of(
    programme: Programme, plan: Plan, candidates: Candidates, *, is_settled: bool
) -> tuple[LeftOut, ...]:
    """Every sitting that does not run in the plan, in document order, and why.

    `is_settled` where the stages that decide which sittings run were worked out to the end.
    """
    held = {each.id for each in plan.sittings}
    return tuple(
        LeftOut(
            sitting=sitting.id,
            title=_title(sitting),
            because=_because(programme, plan, candidates, sitting, held, is_settled),
        )
        for sitting in candidates.sittings
        if sitting.id not in held
    )


def left_out_by_hand(programme: Programme, plan: Plan) -> tuple[LeftOut, ...]:
    """Every sitting that a plan made by hand does not hold, in document order, and why."""
    held = {each.id for each in plan.sittings}
    return tuple(
        LeftOut(
            sitting=sitting.id,
            title=_title(sitting),
            because=_called_off(sitting) or "It has no place and date in this plan.",
        )
        for sitting in sittings_of(programme)
        if sitting.id not in held
    )


def _called_off(sitting: Sitting) -> str:
    """Why a sitting never runs; an empty text if it may."""
    if sitting.is_cancelled:
        return "It has been called off."
    return "" if sitting.may_run else "It is pinned not to run."


def _title(sitting: Sitting) -> str:
    session = sitting.session
    return f"{session.title} {sitting.number}" if session.repeats.count > 1 else session.title


def _because(
    programme: Programme,
    plan: Plan,
    candidates: Candidates,
    sitting: Sitting,
    held: set[str],
    is_settled: bool,
) -> str:
    if called_off := _called_off(sitting):
        return called_off
    before = f"{sitting.session.id}-{sitting.number - 1}"
    if sitting.session.repeats.kind == "series" and sitting.number > 1 and before not in held:
        return "It follows an earlier session of its series that is left out."
    if not candidates.ways[sitting.id]:
        return f"{sitting_in_words(sitting)} has no place and start that keeps every rule."
    alone = with_contingency(programme, least_alone_pence(candidates, sitting))
    left = programme.budget.total_pence - plan.total_pence
    if alone > left:
        return (
            f"Money: by itself it costs at least {format_pence(alone)}, and {format_pence(max(0, left))} "
            "of the budget is left."
        )
    if not is_settled:
        return "The time allowed ran out before it was known whether it fits: allow more time."
    return "With it the plan would not be better, in the order of what counts: it was weighed and not chosen."
