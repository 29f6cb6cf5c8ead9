"""The summary and the strategic case: what is asked, why it is needed, how it is designed together."""

from planner.reports.case.model import CaseFacts, Chapter, Fixed, Passage
from planner.reports.case.tables import options_table, rows_of, table
from planner.reports.compare import gains_and_losses
from planner.reports.narrative import narrative
from planner.reports.paper import blank
from planner.reports.words import date_words, list_words, sentence

AT_A_GLANCE = (
    "total", "contingency", "funded", "in-kind", "people", "sessions", "hours", "per-person", "reaching-people", "met",
    "left-out", "missing",
)  # fmt: skip
"""About twelve rows: what a board reads first."""


def bullets(lines: tuple[str, ...] | list[str]) -> str:
    """Sentences as a list in the words of a passage."""
    return "\n".join(f"- {line}" for line in lines)


def paragraphs(*parts: str) -> str:
    """The parts that there are, with an empty line between them; braces in them name no figure."""
    return "\n\n".join(part for part in parts if part)


def no_figure(words: str) -> str:
    """Words of the data inside a passage: braces in them name no figure, and brackets mark no blank."""
    return words.replace("{", "(").replace("}", ")").replace("[Write: ", "(Write: ")


def summary(facts: CaseFacts) -> Chapter:
    """What is asked, what is recommended and why, the options at a glance, what it does not do."""
    asked = paragraphs(
        f"{blank('who is asked to decide, and by when')} is asked to approve “{{option}}”. It costs {{total}} of new money: "
        "{by year}.",
        "All figures are those of {plan}.",
    )
    glance = options_table(
        facts.comparison, "The options at a glance", rows_of(facts.comparison, AT_A_GLANCE)
    )
    return Chapter(
        "Summary",
        (
            Passage("summary.asked", "What is asked", asked, in_short=True),
            Passage(
                "summary.recommended", "What is recommended, and why", _recommended(facts), in_short=True
            ),
            Fixed(glance, in_short=True),
            Passage("summary.missed", "What it does not do", _missed(facts), in_short=True),
        ),
    )


def _recommended(facts: CaseFacts) -> str:
    judged, title = facts.judged, facts.chosen.title
    if judged is None:
        first = (
            f"“{{option}}” is recommended. {blank('why, in two sentences: no scores have been agreed yet')}"
        )
    elif judged.winner == title:
        first = "“{option}” is recommended. It comes first by the scores agreed."
    else:
        first = (
            f"“{{option}}” is recommended, although “{no_figure(judged.winner)}” comes first by the scores agreed. "
            f"{blank('why “' + no_figure(title) + '” all the same')}"
        )
    lost = [
        f"“{no_figure(each.title)}” instead: {no_figure(list_of(each.losses))}"
        for each in gains_and_losses(facts.comparison)
        if each.losses
    ]
    return paragraphs(
        first, f"What would be lost with another option:\n\n{bullets(lost[:4])}" if lost else ""
    )


def list_of(sentences: tuple[str, ...], most: int = 3) -> str:
    """The first of some sentences as one, within another, and how many more there are."""
    kept = "; ".join(each[:1].lower() + each[1:].rstrip(".") for each in sentences[:most])
    more = len(sentences) - most
    return f"{kept}; and {more} more." if more > 0 else f"{kept}."


def _missed(facts: CaseFacts) -> str:
    story = narrative(facts.programme, facts.plan)
    missed = [no_figure(words) for words in story.shortfalls]
    left_out = [
        sentence(f"{no_figure(left.title)} is left out: {no_figure(left.because)}")
        for left in facts.plan.left_out
    ]
    lines = [*missed, *left_out]
    if facts.plan.rung is not None and not facts.plan.rung.is_co_production:
        lines.append(no_figure(story.co_production))
    return bullets(lines) or "It meets every target that was set for it."


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
            _objectives(facts),
            Passage("strategic.fit", "What it fits", fit),
            Passage("strategic.together", "How it is designed together", _together(facts), in_short=True),
        ),
    )


def _objectives(facts: CaseFacts) -> Passage | Fixed:
    """The objectives as a table; a passage to be written while there are none."""
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
    if found:
        return Fixed(found, in_short=True)
    return Passage(
        "strategic.objectives",
        title,
        blank("what is to be better, measured how, from where to where, by when"),
    )


def _together(facts: CaseFacts) -> str:
    groups = [no_figure(group.name) for group in facts.programme.groups if group.is_lived_experience]
    held = {planned.session for planned in facts.plan.sittings}
    deciding = [each for each in facts.programme.sessions if each.decision is not None and each.id in held]
    decides = [
        f"At {no_figure(each.title)}: {no_figure(each.decision.what)}"
        + (f" (not open: {no_figure(each.decision.not_open)})" if each.decision.not_open else "")
        for each in deciding
        if each.decision is not None
    ]
    story = narrative(facts.programme, facts.plan)
    people = (
        f"{{people}} people with lived experience take part, from these groups: {list_words(groups)}."
        if groups
        else ""
    )
    return paragraphs(
        no_figure(story.co_production),
        people,
        f"People share in deciding:\n\n{bullets(decides)}"
        if decides
        else "No session decides anything together.",
    )
