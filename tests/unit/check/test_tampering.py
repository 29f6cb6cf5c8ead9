"""A solved plan's document tampered with in many ways, each of which the witnesses name."""

import json
from collections.abc import Callable
from functools import cache

import pytest

from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.domain.terms import Strategy
from planner.optimiser.candidates import build_candidates
from planner.optimiser.finish import finish
from planner.optimiser.outcome import Solved, SolveSettings
from planner.optimiser.solve import Draft, solve
from planner.optimiser.witness import witness
from tests.builders import (
    Document,
    group,
    price,
    professionals,
    programme_of,
    session,
    staff,
    supplier,
    target,
    tiny_document,
)

Change = Callable[[Document], None]


def document() -> Document:
    """Two sittings, one of them hybrid, with interpreters, devices, two funding sources and targets."""
    deaf = {"id": "bsl", "title": "BSL interpreter", "count": 2, "all_of": [["support:bsl"]]}
    residents = group(
        "residents",
        6,
        online_count=3,
        prefer_online_count=2,
        requirements=[deaf],
        digital={"device_count": 1},
    )
    made = tiny_document(
        groups=[residents, professionals("officers", 2), group("public", 6, membership="open")],
        sessions=[
            session(
                "design", ["residents", "officers", "public"], venues=["hall"], decision={"what": "The plan"}
            ),
            session("review", ["residents", "officers"], modes=["hybrid"], feeds_back_on="design"),
        ],
        equipment={"device": price(9_000)},
        suppliers=[supplier("signs", "bsl", two_over_room_minutes=60)],
        targets=[target("equal_footing", level=0.75), target("wanted_size"), target("process")],
        staff=[staff("first"), staff("second"), staff("third", can_lead=False)],
    )
    made["venues"][0]["rooms"][0]["is_hybrid_ready"] = "yes"
    years = [{"financial_year": "2026-27", "amount_pence": 60_000}]
    plenty = [{"financial_year": "2026-27", "amount_pence": 900_000}]
    made["budget"]["funding"] = [
        {"id": "trust", "name": "Trust", "years": years, "pays_for": ["involvement_payment"]},
        {"id": "council", "name": "Council", "years": plenty},
    ]
    return made


def another_start(start: str) -> str:
    """A start of the weekly pattern that the plan did not choose."""
    return next(each for each in ("2027-01-28T14:00:00", "2027-01-21T14:00:00") if each != start)


@cache
def solved() -> tuple[Programme, Plan]:
    """The programme and its best plan, as the optimiser gives it."""
    programme = programme_of(document())
    draft = solve(programme, SolveSettings(strategy=Strategy.FAIREST, time_limit_seconds=60, gap=0.0))
    assert isinstance(draft, Draft), draft
    outcome = finish(programme, draft, build_candidates(programme))
    assert isinstance(outcome, Solved), outcome
    assert outcome.plan.status == "optimal"
    return programme, outcome.plan


def in_line(rule: str, **changes: object) -> Change:
    """Fields of the first line of a rule; a function is given the old value."""

    def change(plan: Document) -> None:
        found = next(line for line in plan["lines"] if line["rule"] == rule)
        for name, value in changes.items():
            found[name] = value(found[name]) if callable(value) else value

    return change


def in_sitting(number: int, **changes: object) -> Change:
    """Fields of a sitting; a function is given the old value."""

    def change(plan: Document) -> None:
        found = plan["sittings"][number]
        for name, value in changes.items():
            found[name] = value(found[name]) if callable(value) else value

    return change


def one_more(counts: dict[str, int]) -> dict[str, int]:
    """One person more of the first group that comes."""
    key = next(key for key, count in counts.items() if count)
    return {**counts, key: counts[key] + 1}


def cheaper(plan: Document) -> None:
    """A pound less on one line, carried through to the total as a careful hand would."""
    for line in plan["lines"]:
        if line["rule"] == "room_hire":
            for name in ("rate_pence", "value_pence", "amount_pence"):
                line[name] -= 100
            line["funding"][0]["amount_pence"] -= 100
            break
    plan["subtotal_pence"] -= 100
    plan["contingency_pence"] -= 5
    plan["total_pence"] -= 105
    found = next(line for line in plan["lines"] if line["rule"] == "contingency")
    for name in ("rate_pence", "value_pence", "amount_pence"):
        found[name] -= 5
    found["funding"][0]["amount_pence"] -= 5


