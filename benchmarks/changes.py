"""How much sooner a programme that was changed a little is planned again than it was at first: `make bench-changes`.

Each programme is planned, then changed in five ways one at a time, and planned again from the plan at hand, same settings, all
in one run. Printed is the time of each as a share of the first.
"""

from __future__ import annotations

import argparse
import copy
import json
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from statistics import median

from benchmarks.parts import Document
from benchmarks.programmes import SIZES, programme_document
from planner.domain.plan import Plan
from planner.domain.programme.reading import DocumentRefused, read_programme
from planner.optimiser.outcome import AtHand, Outcome, Solved, SolveSettings
from planner.optimiser.pipeline import make_plan

LESS_PENCE = 50_000


def changes(document: Document, plan: Plan) -> Iterator[tuple[str, Document]]:
    """Each change in words, with the document after it."""
    uses = [sitting.place.partition("/")[0] for sitting in plan.sittings]
    venues = [each["id"] for each in document["venues"]]
    used = sorted((each for each in venues if each in uses), key=uses.count)
    unused = [each for each in venues if each not in uses]
    for words, withdrawn in (
        ("a venue not used withdrawn", unused),
        ("the least used venue withdrawn", used),
    ):
        if withdrawn:
            changed = copy.deepcopy(document)
            changed["venues"] = [each for each in changed["venues"] if each["id"] != withdrawn[0]]
            yield words, changed
    sitting = plan.sittings[len(plan.sittings) // 2]
    for words, later in (("a date pinned as it is", 0), ("a date pinned a week later", 7)):
        changed = copy.deepcopy(document)
        on = (sitting.start.date() + timedelta(days=later)).isoformat()
        changed.setdefault("pins", []).append({"sitting": sitting.id, "reason": "Asked for", "on": on})
        yield words, changed
    changed = copy.deepcopy(document)
    changed["budget"]["total_pence"] -= LESS_PENCE
    yield "£500 less", changed


def planned(document: Document, limit: float, gap: float, at_hand: AtHand | None) -> tuple[Outcome, float]:
    """The outcome, and the seconds it took."""
    programme, began = read_programme(json.dumps(document)), time.monotonic()
    settings = SolveSettings(programme.strategy, limit, gap=gap, at_hand=at_hand)
    outcome = make_plan(programme, document, settings, began + limit, lambda told: None, lambda: False)
    return outcome, time.monotonic() - began


def main() -> int:
    """Measure and print; 1 where a witness does not agree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--sizes", nargs="+", default=["small", "medium"], choices=[each.name for each in SIZES]
    )
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--gap", type=float, default=0.005)
    asked = parser.parse_args()
    shares: dict[str, list[float]] = {}
    failed = 0
    for size in (each for each in SIZES if each.name in asked.sizes):
        for seed in range(1, asked.seeds + 1):
            document = programme_document(size, "standing", seed)
            first, first_seconds = planned(document, asked.seconds, asked.gap, None)
            if not isinstance(first, Solved):
                continue
            print(f"{size.name} {seed}: first {first_seconds:.2f} s", flush=True)
            at_hand = AtHand(json.dumps(document), first.plan)
            for words, changed in changes(document, first.plan):
                try:
                    outcome, seconds = planned(changed, asked.seconds, asked.gap, at_hand)
                except DocumentRefused:
                    continue
                failed += type(outcome).__name__ == "Failed"
                shares.setdefault(words, []).append(seconds / first_seconds)
                print(f"    {words}: {seconds:.2f} s, {seconds / first_seconds:.0%} of the first", flush=True)
    for words, found in shares.items():
        print(f"{words}: median {median(found):.0%} of the first ({len(found)} programmes)")
    print(f"all changes: median {median([share for found in shares.values() for share in found]):.0%}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
