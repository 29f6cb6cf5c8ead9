"""Trials of the rules of who comes, of access and of young people."""

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
    tool,
    venue,
)
from tests.unit.check.trials import Trial, one, tiny

NEEDS_BSL = {"id": "bsl", "title": "BSL interpreter", "count": 2, "all_of": [["support:bsl"]]}
STEP_FREE = {"id": "step", "title": "Step-free way in", "count": 1, "all_of": [["venue:step_free"]]}


def single(groups: list[Document], **changes: Any) -> Document:
    """A document with one sitting of one session for these groups."""
    return tiny(groups=groups, sessions=[session("design", [each["id"] for each in groups], **changes)])


def hybrid(groups: list[Document], **changes: Any) -> Document:
    """One hybrid sitting in a room that is ready for it."""
    document = single(groups, modes=["hybrid"], **changes)
    document["venues"] = [venue("hall", [room("main", is_hybrid_ready="yes")])]
    return document


def together(places: dict[str, int], online: dict[str, int], **changes: Any) -> list[Document]:
    """The one hybrid sitting with its places."""
    members = team(("first", "lead"), ("second", "online_host"), ("third", "online_facilitator"))
    return one(place="hall/main+meet", places=places, online_places=online, **{"team": members, **changes})


def _coming() -> list[Trial]:
    whole = single([group("residents", 6), professionals("officers", 2)])
    less = {"residents": 5, "officers": 2}
    opened = single([group("public", 20, membership="open"), group("young", 10, membership="open")])
    capped = changed(opened, "groups", 1, "in_person_count", 2)
    twice = tiny(
        groups=[group("residents", 6), group("public", 9, membership="open")],
        sessions=[session("design", ["residents", "public"], repeats={"kind": "alternatives", "count": 2})],
    )

    def both(first: dict[str, int], second: dict[str, int]) -> list[Document]:
        return [*one(places=first), planned("design-2", "2027-01-19T10:00", "hall/main", second)]

    return [
        Trial("invited_whole", "a standing group is thinned out", whole, one(), one(places=less)),
        Trial(
            "invited_whole",
            "a standing group is not whole over the alternatives",
            twice,
            both({"residents": 2, "public": 4}, {"residents": 4, "public": 5}),
            both({"residents": 2, "public": 4}, {"residents": 3, "public": 5}),
        ),
        Trial(
            "able_to_come", "more than there are", whole, one(), one(places={"residents": 7, "officers": 2})
        ),
        Trial(
            "able_to_come",
            "somebody who is not invited",
            whole,
            one(),
            one(places={"residents": 6, "officers": 2, "x": 1}),
        ),
        Trial(
            "able_to_come",
            "more of an open group over the alternatives than there are",
            twice,
            both({"residents": 2, "public": 4}, {"residents": 4, "public": 5}),
            both({"residents": 2, "public": 5}, {"residents": 4, "public": 5}),
        ),
        Trial(
            "able_to_come",
            "out of reach",
            single([group("residents", 6), group("far", 2, home_area="south", travel={"most_minutes": 30})]),
            one(places={"residents": 6, "far": 0}),
            one(places={"residents": 6, "far": 2}),
        ),
        Trial(
            "shared_evenly",
            "not by size",
            opened,
            one(places={"public": 6, "young": 3}),
            one(places={"public": 3, "young": 5}),
        ),
        Trial(
            "shared_evenly",
            "one more than within one",
            capped,
            one(places={"public": 7, "young": 2}),
            one(places={"public": 7, "young": 1}),
        ),
    ]


