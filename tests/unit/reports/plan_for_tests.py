"""A small programme and a plan of it made by hand: five sessions, every kind of line, target, proof and thing to find."""

import json
from decimal import Decimal

from planner.domain.plan import Plan, PlanLine
from planner.domain.programme import Programme
from planner.domain.terms import SECTION_OF, Basis, Category


def _group(key: str, name: str, size: int, **more: object) -> dict[str, object]:
    return {"id": key, "name": name, "is_lived_experience": True, "size": size, "home_area": "north", **more}


def programme() -> Programme:
    """Residents (8), young carers (3) and staff (6, in kind) over six months; a hall, a library, a video meeting."""
    quote = {"evidence": "quote", "source": "Illustrative quote", "priced_on": "2026-09-01"}
    document = {
        "id": "respite",
        "title": "Respite care together",
        "calendar": {
            "starts_on": "2026-11-02",
            "ends_on": "2027-04-30",
            "weekly_starts": [{"weekday": "thursday", "at": "14:00"}, {"weekday": "tuesday", "at": "18:30"}],
        },
        "milestones": [{"id": "board", "title": "Board meeting", "on": "2027-03-18"}],
        "areas": [{"id": "north", "name": "North"}, {"id": "south", "name": "South"}],
        "groups": [
            _group("residents", "Disabled residents", 8, online_count=5),
            _group("young-carers", "Young carers", 3),
            {**_group("staff", "Council staff", 6), "is_lived_experience": False},
        ],
        "sessions": [
            _session("welcome", "Welcome", stage="plan"),
            _session("design", "Design", modes=["in_person", "hybrid"], repeats={"count": 3, "required_count": 2}),
            _session(
                "decide",
                "Choosing the offer",
                decision={"what": "Which offer goes to the board", "not_open": "The total budget"},
            ),
            _session("answer", "What became of it", stage="evaluate", modes=["online"], feeds_back_on="decide"),
        ],
        "venues": [
            {
                "id": "hall",
                "name": "Community hall",
                "area": "north",
                "is_illustrative": True,
                "openings": [],
                "rooms": [{"id": "main", "name": "Main room", "layouts": [], "tariff": {"terms": quote}}],
            }
        ],
        "tools": [{"id": "video", "name": "Video meeting", "capacity": 50}],
        "staff": [
            {
                "id": "facilitator",
                "title": "Facilitator",
                "home_area": "north",
                "pay": {"kind": "hourly", "amount_pence": 2500, "terms": quote},
            }
        ],
        "suppliers": [
            {"id": "bsl", "name": "BSL interpreters", "support": "bsl", "modes": ["in_person"], "bands": [], "terms": quote}
        ],
        "rate_card": {"name": "Card", "rates": []},
        "item_answers": [
            {"category": "training", "answer": "not_needed", "because": "the team has led such groups before"},
            {"category": "recognition", "answer": "not_known", "because": "the group has not been asked"},
            {"category": "evaluation", "answer": "not_needed", "because": "the university evaluates it"},
            {"category": "other", "answer": "not_needed", "because": "nothing else is planned"},
        ],
        "budget": {
            "total_pence": 600_000,
            "funding": [
                {
                    "id": "council",
                    "name": "Council",
                    "years": [{"financial_year": "2026-27", "amount_pence": 400_000}],
                },
                {"id": "trust", "name": "Charity trust", "years": [{"financial_year": "2026-27", "amount_pence": 150_000}]},
            ],
        },
        "targets": [
            {"id": "footing", "title": "Equal footing", "kind": "equal_footing", "level": 0.5, "strength": "must"},
            {
                "id": "evenings",
                "title": "Evenings for unpaid carers",
                "kind": "times_people_can_make",
                "level": 0.5,
                "source": "the council's equality policy",
                "agreed_with": "the carers' group",
                "agreed_on": "2026-09-24",
            },
            {"id": "journeys", "title": "Short journeys", "kind": "travel_within", "minutes": 30},
            {"id": "good-process", "title": "Good process", "kind": "process"},
            {"id": "regular", "title": "Nobody comes only once", "kind": "continuity", "times": 2},
            {
                "id": "not-all-old",
                "title": "Not only older people",
                "kind": "representation",
                "characteristic": "over_65+disabled",
                "direction": "at_most",
                "level": 0.4,
            },
        ],
    }  # fmt: skip
    return Programme.model_validate_json(json.dumps(document))


