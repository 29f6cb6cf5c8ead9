"""The pages on which everything of a programme is entered: parts there are once, and entries of lists.

One set of views serves every part; what each page asks for is told by `planner.forms.registry`.
"""

from planner.web.inputs import entries, singles, undo
from planner.web.inputs.blueprint import pages

__all__ = ["entries", "pages", "singles", "undo"]
