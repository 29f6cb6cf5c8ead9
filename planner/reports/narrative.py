"""A plan in plain sentences: what it is, what it costs, what falls short and why, what it lacks to be co-production."""

from collections import Counter
from dataclasses import dataclass

from planner.domain.plan import Plan
from planner.domain.programme.document import Programme
from planner.domain.terms import Level, Mode
from planner.reports.equity import targets_table
from planner.reports.headline import headline
from planner.reports.names import in_order
from planner.reports.words import count_words, date_words, list_words, pounds_words, sentence


@dataclass(frozen=True)
class Narrative:
    """The plan in paragraphs; `shortfalls` has a sentence for each target that is not met."""

    what: str
    cost: str
    shortfalls: tuple[str, ...]
    co_production: str

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Everything that is said, in reading order."""
        return tuple(part for part in (self.what, self.cost, *self.shortfalls, self.co_production) if part)


def narrative(programme: Programme, plan: Plan, *, may_see_small_numbers: bool = False) -> Narrative:
    """The plan in plain sentences, fit for a page, a letter or an ear; small numbers as in `targets_table` and `headline`."""
    table = targets_table(programme, plan, may_see_small_numbers=may_see_small_numbers)
    shortfalls = tuple(
        f"{row.title}: {row.achieved}, where {row.level} {'is required' if row.strength == 'Must' else 'is aimed for'}. "
        f"{row.missing}".strip()
        for row in table.rows
        if not row.is_met
    )
    if table.rows and not shortfalls:
        shortfalls = (
            (f"All {count_words(len(table.rows), 'target')} are met.",)
            if len(table.rows) > 1
            else ("The target is met.",)
        )
    cost = _cost_words(programme, plan, may_see_small_numbers)
    return Narrative(_what_words(programme, plan), cost, shortfalls, rung_words(plan))


def _what_words(programme: Programme, plan: Plan) -> str:
    held = in_order(plan)
    if not held:
        return "No session is held in this plan."
    modes = Counter(planned.mode for planned in held)
    ways = [
        f"{modes[mode]} {words}"
        for mode, words in (
            (Mode.IN_PERSON, "in person"),
            (Mode.ONLINE, "online"),
            (Mode.HYBRID, "that people can join in person or online"),
        )
        if modes[mode]
    ]
    first, last = held[0].start.date(), held[-1].start.date()
    when = (
        f"on {date_words(first)}" if first == last else f"between {date_words(first)} and {date_words(last)}"
    )
    deciding = {session.id for session in programme.sessions if session.decision}
    decides = sum(planned.session in deciding for planned in held)
    words = f"{count_words(len(held), 'session')} {when}: {list_words(ways)}."
    if decides:
        words += f" {count_words(decides, 'session')} {'decides' if decides == 1 else 'decide'} something."
    if plan.left_out:
        words += f" {count_words(len(plan.left_out), 'session')} {'is' if len(plan.left_out) == 1 else 'are'} left out."
    return words


def _cost_words(programme: Programme, plan: Plan, may_see_small_numbers: bool) -> str:
    line = headline(programme, plan, may_see_small_numbers=may_see_small_numbers)
    left_pence = line.budget_pence - line.total_pence
    stays = (
        f"{pounds_words(left_pence)} stays unspent"
        if left_pence >= 0
        else f"{pounds_words(-left_pence)} too much"
    )
    words = f"It costs {pounds_words(plan.total_pence)} of a budget of {pounds_words(line.budget_pence)} ({stays})."
    if plan.contingency_pence:
        words += f" {pounds_words(plan.contingency_pence)} of that is contingency."
    others = [
        f"{pounds_words(pence)} {how}"
        for pence, how in ((plan.funded_pence, "already funded"), (plan.in_kind_pence, "given in kind"))
        if pence
    ]
    if others:
        words += f" Beside it stands {list_words(others)}."
    if line.rests_on:
        words += f" {line.rests_on[0].upper()}{line.rests_on[1:]}"
        words += " and has to be settled before it is signed." if programme.level is Level.ESTIMATE else "."
    return words


def rung_words(plan: Plan) -> str:
    """What the plan is, and what it lacks to be co-production: said, never stamped. "" where it has not been worked out."""
    rung = plan.rung
    if rung is None:
        return ""
    if rung.is_co_production:
        return (
            "This is co-production: people share decisions, hear what became of them, are paid for preparing, "
            "and share in seeing it through."
        )
    if not rung.missing:
        return f"As it stands, this is {rung.name}."
    return sentence(f"To be co-production it lacks: {'; '.join(part.rstrip('.') for part in rung.missing)}")
