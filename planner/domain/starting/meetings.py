"""Sessions as the standards ask for them: breaks, paid preparation, people a facilitator; and what follows a decision."""

from typing import Any

from planner.domain.starting.prices import Part, standard

ESSENTIAL_PER_FACILITATOR = int(standard("facilitation", "people per facilitator", "essential").value)
DESIRABLE_PER_FACILITATOR = int(standard("facilitation", "people per facilitator", "desirable").value)
BREAKS = ((360, 90), (180, 40), (61, 15))
"""From so many minutes, so many minutes of breaks: 90 min 1 x 15; 3 h 20 + 2 x 10; a day lunch of 45 + 3 x 15."""
FEEDBACK_AFTER_DAYS, FEEDBACK_WITHIN_DAYS = 14, 90


def break_minutes(minutes: int) -> int:
    """The breaks that a session of so many minutes, breaks included, should have."""
    return next((breaks for least, breaks in BREAKS if minutes >= least), 0)


def preparation_minutes(minutes: int) -> int:
    """Time that a person needs to prepare: an hour was observed for a session of four."""
    return minutes // int(4 / float(standard("staff time", "preparation by each participant").value)) // 5 * 5


def session(key: str, title: str, minutes: int, invited: list[str], wanted: int, **more: Any) -> Part:
    """A session with the breaks and the paid preparation that its length asks for; half of those wanted at least."""
    return {
        "id": key,
        "title": title,
        "note": "Assumed: length, repeats and order; change them with the people who take part.",
        "stage": "design",
        "minutes": minutes,
        "break_minutes": break_minutes(minutes),
        "preparation_minutes": preparation_minutes(minutes),
        "invited": invited,
        "least_people": max(1, wanted // 2),
        "wanted_people": wanted,
        "priority": 7,
        "team": {"people_per_facilitator": ESSENTIAL_PER_FACILITATOR},
        **more,
    }


def decision(what: str) -> Part:
    """A decision taken together; what is not open has to be said by those who know."""
    return {
        "what": what,
        "who_else_decides": "Assumed: the board that approves the money; name it",
        "not_open": "Assumed: the size of the budget; say what else is not open",
        "is_shared": True,
    }


def feedback(key: str, decides: str, minutes: int, invited: list[str], wanted: int, **more: Any) -> Part:
    """The session at which people hear what became of their decision, and why."""
    return session(
        key,
        "What became of our decision",
        minutes,
        invited,
        wanted,
        stage="deliver",
        purpose="Hear what changed and what did not, and why, and ask.",
        preparation_minutes=0,
        follows=[{"session": decides, "least_days": FEEDBACK_AFTER_DAYS}],
        feeds_back_on=decides,
        feedback_within_days=FEEDBACK_WITHIN_DAYS,
        **{"priority": 9, **more},
    )


def looking_back(minutes: int, invited: list[str], wanted: int, **more: Any) -> Part:
    """The session at which people judge together what has come of it: they share in evaluating."""
    return session(
        "looking-back",
        "Looking back: whether it works",
        minutes,
        invited,
        wanted,
        stage="evaluate",
        purpose="Look together at what has been done, and say what is still missing.",
        follows=[{"session": "feedback", "least_days": 21}],
        shares_in="evaluation",
        **{"priority": 6, **more},
    )
