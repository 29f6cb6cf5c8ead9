"""The economic case: what was looked at, what was dropped and why, what the options cost and give, how they were judged."""

from collections.abc import Sequence

from planner.domain.appraisal.document import RegisterEntry
from planner.domain.money import format_pence
from planner.reports.appraisal import EconomicCase
from planner.reports.case.model import CaseFacts, Chapter, Fixed, Passage
from planner.reports.case.recommending import not_costed
from planner.reports.case.tables import notes, options_table, rows_of, rows_of_groups, table
from planner.reports.case.writing import bullets, no_figure, paragraphs
from planner.reports.charts import options_chart
from planner.reports.compare import Compared, gains_and_losses
from planner.reports.compare.model import REACHING
from planner.reports.compare.picture import bars_of
from planner.reports.options import KIND_WORDS
from planner.reports.paper import Block, Bullets, Heading, Paragraph, Picture, blank, plain
from planner.reports.words import count_words

MOST_DIFFERENCES = 6
WHAT_IT_BUYS = (
    "people",
    "sessions",
    "hours",
    "person-hours",
    "per-person",
    "per-person-hour",
    "per-session",
    REACHING,
)


def economic(facts: CaseFacts) -> Chapter:
    """Factors, long list, short list, figures side by side, gains and losses, scores, economic figures, benefits and risks."""
    return Chapter(
        "Economic case",
        (
            Fixed((*_factors(facts), *_long_list(facts))),
            Fixed(_short_list(facts), in_short=True),
            Fixed(_side_by_side(facts), in_short=True),
            Fixed(_gains(facts), in_short=True),
            Fixed((*_scores(facts), *_figures(facts))),
            Passage("economic.judgement", "What was weighed", _judgement(facts)),
            Fixed(_register(facts)),
        ),
    )


def _factors(facts: CaseFacts) -> tuple[Block, ...]:
    return (
        Heading(2, "What the options are judged by"),
        *table(
            "Critical success factors",
            ("Factor", "What it asks", "Weight"),
            ((each.title, each.what, str(each.weight)) for each in facts.appraisal.factors),
            parts=(3, 6, 1),
            numeric=(2,),
        ),
    )


def _long_list(facts: CaseFacts) -> tuple[Block, ...]:
    found = table(
        "Ideas that were looked at",
        ("Idea", "Kept?", "Because"),
        (
            (each.title, "Kept" if each.is_kept else "Dropped", each.because or "Not said")
            for each in facts.appraisal.long_list
        ),
        parts=(4, 2, 6),
    )
    return (Heading(2, "The long list"), *found) if found else ()


def _short_list(facts: CaseFacts) -> tuple[Block, ...]:
    def differs(each: Compared) -> str:
        if each.plan is None:
            return "Its costs were typed: how it differs is not worked out"
        words = facts.differs.get(each.key, ())
        more = len(words) - MOST_DIFFERENCES
        rest = (f"and {count_words(more, 'more difference')}",) if more > 0 else ()
        return "; ".join((*words[:MOST_DIFFERENCES], *rest)) or "Nothing differs from the project"

    rows = [
        (each.title, KIND_WORDS[each.kind], differs(each), each.source) for each in facts.comparison.options
    ]
    rows += [
        (each.title, KIND_WORDS[each.kind], "Not worked out", "Not costed") for each in not_costed(facts)
    ]
    return (
        Heading(2, "The options"),
        *table("The short list", ("Option", "What it is", "How it differs from the project", "Figures from"), rows,
               parts=(3, 3, 6, 2), is_small=True),
    )  # fmt: skip


def _side_by_side(facts: CaseFacts) -> tuple[Block, ...]:
    found = facts.comparison
    bars, parts = bars_of(found)
    bought = [row for row in rows_of(found, WHAT_IT_BUYS) if not row.key.startswith("target:")]
    gives = [*bought, *rows_of_groups(found, ("targets",)), *rows_of(found, ("left-out",))]
    return (
        Heading(2, "What each costs and gives"),
        Picture("options", options_chart(bars, parts), "New money of each option, by section"),
        *options_table(found, "What each costs", rows_of_groups(found, ("money",))),
        *options_table(found, "What each gives", gives),
        *notes(gives),
    )