def _session(key: str, title: str, **more: object) -> dict[str, object]:
    invited = ["residents", "young-carers", "staff"]
    return {"id": key, "title": title, "minutes": 150, "invited": invited, "wanted_people": 15, **more}


def line(rule: str, category: Category, pence: int, **more: object) -> PlanLine:
    """A line of one unit at `pence`, new money paid by the council unless said otherwise."""
    basis = more.get("basis", Basis.NEW_MONEY)
    amount = pence if basis is Basis.NEW_MONEY else 0
    funding = [{"source": "council", "amount_pence": amount}] if amount else []
    fields = {
        "key": f"{rule}:{len(repr(more))}",
        "rule": rule,
        "section": SECTION_OF[category],
        "category": category,
        "title": rule,
        "quantity": Decimal(1),
        "unit": "booking",
        "rate_pence": pence,
        "value_pence": pence,
        "amount_pence": amount,
        "basis": basis,
        "financial_year": "2026-27",
        "funding": funding,
        **more,
    }
    return PlanLine.model_validate({**fields, "funding": tuple(fields["funding"])}, strict=False)


def people_line(
    rule: str, category: Category, group: str, people: int, rate_pence: int, **more: object
) -> PlanLine:
    """A line of so many people of a group at a rate at the first Design session."""
    value = people * rate_pence
    titles = {
        "title": f"{rule}: Design",
        "sittings": ("design-1",),
        "unit": "person",
        "driver": "people taking part",
    }
    key = f"{rule}:design-1:{group}"
    return line(
        rule,
        category,
        value,
        **{"key": key, "quantity": Decimal(people), "rate_pence": rate_pence, **titles, **more},
    )


def lines() -> tuple[PlanLine, ...]:
    """New money 3,210.00 (150.00 of it contingency), already funded 400.00, in kind 330.00."""
    return (
        people_line("place_payment", Category.INVOLVEMENT_PAYMENT, "residents", 8, 55_00, evidence="published"),
        people_line("place_payment", Category.INVOLVEMENT_PAYMENT, "young-carers", 3, 60_00, evidence="published"),
        people_line("employer_time", Category.PARTNER_TIME, "staff", 6, 55_00, basis=Basis.IN_KIND),
        people_line("travel", Category.TRAVEL, "residents", 8, 5_00, evidence="published"),
        people_line("care", Category.CARE, "young-carers", 2, 25_00, evidence="our_estimate"),
        line(
            "room_hire",
            Category.VENUE,
            1_200_00,
            key="room_hire:hall/main:2026-12-03",
            title="Room hire: Community hall",
            sittings=("design-1",),
            evidence="quote",
            source="The hall",
            price_base="2026-09-01",
            vat="no VAT",
            url="https://example.org/hall",
        ),
        line("support_hire", Category.ACCESS_SUPPORT, 1_000_00, source="Illustrative quote", evidence="quote"),
        line("staff_time", Category.FACILITATION, 400_00, basis=Basis.ALREADY_FUNDED, unit="hour",
             quantity=Decimal("13.3333333333"), rate_pence=30_00, evidence="published"),
        line("top_up", Category.MATERIALS, 150_00, unit="sum"),
        line("contingency", Category.CONTINGENCY, 150_00, unit="sum", financial_year="2027-28", funding=()),
    )  # fmt: skip