def _online() -> list[Trial]:
    document = hybrid(
        [group("residents", 6, online_count=3, prefer_online_count=2), professionals("officers", 2)]
    )
    document["staff"].append(staff("third"))
    opened = hybrid([group("public", 6, online_count=3, membership="open"), professionals("officers", 2)])
    opened["staff"].append(staff("third"))
    keeps = together({"residents": 6, "officers": 2}, {"residents": 2})
    return [
        Trial(
            "online_by_choice",
            "kept out of the room",
            document,
            keeps,
            together({"residents": 6, "officers": 2}, {"residents": 3}),
        ),
        Trial(
            "online_by_choice",
            "more online than want to",
            opened,
            together({"public": 6, "officers": 2}, {"public": 3}),
            together({"public": 6, "officers": 2}, {"public": 4}),
        ),
    ]


def _fits() -> list[Trial]:
    small = single([group("residents", 6), professionals("officers", 2)], observer_count=1)
    small["venues"] = [venue("hall", [room("main", 10), room("den", 9)])]
    most = single([group("public", 9, membership="open")], most_people=4)
    online = single([group("residents", 6, online_count=6)], modes=["online"], observer_count=1)
    online["tools"] = [tool("meet", 9), tool("call", 8)]
    pair = team(("first", "lead"), ("second", "online_host"))
    calls = [
        planned("design-1", "2027-01-12T10:00", place, {"residents": 6}, team=pair)
        for place in ("meet", "call")
    ]
    link = hybrid([group("residents", 6, online_count=3, prefer_online_count=2)])
    link["tools"] = [tool("meet", 5), tool("call", 4)]
    link["staff"].append(staff("third"))
    linked = together({"residents": 6}, {"residents": 2})
    chairs = single([group("residents", 6, wheelchair_count=3)])
    wide = {"kind": "cabaret", "capacity": 20, "wheelchair_places": 3}
    chairs["venues"] = [venue("hall", [room("main", layouts=[wide]), room("den")])]
    least = single([group("public", 9, membership="open")], least_people=4)
    alone = {"residents": 6}
    return [
        Trial("everyone_fits", "observers and team count", small, one(), one(place="hall/den")),
        Trial(
            "everyone_fits",
            "more than the session takes",
            most,
            one(places={"public": 4}),
            one(places={"public": 5}),
        ),
        Trial("everyone_fits", "the tool is full", online, calls[:1], calls[1:]),
        Trial(
            "everyone_fits",
            "the link of a hybrid room takes a place",
            link,
            linked,
            [linked[0] | {"place": "hall/main+call"}],
        ),
        Trial(
            "wheelchair_places_suffice",
            "one too few",
            chairs,
            one(places=alone),
            one(place="hall/den", places=alone),
        ),
        Trial(
            "least_size_is_reached",
            "one too few",
            least,
            one(places={"public": 4}),
            one(places={"public": 3}),
        ),
    ]


def _load() -> list[Trial]:
    week = tiny(
        groups=[group("residents", 6, limits={"minutes_per_week": 150}), professionals("officers", 2)]
    )
    week["sessions"] = [
        session("design", ["residents", "officers"]),
        session("test", ["residents", "officers"], preparation_minutes=30),
    ]
    other = planned("test-1", "2027-01-19T10:00", "hall/main", {"residents": 6, "officers": 2})
    month = changed(week, "groups", 0, "limits", {"minutes_per_month": 269})
    roomy = changed(month, "calendar", "ends_on", "2027-02-28")
    moved = other | {"start": "2027-02-02T10:00:00"}
    return [
        Trial(
            "load_holds",
            "two in a week",
            week,
            [*one(), other],
            [*one(), other | {"start": "2027-01-14T14:00:00"}],
        ),
        Trial("load_holds", "two in a month", roomy, [*one(), moved], [*one(), other]),
    ]


def _assisted() -> Document:
    """A hybrid sitting of six, three of whom prefer to join online; three of the six need an assistant, wherever they are."""
    needs = {"id": "pa", "title": "An assistant", "count": 3, "all_of": [["support:pa"]]}
    document = hybrid(
        [group("residents", 6, online_count=3, prefer_online_count=3, requirements=[needs])],
        least_people=1,
    )
    document["suppliers"] = [supplier("helpers", "pa", serves="person")]
    document["staff"].append(staff("third"))
    return document