def other_role(team: list[Document]) -> list[Document]:
    """The first two members of the team change places."""
    first, second, *others = team
    return [first | {"role": second["role"]}, second | {"role": first["role"]}, *others]


def in_target(**changes: object) -> Change:
    """Fields of the last target's result."""
    return lambda plan: plan["targets"][-1].update(changes)


WAYS: dict[str, Change] = {
    "an amount": in_line("room_hire", amount_pence=1),
    "an amount carried through to the total": cheaper,
    "a rate": in_line("place_payment", rate_pence=lambda pence: pence + 1),
    "a quantity": in_line("staff_time", quantity=0),
    "a line left out": lambda plan: plan["lines"].pop(),
    "a line's year": in_line("room_hire", financial_year="2027-28"),
    "who pays": in_line("room_hire", funding=[{"source": "trust", "amount_pence": 1}]),
    "the total": lambda plan: plan.update(total_pence=plan["total_pence"] - 1),
    "a place": in_sitting(0, place="meet"),
    "a room that is not there": in_sitting(0, place="hall/attic"),
    "a date": in_sitting(0, start=lambda start: start.replace("2027-01", "2027-03")),
    "another allowed date": in_sitting(1, start=another_start),
    "a member of the team": in_sitting(0, team=lambda team: [team[0] | {"staff": "nobody"}, *team[1:]]),
    "roles": in_sitting(1, team=other_role),
    "a headcount": in_sitting(0, places=one_more),
    "who is online": in_sitting(1, online_places={"residents": 3}),
    "no interpreters": in_sitting(0, support=[]),
    "one interpreter for two": in_sitting(1, support=[{"supplier": "signs", "workers": 1}]),
    "a sitting left out": lambda plan: plan["sittings"].pop(),
    "a sitting twice": lambda plan: plan["sittings"].append(plan["sittings"][0]),
    "a sitting of another programme": in_sitting(0, id="other-1", session="other"),
    "devices": lambda plan: plan["bought"].update(device_count=0),
    "what a target achieved": in_target(achieved=1),
    "whether a target is met": in_target(met=True, shortfall=0),
    "a target left out": lambda plan: plan["targets"].pop(),
    "the rung": lambda plan: plan["rung"].update(name="co-production", is_co_production=True, missing=[]),
    "the programme": lambda plan: plan.update(programme="another"),
    "where a price comes from": in_line("room_hire", source="A better source"),
    "the VAT of a line": in_line("room_hire", vat="none"),
    "how well a price is known": in_line("room_hire", evidence="our_estimate"),
    "a line twice": lambda plan: plan["lines"].append(plan["lines"][0]),
    "the bound": lambda plan: plan["proof"].update(bound=plan["proof"]["bound"] + 1),
    "the gap": lambda plan: plan["proof"].update(gap=-1),
    "the seconds": lambda plan: plan["proof"].update(seconds=-1),
    "a stage left out": lambda plan: plan["proof"]["stages"].pop(0),
    "what a stage reached": lambda plan: plan["proof"]["stages"][0].update(value=0.9),
    "no proof at all": lambda plan: plan.pop("proof"),
    "a stage that is open after all": lambda plan: plan["proof"]["stages"][-1].update(is_closed=False),
    "the inputs it was made for": lambda plan: plan.update(programme_digest="0" * 64),
    "what is still to be found": lambda plan: plan["to_find"].append(
        {"kind": "quote_by", "what": "A room", "where": "Somewhere"}
    ),
    "what was left out": lambda plan: plan["left_out"].append(
        {"sitting": "design-1", "title": "Design", "because": "Because"}
    ),
    "every line": lambda plan: plan.update(
        lines=[], total_pence=0, subtotal_pence=0, contingency_pence=0, in_kind_pence=0
    ),
}


def test_the_solved_plan_itself_passes_both_witnesses_as_a_document() -> None:
    programme, plan = solved()
    again = Plan.model_validate_json(plan.model_dump_json())
    verdict = witness(programme, again)
    assert verdict.broken == ()
    assert verdict.differences == ()
    assert any(result.shortfall for result in again.targets)


@pytest.mark.parametrize("way", WAYS)
def test_tampering_is_caught(way: str) -> None:
    programme, plan = solved()
    document = json.loads(plan.model_dump_json())
    WAYS[way](document)
    assert document != json.loads(plan.model_dump_json())
    verdict = witness(programme, Plan.model_validate_json(json.dumps(document)))
    assert not verdict.holds
    assert all(each.words and each.where for each in (*verdict.broken, *verdict.differences))
