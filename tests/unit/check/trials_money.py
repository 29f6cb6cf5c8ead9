"""Trials of the rules of money, bookings and things bought once: priced plans, tampered with or short of money."""

from collections.abc import Callable
from typing import Any

from tests.builders import (
    Document,
    changed,
    group,
    planned,
    price,
    professionals,
    session,
    supplier,
    team,
    tiny_sittings,
    tool,
)
from tests.unit.check.trials import PLACES, Trial, tiny

SITTINGS = tiny_sittings()


def total(pence: int) -> Callable[[Document], None]:
    """The plan says another total."""

    def change(plan: Document) -> None:
        plan["total_pence"] = pence

    return change


def line(rule: str, **changes: Any) -> Callable[[Document], None]:
    """The first line of a rule with some of its fields changed; a function is given the old value."""

    def change(plan: Document) -> None:
        found = next(each for each in plan["lines"] if each["rule"] == rule)
        for name, value in changes.items():
            found[name] = value(found[name]) if callable(value) else value

    return change


def without(rule: str) -> Callable[[Document], None]:
    """The plan without the lines of a rule."""

    def change(plan: Document) -> None:
        plan["lines"] = [each for each in plan["lines"] if each["rule"] != rule]

    return change


def less(value: Any) -> Any:
    """One less."""
    return value - 1


def funded(**changes: Any) -> Document:
    """The tiny programme with one funding source that gives enough."""
    years = [{"financial_year": "2026-27", "amount_pence": 90_000}]
    return tiny(
        budget={
            "total_pence": 1_000_000,
            "funding": [{"id": "trust", "name": "Trust", "years": years, **changes}],
        }
    )


def half_funded(plan: Document) -> None:
    """A line whose parts do not add up."""
    plan["lines"][0]["funding"][0]["amount_pence"] -= 1


def _fair_pay() -> list[Trial]:
    pin = tiny(
        amount_pins=[
            {
                "sitting": "design-1",
                "category": "involvement_payment",
                "amount_pence": 30_000,
                "reason": "Agreed.",
            }
        ]
    )
    low = line("fixed_amount", amount_pence=29_999, value_pence=29_999, rate_pence=29_999)
    return [
        Trial(
            "fair_pay", "one place unpaid", tiny(), SITTINGS, [], tamper=line("place_payment", quantity=less)
        ),
        Trial(
            "fair_pay",
            "a penny under the card",
            tiny(),
            SITTINGS,
            [],
            tamper=line("place_payment", rate_pence=less),
        ),
        Trial("fair_pay", "no payment", tiny(), SITTINGS, [], tamper=without("place_payment")),
        Trial("fair_pay", "a fixed amount under the card", pin, SITTINGS, [], tamper=low),
    ]


def _budget() -> list[Trial]:
    exact = tiny(budget={"total_pence": 87_675})
    short = line("contingency", amount_pence=less, value_pence=less, rate_pence=less)

    def twice(plan: Document) -> None:
        plan["lines"].append(plan["lines"][0])

    def one_pound_less(plan: Document) -> None:
        plan["total_pence"] -= 100

    return [
        Trial("within_budget", "a penny more than said", exact, SITTINGS, [], tamper=total(87_676)),
        Trial("within_budget", "a pound less than its lines", exact, SITTINGS, [], tamper=one_pound_less),
        Trial(
            "within_budget",
            "not quantity times rate",
            exact,
            SITTINGS,
            [],
            tamper=line("room_hire", value_pence=less),
        ),
        Trial(
            "within_budget",
            "new money is not the value",
            exact,
            SITTINGS,
            [],
            tamper=line("room_hire", amount_pence=less),
        ),
        Trial(
            "within_budget", "another section", exact, SITTINGS, [], tamper=line("room_hire", section="other")
        ),
        Trial("within_budget", "too little contingency", exact, SITTINGS, [], tamper=short),
        Trial("within_budget", "a line twice", exact, SITTINGS, [], tamper=twice),
        Trial(
            "within_budget",
            "for a sitting that is not there",
            exact,
            SITTINGS,
            [],
            tamper=line("room_hire", sittings=["design-9"]),
        ),
        Trial(
            "within_budget",
            "in kind money is not said",
            exact,
            SITTINGS,
            [],
            tamper=lambda plan: plan.update(in_kind_pence=0),
        ),
    ]


