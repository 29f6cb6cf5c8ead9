"""The order of sessions: circles, feedback without a decision, distances that cannot be."""

from collections.abc import Iterator

from planner.domain.programme.document import Programme
from planner.domain.programme.problems.found import Problem


def the_order_has_no_circle(programme: Programme) -> Iterator[Problem]:
    """No session comes after itself, by way of any others."""
    after = {
        session.id: {follows.session for follows in session.follows}
        | ({session.feeds_back_on} if session.feeds_back_on is not None else set())
        for session in programme.sessions
    }
    for number, session in enumerate(programme.sessions):
        links = [(f"follows[{i}].session", follows.session) for i, follows in enumerate(session.follows)]
        if session.feeds_back_on is not None:
            links.append(("feeds_back_on", session.feeds_back_on))
        for place, name in links:
            if session.id in _reached(name, after):
                words = "itself" if name == session.id else f'"{name}", which comes after "{session.id}"'
                yield Problem(
                    f"sessions[{number}].{place}", f"Break this circle: the session comes after {words}"
                )


def _reached(first: str, after: dict[str, set[str]]) -> set[str]:
    """Every session that `first` comes after, itself included."""
    reached: set[str] = set()
    waiting = [first]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += after.get(name, set())
    return reached


def feedback_is_on_a_decision(programme: Programme) -> Iterator[Problem]:
    """A feedback session names a session that decides and is not over before that one can start."""
    sessions = {session.id: session for session in programme.sessions}
    for number, session in enumerate(programme.sessions):
        here = f"sessions[{number}]"
        if session.feeds_back_on is None:
            if session.feedback_within_days is not None:
                message = "Name the session this feeds back on, or remove the limit"
                yield Problem(f"{here}.feedback_within_days", message)
            continue
        decided = sessions.get(session.feeds_back_on)
        if decided is None:
            continue
        if decided.decision is None:
            message = f'Say what "{decided.id}" decides, or name a session that decides'
            yield Problem(f"{here}.feeds_back_on", message)
        if session.latest_on and decided.earliest_on and session.latest_on < decided.earliest_on:
            message = f'Enter a later date: "{decided.id}" starts on {decided.earliest_on} at the earliest'
            yield Problem(f"{here}.latest_on", message)


def distances_are_in_order(programme: Programme) -> Iterator[Problem]:
    """The most days between sittings are no fewer than the least, papers included."""
    for number, session in enumerate(programme.sessions):
        here, repeats = f"sessions[{number}]", session.repeats
        if repeats.kind == "series" and repeats.count > 1 and repeats.most_days_apart is not None:
            least = max(repeats.least_days_apart, session.papers_days)
            if least > repeats.most_days_apart:
                yield _at_least(f"{here}.repeats.most_days_apart", least)
        for index, follows in enumerate(session.follows):
            least = max(follows.least_days, session.papers_days)
            if follows.most_days is not None and least > follows.most_days:
                yield _at_least(f"{here}.follows[{index}].most_days", least)
        within = session.feedback_within_days
        if session.feeds_back_on is not None and within is not None and session.papers_days > within:
            yield _at_least(f"{here}.feedback_within_days", session.papers_days)


def _at_least(path: str, least: int) -> Problem:
    return Problem(
        path, f"Enter {least} days or more, or make the least distance (or the time for papers) shorter"
    )
