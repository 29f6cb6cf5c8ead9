"""What is gained and lost with another option, in plain sentences, what matters most first."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from planner.domain.money import format_pence
from planner.reports.compare.model import Compared, Comparison, Row
from planner.reports.options import gap_words
from planner.reports.words import number_words

Tell = Callable[[bool, str], None]


@dataclass(frozen=True)
class GainsAndLosses:
    """What `title` gains and loses against the chosen option; either may be empty."""

    key: str
    title: str
    gains: tuple[str, ...]
    losses: tuple[str, ...]


def gains_and_losses(found: Comparison) -> tuple[GainsAndLosses, ...]:
    """For every option but the chosen one: money, targets, people, hours and co-production gained and lost."""
    at = [each.key for each in found.options].index(found.against)
    return tuple(_of(found, option, index, at) for index, option in enumerate(found.options) if index != at)


def _of(found: Comparison, option: Compared, index: int, at: int) -> GainsAndLosses:
    gains: list[str] = []
    losses: list[str] = []

    def tell(is_gain: bool, words: str) -> None:
        (gains if is_gain else losses).append(words)

    gap = option.total_pence - found.chosen.total_pence
    if gap:
        tell(gap < 0, f"It costs {format_pence(abs(gap))} {'less' if gap < 0 else 'more'}.")
    for row in (row for group in found.groups if group.key == "targets" for row in group.rows):
        _tell_target(row, index, at, tell)
    _tell_count(found.row("people"), index, at, tell, "{} person takes part.|{} people take part.")
    _tell_count(found.row("sessions"), index, at, tell, "{} session is held.|{} sessions are held.")
    _tell_hours(found.row("hours"), index, at, tell)
    _tell_missing(option, found.chosen, tell)
    if option.table is not None and option.table.lines:
        for words in _gaps(option):
            tell(False, words)
    return GainsAndLosses(option.key, option.title, tuple(gains), tuple(losses))


def _tell_target(row: Row, index: int, at: int, tell: Tell) -> None:
    mine, chosen = row.cells[index].words, row.cells[at].words
    if mine.startswith("Met") and chosen.startswith("Not met"):
        tell(True, f"It meets “{row.title}”.")
    if mine.startswith("Not met") and chosen.startswith("Met"):
        reached = mine.removeprefix("Not met").removeprefix(": ")
        tell(False, f"It misses “{row.title}”: {reached}." if reached else f"It misses “{row.title}”.")


def _tell_count(row: Row, index: int, at: int, tell: Tell, words: str) -> None:
    mine, chosen = row.cells[index].value, row.cells[at].value
    if mine is None or chosen is None or mine == chosen:
        return
    gap, way = int(abs(mine - chosen)), "more" if mine > chosen else "fewer"
    one, many = words.split("|")
    tell(mine > chosen, (one if gap == 1 else many).format(f"{gap:,} {way}"))


def _tell_hours(row: Row, index: int, at: int, tell: Tell) -> None:
    mine, chosen = row.cells[index].value, row.cells[at].value
    if mine is None or chosen is None or mine == chosen:
        return
    gap: Fraction = abs(mine - chosen)
    tell(mine > chosen, f"{number_words(gap)} {'more' if mine > chosen else 'fewer'} hours of sessions.")


def _tell_missing(option: Compared, chosen: Compared, tell: Tell) -> None:
    mine = () if option.plan is None or option.plan.rung is None else option.plan.rung.missing
    theirs = () if chosen.plan is None or chosen.plan.rung is None else chosen.plan.rung.missing
    if option.plan is None or chosen.plan is None:
        return
    for words in mine:
        if words not in theirs:
            tell(False, f"For co-production it lacks: {words}.")
    for words in theirs:
        if words not in mine:
            tell(True, f"For co-production it has what the chosen option lacks: {words}.")


def _gaps(option: Compared) -> tuple[str, ...]:
    return gap_words(option.table) if option.table else ()
