"""Everything the reports say of the small plan, kept as a file that a person can read.

`python -m tests.unit.reports.test_golden` writes it anew; read the difference before it is kept.
"""

import dataclasses
import json
from pathlib import Path

from planner.reports import charts, narrative, tables
from tests.unit.reports.plan_for_tests import plan, programme

GOLDEN = Path(__file__).parents[2] / "golden" / "reports" / "small-plan.json"


def everything_said():
    said = {
        "proof": tables.proof_rows(plan()),
        "proof_words": tables.proof_words(plan()),
        "left_out": tables.left_out_rows(programme(), plan()),
        "funding": tables.funding_table(programme(), plan()),
        "teams": tables.teams(programme(), plan()),
        "weeks": tables.weeks_table(programme(), plan()),
    }
    for sees, reader in ((True, "planning role"), (False, "others")):
        allowed = {"may_see_small_numbers": sees}
        said[f"headline, {reader}"] = tables.headline(programme(), plan(), **allowed)
        said[f"years, {reader}"] = tables.years_table(plan(), **allowed)
        said[f"schedule, {reader}"] = tables.schedule_table(programme(), plan(), **allowed)
        said[f"costs, {reader}"] = tables.cost_tree(programme(), plan(), **allowed)
        said[f"to_find, {reader}"] = tables.to_find_rows(programme(), plan(), **allowed)
        said[f"targets, {reader}"] = tables.targets_table(programme(), plan(), **allowed)
        said[f"narrative, {reader}"] = narrative.narrative(programme(), plan(), **allowed).paragraphs
    for draw in (charts.timeline_chart, charts.costs_chart, charts.targets_chart):
        said[f"{draw.__name__}, words"] = draw(programme(), plan()).alt
    return json.dumps(said, default=plain, indent=2, ensure_ascii=False) + "\n"


def plain(value):
    return dataclasses.asdict(value) if dataclasses.is_dataclass(value) else str(value)


def test_the_reports_say_what_they_said_when_a_person_last_read_them():
    assert everything_said() == GOLDEN.read_text(encoding="utf-8")


if __name__ == "__main__":
    GOLDEN.parent.mkdir(parents=True, exist_ok=True)
    GOLDEN.write_text(everything_said(), encoding="utf-8")
