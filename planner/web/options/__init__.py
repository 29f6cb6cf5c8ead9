"""Pages of options: the list, one option, its typed cost table."""

from planner.web.options import building, cost_files, editing, listing
from planner.web.options.blueprint import pages

__all__ = ["building", "editing", "listing", "pages", "cost_files"]
