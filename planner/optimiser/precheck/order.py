"""Order that leaves a sitting no start: too little time between what comes before and what comes after."""

from collections.abc import Iterator

from planner.domain.programme import Programme
from planner.domain.sittings import Sitting
from planner.optimiser.candidates import Candidates
from planner.optimiser.order import order_of, windows
from planner.optimiser.outcome import Contradiction
from planner.optimiser.precheck.words import session_path, sitting_in_words


def order_cannot_hold(programme: Programme, candidates: Candidates) -> Iterator[Contradiction]:
    """The first required sitting (in document order) whose starts the order of required sittings leaves empty."""
    starts = candidates.starts()
    order = order_of(programme, candidates.sittings)
    left = windows(order, starts)
    for sitting in candidates.sittings:
        if sitting.must_run and starts[sitting.id] and not left[sitting.id]:
            rule, path = _tied_to(programme, sitting)
            yield Contradiction(
                rule,
                path,
                f"{sitting_in_words(sitting)} has no day left: what has to come before and after it, with the days "
                "between, does not fit into the period and its starts.",
            )
            return


def _tied_to(programme: Programme, sitting: Sitting) -> tuple[str, str]:
    path, session = session_path(programme, sitting), sitting.session
    if sitting.number > 1 and session.repeats.kind == "series":
        return "in_order", f"{path}.repeats"
    if session.feeds_back_on is not None:
        return "feedback_follows_its_decision", f"{path}.feeds_back_on"
    if session.follows:
        return "in_order", f"{path}.follows"
    followers = [
        index
        for index, other in enumerate(programme.sessions)
        if any(link.session == session.id for link in other.follows) or other.feeds_back_on == session.id
    ]
    if followers:
        return "in_order", f"sessions[{followers[0]}].follows"
    return "in_order", f"{path}.repeats"
