"""What a search needs of a model, what it may be told from elsewhere, and which rows the problem for a bound does without."""

from collections.abc import Mapping
from typing import Protocol

from planner.optimiser.linear import Rows
from planner.optimiser.stages import Stage
from planner.optimiser.variables import Held

LEFT_OUT = frozenset(
    {
        "booked",
        "bookings_cover_their_sittings",
        "contingency",
        "devices_in_use",
        "ever_is_reached",
        "feedback_follows_its_decision",
        "in_order",
        "in_tool",
        "largest",
        "licence_needed",
        "licence_year_is_cheaper",
        "load_holds",
        "no_one_is_in_two_places",
        "one_sitting_in_a_room",
        "present",
        "repeats_in_order",
        "ring_fences_hold",
        "rooms_are_open",
        "shares",
        "staff_hours_hold",
        "staff_load",
        "started",
        "starts_are_allowed",
        "things_bought_once_cover_the_need",
        "together",
        "within_budget",
        "within_caps",
        "within_funding",
    }
)
"""Kinds of rows about dates and money; whatever is left out, the bound stays a bound."""


class Searched(Protocol):
    """What a search needs of a model: its rows, and sittings with the turnouts to complete (none is none)."""

    @property
    def rows(self) -> Rows:
        """Give its rows, which holds are added to."""

    @property
    def held(self) -> Mapping[str, Held]:
        """Give its sittings."""


class Elsewhere(Protocol):
    """Bounds for a model that holds only a part of the plans: what is proven of such a model itself is no bound."""

    def bound(self, stage: Stage, seconds: float) -> float:
        """Give the proven bound of a stage, in the model's units as minimised; it may take so many seconds to find."""

    def likely(self, stage: Stage) -> float:
        """Give what the best plan may well come to, in the same units: at least the bound."""

    def hold(self, stage: Stage, value: float) -> None:
        """Be told what the plan reaches in a stage, in the stage's own unit: later bounds are for plans that reach it too."""