def _sitting(
    key: str, start: str, place: str, mode: str, residents: int = 8, **more: object
) -> dict[str, object]:
    return {
        "id": key,
        "session": key.rpartition("-")[0],
        "start": start,
        "place": place,
        "mode": mode,
        "places": {"residents": residents, "young-carers": 3, "staff": 6},
        "team": [{"staff": "facilitator", "role": "lead"}],
        **more,
    }


def plan() -> Plan:
    """Five sessions from 5 November 2026 to 8 April 2027; what is left out, to be found, reached, proven."""
    document = {
        "programme": "respite",
        "status": "within_gap",
        "sittings": [
            _sitting("decide-1", "2027-02-04T14:00:00", "hall/main", "in_person"),
            _sitting("welcome-1", "2026-11-05T14:00:00", "hall/main", "in_person", residents=7),
            _sitting("design-1", "2026-12-03T14:00:00", "hall/main", "in_person",
                     support=[{"supplier": "bsl", "workers": 2}]),
            _sitting("design-2", "2026-12-08T18:30:00", "hall/main+video", "hybrid", online_places={"residents": 5}),
            _sitting("answer-1", "2027-04-08T14:00:00", "video", "online"),
        ],
        "total_pence": 321_000,
        "subtotal_pence": 306_000,
        "contingency_pence": 15_000,
        "funded_pence": 40_000,
        "in_kind_pence": 33_000,
        "lines": [json.loads(each.model_dump_json()) for each in lines()],
        "targets": [
            _result("evenings", "times_people_can_make", "Evenings for unpaid carers", 0.5, 0.4996, 0.0008, False,
                    "Young carers could not come to one session: it is in school hours"),
            _result("footing", "equal_footing", "Equal footing", 0.5, 0.6471, 0, True),
            _result("journeys", "travel_within", "Short journeys", 30, 42.5, 0.2, False),
            _result("good-process", "process", "Good process", 1, 0.6, 0.4, False, "The group shares in no delivery"),
            _result("regular", "continuity", "Nobody comes only once", 2, 5, 0, True),
            _result("not-all-old", "representation", "Not only older people", 0.4, 0.25, 0, True),
        ],
        "rung": {
            "name": "co-design",
            "is_co_production": False,
            "missing": ["preparation is not paid", "nobody shares in delivery."],
        },
        "left_out": [{"sitting": "design-3", "title": "", "because": "it does not fit the budget"}],
        "to_find": [
            {"kind": "price_is_old", "what": "Room hire", "where": "The hall", "amount_pence": 120_000},
            {"kind": "visit_by", "what": "venue:quiet_room", "where": "hall/main", "by": "2026-11-05"},
            {"kind": "quote_by", "what": "Care that lets people come", "where": "", "by": "2026-12-03", "amount_pence": 5_000},
            {"kind": "answer_by", "what": "the group has not been asked", "where": "recognition", "by": "2026-11-02"},
        ],
        "proof": {
            "optimal": False,
            "bound": 318_950,
            "gap": 0.0064,
            "stopped_by": "gap",
            "seconds": 4.21,
            "stages": [
                {"name": "worst", "sense": "least", "unit": "", "value": 0.4, "bound": 0.4, "gap": 0, "is_closed": True,
                 "seconds": 1.5},
                {"name": "money", "sense": "least", "unit": "pence", "value": 306_000, "bound": 303_950, "gap": 0.0067,
                 "is_closed": False, "seconds": 2.71},
            ],
        },
    }  # fmt: skip
    return Plan.model_validate_json(json.dumps(document))


def _result(
    key: str,
    kind: str,
    title: str,
    level: float,
    achieved: float,
    shortfall: float,
    met: bool,
    words: str = "",
) -> dict[str, object]:
    strength = "must" if key == "footing" else "aim"
    return {
        "id": key, "kind": kind, "title": title, "strength": strength, "level": level, "achieved": achieved,
        "shortfall": shortfall, "met": met, "words": words,
    }  # fmt: skip
