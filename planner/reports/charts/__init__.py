"""Pictures of a plan as SVG, each with its words for those who do not see it; the only room that knows matplotlib.

A picture never says anything by colour alone, and every picture has its table in `planner.reports.tables`. The same plan gives
the same bytes. Text is drawn as outlines, so that the picture asks for no font.
"""

from planner.reports.charts.costs import costs_chart
from planner.reports.charts.drawing import FACES_FOLDER, Chart
from planner.reports.charts.frontier import frontier_chart
from planner.reports.charts.options import OptionBar, options_chart
from planner.reports.charts.targets import targets_chart
from planner.reports.charts.timeline import timeline_chart

__all__ = [
    "Chart",
    "FACES_FOLDER",
    "OptionBar",
    "costs_chart",
    "frontier_chart",
    "options_chart",
    "targets_chart",
    "timeline_chart",
]
