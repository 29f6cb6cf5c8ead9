"""The cost so far of a draft that is still being filled in: a rough figure without the optimiser, by the costing's own rules.

`cost_so_far(draft)` makes a whole programme of what is there, a naive plan of it by simple arithmetic, and prices that plan with
`planner.costing.price`. What cannot be priced yet is told in `missing`, never counted as nought in silence.
"""

from planner.costing.so_far.figure import cost_so_far
from planner.costing.so_far.result import CostSoFar, MissingCost

__all__ = ["CostSoFar", "MissingCost", "cost_so_far"]
