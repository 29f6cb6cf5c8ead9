"""The items of the process, and the rung a plan reaches.

Source: `docs/formulation.md` §9 (process items) and §10 (the decision table of the rung).
"""

from planner.domain.plan import Rung
from planner.optimiser.check.case import Case, Held
from planner.optimiser.check.measure import lived_places

BREAKS_FROM = ((360, 90), (180, 40), (61, 15))
"""Session minutes from which so many minutes of breaks are due; longer than 60 means from 61."""
MISSING_WORDS = {
    "shared_decisions": "decisions that are shared, each saying who else decides and what is not open",
    "feedback": "feedback after every decision",
    "paid_preparation": "paid preparation",
    "breaks": "enough breaks",
    "shared_delivery": "a share in delivering or evaluating the service",
}


def items_met(case: Case) -> dict[str, bool]:
    """Each item of the process with whether the plan meets it."""
    decisions = [session.decision for session in case.programme.sessions if session.decision is not None]
    deciding = {held.session.id for held in case.held if held.session.decision is not None}
    fed_back = {held.session.feeds_back_on for held in case.held}
    is_said = all(decision.who_else_decides and decision.not_open for decision in decisions)
    is_shared = any(
        held.session.decision is not None and held.session.decision.is_shared for held in case.held
    )
    return {
        "shared_decisions": is_shared and is_said,
        "feedback": deciding <= fed_back,
        "paid_preparation": case.programme.rate_card.pays_preparation,
        "breaks": all(_has_breaks(held) for held in case.held),
        "shared_delivery": any(held.session.shares_in for held in case.held),
    }


def _has_breaks(held: Held) -> bool:
    due = next((least for minutes, least in BREAKS_FROM if held.session.minutes >= minutes), 0)
    return held.session.break_minutes >= due


def rung_reached(case: Case) -> Rung:
    """The rung by the decision table, and what is missing for co-production."""
    met = items_met(case)
    missing = [words for item, words in MISSING_WORDS.items() if not met[item]]
    deciding = [held for held in case.held if held.session.decision is not None]
    if any(2 * lived_places(held) < held.people for held in deciding):
        missing.append("lived experience as at least half of those who decide")
    with_lived = sum(lived_places(held) >= 1 for held in case.held)
    if not missing:
        name = "co-production"
    elif met["shared_decisions"] and met["feedback"]:
        name = "co-design"
    elif any(held.session.feeds_back_on for held in case.held) and with_lived >= 2:
        name = "engagement"
    else:
        name = "consultation"
    return Rung(name=name, is_co_production=not missing, missing=tuple(missing))
