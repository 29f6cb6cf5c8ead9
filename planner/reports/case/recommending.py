"""What the summary proposes: what is recommended and why, what another option would change, what is not costed or missed."""

from collections.abc import Container
from fractions import Fraction

from planner.domain.money import format_pence, round_half_up
from planner.domain.options import OptionKind
from planner.reports.case.model import CaseFacts
from planner.reports.case.writing import bullets, no_figure, paragraphs
from planner.reports.compare import Compared, gains_and_losses
from planner.reports.compare.reach import not_set, reached_words
from planner.reports.compare.words import GainsAndLosses
from planner.reports.equity import TargetRow, targets_table
from planner.reports.headline import left_out_rows
from planner.reports.narrative import rung_words
from planner.reports.options import KIND_WORDS
from planner.reports.paper import blank
from planner.reports.words import count_words, list_words

NO_MONEY = "Not enough money left"
ALL_COSTED = "Every option has been costed."
MOST_OTHERS, MOST_GAINS, MOST_LOSSES, MOST_NAMED = 4, 2, 3, 2


def recommended(facts: CaseFacts, others: Container[str] | None = None, step_pence: int = 1) -> str:
    """What is recommended and why, and what would change with the `others` (their keys; the first four where none are named).

    What another saves is the difference of totals rounded to `step_pence`, so that it is that of the totals beside it. Where
    the others are named, as on a sheet, less is named of what is lost.
    """
    told = [
        each
        for each in gains_and_losses(facts.comparison, most_named=MOST_NAMED if others is None else 1)
        if others is None or each.key in others
    ]
    shown = told if others is not None else told[:MOST_OTHERS]
    lines = [no_figure(_instead(each, facts, step_pence, 0 if others is None else 1)) for each in shown]
    more = len(told) - len(shown)
    if more:
        lines.append(f"{count_words(more, 'more option')} in the economic case.")
    change = f"What would change with another option:\n\n{bullets(lines)}" if lines else ""
    return paragraphs(_first(facts), change)


def _first(facts: CaseFacts) -> str:
    judged, chosen = facts.judged, facts.chosen
    if judged is None or not judged.winners:
        why = (
            "no scores have been agreed yet" if judged is None else "no option is scored for every factor yet"
        )
        return f"“{{option}}” is recommended. {blank('why, in two sentences: ' + why)}"
    others = no_figure(judged.first_words(but=chosen.key))
    if chosen.key not in judged.winners:
        return (
            f"“{{option}}” is recommended, although {others} by the scores agreed. "
            f"{blank('why “' + no_figure(chosen.title) + '” all the same')}"
        )
    if not others:
        return "“{option}” is recommended. It comes first by the scores agreed."
    titles = list_words(f"“{title}”" for key, title in judged.first if key != chosen.key)
    return (
        f"“{{option}}” is recommended. It comes first together with {no_figure(titles)} by the scores agreed. "
        f"{blank('why this one of them')}"
    )


def _instead(each: GainsAndLosses, facts: CaseFacts, step_pence: int, fewer: int) -> str:
    """An option instead of the chosen one: what it saves or costs more, what is gained and lost; of each `fewer` than usual."""
    other = next(option for option in facts.comparison.options if option.key == each.key)
    total, own = (
        round_half_up(Fraction(option.total_pence, step_pence)) * step_pence
        for option in (other, facts.chosen)
    )
    amount = format_pence(abs(total - own))
    if total == own:
        money = "costs about the same" if each.gap_pence else "costs the same"
    else:
        money = f"saves {amount}" if total < own else f"costs {amount} more"
    told = (
        f"“{each.title}” instead {money}.",
        _some("Gained", each.gains_beside_money, MOST_GAINS - fewer),
        _some("Lost", each.losses_beside_money, MOST_LOSSES - fewer),
    )
    return " ".join(part for part in told if part)


def _some(what: str, sentences: tuple[str, ...], most: int) -> str:
    """The first of some sentences as one, and how many more there are; "" where there are none."""
    if not sentences:
        return ""
    kept = "; ".join(each[:1].lower() + each[1:].rstrip(".") for each in sentences[:most])
    more = len(sentences) - most
    return f"{what}: {kept}; and {more} more." if more > 0 else f"{what}: {kept}."


def not_costed(facts: CaseFacts) -> tuple[Compared, ...]:
    """The options that have no figures and are told of all the same: those that people have named."""
    return tuple(each for each in facts.comparison.missing if each.kind is not OptionKind.FRONTIER_POINT)


def not_costed_words(facts: CaseFacts) -> str:
    """A marked blank for each option without figures, so that none is left out without a word; else that there is none."""
    return (
        ALL_COSTED
        if not not_costed(facts)
        else bullets(
            [
                f"{no_figure(_name(each))}: {blank('what it would cost and give, or why that is not known')}; "
                "not costed, and so not compared."
                for each in not_costed(facts)
            ]
        )
    )


def _name(option: Compared) -> str:
    kind = KIND_WORDS[option.kind]
    said = option.kind is OptionKind.OTHER or option.title.lower() == kind.lower()
    return option.title if said else f"{option.title} ({kind[:1].lower()}{kind[1:]})"


def missed(facts: CaseFacts, *, is_short: bool = False) -> str:
    """What the option does not do: targets of the project missed or not set, sessions left out, what co-production lacks.

    Where it `is_short`, as on a sheet, the targets missed are one sentence without who is missed, those not set are counted,
    and how much money a session lacks is not told: rounded, what it costs and what is left could be the same.
    """
    chosen = facts.chosen
    programme, plan = chosen.common_programme or facts.programme, chosen.common_plan or facts.plan
    rows = targets_table(programme, plan).rows
    unmet = [row for row in rows if not row.is_met]
    lines = _missed_in_short(unmet) if is_short else [_missed_words(row) for row in unmet]
    unset = [row.title for row in rows if row.id in not_set(chosen)]
    if unset:
        titles = "" if is_short else ": " + list_words(f"“{title}”" for title in unset)
        lines.append(f"It does not set {count_words(len(unset), 'target')} of the project{titles}.")
    for row in left_out_rows(facts.programme, facts.plan):
        because = f"{NO_MONEY}." if is_short and row.because.startswith(NO_MONEY) else row.because
        lines.append(f"{row.title} is left out. {because}")
    if facts.plan.rung is not None and not facts.plan.rung.is_co_production:
        lines.append(rung_words(facts.plan))
    return paragraphs("" if unmet else _all_met(len(rows)), bullets([no_figure(line) for line in lines]))


def _missed_words(row: TargetRow) -> str:
    reached = reached_words(row)
    asked = (
        f", where {row.level} {'is required' if row.strength == 'Must' else 'is aimed for'}"
        if reached
        else ""
    )
    return f"{row.title}: {reached or 'not met'}{asked}. {row.missing}".strip()


def _missed_in_short(rows: list[TargetRow]) -> list[str]:
    """Targets missed in one sentence, each with what is reached; nothing where none is."""
    told = (f"“{row.title}”" + (f" ({reached_words(row)})" if reached_words(row) else "") for row in rows)
    return (
        [f"It misses {count_words(len(rows), 'target')} of the project: {list_words(told)}."] if rows else []
    )


def _all_met(count: int) -> str:
    if not count:
        return "No targets are set."
    return (
        "It meets the target of the project."
        if count == 1
        else f"It meets all {count} targets of the project."
    )
