"""A sitting that has been announced stays where it is, and leaves its siblings free."""

from typing import Any

from planner.domain.terms import Strategy
from tests.builders import room, session, terms, venue
from tests.unit.optimiser.solved import by_id, drafted


def with_announced(number: int) -> dict[str, Any]:
    """Two venues, one dear; sitting `number` is announced in the dear one at the end of the period."""
    dear = room("side", tariff={"terms": terms(), "hour_pence": 5000})
    state = {"number": number, "status": "announced", "start": "2027-01-28T14:00:00", "place": "annex/side"}
    if number == 1:
        state["start"] = "2027-01-12T10:00:00"
    repeats = {"count": 2, "least_days_apart": 7}
    return {
        "venues": [venue("hall", [room("main")]), venue("annex", [dear])],
        "sessions": [session("design", ["residents", "officers"], repeats=repeats, sittings=[state])],
    }


def test_an_announced_sitting_stays_and_its_sibling_is_free_to_be_cheaper() -> None:
    for number in (1, 2):
        sittings = by_id(drafted(Strategy.CHEAPEST, **with_announced(number)))
        assert sittings[f"design-{number}"].place == "annex/side"
        assert sittings[f"design-{3 - number}"].place == "hall/main"
