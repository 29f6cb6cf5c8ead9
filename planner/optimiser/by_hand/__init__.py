"""Sessions placed by a person: completed the way a plan needs, then priced, measured and checked.

Three ways in, from the whole to its parts; whatever a person gives, none of them raises:

* `place_by_hand(programme, placed)` gives the plan with everything that is wrong, on the sitting it concerns;
* `plan_by_hand(programme, placed)` completes a plan: who comes, numbers, team and support;
* `judged(programme, plan, placed)` prices, measures and checks a plan made by hand.

`placed_from(plan)` goes the other way: what a person would have given for a plan at hand.
"""

from planner.optimiser.by_hand.completing import placed_from, plan_by_hand
from planner.optimiser.by_hand.judging import Judged, judged, place_by_hand
from planner.optimiser.by_hand.placed import PlacedByHand, PlacesGiven
from planner.optimiser.by_hand.words import Finding

__all__ = [
    "Finding",
    "Judged",
    "PlacedByHand",
    "PlacesGiven",
    "judged",
    "place_by_hand",
    "placed_from",
    "plan_by_hand",
]
