"""The summary and the strategic case: what is asked, why it is needed, how it is designed together."""

from planner.reports.case.model import CaseFacts, Chapter, Fixed, Passage
from planner.reports.case.recommending import missed, not_costed_words, recommended
from planner.reports.case.tables import notes, options_table, rows_of, table
from planner.reports.case.writing import bullets, no_figure, paragraphs
from planner.reports.compare.model import REACHING
from planner.reports.compare.reach import groups_coming
from planner.reports.narrative import rung_words
from planner.reports.paper import blank
from planner.reports.words import date_words, list_words, sentence

AT_A_GLANCE = (
    "total", "contingency", "funded", "in-kind", "people", "sessions", "hours", "per-person", REACHING, "met",
    "left-out", "missing",
)  # fmt: skip
"""About twelve rows: what a board reads first."""


def summary(facts: CaseFacts) -> Chapter:
    """What is asked, what is recommended and why, the options at a glance, what it does not do."""
    asked = paragraphs(
        f"{blank('who is asked to decide, and by when')} is asked to approve “{{option}}”. It costs {{total}} of new money: "
        "{by year}.",
        "All figures are those of {plan}.",
    )
    rows = rows_of(facts.comparison, AT_A_GLANCE)
    glance = (*options_table(facts.comparison, "The options at a glance", rows), *notes(rows))
    return Chapter(
        "Summary",
        (
            Passage("summary.asked", "What is asked", asked, in_short=True),
            Passage("summary.recommended", "What is recommended, and why", recommended(facts), in_short=True),
            Fixed(glance, in_short=True),
            Passage("summary.not_costed", "Options not costed yet", not_costed_words(facts), in_short=True),
            Passage("summary.missed", "What it does not do", missed(facts), in_short=True),
        ),
    )


def strategic(facts: CaseFacts) -> Chapter:
    """Why it is needed, what it is to achieve, what it fits, who takes part and what they decide."""
    purpose = no_figure(facts.programme.purpose.strip())
    need = paragraphs(
        sentence(purpose),
        blank("what is wrong today, for whom, how that is known, and what happens if nothing is done"),
    )
    fit = blank("which strategies, duties and other work this serves, and where people have asked for it")
    return Chapter(
        "Strategic case",
        (
            Passage("strategic.need", "Why this is needed", need, in_short=True),
            *_objectives(facts),
            Passage("strategic.fit", "What it fits", fit),
            Passage("strategic.together", "How it is designed together", _together(facts), in_short=True),
        ),
    )


def _objectives(facts: CaseFacts) -> tuple[Passage | Fixed, ...]:
    """A passage, to be written while no objective is entered; and the objectives as a table beside it.

    The passage is there in any case: what somebody wrote in it stays, whatever is entered later.
    """
    title = "What it is to achieve"
    rows = (
        (
            each.title,
            each.measure,
            each.baseline or "Not known",
            each.wanted or "Not said",
            date_words(each.by_on) if each.by_on else "Not said",
        )
        for each in facts.appraisal.objectives
    )
    found = table(
        title, ("Objective", "Measured by", "Now", "Wanted", "By"), rows, parts=(4, 3, 2, 2, 2), is_small=True
    )
    proposed = (
        "The table says what is to be better, and by when."
        if found
        else blank("what is to be better, measured how, from where to where, by when")
    )
    passage = Passage("strategic.objectives", title, proposed)
    return (passage, Fixed(found, in_short=True)) if found else (passage,)


def _together(facts: CaseFacts) -> str:
    held = {planned.session for planned in facts.plan.sittings}
    deciding = [each for each in facts.programme.sessions if each.decision is not None and each.id in held]
    decides = [
        f"At {no_figure(each.title)}: {no_figure(each.decision.what)}"
        + (f" (not open: {no_figure(each.decision.not_open)})" if each.decision.not_open else "")
        for each in deciding
        if each.decision is not None
    ]
    return paragraphs(
        no_figure(rung_words(facts.plan)),
        _people(facts),
        f"People share in deciding:\n\n{bullets(decides)}"
        if decides
        else "No session decides anything together.",
    )


def _people(facts: CaseFacts) -> str:
    """How many people take part, of which groups, and which groups do not come in this plan."""
    lived, coming = (
        [each for each in facts.programme.groups if each.is_lived_experience],
        groups_coming(facts.chosen),
    )
    groups = [no_figure(group.name) for group in lived if group.id in coming]
    others = [no_figure(group.name) for group in lived if group.id not in coming]
    told = (
        f"With lived experience, {{people}} people take part, from these groups: {list_words(groups)}."
        if groups
        else ""
    )
    out = f"Not in this plan: {list_words(others)}." if others else ""
    return sentence(" ".join(part for part in (told, out) if part))
