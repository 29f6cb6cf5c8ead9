"""Trials of the targets as musts: a plan that reaches the level and one that falls short of it."""

from typing import Any

from tests.builders import (
    Document,
    changed,
    group,
    planned,
    professionals,
    room,
    session,
    target,
    team,
    tiny_sittings,
    venue,
)
from tests.unit.check.trials import PLACES, Trial, moved, one, tiny

TWO = ["residents", "officers"]
SITTINGS = tiny_sittings()


def must(kind: str, **changes: Any) -> list[Document]:
    """The one target of a trial, a must."""
    return [target(kind, **{"strength": "must", **changes})]


def opened(targets: list[Document], **changes: Any) -> Document:
    """One sitting for an open group of residents and an open group of officers."""
    groups = [
        group("residents", 8, membership="open", characteristics=[{"key": "disabled", "count": 4}]),
        group("carers", 8, membership="open"),
        professionals("officers", 6, membership="open"),
    ]
    invited = [each["id"] for each in groups]
    sessions = [session("design", invited, wanted_people=6, sharing="by_target", **changes)]
    return tiny(groups=groups, sessions=sessions, targets=targets)


def numbers(residents: int, carers: int, officers: int, **changes: Any) -> list[Document]:
    """The one sitting of `opened` with these places, two facilitators."""
    pair = team(("first", "lead"), ("second", "room_facilitator"))
    return one(
        places={"residents": residents, "carers": carers, "officers": officers}, **{"team": pair, **changes}
    )


def _people() -> list[Trial]:
    footing = opened(must("equal_footing", level=0.5, scope="every"))
    floor = opened([target("equal_footing", level=0.9, floor=0.5, scope="every")])
    deciding = changed(
        opened(must("equal_footing", level=0.5)), "sessions", 0, "decision", {"what": "The plan"}
    )
    least = opened(must("representation", characteristic="disabled", level=0.25))
    most = opened(must("representation", characteristic="disabled", direction="at_most", level=0.25))
    alone = opened(must("nobody_is_the_only_one", characteristics=["disabled"]))
    return [
        Trial("equal_footing", "outnumbered", footing, numbers(2, 1, 3), numbers(2, 1, 4)),
        Trial("equal_footing", "under the floor of an aim", floor, numbers(2, 1, 3), numbers(2, 1, 4)),
        Trial("equal_footing", "where it decides", deciding, numbers(2, 1, 3), numbers(2, 1, 4)),
        Trial("representation", "too few", least, numbers(3, 3, 2), numbers(3, 4, 2)),
        Trial("representation", "more than asked for", most, numbers(3, 3, 2), numbers(4, 3, 2)),
        Trial("nobody_is_the_only_one", "one officer", alone, numbers(3, 3, 2), numbers(3, 3, 1)),
        Trial("nobody_is_the_only_one", "one disabled person", alone, numbers(2, 3, 2), numbers(1, 3, 2)),
    ]


def _attendance() -> list[Trial]:
    twice = tiny(targets=must("continuity", times=2))
    twice["sessions"][0]["repeats"]["required_count"] = 1
    stages = tiny(targets=must("continuity", times=1))
    stages["sessions"] = [
        session("design", TWO),
        session("test", TWO, stage="evaluate", repeats={"required_count": 0}),
    ]
    second = planned("test-1", "2027-01-19T10:00", "hall/main", PLACES)
    times = tiny(targets=must("times_people_can_make", level=1))
    busy = {"cells": [{"weekday": "thursday", "part": "afternoon", "free_count": 5}]}
    times["groups"][0]["availability"] = busy
    five = {"residents": 5, "officers": 2}
    return [
        Trial("continuity", "once only", twice, SITTINGS, SITTINGS[:1]),
        Trial("continuity", "not in every stage", stages, [*one(), second], one()),
        Trial(
            "times_people_can_make",
            "one cannot",
            times,
            SITTINGS,
            moved(2, start="2027-01-21T14:00:00", places=five),
        ),
    ]


def _places() -> list[Trial]:
    known = tiny(targets=must("familiar"))
    two_areas = tiny(targets=must("spread_of_places", area="south", level=0.5))
    two_areas["venues"].append(venue("mill", [room("loft")], area="south"))
    near = changed(two_areas, "targets", must("travel_within", minutes=20))
    far = changed(two_areas, "targets", must("travel_within", minutes=19))
    half_way = [SITTINGS[0], SITTINGS[1] | {"place": "mill/loft"}]
    mode = tiny(
        groups=[group("residents", 6, online_count=6), professionals("officers", 2, online_count=2)],
        targets=must("choice_of_mode", way="online", level=0.5),
    )
    mode["sessions"][0]["modes"] = ["in_person", "online"]
    online = planned(
        "design-2",
        "2027-01-19T10:00",
        "meet",
        PLACES,
        team=team(("first", "lead"), ("second", "online_host")),
    )
    return [
        Trial("familiar", "another weekday", known, SITTINGS, moved(2, start="2027-01-21T14:00:00")),
        Trial("spread_of_places", "never there", two_areas, half_way, SITTINGS),
        Trial(
            "travel_within",
            "too far on average",
            near,
            half_way,
            [each | {"place": "mill/loft"} for each in SITTINGS],
        ),
        Trial("travel_within", "a minute too far", far, SITTINGS, half_way),
        Trial("choice_of_mode", "never online", mode, [SITTINGS[0], online], SITTINGS),
    ]


def _company() -> list[Trial]:
    ratio = opened(must("facilitator_ratio", people_per_facilitator=4))
    size = opened(must("wanted_size", level=0.5))
    reach = tiny(targets=must("money_reaching_people", level=0.7))
    reach["staff"][1]["pay"]["amount_pence"] = 9_000
    reach["staff"][1]["can_lead"] = True
    dear = [each | {"team": team(("second", "lead"))} for each in SITTINGS]
    return [
        Trial("facilitator_ratio", "nine for two", ratio, numbers(3, 3, 2), numbers(3, 3, 3)),
        Trial("wanted_size", "ten where six are wanted", size, numbers(3, 3, 3), numbers(4, 4, 2)),
        Trial("wanted_size", "two where six are wanted", size, numbers(1, 1, 1), numbers(1, 1, 0)),
        Trial("money_reaching_people", "a dear lead", reach, SITTINGS, [], tamper=_led_by(dear)),
    ]


def _led_by(sittings: list[Document]) -> Any:
    """The plan's lines as if these sittings had cost more to lead."""

    def change(plan: Document) -> None:
        plan["sittings"] = sittings
        for line in plan["lines"]:
            if line["rule"] == "staff_time":
                line["rate_pence"] = 9_000
                line["value_pence"] = line["amount_pence"] = round(line["quantity"] * 9_000)

    return change


def _process() -> list[Trial]:
    decision = {"what": "The plan", "who_else_decides": "The board", "not_open": "The budget"}
    document = tiny(targets=must("process"))
    document["sessions"] = [
        session("design", TWO, decision=decision),
        session("test", TWO, feeds_back_on="design", shares_in="evaluation", repeats={"required_count": 0}),
    ]
    both = [*one(), planned("test-1", "2027-01-19T10:00", "hall/main", PLACES)]
    short = changed(document, "targets", must("process", items=["breaks"]))
    short["sessions"][1]["break_minutes"] = 14
    return [
        Trial("process", "no feedback, no share", document, both, one()),
        Trial("process", "too short a break", short, one(), both),
    ]


TRIALS = [*_people(), *_attendance(), *_places(), *_company(), *_process()]