def _limits() -> list[Trial]:
    caps = [{"id": "rooms", "title": "Rooms", "categories": ["venue"], "most_pence": 6_000}]
    capped = tiny(budget={"total_pence": 1_000_000, "caps": caps})
    fences = [{"id": "materials", "title": "Materials", "category": "materials", "least_pence": 5_000}]
    fenced = tiny(budget={"total_pence": 1_000_000, "ring_fences": fences})
    two = changed(
        funded(pays_for=["involvement_payment"]),
        "budget",
        "funding",
        "+",
        {
            "id": "council",
            "name": "Council",
            "years": [{"financial_year": "2026-27", "amount_pence": 30_000}],
        },
    )

    def other_payer(plan: Document) -> None:
        found = next(each for each in plan["lines"] if each["rule"] == "room_hire")
        found["funding"] = [{"source": "trust", "amount_pence": found["amount_pence"]}]

    def unsaid(plan: Document) -> None:
        for each in plan["lines"]:
            each["funding"] = []
            each["financial_year"] = "2027-28"

    def too_much(plan: Document) -> None:
        for each in plan["lines"]:
            each["funding"] = (
                [{"source": "council", "amount_pence": each["amount_pence"]}] if each["amount_pence"] else []
            )

    return [
        Trial(
            "within_caps",
            "a penny over",
            capped,
            SITTINGS,
            [],
            tamper=line("room_hire", amount_pence=lambda pence: pence + 1),
        ),
        Trial("ring_fences_hold", "the top-up is missing", fenced, SITTINGS, [], tamper=without("top_up")),
        Trial("within_funding", "parts do not add up", funded(), SITTINGS, [], tamper=half_funded),
        Trial(
            "within_funding", "a source that does not pay for rooms", two, SITTINGS, [], tamper=other_payer
        ),
        Trial("within_funding", "more than a source gives", two, SITTINGS, [], tamper=too_much),
        Trial("within_funding", "nobody pays in that year", funded(), SITTINGS, [], tamper=unsaid),
    ]


def _bought() -> list[Trial]:
    residents = group(
        "residents",
        6,
        online_count=6,
        digital={"device_count": 2, "setup_help_count": 1},
        induction_minutes=60,
    )
    residents["recruitment"] = {"stay_share": 0.8, "price_per_person": price(1_000)}
    document = tiny(
        groups=[residents, professionals("officers", 2, online_count=2)],
        sessions=[session("design", ["residents", "officers"], modes=["online"])],
        equipment={"device": price(10_000), "setup_help": price(2_000)},
        tools=[tool("meet", licence={"month": price(1_200), "year": price(9_000)})],
    )
    held = [
        planned(
            "design-1",
            "2027-01-12T10:00",
            "meet",
            PLACES,
            team=team(("first", "lead"), ("second", "online_host")),
        )
    ]
    needed: Document = {
        "licence_months": ["meet:2027-01"],
        "device_count": 2,
        "setup_help": {"residents": 1},
        "inducted": {"residents": 6},
        "recruited": {"residents": 8},
    }
    lacking: list[tuple[str, Document]] = [
        ("no licence", {"licence_months": ["meet:2027-02"]}),
        ("one device", {"device_count": 1}),
        ("no set-up help", {"setup_help": {}}),
        ("one induction too few", {"inducted": {"residents": 5}}),
        ("too few recruited", {"recruited": {"residents": 7}}),
        ("training that nobody offers", {"training": [{"staff": "first", "gives": "lead"}]}),
    ]
    rule = "things_bought_once_cover_the_need"
    return [
        *(
            Trial(
                rule, title, document, held, held, {"bought": needed | change}, keeps_more={"bought": needed}
            )
            for title, change in lacking
        ),
        Trial(
            rule,
            "a year begun too early",
            document,
            held,
            held,
            {"bought": needed | {"licence_months": [], "licence_years": ["meet:2026-12"]}},
        ),
    ]


def _bookings() -> list[Trial]:
    deaf = {"id": "bsl", "title": "BSL interpreter", "count": 2, "all_of": [["support:bsl"]]}
    document = tiny(groups=[group("residents", 6, requirements=[deaf]), professionals("officers", 2)])
    document["suppliers"] = [supplier("signs", "bsl", serves="person")]
    held = [each | {"support": [{"supplier": "signs", "workers": 2}]} for each in SITTINGS]
    rule = "bookings_cover_their_sittings"
    return [
        Trial(rule, "a room not hired", tiny(), SITTINGS, [], tamper=without("room_hire")),
        Trial(
            rule,
            "hired for another sitting",
            tiny(),
            SITTINGS,
            [],
            tamper=line("room_hire", sittings=["design-2"]),
        ),
        Trial(rule, "an interpreter too few", document, held, [], tamper=line("support_hire", quantity=less)),
    ]


TRIALS = [*_fair_pay(), *_budget(), *_limits(), *_bought(), *_bookings()]
