"""Plans of the worked examples and of the options offered for them, solved once and kept: for tests of what is made of plans.

A kept plan is read only where it is of today's example and option, is priced again, and keeps every rule; else the test that
asks for it fails and says to run `python -m tests.golden.solved`, which solves them anew (some minutes).
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any

from planner.domain.options import Option, OptionKind, offered_options, resolve
from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.domain.programme.reading import programme_digest, programme_json, read_plan, read_programme
from planner.optimiser.outcome import Solved, SolveSettings
from planner.optimiser.pipeline import make_plan
from planner.optimiser.witness import witness
from planner.services.documents import plan_json

FOLDER = Path(__file__).parent / "plans"
EXAMPLES = ("respite-care", "county-wide", "small-grant")
SECONDS, GAP = 60.0, 0.05


@cache
def base_of(example: str) -> dict[str, Any]:
    """An example as a project keeps it."""
    text = (Path(__file__).parents[2] / f"planner/examples/{example}.json").read_text(encoding="utf-8")
    kept: dict[str, Any] = json.loads(programme_json(read_programme(text)))
    return kept


@cache
def options_of(example: str) -> dict[str, Option]:
    """The options offered for an example that are planned, by key."""
    offered = offered_options(base_of(example))
    return {key: option for key, option in offered.items() if not option.is_typed}


@cache
def programme_of(example: str, option: str) -> Programme:
    resolved = resolve(base_of(example), options_of(example)[option].differences)
    return read_programme(resolved.text)


def cases() -> list[tuple[str, str]]:
    """Every example with every option that has a plan."""
    return sorted((*path.name.removesuffix(".json.gz").split("."),) for path in FOLDER.glob("*.json.gz"))  # type: ignore[misc]


@cache
def solved(example: str, option: str = "preferred") -> tuple[Programme, Plan]:
    """The programme of an option and its kept plan, which keeps every rule and is priced as costing prices it today."""
    programme = programme_of(example, option)
    plan = read_plan(gzip.decompress((FOLDER / f"{example}.{option}.json.gz").read_bytes()).decode())
    again = "solve it again: python -m tests.golden.solved"
    assert plan.programme_digest == programme_digest(programme), f"{example}, {option}: {again}"
    verdict = witness(programme, plan)
    assert not verdict.broken, f"{verdict.broken}: {again}"
    assert not verdict.differences, f"{verdict.differences}: {again}"
    return programme, plan


def kind_of(example: str, option: str) -> OptionKind:
    return options_of(example)[option].kind


def main() -> None:
    """Solve every option of every example, and keep what has a plan."""
    for path in FOLDER.glob("*.json.gz"):
        path.unlink()
    for example in EXAMPLES:
        for key in options_of(example):
            programme = programme_of(example, key)
            settings = SolveSettings(programme.strategy, SECONDS, gap=GAP)
            text = json.loads(programme.model_dump_json())
            ends_at = time.monotonic() + SECONDS
            found = make_plan(programme, text, settings, ends_at, lambda progress: None, lambda: False)
            if isinstance(found, Solved):
                content = gzip.compress(plan_json(found.plan).encode(), mtime=0)
                (FOLDER / f"{example}.{key}.json.gz").write_bytes(content)
            sys.stderr.write(f"{example}, {key}: {type(found).__name__}\n")


if __name__ == "__main__":
    main()
