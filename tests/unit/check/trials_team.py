"""Trials of the rules of the team and of pins."""

from typing import Any

from tests.builders import (
    Document,
    changed,
    group,
    planned,
    price,
    professionals,
    room,
    session,
    staff,
    supplier,
    team,
    tiny_sittings,
    venue,
)
from tests.unit.check.trials import PLACES, Trial, moved, one, tiny

TWO = ["residents", "officers"]
FIRST = tiny_sittings()[:1]


def single(**changes: Any) -> Document:
    """One sitting of "design" with a third member of staff about."""
    return tiny(sessions=[session("design", TWO, **changes)])


def with_staff(*members: Document, **changes: Any) -> Document:
    """One sitting of "design" with these staff."""
    return changed(single(**changes), "staff", list(members))


def _enough() -> list[Trial]:
    ratio = single(team={"people_per_facilitator": 7})
    skilled = with_staff(staff("first"), staff("second", skills=["easy_read"]), team={"skill": "easy_read"})
    pair = one(team=team(("first", "lead"), ("second", "room_facilitator")))
    online = tiny(
        groups=[group("residents", 6, online_count=6), professionals("officers", 2, online_count=2)],
        sessions=[session("design", TWO, modes=["online"])],
    )
    call = planned(
        "design-1",
        "2027-01-12T10:00",
        "meet",
        PLACES,
        team=team(("first", "lead"), ("second", "online_host")),
    )
    return [
        Trial("enough_facilitators", "eight people for one", ratio, pair, FIRST),
        Trial("enough_facilitators", "nobody leads", single(), FIRST, one(team=[])),
        Trial(
            "enough_facilitators",
            "two lead",
            single(),
            FIRST,
            one(team=team(("first", "lead"), ("second", "lead"))),
        ),
        Trial(
            "enough_facilitators", "fewer than asked for", single(team={"least_facilitators": 2}), pair, FIRST
        ),
        Trial("enough_facilitators", "without the skill", skilled, pair, FIRST),
        Trial(
            "enough_facilitators",
            "online without a host",
            online,
            [call],
            [call | {"team": team(("first", "lead"))}],
        ),
        Trial(
            "enough_facilitators",
            "a host in the room",
            single(),
            FIRST,
            one(team=team(("first", "lead"), ("second", "online_host"))),
        ),
    ]


def _able() -> list[Trial]:
    evenings = with_staff(staff("first"), staff("second", availability={"preset": "evenings"}))
    away = with_staff(
        staff("first"), staff("second", away=[{"starts_on": "2027-01-12", "ends_on": "2027-01-12"}])
    )
    learner = staff("second", can_lead=False, training=[{"gives": "lead", "price": price(20_000)}])
    trained = with_staff(staff("first"), learner)
    by_second = one(team=team(("second", "lead")))
    says = {"bought": {"training": [{"staff": "second", "gives": "lead"}]}}
    nothing = {"bought": {"device_count": 0}}
    return [
        Trial(
            "team_members_are_able", "may not lead", tiny(sessions=[session("design", TWO)]), FIRST, by_second
        ),
        Trial("team_members_are_able", "not free", evenings, FIRST, by_second),
        Trial("team_members_are_able", "away", away, FIRST, by_second),
        Trial(
            "team_members_are_able",
            "two roles",
            single(),
            FIRST,
            one(team=team(("first", "lead"), ("first", "room_facilitator"))),
        ),
        Trial(
            "team_members_are_able", "nobody knows them", single(), FIRST, one(team=team(("fourth", "lead")))
        ),
        Trial(
            "team_members_are_able",
            "online facilitator in a room",
            single(),
            FIRST,
            one(team=team(("first", "lead"), ("second", "online_facilitator"))),
        ),
        Trial(
            "team_members_are_able",
            "training not bought",
            trained,
            by_second,
            by_second,
            nothing,
            keeps_more=says,
        ),
        Trial(
            "team_members_are_able",
            "not a checked adult",
            single(),
            FIRST,
            one(team=team(("first", "lead"), ("second", "checked_adult"))),
        ),
    ]


