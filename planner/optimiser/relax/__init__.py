"""When nothing fits: rules that cannot hold together, and changes with which a plan exists.

Works by trials: the programme with something changed is solved again, as far as is needed. So it holds whatever the model is.
"""

import time

from planner.optimiser.outcome import Contradiction, NoPlan
from planner.optimiser.relax.calendar_levers import calendar_levers
from planner.optimiser.relax.conflict import as_contradictions, minimal_conflict
from planner.optimiser.relax.lever import Lever
from planner.optimiser.relax.money_levers import money_levers
from planner.optimiser.relax.people_levers import people_levers
from planner.optimiser.relax.repairs import Case, find_repairs
from planner.optimiser.relax.session_levers import session_levers
from planner.optimiser.relax.trial import Attempt, Trials, Tried

SHARE_FOR_CONFLICT = 0.45
"""What of the time may go into finding the conflict; the rest is for repairs."""

__all__ = ["Attempt", "Case", "Tried", "Trials", "diagnose", "levers_of"]


def levers_of(case: Case) -> tuple[Lever, ...]:
    """Every lever of a programme."""
    programme = case.programme
    return (
        *money_levers(programme),
        *session_levers(programme),
        *calendar_levers(programme),
        *people_levers(programme),
    )


def diagnose(case: Case, contradictions: tuple[Contradiction, ...], trials: Trials) -> NoPlan:
    """Why a programme has no plan, and what would help.

    `contradictions` are those that arithmetic has found: they are the conflict then, since each holds by itself.
    """
    levers = levers_of(case)
    began_at = time.monotonic()
    ends_at = trials.ends_at
    trials.ends_at = began_at + (ends_at - began_at) * SHARE_FOR_CONFLICT
    conflict = minimal_conflict(case.programme, levers, trials)
    trials.ends_at = ends_at
    named = contradictions or as_contradictions(conflict.groups)
    repairs = find_repairs(case, conflict, levers, trials)
    return NoPlan(named, repairs, _words(named, repairs, trials))


def _words(named: tuple[Contradiction, ...], repairs: tuple[object, ...], trials: Trials) -> str:
    words = "No plan can hold every rule."
    if not named:
        words += " Which of them stand in the way could not be worked out in the time there was."
    if repairs:
        return words
    if trials.is_over():
        return f"{words} No change that helps was found in the time there was."
    return f"{words} No change that may be offered helps: access, fair pay and safety are not given up."
