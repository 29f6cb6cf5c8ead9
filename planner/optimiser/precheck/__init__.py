"""Contradictions found by arithmetic before anything is solved, each tied to its input.

Everything said here is true of every plan: a programme in which something is found has no plan. A programme in which nothing
is found may still have none; that is for the solver to prove.
"""

from planner.domain.programme import Programme
from planner.optimiser.candidates import Candidates, build_candidates
from planner.optimiser.outcome import Contradiction
from planner.optimiser.precheck.money import money_cannot_suffice
from planner.optimiser.precheck.nowhere import sittings_without_a_place_and_start
from planner.optimiser.precheck.order import order_cannot_hold
from planner.optimiser.precheck.targets import targets_out_of_reach
from planner.optimiser.precheck.team import team_cannot_suffice

__all__ = ["find_contradictions"]

CHECKS = (
    sittings_without_a_place_and_start,
    order_cannot_hold,
    team_cannot_suffice,
    targets_out_of_reach,
    money_cannot_suffice,
)


def find_contradictions(
    programme: Programme, candidates: Candidates | None = None
) -> tuple[Contradiction, ...]:
    """Everything about a programme that arithmetic shows to be impossible; empty where nothing is found.

    `candidates` are those of the same programme, where they have been built already.
    """
    built = candidates or build_candidates(programme)
    return tuple(dict.fromkeys(found for check in CHECKS for found in check(programme, built)))
