"""Money on the sheets: to the nearest £100, so that parts still add up to their sum."""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from planner.domain.money import format_pence, round_half_up, split_by_largest_remainder
from planner.reports.case.figures import MoneyWords

STEP_PENCE = 100_00
ROUNDED = "Rounded to £100; the pence stand in the finance workbook."

_AMOUNT = re.compile(r"£([\d,]+\.\d\d)(?!\d)")


def rounded_words(pence: int | Fraction) -> str:
    """An amount to the nearest £100, half of it up: "£34,000"; one that is nearer to nought but not nought says so."""
    steps = round_half_up(Fraction(pence) / STEP_PENCE)
    if steps == 0 and pence:
        return "under £100" if pence > 0 else format_pence(int(pence))
    return format_pence(steps * STEP_PENCE).removesuffix(".00")


def rounded_parts(parts_pence: Sequence[int]) -> list[int]:
    """Parts in steps of £100 (as pence) that add up to their rounded sum, by largest remainder; none of them negative."""
    total = round_half_up(Fraction(sum(parts_pence), STEP_PENCE))
    if total == 0 or any(pence < 0 for pence in parts_pence):
        return [round_half_up(Fraction(pence, STEP_PENCE)) * STEP_PENCE for pence in parts_pence]
    return [steps * STEP_PENCE for steps in split_by_largest_remainder(total, list(parts_pence))]


def pounds(pence: int) -> str:
    """Rounded pence as pounds."""
    return format_pence(pence).removesuffix(".00")


def rounded_in(words: str) -> str:
    """Sentences with every amount in pounds and pence in them to the nearest £100."""
    return _AMOUNT.sub(lambda found: rounded_words(int(Decimal(found[1].replace(",", "")) * 100)), words)


ROUNDED_MONEY = MoneyWords(rounded_words, lambda parts: [pounds(pence) for pence in rounded_parts(parts)])
"""How the figures that words name are written on a rounded sheet."""
