"""An option of a project."""

from enum import StrEnum

from planner.domain.options.cost_table import CostTable
from planner.domain.options.differences import Differences
from planner.domain.programme.base import Part, Title, Words


class OptionKind(StrEnum):
    """What an option is in the shortlist. Source: HM Treasury Green Book 5.53 (four options), and this project's mission.

    *Engagement only* is called what it is: people are heard, and decide nothing.
    """

    BUSINESS_AS_USUAL = "business_as_usual"
    DO_MINIMUM = "do_minimum"
    PREFERRED = "preferred"
    OTHER = "other"
    ENGAGEMENT_ONLY = "engagement_only"
    FRONTIER_POINT = "frontier_point"
    """Made for the cost-equity frontier: the base at another budget. It is not listed, scored or issued."""


class Option(Part):
    """What differs from the base, or a typed cost table: with a `table` there is nothing to build, and nothing else counts."""

    kind: OptionKind = OptionKind.OTHER
    title: Title
    summary: Words = ""
    differences: Differences = Differences()
    table: CostTable | None = None

    @property
    def is_typed(self) -> bool:
        """Whether its costs were typed or sent in, instead of being worked out from a plan."""
        return self.table is not None
