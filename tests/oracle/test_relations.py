"""What must not change, or not get worse, when a tiny programme is changed: budget, names and order, access requirements.

60 programmes of their own by default; set PLANNER_ORACLE_COUNT for more.
"""

import copy
import os
from fractions import Fraction

import pytest

from planner.domain.plan import Plan
from planner.domain.terms import Strategy
from tests.builders import Document, programme_of, supplier
from tests.oracle.answer import answer_of, values_of
from tests.oracle.cases import tiny_document_of
from tests.oracle.renaming import content_of, renamed
from tests.oracle.search import stages

COUNT = int(os.environ.get("PLANNER_ORACLE_COUNT", "60"))
FIRST_SEED = 1_000_000
CHUNK = 10
SHARE_TOLERANCE = Fraction(1, 1_000_000)
CHUNKS = pytest.mark.parametrize("first", range(FIRST_SEED, FIRST_SEED + COUNT, CHUNK))


def seeds(first: int) -> range:
    """The seeds of a chunk."""
    return range(first, min(first + CHUNK, FIRST_SEED + COUNT))


@pytest.mark.slow
@CHUNKS
def test_more_budget_is_never_worse(first: int) -> None:
    for seed in seeds(first):
        document = tiny_document_of(seed)
        programme = programme_of(document)
        plan = answer_of(programme, Strategy.FAIREST)
        more = copy.deepcopy(document)
        more["budget"]["total_pence"] = document["budget"]["total_pence"] * 5 // 4 + 10_000
        richer = programme_of(more)
        better = answer_of(richer, Strategy.FAIREST)
        if plan is None:
            continue
        assert better is not None, f"programme {seed} loses its plan"
        before = stages(Strategy.FAIREST, values_of(programme, plan))
        after = stages(Strategy.FAIREST, values_of(richer, better))
        assert not is_worse(after, before), f"programme {seed}: {before} becomes {after}"


def is_worse(after: tuple[int | Fraction, ...], before: tuple[int | Fraction, ...]) -> bool:
    """Whether a vector is lexicographically worse; shares count as equal within their tolerance."""
    for one, other in zip(after, before, strict=True):
        if abs(one - other) > SHARE_TOLERANCE:
            return one > other
    return False


@pytest.mark.slow
@CHUNKS
def test_other_names_and_another_order_change_nothing(first: int) -> None:
    for seed in seeds(first):
        document = tiny_document_of(seed)
        other_document = renamed(document)
        programme, other_programme = programme_of(document), programme_of(other_document)
        plan, other = answer_of(programme, Strategy.FAIREST), answer_of(other_programme, Strategy.FAIREST)
        assert (plan is None) == (other is None), f"programme {seed}"
        if plan is None or other is None:
            continue
        assert values_of(programme, plan) == values_of(other_programme, other), f"programme {seed}"
        assert plan.total_pence == other.total_pence, f"programme {seed}"
        assert content_of(document, plan) == content_of(other_document, other), f"programme {seed}"


@pytest.mark.slow
@CHUNKS
def test_an_added_requirement_never_lowers_a_groups_places_against_the_others(first: int) -> None:
    for seed in seeds(first):
        document = tiny_document_of(seed)
        plan = answer_of(programme_of(document), Strategy.FAIREST)
        if plan is None or not plan.sittings:
            continue
        document = with_support_at_hand(held_where_they_are(document, plan))
        for key in [group["id"] for group in document["groups"]]:
            before = answer_of(programme_of(document), Strategy.FAIREST)
            after = answer_of(programme_of(needing_support(document, key)), Strategy.FAIREST)
            assert before is not None, f"programme {seed}"
            assert after is not None, f"programme {seed}, {key}"
            assert share_of(after, key) >= share_of(before, key), f"programme {seed}, {key}"


def held_where_they_are(document: Document, plan: Plan) -> Document:
    """The programme with ample money and every sitting of the plan pinned to its place and start, the others left out."""
    running = {held.id: held for held in plan.sittings}
    pins = [
        pin
        for pin in document.get("pins", [])
        if pin["sitting"] in running and ("team" in pin or "support" in pin)
    ]
    for session in document["sessions"]:
        for number in range(1, session["repeats"]["count"] + 1):
            key = f"{session['id']}-{number}"
            pin: Document = {"sitting": key, "reason": "It was promised.", "runs": key in running}
            if key in running:
                start = running[key].start
                pin |= {"place": running[key].place, "on": start.date().isoformat(), "at": f"{start:%H:%M}"}
            pins.append(pin)
    budget = {**document["budget"], "total_pence": 9_000_000, "caps": [], "funding": []}
    targets = [target for target in document["targets"] if target["kind"] != "money_reaching_people"]
    return {**document, "pins": pins, "budget": budget, "targets": targets}


def with_support_at_hand(document: Document) -> Document:
    """The programme with somebody who gives a kind of support that nobody needs yet, and takes no place."""
    scribe = supplier("scribe", "note_taker", serves="person", takes_places=False)
    return {**document, "suppliers": [*document["suppliers"], scribe]}


def needing_support(document: Document, key: str) -> Document:
    """The programme in which all of a group need that support, dear as it is."""
    changed = copy.deepcopy(document)
    group = next(each for each in changed["groups"] if each["id"] == key)
    requirement = {
        "id": "notes",
        "title": "Note taker",
        "count": group["size"],
        "all_of": [["support:note_taker"]],
    }
    group["requirements"] = [*group.get("requirements", []), requirement]
    return changed


def share_of(plan: Plan, key: str) -> Fraction:
    """A group's share of all places of a plan."""
    places = sum(sum(held.places.values()) for held in plan.sittings)
    return Fraction(sum(held.places.get(key, 0) for held in plan.sittings), max(places, 1))
