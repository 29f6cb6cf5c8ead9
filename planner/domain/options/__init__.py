"""Options of a project: a base, and what each says differently; or a cost table that somebody has typed."""

from planner.domain.options.applying import Resolved, resolve
from planner.domain.options.cost_table import CostTable, CostTableLine
from planner.domain.options.differences import (
    Differences,
    GroupDifference,
    Provision,
    SessionDifference,
    TargetDifference,
)
from planner.domain.options.offered import offered_options
from planner.domain.options.option import Option, OptionKind

__all__ = [
    "CostTable",
    "CostTableLine",
    "Differences",
    "GroupDifference",
    "Option",
    "OptionKind",
    "Provision",
    "Resolved",
    "SessionDifference",
    "TargetDifference",
    "offered_options",
    "resolve",
]
