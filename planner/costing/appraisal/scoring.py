"""Weighted scores, who comes first, and within which weights that holds. Exact: fractions throughout, a tie is a tie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Scores = Mapping[str, Mapping[str, int]]
"""Scores from 0 to 10 by option, then by factor."""


@dataclass(frozen=True)
class Standing:
    """An option with its weighted score from 0 to 10 (None: a factor that counts has not been scored), and its place.

    Options with the same score share a place; the next place is left out, as in a race. `missing` are factors not scored.
    """

    option: str
    score: Fraction | None
    place: int | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Hold:
    """Within which share of the whole weight a factor may lie, from `least` to `most`, for the winner to stay first.

    The other factors keep their proportions. `below` and `above` are the options that come first beyond; empty where nothing
    changes down to 0 or up to 1.
    """

    factor: str
    share: Fraction
    least: Fraction
    most: Fraction
    below: tuple[str, ...]
    above: tuple[str, ...]

    @property
    def always(self) -> bool:
        """Whether the winner stays first whatever this factor weighs."""
        return self.least == 0 and self.most == 1


def standings(scores: Scores, weights: Mapping[str, int], options: Sequence[str]) -> tuple[Standing, ...]:
    """Options by weighted score, best first, those not scored in full last; options with one score keep their order.

    Where every weight is nought, all factors count the same.
    """
    shares = shares_of(weights)
    counted = [factor for factor, share in shares.items() if share]
    found = []
    for option in options:
        card = scores.get(option, {})
        missing = tuple(factor for factor in counted if factor not in card)
        found.append((option, None if missing else score_of(card, shares), missing))
    known = [score for _, score, _ in found if score is not None]
    ranked = [
        Standing(option, score, None if score is None else 1 + sum(other > score for other in known), missing)
        for option, score, missing in found
    ]
    return tuple(sorted(ranked, key=lambda each: (each.place is None, each.place or 0)))


def shares_of(weights: Mapping[str, int]) -> dict[str, Fraction]:
    """Each factor's share of the whole weight; equal shares where every weight is nought."""
    whole = sum(weights.values())
    if not whole:
        return {factor: Fraction(1, len(weights)) for factor in weights}
    return {factor: Fraction(weight, whole) for factor, weight in weights.items()}


def score_of(card: Mapping[str, int], shares: Mapping[str, Fraction]) -> Fraction:
    """The weighted score of an option."""
    return sum((share * card.get(factor, 0) for factor, share in shares.items()), Fraction(0))


def holds(scores: Scores, weights: Mapping[str, int], options: Sequence[str]) -> tuple[Hold, ...]:
    """For each factor, within which share of the weight the option that comes first stays first; nothing where none does alone.

    Only options scored for every factor are looked at: a weight that moves may make any of them count.
    """
    whole = [option for option in options if all(factor in scores.get(option, {}) for factor in weights)]
    ranked = standings(scores, weights, whole)
    if len(ranked) < 2 or ranked[1].place == 1:
        return ()
    return tuple(_hold(scores, weights, whole, ranked[0].option, factor) for factor in weights)


def _hold(
    scores: Scores, weights: Mapping[str, int], options: Sequence[str], winner: str, factor: str
) -> Hold:
    """Each option's score is a line in this factor's share p: p x its own score + (1 - p) x that of the rest."""
    rest = (
        shares_of({name: weight for name, weight in weights.items() if name != factor})
        if len(weights) > 1
        else {}
    )
    others = {option: score_of(scores[option], rest) for option in options}
    least, most = Fraction(0), Fraction(1)
    below: list[str] = []
    above: list[str] = []
    for option in options:
        if option == winner:
            continue
        # The winner's lead at p: lead_rest + p x (lead_own - lead_rest).
        lead_rest = others[winner] - others[option]
        slope = (scores[winner][factor] - scores[option][factor]) - lead_rest
        if slope == 0:
            continue
        crossing = -lead_rest / slope
        if not 0 <= crossing <= 1:
            continue
        if slope > 0 and crossing >= least and lead_rest < 0:
            below = [*(below if crossing == least else []), option]
            least = crossing
        if slope < 0 and crossing <= most and lead_rest + slope < 0:
            above = [*(above if crossing == most else []), option]
            most = crossing
    return Hold(factor, shares_of(weights)[factor], least, most, tuple(below), tuple(above))
