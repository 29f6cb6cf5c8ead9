"""What a solve reports, in words: for the bar of the command line and for the pages."""

from __future__ import annotations

from fractions import Fraction

from planner.optimiser.outcome import Progress
from planner.reports.told import on_screen
from planner.reports.words import count_words, number_words, pounds_words, sentence, share_words

STAGE_WORDS = {
    "starting": "Starting",
    "candidates": "Looking at every place and start",
    "first_plan": "A first plan has been found",
    "worst": "Closing the largest gap to a target",
    "total": "Closing the gaps to all targets",
    "value": "Bringing in as many people as possible",
    "changes": "Keeping to the plan before",
    "money": "Saving money, before contingency",
    "wanted_starts": "Keeping to the times people asked for",
    "tie_break": "Choosing among plans that are equally good",
    "settling": "Making sure of the last pennies",
    "witnesses": "Pricing and checking the plan",
    "diagnosis": "Looking for what stands in the way",
    "explaining": "Looking for what stands in the way",
}
"""What is being done at each stage, where its report has no words of its own."""

BEFORE_ANY_PLAN = frozenset({"", "starting", "candidates", "diagnosis"})
NO_PLAN_YET = "No plan yet"


def stage_words(report: Progress) -> str:
    """What is being done."""
    unnamed = sentence(report.stage.replace("_", " ")).removesuffix(".")
    return on_screen(report.words) or STAGE_WORDS.get(report.stage, unnamed)


def words_of(report: Progress) -> str:
    """A report in words: what is being done; for money, in whole pounds, the best so far and what could be saved at most."""
    words = stage_words(report)
    if report.stage != "money" or report.best is None:
        return words
    words += f": {pounds_words(round(report.best))} so far"
    if report.bound is not None:
        words += f", at most {pounds_words(_left_pence(report.best, report.bound))} could be saved"
    return words


def best_words(report: Progress) -> str:
    """The best plan so far, as the stage counts it."""
    if report.best is None:
        return NO_PLAN_YET if report.stage in BEFORE_ANY_PLAN else "A plan has been found"
    match report.stage:
        case "money":
            return f"{pounds_words(round(report.best))} of new money, before contingency"
        case "worst":
            return f"The target furthest from its level lacks {_share(report.best)}"
        case "total":
            return f"All targets together lack {_share(report.best)}"
        case "value":
            return f"{number_words(round(report.best))} places for people, counted by the priority of each session"
        case "wanted_starts":
            return f"{count_words(round(report.best), 'session')} away from the times people asked for"
        case "changes":
            return f"{count_words(round(report.best), 'change')} to the plan before"
        case _:
            return "A plan has been found"


def left_words(report: Progress) -> str:
    """By how much the best plan could still improve, at most; "" where that is not known."""
    if report.best is None or report.bound is None:
        return ""
    match report.stage:
        case "money":
            return f"{pounds_words(_left_pence(report.best, report.bound))} could be saved"
        case "worst" | "total":
            return f"{_share(max(0.0, report.best - report.bound))} could be closed"
        case "value":
            return f"{number_words(round(max(0.0, report.bound - report.best)))} more"
        case "wanted_starts" | "changes":
            return f"{number_words(round(max(0.0, report.best - report.bound)))} fewer"
        case _:
            return ""


def _left_pence(best: float, bound: float) -> int:
    return max(0, round(best - bound))


def _share(value: float) -> str:
    return share_words(round(Fraction(value), 4))
