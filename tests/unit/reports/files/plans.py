"""Plans to write files of: one solved from a worked example, two made by hand, one full of hostile text."""

import json
import time
from functools import cache
from pathlib import Path

from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.domain.terms import Strategy
from planner.optimiser.outcome import Solved, SolveSettings
from planner.optimiser.pipeline import make_plan
from tests.unit.reports import plan_for_tests
from tests.web import stored

EXAMPLE = Path(__file__).parents[4] / "planner/examples/respite-care.json"
SECONDS = 60.0

HOSTILE = (
    '=HYPERLINK("https://example.org","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "＝1+1",
    "=cmd|' /C calc'!A0",
    "https://example.org/",
    "0012",
    "<b>&amp;</b>",
)


@cache
def solved():
    """The worked example of respite care and a plan of it as the optimiser gives it."""
    text = EXAMPLE.read_text(encoding="utf-8")
    programme = Programme.model_validate_json(text)
    settings = SolveSettings(Strategy.FAIREST, SECONDS, gap=0.05)
    ends_at = time.monotonic() + SECONDS
    outcome = make_plan(programme, json.loads(text), settings, ends_at, lambda progress: None, lambda: False)
    assert isinstance(outcome, Solved), outcome
    return programme, outcome.plan


def small():
    return plan_for_tests.programme(), plan_for_tests.plan()


def stored_by_hand():
    programme = stored.example_programme()
    return programme, stored.example_plan(programme)


PLANS = {"solved": solved, "small": small, "stored": stored_by_hand}


def hostile():
    """The small plan with a hostile text wherever somebody may write one."""
    programme = json.loads(plan_for_tests.programme().model_dump_json())
    plan = json.loads(plan_for_tests.plan().model_dump_json())
    texts = iter(HOSTILE * 50)
    programme["title"] = "=1+1"
    programme["sessions"] = [
        {**part, "title": next(texts), "purpose": next(texts)} for part in programme["sessions"]
    ]
    for part in programme["sessions"]:
        if part["decision"]:
            part["decision"] = {**part["decision"], "what": next(texts), "not_open": next(texts)}
    for key in ("groups", "venues", "tools", "suppliers"):
        programme[key] = [{**part, "name": next(texts)} for part in programme[key]]
    for part in (*programme["staff"], *programme["targets"]):
        part["title"] = next(texts)
    for part in programme["budget"]["funding"]:
        part["name"] = next(texts)
    for line in plan["lines"]:
        line |= {
            key: next(texts)
            for key in ("title", "source", "url", "note", "cost_code", "driver", "uplift", "vat")
        }
    for part in plan["targets"]:
        part |= {"title": next(texts), "words": next(texts)}
    for part in plan["to_find"]:
        part |= {"what": next(texts), "where": next(texts)}
    for part in plan["left_out"]:
        part |= {"title": next(texts), "because": next(texts)}
    plan["warnings"] = list(HOSTILE)
    return Programme.model_validate_json(json.dumps(programme)), Plan.model_validate_json(json.dumps(plan))
