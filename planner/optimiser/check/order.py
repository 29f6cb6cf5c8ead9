"""Rules of order: series, what follows what, papers, feedback, milestones.

Source: `docs/formulation.md` §5.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from planner.domain.programme.sessions import SessionPlan
from planner.optimiser.check.case import Broken, Case, Held, day_words
from planner.optimiser.check.ground import fixed_start, is_alternatives


def in_order(case: Case) -> Iterator[Broken]:
    """Sittings keep their order with least and most days between, and papers go out inside the period."""
    rule = "in_order"
    for session in case.programme.sessions:
        running, repeats = case.of_session(session), session.repeats
        if not is_alternatives(session):
            least = max(repeats.least_days_apart, session.papers_days)
            for one, other in pairwise(running):
                if other.number == one.number + 1:
                    yield from _apart(case, rule, one, other, least, repeats.most_days_apart)
        for held in running:
            papers_on = held.on - timedelta(days=session.papers_days)
            is_free = (
                fixed_start(case.ground.state_of(session, held.number), case.ground.pins_of(held.id)) is None
            )
            if is_free and papers_on < case.programme.calendar.starts_on:
                words = f"Its papers would go out on {day_words(papers_on)}, before the programme starts."
                yield Broken(rule, held.id, words)
        for link in session.follows:
            yield from _follows(case, rule, session, link.session, link.least_days, link.most_days)


def feedback_follows_its_decision(case: Case) -> Iterator[Broken]:
    """A feedback sitting comes after the sittings it feeds back on, within its limit."""
    rule = "feedback_follows_its_decision"
    for session in case.programme.sessions:
        if session.feeds_back_on is not None:
            yield from _follows(case, rule, session, session.feeds_back_on, 0, session.feedback_within_days)


def _follows(
    case: Case, rule: str, session: SessionPlan, before: str, least: int, most: int | None
) -> Iterator[Broken]:
    ours, theirs = case.of_session(session), case.of_session(before)
    if not ours or not theirs:
        return
    least = max(least, session.papers_days)
    for held in ours:
        for other in theirs:
            yield from _apart(case, rule, other, held, least, None)
    if most is None:
        return
    bound = ours if is_alternatives(session) else ours[:1]
    last = theirs if is_alternatives(theirs[0].session) else [max(theirs, key=lambda held: held.start)]
    for held in bound:
        for other in last:
            yield from _apart(case, rule, other, held, None, most)


def _apart(
    case: Case, rule: str, first: Held, then: Held, least: int | None, most: int | None
) -> Iterator[Broken]:
    days, name = (then.on - first.on).days, case.ground.names.sitting(first.id)
    if least == 0 and then.start < first.end:
        yield Broken(rule, then.id, f"It starts before {name} has ended.")
    if least is not None and least >= 1 and days < least:
        yield Broken(
            rule, then.id, f"It is {_after(days)} {name}; it has to be {least} days after it or more."
        )
    if most is not None and days > most:
        yield Broken(rule, then.id, f"It is {_after(days)} {name}; it may be at most {most} days after it.")


def _after(days: int) -> str:
    if not days:
        return "on the same day as"
    many = "1 day" if abs(days) == 1 else f"{abs(days)} days"
    return f"{many} {'after' if days > 0 else 'before'}"


def milestones_hold(case: Case) -> Iterator[Broken]:
    """Sittings keep their distance before or after fixed dates such as a board meeting."""
    dates = {milestone.id: milestone for milestone in case.programme.milestones}
    for held in case.held:
        for link in held.session.milestones:
            milestone, gap = dates.get(link.milestone), timedelta(days=link.least_days)
            if milestone is None:
                continue
            is_late = link.relation == "before" and held.on + gap > milestone.on
            is_early = link.relation == "after" and held.on < milestone.on + gap
            if is_late or is_early:
                words = f"It has to be {link.least_days} days or more {link.relation} ‘{milestone.title}’."
                yield Broken("milestones_hold", held.id, words)
