"""A whole programme made of the parts of a draft: what is not there yet is stood in for, and told as missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from planner.costing.so_far import stand_ins
from planner.costing.so_far.prices import with_every_price
from planner.costing.so_far.references import WITH_IDS, each_once, mend_references
from planner.costing.so_far.result import Notes
from planner.domain.calendars import faiths
from planner.domain.programme.calendar import Calendar
from planner.domain.programme.document import Programme, Safeguarding
from planner.domain.programme.places import Equipment, TravelLink
from planner.domain.programme.readable import DraftParts, readable_parts
from planner.domain.terms import Level

LONGEST_DAYS = 5 * 366
KEYS = (
    *(
        "calendar",
        "areas",
        "travel",
        "groups",
        "sessions",
        "venues",
        "tools",
        "equipment",
        "staff",
        "suppliers",
    ),
    *("safeguarding", "rate_card", "coordination", "other_costs", "budget", "pins", "amount_pins"),
)
NOTHING_ENTERED = {
    "groups": "No group is entered yet: nobody’s payments, expenses or access are counted",
    "sessions": "No session is entered yet: nothing that is held is counted",
    "venues": "No venue is entered yet: room hire is not counted",
    "staff": "No member of the team is entered yet: facilitation is not counted",
}
STAND_IN_WORDS = {
    "calendar": "No dates are entered yet: half a year is taken, at any time of day",
    "rate_card": "No rate card is chosen yet: payments for taking part, mileage and catering are not counted",
    "budget": "No budget is entered yet: contingency is not counted, and VAT as if none is recovered",
}
Pair = frozenset[str]


@dataclass(frozen=True)
class Whole:
    """A programme that can be priced, with the stand-ins in it: `guessed` are pairs of areas whose journey is not entered."""

    programme: Programme
    guessed: frozenset[Pair]
    has_calendar: bool
    budget_pence: int | None


def whole_of(draft: Mapping[str, Any], notes: Notes) -> Whole:
    """The programme that a draft makes so far; what is missing in it goes into `notes`."""
    read = readable_parts(draft, KEYS)
    for key in read.unread:
        what = "Something" if isinstance(draft.get(key), list) else "What is"
        notes.say(key, f"{what} entered here cannot be read yet: it is not counted")
    lists = {key: each_once(key, read.get(key), notes) for key in WITH_IDS}
    calendar = _calendar(read, notes)
    programme = Programme.model_construct(
        id="draft",
        title="Draft",
        level=Level.ESTIMATE,
        calendar=calendar or stand_ins.calendar(_some_day(read)),
        areas=read.get("areas"),
        groups=(),
        sessions=(),
        travel=read.get("travel"),
        equipment=read.get("equipment") or Equipment(),
        rate_card=read.get("rate_card") or stand_ins.rate_card(),
        coordination=read.get("coordination"),
        budget=(read.get("budget") or stand_ins.budget()).model_copy(update={"funding": ()}),
        pins=read.get("pins"),
        amount_pins=read.get("amount_pins"),
        safeguarding=read.get("safeguarding") or Safeguarding(),
    ).model_copy(update=lists)
    for key, words in NOTHING_ENTERED.items():
        if not lists[key] and not (key == "venues" and _is_all_online(programme)):
            notes.say(key, words)
    for key, words in STAND_IN_WORDS.items():
        if read.get(key) is None and key not in read.unread:
            notes.say(key, words)
    programme = _with_stand_in_places(mend_references(programme, notes))
    programme, guessed = _with_journeys(with_every_price(programme, notes))
    total_pence = None if read.get("budget") is None else read.get("budget").total_pence
    return Whole(programme, guessed, calendar is not None, total_pence)


def _is_all_online(programme: Programme) -> bool:
    return bool(programme.sessions) and all(
        set(session.modes) <= {"online"} for session in programme.sessions
    )


def _some_day(read: DraftParts) -> date:
    """A day to reckon from while no dates are entered: the day of the newest rate, so that prices stand as they are."""
    card = read.get("rate_card")
    days = [rate.valid_from for rate in card.rates] if card is not None else []
    return min(max(days, default=stand_ins.FIRST_DAY), date(2100, 1, 1))


def _calendar(read: DraftParts, notes: Notes) -> Calendar | None:
    """The calendar as entered, as far as it can be reckoned with."""
    calendar: Calendar | None = read.get("calendar")
    if calendar is None:
        return None
    if calendar.ends_on < calendar.starts_on:
        notes.say("calendar", "The last day comes before the first: half a year from the first day is taken")
        return calendar.model_copy(
            update={"ends_on": calendar.starts_on + timedelta(days=stand_ins.TYPICAL_DAYS)}
        )
    changes: dict[str, Any] = {}
    if (calendar.ends_on - calendar.starts_on).days > LONGEST_DAYS:
        notes.say("calendar", "The period is longer than five years: the first five years are taken")
        changes["ends_on"] = calendar.starts_on + timedelta(days=LONGEST_DAYS)
    known = faiths()
    if not set(calendar.avoid_faiths) <= set(known):
        changes["avoid_faiths"] = tuple(faith for faith in calendar.avoid_faiths if faith in known)
    if not calendar.weekly_starts:
        notes.say(
            "calendar", "No weekday and time is entered yet: mornings, afternoons and evenings are taken"
        )
        changes["weekly_starts"] = stand_ins.weekly_starts()
    return calendar.model_copy(update=changes)


def _with_stand_in_places(programme: Programme) -> Programme:
    """The programme with a room and a tool for sessions that nothing entered fits."""
    area = stand_ins.commonest_area(programme.groups)
    sessions = tuple(
        session.model_copy(
            update={
                "venues": (*session.venues, stand_ins.ROOM_ID) if session.venues else (),
                "tools": (*session.tools, stand_ins.TOOL_ID) if session.tools else (),
            }
        )
        for session in programme.sessions
    )
    return programme.model_copy(
        update={
            "sessions": sessions,
            "venues": (*programme.venues, stand_ins.venue(area)),
            "tools": (*programme.tools, stand_ins.tool()),
        }
    )


def _with_journeys(programme: Programme) -> tuple[Programme, frozenset[Pair]]:
    """The programme with a journey of nought wherever one may be asked for and none is entered."""
    entered = {frozenset((link.from_area, link.to_area)) for link in programme.travel}
    guessed = {
        pair: TravelLink(from_area=first, to_area=second, minutes=0, miles=0)
        for first, second in _journeys(programme)
        if first != second and (pair := frozenset((first, second))) not in entered
    }
    return programme.model_copy(update={"travel": (*programme.travel, *guessed.values())}), frozenset(guessed)


def _journeys(programme: Programme) -> Iterator[tuple[str, str]]:
    homes = {group.home_area for group in programme.groups}
    homes |= {member.home_area for member in programme.staff if member.is_paid_mileage}
    areas = {venue.area for venue in programme.venues}
    yield from ((home, area) for home in sorted(homes) for area in sorted(areas))