def _with_assistants(count: int) -> list[Document]:
    """Its plan with so many assistants: min(3, 3 + 3) = 3 are needed; the room and online apart would be six."""
    support = [{"supplier": "helpers", "workers": count}]
    return together({"residents": 6}, {"residents": 3}, support=support)


def _access() -> list[Trial]:
    deaf = single([group("residents", 6, requirements=[NEEDS_BSL])])
    deaf["suppliers"] = [supplier("signs", "bsl", two_over_room_minutes=60), supplier("others", "stt")]
    booked, too_few = ([{"supplier": "signs", "workers": count}] for count in (2, 1))
    places = {"residents": 6}
    steps = single([group("residents", 6, requirements=[STEP_FREE])])
    yes, no = ({"key": "step_free", "is_there": answer} for answer in ("yes", "no"))
    steps["venues"] = [venue("hall", [room("main"), room("attic", features=[no])], features=[yes])]
    signing = changed(steps, "level", "ready_to_sign")
    signing["venues"] = [venue("hall", [room("main", features=[yes]), room("attic")])]
    either = [["venue:loop", "support:bsl"]]
    ready = {**NEEDS_BSL, "all_of": either}
    loop = single([group("residents", 6, requirements=[ready])], venues=["hall"])
    loop["suppliers"] = [supplier("signs", "bsl", areas=["north"])]
    one_worker = [{"supplier": "signs", "workers": 1}]
    assisted = _assisted()
    return [
        Trial(
            "access_requirements_are_met",
            "too few assistants over the room and online together",
            assisted,
            _with_assistants(3),
            _with_assistants(2),
        ),
        Trial(
            "access_requirements_are_met",
            "nobody booked",
            deaf,
            one(places=places, support=booked),
            one(places=places),
        ),
        Trial(
            "access_requirements_are_met",
            "one interpreter for two hours",
            deaf,
            one(places=places, support=booked),
            one(places=places, support=too_few),
        ),
        Trial(
            "access_requirements_are_met",
            "the room says no",
            steps,
            one(places=places),
            one(place="hall/attic", places=places),
        ),
        Trial(
            "access_requirements_are_met",
            "unknown when signing",
            signing,
            one(places=places),
            one(place="hall/attic", places=places),
        ),
        Trial(
            "access_requirements_are_met",
            "support goes before unknown",
            loop,
            one(places=places, support=one_worker),
            one(places=places),
        ),
    ]


def _young() -> list[Trial]:
    young = {"count": 3, "guardian_consent": "yes", "travel_home_price": price(800)}
    document = single([group("teens", 6, young_people=young)])
    document["staff"] = [staff(key, is_checked_adult=True) for key in ("first", "second", "third")]
    document["calendar"]["weekly_starts"].append({"weekday": "tuesday", "at": "18:30"})
    adults = team(("first", "lead"), ("second", "checked_adult"))
    places = {"teens": 6}
    keeps = one(places=places, team=adults)
    away = changed(document, "groups", 0, "young_people", "guardian_consent", "no")
    away["groups"][0]["availability"] = {"preset": "weekends"}
    away["groups"].append(group("residents", 2))
    away["sessions"][0]["invited"].append("residents")
    away["calendar"]["weekly_starts"].append({"weekday": "saturday", "at": "10:00"})
    without = one(places={"teens": 0, "residents": 2})
    weekend = one("2027-01-16T10:00", places={"teens": 6, "residents": 2}, team=adults)
    return [
        Trial("young_people_are_safe", "one adult", document, keeps, one(places=places)),
        Trial(
            "young_people_are_safe",
            "too late",
            document,
            keeps,
            one("2027-01-12T18:30", places=places, team=adults),
        ),
        Trial("young_people_are_safe", "without consent", away, without, weekend),
    ]


TRIALS = [*_coming(), *_online(), *_fits(), *_load(), *_access(), *_young()]
