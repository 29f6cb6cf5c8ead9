"""Pages of the appraisal: the overview, its parts, scores, the economic case, assurance."""

from planner.web.appraisal import overview, parts, scoring
from planner.web.appraisal.blueprint import pages

__all__ = ["overview", "pages", "parts", "scoring"]