def _gains(facts: CaseFacts) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for each in gains_and_losses(facts.comparison):
        lines = [*(f"Gained: {words}" for words in each.gains), *(f"Lost: {words}" for words in each.losses)]
        if lines:
            blocks.append(Heading(3, f"{each.title}, instead of {facts.chosen.title}"))
            blocks.append(Bullets(tuple(plain(line) for line in lines)))
    return (Heading(2, "What is gained and lost"), *blocks) if blocks else ()


def _scores(facts: CaseFacts) -> tuple[Block, ...]:
    judged = facts.judged
    if judged is None:
        return ()
    return (
        Heading(2, "How they were scored"),
        *table(
            "Scores agreed, weighted",
            ("Place", "Option", "Score"),
            judged.standings,
            parts=(1, 6, 2),
            numeric=(2,),
        ),
        *table(
            "Whether the winner changes when weights move",
            ("Factor", "Share now", "What would change it"),
            judged.holds,
            parts=(3, 1, 6),
            numeric=(1,),
        ),
    )


def _figures(facts: CaseFacts) -> tuple[Block, ...]:
    """Bias, real prices, present value and weights, where anything of them is switched on: never part of the budget."""
    if all(len(case.lines) < 2 and not case.told for case in facts.cases):
        return ()
    rows = [
        (case.title if number == 0 else "", line.title, line.basis, line.amount)
        for case in facts.cases
        for number, line in enumerate(case.lines)
    ]
    told = _told(facts.cases)
    notes: tuple[Block, ...] = (Bullets(tuple(plain(line) for line in (*told, *facts.switching))),)
    return (
        Heading(2, "Economic figures"),
        Paragraph(plain("These are for comparing options only. None of them is part of the budget."), "note"),
        *table("The economic case of each option", ("Option", "Line", "Basis", "Amount"), rows, parts=(3, 4, 5, 2),
               numeric=(3,), is_small=True),
        *(notes if told or facts.switching else ()),
    )  # fmt: skip


def _told(cases: Sequence[EconomicCase]) -> list[str]:
    """What is said of the options' economic lines; what is said of every option alike, once."""
    every = dict.fromkeys(words for case in cases for words in case.told)
    alike = [words for words in every if all(words in case.told for case in cases)]
    apart = [f"{case.title}: {words}" for case in cases for words in case.told if words not in alike]
    return [*alike, *apart]


def _judgement(facts: CaseFacts) -> str:
    if facts.judged is None or not facts.judged.winners:
        return blank("what spoke for and against each option, and why the others were not chosen")
    moves = [
        f"{no_figure(factor)}: {no_figure(words)}"
        for factor, _, words in facts.judged.holds
        if "stays first whatever" not in words
    ]
    if moves:
        firm = f"Another comes first if weights move far enough:\n\n{bullets(moves)}"
    elif facts.judged.holds:
        firm = "Whatever any one factor weighs, it stays first."
    elif len(facts.judged.winners) > 1:
        firm = "Where weights move, one of them may come first alone."
    else:
        firm = "No other option is scored for every factor."
    return paragraphs(
        f"By the scores agreed, {no_figure(facts.judged.first_words())}. {firm}",
        blank("what else was weighed that scores do not show"),
    )


def _register(facts: CaseFacts) -> tuple[Block, ...]:
    entries = facts.appraisal.benefits_and_risks
    benefits = table(
        "Benefits",
        ("Benefit", "Measured by", "Now", "Owner", "Size", "Worth"),
        ((each.title, _measure(each), each.baseline or "Not known", each.owner or "Not said", each.size.capitalize(),
          "Not put into money" if each.money_pence is None else f"{format_pence(each.money_pence)} ({each.evidence})")
         for each in entries if each.kind == "benefit"),
        parts=(4, 4, 2, 2, 1, 3), is_small=True,
    )  # fmt: skip
    risks = table(
        "Risks",
        ("Risk", "Likelihood", "Effect", "What is done about it", "Owner"),
        ((each.title, each.likelihood.capitalize(), each.size.capitalize(), each.response or "Not said",
          each.owner or "Not said")
         for each in entries if each.kind == "risk"),
        parts=(4, 2, 2, 5, 2), is_small=True,
    )  # fmt: skip
    return (Heading(2, "Benefits and risks"), *benefits, *risks) if entries else ()


def _measure(entry: RegisterEntry) -> str:
    way = "more is better" if entry.direction == "more" else "less is better"
    return f"{entry.measure} ({way})" if entry.measure else "Not said"