def _places_and_hours() -> list[Trial]:
    document = tiny(sessions=[session("design", TWO), session("test", TWO)])
    document["staff"][1]["can_lead"] = True
    document["venues"] = [
        venue("hall", [room("main"), room("side")]),
        venue("mill", [room("loft")], area="south"),
    ]
    document["calendar"]["weekly_starts"] += [
        {"weekday": "tuesday", "at": at} for at in ("12:45", "13:25", "13:30", "15:00")
    ]

    def pair(start: str, place: str, second: str = "first", **changes: Any) -> list[Document]:
        return [
            *one(),
            planned("test-1", start, place, PLACES, **{"team": team((second, "lead")), **changes}),
        ]

    at_once, apart = pair("2027-01-12T10:00", "hall/side"), pair("2027-01-12T10:00", "hall/side", "second")
    travels, hurries = pair("2027-01-12T13:25", "mill/loft"), pair("2027-01-12T12:45", "mill/loft")
    day = changed(document, "staff", 0, "minutes_per_day", 239)
    week = changed(document, "staff", 0, "minutes_per_week", 419)
    afternoon, next_week = pair("2027-01-12T15:00", "hall/main"), pair("2027-01-19T10:00", "hall/main")
    thursday = pair("2027-01-14T14:00", "hall/main")
    return [
        Trial("no_one_is_in_two_places", "at once in two rooms", document, apart, at_once),
        Trial("no_one_is_in_two_places", "no time to travel", document, travels, hurries),
        Trial("staff_hours_hold", "two on a day", day, thursday, afternoon),
        Trial("staff_hours_hold", "two in a week with preparation", week, next_week, thursday),
    ]


def _pins() -> list[Trial]:
    def pinned(**changes: Any) -> Document:
        return tiny(pins=[{"sitting": "design-2", "reason": "The board asked for it.", **changes}])

    base = tiny_sittings()
    barn = pinned(place="barn/main")
    barn["venues"].append(venue("barn", [room("main")]))
    optional = pinned(runs=True)
    optional["sessions"][0]["repeats"]["required_count"] = 1
    not_run = changed(optional, "pins", 0, "runs", False)
    public = pinned(places=[{"group": "public", "room_count": 4}])
    public["groups"].append(group("public", 9, membership="open"))
    public["sessions"][0]["invited"].append("public")
    people = {**PLACES, "public": 2}
    large = team(("first", "lead"), ("second", "room_facilitator"))
    open_plan = [each | {"places": people, "team": large} for each in base]
    support = pinned(support=[{"supplier": "notes", "units": 2}])
    support["suppliers"] = [supplier("notes", "note_taking")]
    booked = [{"supplier": "notes", "workers": 2}]
    amount = tiny(
        amount_pins=[{"sitting": "design-2", "category": "venue", "amount_pence": 900, "reason": "Agreed."}]
    )

    def dearer(plan: Document) -> None:
        for line in plan["lines"]:
            if line["sittings"] == ["design-2"] and line["category"] == "venue":
                line["amount_pence"] = line["value_pence"] = line["rate_pence"] = 901

    return [
        Trial("as_pinned", "another place", barn, [base[0], base[1] | {"place": "barn/main"}], base),
        Trial(
            "as_pinned", "another date", pinned(on="2027-01-26"), moved(2, start="2027-01-26T10:00:00"), base
        ),
        Trial("as_pinned", "another time", pinned(at="14:00"), moved(2, start="2027-01-21T14:00:00"), base),
        Trial("as_pinned", "does not run", optional, base, base[:1]),
        Trial("as_pinned", "runs", not_run, base[:1], base),
        Trial(
            "as_pinned",
            "somebody else",
            pinned(team=[{"staff": "second", "role": "room_facilitator"}]),
            moved(2, team=large),
            base,
        ),
        Trial(
            "as_pinned",
            "other places",
            public,
            [open_plan[0], open_plan[1] | {"places": {**PLACES, "public": 4}}],
            open_plan,
        ),
        Trial("as_pinned", "less support", support, moved(2, support=booked), base),
        Trial("as_pinned", "another amount", amount, base, base, tamper=dearer),
    ]


TRIALS = [*_enough(), *_able(), *_places_and_hours(), *_pins()]
