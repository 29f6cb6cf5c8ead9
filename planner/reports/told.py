"""Words for the pages: documents and the optimiser speak of pence, shares, ids and sittings, the pages of none of these."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Final

from planner.domain.money import format_pence
from planner.domain.programme.problems.found import Problem
from planner.reports.words import date_words, number_words

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def _day(found: re.Match[str]) -> str:
    try:
        return date_words(date.fromisoformat(found[1]))
    except ValueError:
        return found[1]


def _pounds(found: re.Match[str]) -> str:
    return format_pence(int(found[1].replace(",", ""))).removesuffix(".00")


RULES: Final[tuple[Rule, ...]] = (
    (
        re.compile(r"Add at least one (?:rung|price): (?:up to )?so many minutes, so many pence"),
        "Add at least one payment: up to so long, so much",
    ),
    (
        re.compile(r"Enter more than ([0-9]+) minutes, the rung before"),
        r"Enter more than \1 minutes, the one before",
    ),
    (
        re.compile(r"(?<=Enter )([0-9]+) pence or more, the rung before"),
        lambda found: f"{_pounds(found)} or more, the one before",
    ),
    (
        re.compile(r"an amount in whole pence, for example 12550 for £125\.50"),
        "an amount in pounds, for example 125.50",
    ),
    (re.compile(r"(?<=125\.50: no more than )([0-9,]+)"), _pounds),
    (
        re.compile(r"(?<=Enter )([01](?:\.[0-9]+)?) or less, the level"),
        lambda found: f"{number_words(Fraction(found[1]) * 100, 2)}% or less, what is wanted",
    ),
    (
        re.compile(r"Enter a share above 0, for example 0\.8"),
        "Enter a percentage above 0, for example 80",
    ),
    (
        re.compile(r"Enter the share of people who stay, for example 0\.8, or 1 if"),
        "Enter the percentage of people who stay, for example 80, or 100 if",
    ),
    (re.compile(r"a share from 0 to 1, for example 0\.([0-9])[0-9]*"), r"a percentage, for example \g<1>0"),
    (
        re.compile(
            r"Leave out the financial year: only \"once\" and \"person_invited\" have one of their own"
        ),
        "Leave out the financial year: only costs paid once, or for each person invited, have one",
    ),
    (
        re.compile(r"(?:Name|Enter) (an?) ([a-z ]+) of this document: there is no"),
        r"Choose \1 \2: there is no",
    ),
    (re.compile(r"Choose another id\b"), "Choose another reference"),
    (re.compile(r'"([0-9]{4}-[0-9]{2}-[0-9]{2})"'), _day),
    (re.compile(r"\b([0-9]{4}-[0-9]{2}-[0-9]{2})\b"), _day),
    (re.compile(r"\bin_person\b"), "in person"),
    (re.compile(r"\b([Ss])itting(?=s?\b)(?! (?:service|room))"), r"\1ession"),
    (re.compile(r"\bpinned\b"), "fixed"),
)
"""What the words of documents and of the optimiser become, in this order."""


def on_screen(message: str) -> str:
    """Words of a document or of the optimiser in those of the pages; what is in them already stays as it is."""
    for pattern, words in RULES:
        message = pattern.sub(words, message)
    return message


def as_told(problem: Problem) -> Problem:
    """A problem with its words as they stand on a page."""
    return Problem(problem.path, on_screen(problem.message))
