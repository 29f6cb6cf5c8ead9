"""Levers on order: what follows what, feedback after decisions, days apart, papers, fixed dates."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import pairwise

from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.domain.programme.sessions import SessionPlan
from planner.optimiser.relax.changed import with_session
from planner.optimiser.relax.lever import Lever, Offer, Settled
from planner.optimiser.relax.patches import Edit


def order_levers(index: int, session: SessionPlan, titles: Mapping[str, str]) -> Iterator[Lever]:
    """Everything about order that the session plan at `index` asks; `titles` are those of all session plans by id."""
    path = f"sessions[{index}]"
    for number in range(len(session.follows)):
        yield _follows(index, session, number, titles)
    if session.feeds_back_on is not None:
        yield _feedback(index, session, session.feeds_back_on, titles)
    if session.repeats.count > 1 and session.repeats.kind == "series":
        yield _apart(index, session)
    if session.papers_days:
        yield Lever(
            "in_order",
            f"{path}.papers_days",
            f"The papers for “{session.title}” go out {session.papers_days} days before.",
            lambda each: with_session(each, index, papers_days=0),
        )
    if session.milestones:
        yield Lever(
            "milestones_hold",
            f"{path}.milestones",
            f"“{session.title}” keeps to its fixed dates.",
            lambda each: with_session(each, index, milestones=()),
        )


def _follows(index: int, session: SessionPlan, number: int, titles: Mapping[str, str]) -> Lever:
    link = session.follows[number]
    offers: tuple[Offer, ...] = ()
    words = f"“{session.title}” comes after “{titles[link.session]}”"
    if link.most_days is not None:
        keys = ("sessions", index, "follows", number, "most_days")
        freed_most = partial(_with_follows, index=index, number=number, most_days=None)
        offers = (Offer("any", freed_most, _longest_wait(index, link.session, link.most_days, keys)),)
        words = f"{words}, at most {link.most_days} days later"
    freed = partial(_without_follows, index=index, number=number)
    return Lever("in_order", f"sessions[{index}].follows[{number}]", f"{words}.", freed, offers)


def _without_follows(programme: Programme, index: int, number: int) -> Programme:
    links = programme.sessions[index].follows
    return with_session(programme, index, follows=(*links[:number], *links[number + 1 :]))


def _with_follows(programme: Programme, index: int, number: int, most_days: int | None) -> Programme:
    links = list(programme.sessions[index].follows)
    links[number] = links[number].model_copy(update={"most_days": most_days})
    return with_session(programme, index, follows=tuple(links))


def _feedback(index: int, session: SessionPlan, decided: str, titles: Mapping[str, str]) -> Lever:
    within = session.feedback_within_days
    offers: tuple[Offer, ...] = ()
    if within is not None:
        at = ("sessions", index, "feedback_within_days")
        loosened = lambda each: with_session(each, index, feedback_within_days=None)  # noqa: E731
        offers = (Offer("any", loosened, _longest_wait(index, decided, within, at)),)
    return Lever(
        "feedback_follows_its_decision",
        f"sessions[{index}].feedback_within_days",
        f"“{session.title}” feeds back on “{titles[decided]}”"
        + (f" within {within} days." if within is not None else "."),
        lambda each: with_session(each, index, feeds_back_on=None, feedback_within_days=None),
        offers,
    )


def _days(plan: Plan, session_id: str) -> list[date]:
    return sorted(each.start.date() for each in plan.sittings if each.session == session_id)


def _longest_wait(
    index: int, other: str, allowed: int, at: tuple[str | int, ...]
) -> Callable[[Programme, Plan], Settled | None]:
    """Settle the days between another session and this one by what the plan needs."""

    def settle(programme: Programme, plan: Plan) -> Settled | None:
        session = programme.sessions[index]
        before, after = _days(plan, other), _days(plan, session.id)
        if not before or not after:
            return None
        last = after[:1] if session.repeats.kind == "series" else after
        needed = max((each - before[-1]).days for each in last)
        other_session = next(each for each in programme.sessions if each.id == other)
        if other_session.repeats.kind == "alternatives":
            needed = max((each - before[0]).days for each in last)
        if needed <= allowed:
            return None
        what = (
            f"Let “{session.title}” come up to {needed} days after “{other_session.title}” (now {allowed})."
        )
        return Settled(what, (Edit("set", at, needed),))

    return settle


def _apart(index: int, session: SessionPlan) -> Lever:
    least, most = session.repeats.least_days_apart, session.repeats.most_days_apart

    def free(programme: Programme) -> Programme:
        changes = {"least_days_apart": 0, "most_days_apart": None}
        repeats = programme.sessions[index].repeats.model_copy(update=changes)
        return with_session(programme, index, repeats=repeats)

    def settle(programme: Programme, plan: Plan) -> Settled | None:
        days = _days(plan, session.id)
        gaps = [(later - earlier).days for earlier, later in pairwise(days)]
        edits = []
        if gaps and min(gaps) < least:
            edits.append(Edit("set", ("sessions", index, "repeats", "least_days_apart"), min(gaps)))
        if gaps and most is not None and max(gaps) > most:
            edits.append(Edit("set", ("sessions", index, "repeats", "most_days_apart"), max(gaps)))
        if not edits:
            return None
        return Settled(
            f"Let the sessions of “{session.title}” be {min(gaps)} to {max(gaps)} days apart.", tuple(edits)
        )

    return Lever(
        "in_order",
        f"sessions[{index}].repeats",
        f"The sessions of “{session.title}” are at least {least} days apart"
        + (f" and at most {most}." if most is not None else "."),
        free,
        (Offer("any", free, settle),),
    )
