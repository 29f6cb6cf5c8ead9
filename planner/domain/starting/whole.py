"""What every starting document holds: dates reckoned from its first day, its money, a note on what is assumed."""

import json
from datetime import date, timedelta
from typing import Any

from planner.domain.dates import financial_year_of
from planner.domain.starting.prices import Part, estimated

NOTE = (
    "Assumed: this is a starting document. Prices marked “our estimate”, places, the team, counts of people and their needs "
    "are put in so that a plan can be built at once; replace each with your own, and agree it with the people who take part."
)
CONTINGENCY_BECAUSE = "Assumed: prices of support rise and people’s needs change."


def days_after(starts_on: date, days: int) -> str:
    """So many days after the start, as a document writes a date."""
    return (starts_on + timedelta(days=days)).isoformat()


def calendar(starts_on: date, days: int, starts: list[tuple[str, str]], **more: Any) -> Part:
    """So many days from the start, with weekdays and times at which a session may start."""
    return {
        "starts_on": starts_on.isoformat(),
        "ends_on": days_after(starts_on, days),
        "weekly_starts": [{"weekday": weekday, "at": at} for weekday, at in starts],
        "avoid_bank_holidays": True,
        **more,
    }


def budget(total_pence: int, *, recovery: float = 0, because: str = "", note: str = "") -> Part:
    """New money with contingency; by default no VAT is recovered."""
    return {
        "total_pence": total_pence,
        "note": note or "Assumed: a little more than a first plan costs; put in what there is.",
        "contingency_percent": 5,
        "contingency_because": CONTINGENCY_BECAUSE,
        "vat": {
            "recovery_share": recovery,
            "because": because
            or "Assumed: none is recovered, as for a charity without VAT registration; ask finance.",
        },
    }


def other_costs(ends_on: str) -> list[Part]:
    """Materials at each session, Easy Read papers, and looking back together in the last financial year."""
    last_year = financial_year_of(date.fromisoformat(ends_on))
    return [
        _cost("materials", "Pens, cards and printing", "materials", "sitting", 1500, "workshop materials"),
        _cost("easy-read", "Easy Read papers", "access_support", "sitting", 9000, "four pages in Easy Read"),
        {
            **_cost(
                "looking-back",
                "Looking back together",
                "evaluation",
                "once",
                90000,
                "a peer researcher, four days",
            ),
            "financial_year": last_year,
        },
    ]


def _cost(key: str, title: str, category: str, per: str, pence: int, what: str) -> Part:
    return {
        "id": key,
        "title": title,
        "note": "Assumed: leave it out if it is not needed.",
        "category": category,
        "per": per,
        "price": estimated(pence, what),
    }


def programme(key: str, title: str, purpose: str, parts: Part) -> Part:
    """A whole programme document with its note on what is assumed: plain JSON values, none shared with another document."""
    made = {
        "schema_version": 1,
        "id": key,
        "title": title,
        "purpose": purpose,
        "note": NOTE,
        "level": "estimate",
        "strategy": "fairest",
        **parts,
    }
    document: Part = json.loads(json.dumps(made))
    return document
