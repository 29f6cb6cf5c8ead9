"""Rows of whom an option reaches and what it lacks: targets, access, co-production, what is left to find, proof."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from planner.domain.money import format_pence
from planner.reports.compare.figures import Figure, RowPlan
from planner.reports.compare.model import NOT_KNOWN, Compared
from planner.reports.equity import TargetRow, targets_table
from planner.reports.words import count_words, list_words, sentence

Groups = tuple[tuple[str, str, tuple[RowPlan, ...]], ...]
SAME_YARDSTICK = (
    "Every option is measured against the project’s own targets, also those that it does not set."
)
NOT_SET = "Not a target in this option."


def reach_groups(options: Sequence[Compared], may_see_small_numbers: bool) -> Groups:
    """Rows of targets, measured on the same terms, then of people, access, co-production and proof."""
    tables = {each.key: _targets(each, may_see_small_numbers) for each in options}
    return (
        ("targets", "Equity targets", (_met_row(tables), *_target_rows(tables))),
        (
            "reach",
            "Who is reached, and what is missing",
            (
                RowPlan("left-out", "Groups that do not take part", "words", _left_out_of(options)),
                RowPlan("missed", "Targets missed", "words", _missed(tables)),
                RowPlan("access-met", "Access requirements", "words", _access),
                RowPlan("missing", "Missing for co-production", "words", _missing),
                RowPlan("to-find", "Still to find out", "words", _to_find),
            ),
        ),
        ("proof", "Proof", (RowPlan("could-save", "Another plan could save at most", "pence", _proof),)),
    )


def _targets(option: Compared, may_see_small_numbers: bool) -> dict[str, TargetRow]:
    if option.common_plan is None or option.common_programme is None:
        return {}
    table = targets_table(
        option.common_programme, option.common_plan, may_see_small_numbers=may_see_small_numbers
    )
    return {row.id: row for row in table.rows}


Tables = dict[str, dict[str, TargetRow]]


def not_set(option: Compared) -> tuple[str, ...]:
    """The project's targets that an option does not set, by their ids: it is measured against them all the same."""
    if option.programme is None or option.common_programme is None:
        return ()
    own = {target.id for target in option.programme.targets}
    return tuple(target.id for target in option.common_programme.targets if target.id not in own)


def _met_row(tables: Tables) -> RowPlan:
    def figure(option: Compared) -> Figure:
        rows = tables[option.key]
        if not rows:
            return Figure(words=NOT_KNOWN)
        met = sum(row.is_met for row in rows.values())
        words, unset = f"{met} of {len(rows)}", len(not_set(option))
        if unset:
            words += f" ({count_words(unset, 'target')} of the project {'is' if unset == 1 else 'are'} not set here)"
        return Figure(Fraction(met), words)

    return RowPlan("met", "Targets met", "count", figure, SAME_YARDSTICK, is_total=True)


def _target_rows(tables: Tables) -> list[RowPlan]:
    titles: dict[str, TargetRow] = {}
    for rows in tables.values():
        for key, row in rows.items():
            titles.setdefault(key, row)

    def figure_of(key: str) -> Callable[[Compared], Figure]:
        def figure(option: Compared) -> Figure:
            row = tables[option.key].get(key)
            if row is None:
                return Figure(words="Cannot be measured here" if tables[option.key] else NOT_KNOWN)
            words = ": ".join(part for part in (row.met, reached_words(row)) if part)
            return Figure(row.achieved_value, words + (f". {NOT_SET}" if key in not_set(option) else ""))

        return figure

    return [
        RowPlan(
            f"target:{key}",
            row.title,
            "share" if row.measure == "share" else "count",
            figure_of(key),
            f"{row.what}: {row.level}" if row.what else row.level,
        )
        for key, row in titles.items()
    ]


def reached_words(row: TargetRow) -> str:
    """What is reached of a target, in words; "" where only whether it is met may be told.

    Where a target is missed although its number is reached, what is told is the part that is missed, or nothing.
    """
    reached = row.achieved_value
    is_reached = reached is not None and (
        reached <= row.level_value if row.is_at_most else reached >= row.level_value
    )
    if is_reached and not row.is_met:
        return "not in every stage" if row.measure == "times" else ""
    return "" if row.achieved.lower() == row.met.lower() else row.achieved


def _left_out_of(options: Sequence[Compared]) -> Callable[[Compared], Figure]:
    names = group_names(options)

    def figure(option: Compared) -> Figure:
        if option.plan is None:
            return Figure(words=NOT_KNOWN)
        coming = groups_coming(option)
        out = [name for key, name in names.items() if key not in coming]
        return Figure(words=sentence(list_words(out)) if out else "None")

    return figure


def group_names(options: Iterable[Compared]) -> dict[str, str]:
    """What the groups of some options are called, by id."""
    names: dict[str, str] = {}
    for each in options:
        for group in each.programme.groups if each.programme else ():
            names.setdefault(group.id, group.name)
    return names


def groups_coming(option: Compared) -> set[str]:
    """The groups of whom somebody comes to some session of an option's plan, by their ids."""
    if option.plan is None:
        return set()
    return {key for planned in option.plan.sittings for key, count in planned.places.items() if count}


def _missed(tables: Tables) -> Callable[[Compared], Figure]:
    def figure(option: Compared) -> Figure:
        rows = tables[option.key]
        if not rows:
            return Figure(words=NOT_KNOWN)
        missed = [row.title for row in rows.values() if not row.is_met]
        return Figure(words="; ".join(missed) if missed else "None")

    return figure


def _access(option: Compared) -> Figure:
    if option.plan is None:
        return Figure(words="Not known: nothing says what is provided")
    visits = sum(thing.kind == "visit_by" for thing in option.plan.to_find)
    answers = sum(thing.kind == "answer_by" for thing in option.plan.to_find)
    open_count = visits + answers
    if not open_count:
        return Figure(words="Every one is met")
    turn = "turns" if open_count == 1 else "turn"
    still = count_words(open_count, "thing")
    return Figure(words=f"Every one is met, if {still} still to be confirmed {turn} out as stated")


def _missing(option: Compared) -> Figure:
    if option.plan is None or option.plan.rung is None:
        return Figure(words=NOT_KNOWN)
    missing = option.plan.rung.missing
    return Figure(words=sentence("; ".join(missing)) if missing else "Nothing")


def _to_find(option: Compared) -> Figure:
    if option.plan is None:
        return Figure(words=NOT_KNOWN)
    count = len(option.plan.to_find)
    return Figure(words=f"{count_words(count, 'thing')} before it can be signed" if count else "Nothing")


def _proof(option: Compared) -> Figure:
    proof = None if option.plan is None else option.plan.proof
    if option.plan is None or proof is None or proof.stopped_by == "hand":
        return Figure(
            words="Not looked for: typed" if option.plan is None else "Not looked for: placed by hand"
        )
    if proof.optimal:
        return Figure(Fraction(0), "Nothing: no other plan does better")
    pence = max(0, option.plan.total_pence - int(proof.bound))
    return Figure(Fraction(pence), f"{format_pence(pence)}, all else held")
