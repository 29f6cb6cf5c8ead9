"""Money: whole pence in integers everywhere; one parser, one formatter, one rounding, one way to split.

Source: *Money* in `docs/formulation.md`. Exact numbers only: a float is refused, because 0.10 three times is not 0.30.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from planner.domain.errors import PlannerError

Exact = int | Fraction | Decimal
"""A number without rounding error."""

MOST_PARSED_PENCE = 100_000_000_00
"""The same most as in the programme document: £100,000,000.00."""
MOST_CHARACTERS = 40

_PLAIN = re.compile(r"(?P<minus>[-\u2212]?) ?£? ?(?P<pounds>[0-9,]+)(?:\.(?P<pence>[0-9]+))?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+")

_INSTRUCTIONS = {
    "money_empty": "Enter an amount, for example 1,250.00",
    "money_not_an_amount": "Enter an amount in pounds using numbers only, for example 1,250.00",
    "money_commas": "Put commas only between thousands, for example 1,250.00",
    "money_too_many_decimals": "Enter pounds and pence with no more than two figures after the point, for example 12.50",
    "money_negative": "Enter an amount that is nought or more, for example 12.50",
    "money_too_large": "Enter a smaller amount: the most is £100,000,000.00",
}


class MoneyError(PlannerError):
    """A text that is not an amount of money; `instruction` says what to enter instead."""

    @property
    def instruction(self) -> str:
        """What the person should do, in a sentence."""
        return _INSTRUCTIONS[self.code]


def parse_pence(text: str, *, allow_negative: bool = False) -> int:
    """Whole pence from what a person wrote in pounds: "£1,234.50", " 1234.5 ", "12".

    Takes a pound sign, spaces around it and well-formed commas; a minus before it only with `allow_negative`.
    Raises `MoneyError` for anything else, such as three decimals, "NaN", "1e99", or digits of other scripts.
    """
    written = text.strip()
    if not written:
        raise MoneyError("money_empty", text=text[:MOST_CHARACTERS])
    found = _PLAIN.fullmatch(written) if len(written) <= MOST_CHARACTERS else None
    if found is None:
        raise MoneyError("money_not_an_amount", text=written[:MOST_CHARACTERS])
    pence_text = found["pence"] or ""
    code = _fault(found["pounds"], pence_text, is_refused_minus=bool(found["minus"]) and not allow_negative)
    pence = 0 if code else int(found["pounds"].replace(",", "")) * 100 + int(pence_text.ljust(2, "0"))
    if not code and pence > MOST_PARSED_PENCE:
        code = "money_too_large"
    if code:
        raise MoneyError(code, text=written)
    return -pence if found["minus"] else pence


def _fault(pounds_text: str, pence_text: str, *, is_refused_minus: bool) -> str:
    if not _GROUPED.fullmatch(pounds_text):
        return "money_commas"
    if len(pence_text) > 2:
        return "money_too_many_decimals"
    return "money_negative" if is_refused_minus else ""


def format_pence(pence: int) -> str:
    """Pounds as they are shown: 123450 is "£1,234.50" and -5 is "-£0.05"."""
    pounds, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{pounds:,}.{rest:02d}"


def as_fraction(number: Exact) -> Fraction:
    """The number exactly; raises `TypeError` for a float, `ValueError` for NaN and infinity."""
    if isinstance(number, bool) or not isinstance(number, int | Fraction | Decimal):
        raise TypeError(f"an exact number is needed, not {type(number).__name__}")
    if isinstance(number, Decimal) and not number.is_finite():
        raise ValueError("a finite number is needed")
    return Fraction(number)


def round_half_up(number: Exact) -> int:
    """The nearest whole number; a half goes away from nought, so 2.5 is 3 and -2.5 is -3.

    Raises `TypeError` for a float, `ValueError` for NaN and infinity.
    """
    exact = as_fraction(number)
    size = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    return -size if exact < 0 else size


def percent_of(pence: int, percent: Exact) -> int:
    """A percentage of an amount, in pence, rounded half-up once: `percent_of(1250, Decimal("17.5"))` is 219.

    Raises as `round_half_up` does.
    """
    return round_half_up(pence * as_fraction(percent) / 100)


def split_by_largest_remainder(
    total_pence: int, weights: Sequence[int | Fraction], keys: Sequence[str] | None = None
) -> list[int]:
    """Parts of an amount in proportion to weights, in their order; the parts always add up to the amount.

    Each part is its exact share rounded down or up. The pence left over go to the largest remainders, ties to
    the first key in alphabetical order, then to the larger weight: the same whatever the order, if keys are distinct.
    Without keys a tie goes to the larger weight, then to the earlier place. A negative amount splits as its positive.
    Raises `ValueError` for a negative weight, no weight to carry an amount, or a number of keys other than of weights.
    """
    names = [""] * len(weights) if keys is None else list(keys)
    if len(names) != len(weights):
        raise ValueError("one key is needed for each weight")
    exact = [as_fraction(weight) for weight in weights]
    if any(weight < 0 for weight in exact):
        raise ValueError("a weight cannot be negative")
    whole = sum(exact, Fraction(0))
    if whole == 0:
        if total_pence:
            raise ValueError("an amount cannot be split over no weight")
        return [0] * len(exact)
    shares = [abs(total_pence) * weight / whole for weight in exact]
    parts = [share.numerator // share.denominator for share in shares]
    ranked = sorted(range(len(parts)), key=lambda at: (parts[at] - shares[at], names[at], -exact[at], at))
    for at in ranked[: abs(total_pence) - sum(parts)]:
        parts[at] += 1
    return [-part for part in parts] if total_pence < 0 else parts
