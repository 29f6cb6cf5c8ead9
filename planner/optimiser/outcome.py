"""How planning can end, and what it says on the way: plain values that cross a process border and a pipe."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from planner.domain.plan import Plan, StageProof
from planner.domain.terms import Strategy

DEFAULT_TIME_LIMIT_SECONDS = 60.0
DEFAULT_GAP = 0.0001
"""A stage counts as closed when what is left to gain is at most this share of its value."""


@dataclass(frozen=True)
class AtHand:
    """A finished plan, and the document of the programme it was made for: what a changed programme begins from."""

    programme_json: str
    plan: Plan


@dataclass(frozen=True)
class SolveSettings:
    """What a solve is asked for.

    `strategy` None: the programme's own. `time_limit_seconds` covers all stages together, `gap` is a share (0.005 is half a
    per cent), `base_plan` is the plan at hand for the strategy *change*, `at_hand` the last plan, to begin from, if there is one.
    """

    strategy: Strategy | None = None
    time_limit_seconds: float = DEFAULT_TIME_LIMIT_SECONDS
    gap: float = DEFAULT_GAP
    base_plan: Plan | None = None
    at_hand: AtHand | None = None


@dataclass(frozen=True)
class Found:
    """The best plan so far while planning goes on: decided, not yet priced or measured, with what is proven by now.

    Should planning have to be ended, this is what is left of it.
    """

    plan: Plan
    proofs: tuple[StageProof, ...]
    seconds: float


@dataclass(frozen=True)
class Progress:
    """One report: which stage, the best plan so far and the bound in the stage's own unit, seconds since the start.

    `found` is the plan itself, whenever there is a better one (at most once a second, and after each stage).
    """

    stage: str
    seconds: float
    best: float | None = None
    bound: float | None = None
    gap: float | None = None
    words: str = ""
    found: Found | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Contradiction:
    """A rule that cannot hold (alone or with the others named beside it), tied to its input by `path`."""

    rule: str
    path: str
    words: str


@dataclass(frozen=True)
class Change:
    """One step of a change to the programme document, as in JSON Patch (RFC 6902): `op`, `path` such as "/budget/total_pence"."""

    op: Literal["add", "replace", "remove"]
    path: str
    value: Any = None


@dataclass(frozen=True)
class Repair:
    """A change to the programme with which a plan exists, proven by solving with it applied.

    `cost_pence` is the new money the repaired plan needs beyond the budget as it stands (nought if none).
    """

    what: str
    change: tuple[Change, ...]
    cost_pence: int


@dataclass(frozen=True)
class Solved:
    """A plan that both witnesses have passed."""

    plan: Plan
    peak_memory_mb: Decimal | None = None
    """Largest memory of the solving process and its children, where the system can tell."""


@dataclass(frozen=True)
class NoPlan:
    """No plan can hold every rule: rules that cannot hold together, and changes that help."""

    conflict: tuple[Contradiction, ...]
    repairs: tuple[Repair, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class LimitReached:
    """The time given ran out, or somebody stopped it, before any plan was found."""

    words: str


@dataclass(frozen=True)
class Failed:
    """Planning broke down: solver, memory, or the witnesses disagreed. Nothing is shown as a plan."""

    words: str
    reason: Literal["solver", "memory", "killed", "witnesses", "cannot_price"] = "solver"
    details: tuple[str, ...] = field(default=())


Outcome = Solved | NoPlan | LimitReached | Failed
"""Every way planning can end."""


@dataclass(frozen=True)
class Explained:
    """What an explanation found, as plain values fit for JSON."""

    document: dict[str, Any]


def outcome_state(outcome: Outcome) -> str:
    """The state a run is in after this outcome, in the words of the run record: solved, infeasible, limit, failed."""
    match outcome:
        case Solved():
            return "solved"
        case NoPlan():
            return "infeasible"
        case LimitReached():
            return "limit"
        case Failed():
            return "failed"
