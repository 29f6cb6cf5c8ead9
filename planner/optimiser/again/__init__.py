"""A programme that was changed a little since its plan was made: the plan at hand is mended, and what was proven of it kept."""

from planner.optimiser.again.mended import is_enough, mended

__all__ = ["is_enough", "mended"]
