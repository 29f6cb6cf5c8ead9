"""Scores in words: who comes first by a card, and how far weights may move before another does; how far an appraisal is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from planner.costing.appraisal import Hold, Standing, holds, standings
from planner.domain.appraisal import Appraisal, ScoreCard
from planner.domain.options import OptionKind
from planner.reports.compare import Compared
from planner.reports.words import count_words, list_words, number_words, share_words


@dataclass(frozen=True)
class Judged:
    """Scores in words: the standings, and for each factor how far its weight may move before another comes first."""

    standings: tuple[tuple[str, str, str], ...]
    """Place, option, score or what is missing."""
    holds: tuple[tuple[str, str, str], ...]
    """Factor, its share now, and within which share the winner stays first."""
    first: tuple[tuple[str, str], ...]
    """Key and title of each option that comes first: several where they tie, none where none is scored in full."""

    @property
    def winners(self) -> tuple[str, ...]:
        """The keys of the options that come first."""
        return tuple(key for key, _ in self.first)

    @property
    def winner(self) -> str:
        """The titles of the options that come first."""
        return list_words(title for _, title in self.first)

    def first_words(self, but: str = "") -> str:
        """That they come first, in words: "“A” comes first", "“A” and “B” come first together"; without the option `but`."""
        titles = [f"“{title}”" for key, title in self.first if key != but]
        if not titles:
            return ""
        return f"{list_words(titles)} {'comes first' if len(titles) == 1 else 'come first together'}"


def judged(appraisal: Appraisal, card: ScoreCard | None, titles: Mapping[str, str]) -> Judged | None:
    """Give who comes first by a score card, and how firmly; None where nothing has been scored."""
    if card is None or not card.scores:
        return None
    weights = {factor.id: factor.weight for factor in appraisal.factors}
    names = {factor.id: factor.title for factor in appraisal.factors}
    options = list(titles)
    ranked = standings(card.scores, weights, options)
    first = [each for each in ranked if each.place == 1]
    return Judged(
        tuple((_place(each, ranked), titles[each.option], _score(each, names)) for each in ranked),
        tuple(_hold_words(each, names, titles) for each in holds(card.scores, weights, options)),
        tuple((each.option, titles[each.option]) for each in first),
    )


def _place(each: Standing, ranked: Sequence[Standing]) -> str:
    if each.place is None:
        return "–"
    return f"{each.place}=" if sum(other.place == each.place for other in ranked) > 1 else str(each.place)


def _score(each: Standing, names: Mapping[str, str]) -> str:
    if each.score is None:
        return f"Not scored for {list_words(names[factor].lower() for factor in each.missing)}"
    return f"{number_words(each.score, 2)} of 10"


def _hold_words(each: Hold, names: Mapping[str, str], titles: Mapping[str, str]) -> tuple[str, str, str]:
    if each.always:
        return names[each.factor], share_words(each.share), "The winner stays first whatever this weighs."
    words = "; ".join(
        f"{side} {_percent(share)}, {list_words(titles[key] for key in keys)} {'comes' if len(keys) == 1 else 'come'} first"
        for side, share, keys in (("below", each.least, each.below), ("above", each.most, each.above))
        if keys
    )
    return names[each.factor], share_words(each.share), words[:1].upper() + words[1:] + "."


def _percent(share: Fraction) -> str:
    return share_words(share)


def scored_options(options: Sequence[Compared]) -> dict[str, str]:
    """Give the titles of the options that are scored, by key: those with figures, the frontier's apart."""
    return {each.key: each.title for each in options if each.kind is not OptionKind.FRONTIER_POINT}


def progress_words(appraisal: Appraisal) -> dict[str, str]:
    """Give how far each page of the appraisal is, in words."""
    said = sum(bool(answer.state) for answer in appraisal.assurance.answers)
    on = [
        words
        for is_on, words in (
            (appraisal.parameters.has_discounting, "present value"),
            (appraisal.parameters.has_real_prices, "real prices"),
            (appraisal.parameters.has_optimism_bias, "optimism bias"),
            (appraisal.parameters.has_weights, "income weights"),
        )
        if is_on
    ]
    return {
        "objectives": count_words(len(appraisal.objectives), "objective"),
        "long-list": count_words(len(appraisal.long_list), "idea"),
        "factors": count_words(len(appraisal.factors), "factor"),
        "register": count_words(len(appraisal.benefits_and_risks), "entry", "entries"),
        "numbers": f"Switched on: {list_words(on)}" if on else "Everything is switched off",
        "assurance-answers": count_words(said, "answer"),
    }
