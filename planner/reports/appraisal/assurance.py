"""What has to be assured, with what the chosen option's plan says about it."""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.appraisal import CHECKS, Assurance, AssuranceAnswer
from planner.domain.money import format_pence
from planner.reports.compare import Compared
from planner.reports.compare.figures import hides_small
from planner.reports.words import date_words, sentence

STATE_WORDS = {"": "Not answered yet", "done": "Done", "due": "Due", "not_needed": "Not needed"}


@dataclass(frozen=True)
class AssuranceRow:
    """A check: how it stands, why, until when and by which role; and what the plan shows, "" where it shows nothing."""

    check: str
    title: str
    state: str
    why: str
    due: str
    by_role: str
    shown: str


def assurance_rows(
    found: Assurance, option: Compared | None, *, may_see_small_numbers: bool
) -> tuple[AssuranceRow, ...]:
    """Give every check, answered or not, in the order in which it is asked.

    Where small numbers are hidden in the option's costs, what is spent with suppliers of access support is left out.
    """
    names = _names(option, may_see_small_numbers=may_see_small_numbers)
    answers = {answer.check: answer for answer in found.answers}
    return tuple(
        _row(
            check,
            title,
            answers.get(check, AssuranceAnswer(check=check)),
            _shown(check, found, option, names),
        )
        for check, title in CHECKS.items()
    )


def _row(check: str, title: str, answer: AssuranceAnswer, shown: str) -> AssuranceRow:
    why = sentence(answer.because)
    if answer.state == "not_needed":
        why = f"Because: {why}" if why else "Say why it is not needed."
    due = f"by {date_words(answer.due_on)}" if answer.due_on and answer.state == "due" else ""
    return AssuranceRow(check, title, STATE_WORDS[answer.state], why, due, answer.by_role, shown)


def _shown(check: str, found: Assurance, option: Compared | None, names: dict[str, str]) -> str:
    if option is None or not option.has_figures:
        return ""
    if check == "approver":
        return _limit_words(found, option)
    if check == "quotes":
        return _quotes_words(found, option, names)
    if check == "social-value":
        return "Where it is bought from a supplier by tender, at least 10% of the score is for social value (PPN 002, 2025)."
    return ""


def _limit_words(found: Assurance, option: Compared) -> str:
    limit, total = found.approver_limit_pence, option.total_pence
    if limit is None:
        return f"“{option.title}” costs {format_pence(total)}. Enter the limit to see whether it may be approved."
    who = found.approver_role or "the approver"
    if total <= limit:
        return f"“{option.title}” costs {format_pence(total)}, within the {format_pence(limit)} that {who} may approve."
    return f"“{option.title}” costs {format_pence(total)}, {format_pence(total - limit)} more than {who} may approve."


def _quotes_words(found: Assurance, option: Compared, names: dict[str, str]) -> str:
    """The largest spends with one venue, tool or supplier, against the thresholds."""
    spends = sorted(_spends(option, names).items(), key=lambda each: (-each[1], each[0]))[:3]
    if not spends:
        return "No line names a venue, a tool or a supplier."
    told = []
    for name, pence in spends:
        if found.thresholds:
            told.append(
                f"{name}: {format_pence(pence)}, {asked_for(found, pence) or 'under every threshold'}"
            )
        else:
            told.append(f"{name}: {format_pence(pence)}")
    return sentence("Most is spent with " + "; ".join(told))


def asked_for(found: Assurance, pence: int) -> str:
    """What the highest threshold that a spend reaches asks for; "" where it reaches none."""
    reached = [each for each in found.thresholds if pence >= each.from_pence]
    return max(reached, key=lambda each: each.from_pence).asks_for if reached else ""


def spends_with(option: Compared, *, may_see_small_numbers: bool) -> tuple[tuple[str, int], ...]:
    """New money by venue, tool and supplier in pence, the largest first.

    Where small numbers are hidden in the option's costs, suppliers of access support are left out.
    """
    found = _spends(option, _names(option, may_see_small_numbers=may_see_small_numbers))
    return tuple(sorted(found.items(), key=lambda each: (-each[1], each[0])))


def _names(option: Compared | None, *, may_see_small_numbers: bool) -> dict[str, str]:
    """What venues, tools and suppliers of an option are called, by id."""
    if option is None or option.programme is None:
        return {}
    programme = option.programme
    named = {venue.id: venue.name for venue in programme.venues}
    named |= {tool.id: tool.name for tool in programme.tools}
    if hides_small(option, may_see_small_numbers):
        return named
    return named | {supplier.id: supplier.name for supplier in programme.suppliers}


def _spends(option: Compared, names: dict[str, str]) -> dict[str, int]:
    """New money by venue, tool and supplier, as the keys of a plan's lines name them; in pence."""
    found: dict[str, int] = {}
    for line in option.plan.lines if option.plan else ():
        named = next(
            (part.partition("/")[0] for part in line.key.split(":") if part.partition("/")[0] in names), ""
        )
        if named:
            found[names[named]] = found.get(names[named], 0) + line.amount_pence
    return {name: pence for name, pence in found.items() if pence > 0}
