"""What is gained and lost with another option, in plain sentences, what matters most first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planner.domain.money import format_pence
from planner.reports.compare.model import Compared, Comparison, Row
from planner.reports.compare.reach import NOT_SET, group_names, groups_coming, not_set
from planner.reports.options import gap_words
from planner.reports.words import count_words, list_words, number_words

Tell = Callable[[bool, str], None]


@dataclass(frozen=True)
class GainsAndLosses:
    """What `title` gains and loses against the chosen option, money first; either may be empty.

    `gap_pence` is what it costs more; below nought where it costs less.
    """

    key: str
    title: str
    gap_pence: int
    gains: tuple[str, ...]
    losses: tuple[str, ...]

    @property
    def gains_beside_money(self) -> tuple[str, ...]:
        """What is gained, but for money."""
        return self.gains[1:] if self.gap_pence < 0 else self.gains

    @property
    def losses_beside_money(self) -> tuple[str, ...]:
        """What is lost, but for money."""
        return self.losses[1:] if self.gap_pence > 0 else self.losses


def gains_and_losses(found: Comparison, *, most_named: int = 0) -> tuple[GainsAndLosses, ...]:
    """For every option but the chosen one: money, groups, targets, people, hours and co-production gained and lost.

    Of groups, and of targets that are not set, at most `most_named` are named and the rest counted; 0 names them all.
    """
    at = [each.key for each in found.options].index(found.against)
    return tuple(
        _of(found, option, index, at, most_named) for index, option in enumerate(found.options) if index != at
    )


def _of(found: Comparison, option: Compared, index: int, at: int, most_named: int) -> GainsAndLosses:
    gains: list[str] = []
    losses: list[str] = []

    def tell(is_gain: bool, words: str) -> None:
        (gains if is_gain else losses).append(words)

    gap = option.total_pence - found.chosen.total_pence
    if gap:
        tell(gap < 0, f"It costs {format_pence(abs(gap))} {'less' if gap < 0 else 'more'}.")
    _tell_groups(option, found.chosen, tell, most_named)
    targets = [row for group in found.groups if group.key == "targets" for row in group.rows]
    _tell_not_set(targets, option, found.chosen, tell, most_named)
    for row in targets:
        _tell_target(row, index, at, tell)
    _tell_count(found.row("people"), index, tell, "{} person takes part.|{} people take part.")
    _tell_count(found.row("sessions"), index, tell, "{} session is held.|{} sessions are held.")
    _tell_hours(found.row("hours"), index, tell)
    _tell_missing(option, found.chosen, tell)
    if option.table is not None and option.table.lines:
        for words in _gaps(option):
            tell(False, words)
    return GainsAndLosses(option.key, option.title, gap, tuple(gains), tuple(losses))


def _named(names: Sequence[str], most_named: int) -> str:
    """Names as a list; where there are more than `most_named` (0: any number), the first and how many more there are."""
    if not most_named or len(names) <= most_named + 1:
        return list_words(names)
    return list_words([*names[:most_named], f"{len(names) - most_named} more"])


def _tell_groups(option: Compared, chosen: Compared, tell: Tell, most_named: int) -> None:
    """Groups that come with one of the two only; nothing where it is not known who comes."""
    if option.plan is None or chosen.plan is None:
        return
    mine, theirs = groups_coming(option), groups_coming(chosen)
    for is_gain, which in ((False, theirs - mine), (True, mine - theirs)):
        names = [name for key, name in group_names((chosen, option)).items() if key in which]
        verb = "takes part" if len(names) == 1 else "take part"
        who = "This group" if len(names) == 1 else "These groups"
        told = f"{who} {verb}, too" if is_gain else f"{who} no longer {verb}"
        if names:
            tell(is_gain, f"{told}: {_named(names, most_named)}.")


def _tell_target(row: Row, index: int, at: int, tell: Tell) -> None:
    mine = row.cells[index].words.removesuffix(f". {NOT_SET}")
    chosen = row.cells[at].words
    if mine.startswith("Met") and chosen.startswith("Not met"):
        tell(True, f"It meets “{row.title}”.")
    if mine.startswith("Not met") and chosen.startswith("Met"):
        reached = mine.removeprefix("Not met").removeprefix(": ")
        tell(False, f"It misses “{row.title}”: {reached}." if reached else f"It misses “{row.title}”.")


def _tell_not_set(
    rows: Sequence[Row], option: Compared, chosen: Compared, tell: Tell, most_named: int
) -> None:
    """Targets of the project that one of the two sets and the other does not."""
    mine, theirs = set(not_set(option)), set(not_set(chosen))
    titles = {row.key.removeprefix("target:"): f"“{row.title}”" for row in rows}
    for is_gain, which in ((False, mine - theirs), (True, theirs - mine)):
        names = [title for key, title in titles.items() if key in which]
        told = count_words(len(names), "target")
        if names and option.plan is not None and chosen.plan is not None:
            tell(
                is_gain, f"It {'sets' if is_gain else 'no longer sets'} {told}: {_named(names, most_named)}."
            )


def _tell_count(row: Row, index: int, tell: Tell, words: str) -> None:
    gap = row.cells[index].gap
    if not gap:
        return
    count, way = int(abs(gap)), "more" if gap > 0 else "fewer"
    one, many = words.split("|")
    tell(gap > 0, (one if count == 1 else many).format(f"{count:,} {way}"))


def _tell_hours(row: Row, index: int, tell: Tell) -> None:
    gap = row.cells[index].gap
    if gap:
        tell(gap > 0, f"{number_words(abs(gap))} {'more' if gap > 0 else 'fewer'} hours of sessions.")


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
