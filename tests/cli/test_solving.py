"""Solve, check and price as others script against them, with the exit codes of every outcome."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

from planner.domain.plan import Plan
from planner.optimiser.outcome import Change
from planner.optimiser.relax.patches import applied
from tests.builders import changed, tiny_document, tiny_plan, tiny_programme
from tests.cli.conftest import ROOT

TARGETS = [{"id": "footing", "title": "Footing", "kind": "equal_footing", "level": 0.5, "scope": "every"}]


def test_a_plan_is_written_whole_checked_and_priced(plan, write, tmp_path: Path):
    file, out = write("programme.json", tiny_document(targets=TARGETS)), tmp_path / "plan.json"
    ran = plan("solve", file, "--out", str(out), "--time-limit", "30")
    assert ran.code == 0, ran.err
    assert "Tiny programme" in ran.out
    assert "Proof" in ran.out
    assert "Planning" in ran.err
    assert [each.name for each in tmp_path.glob(".plan.json*")] == [], "nothing is left beside it"
    assert stat.S_IMODE(out.stat().st_mode) & 0o444

    document = json.loads(out.read_text())
    assert document["status"] == "optimal"
    assert document["total_pence"] == sum(line["amount_pence"] for line in document["lines"])
    for line in document["lines"]:
        assert {"section", "amount_pence", "value_pence", "quantity", "rate_pence", "source"} <= line.keys()
    for sitting in document["sittings"]:
        assert {"id", "start", "place", "mode", "places", "team", "support"} <= sitting.keys()
    for target in document["targets"]:
        assert {"level", "achieved", "shortfall", "met"} <= target.keys()
    assert {"optimal", "bound", "gap", "stopped_by", "seconds", "stages"} <= document["proof"].keys()
    assert document["proof"]["optimal"] is True

    checked = plan("check", file, str(out))
    assert (checked.code, checked.document()) == (0, {"keeps_every_rule": True, "broken": []})
    priced = plan("price", file, str(out))
    assert priced.code == 0
    assert priced.document()["total_pence"] == document["total_pence"]
    assert len(priced.document()["lines"]) == len(document["lines"])

    document["sittings"][0]["places"]["residents"] -= 1
    tampered = plan("check", file, write("tampered.json", document))
    assert tampered.code == 1
    assert "invited_whole" in {each["rule"] for each in tampered.document()["broken"]}
    assert "invited_whole" in tampered.err


def test_a_plan_made_by_hand_is_checked_and_priced(quick_plan, write):
    programme = tiny_programme()
    file, made = write("programme.json", tiny_document()), tiny_plan(programme)
    by_hand = write("hand.json", made.model_dump_json(include={"schema_version", "programme", "sittings"}))
    assert quick_plan("check", file, by_hand).code == 0
    assert quick_plan("price", file, by_hand).document()["total_pence"] > 0

    broken = json.loads(made.model_dump_json(include={"programme", "sittings"}))
    broken["sittings"][1]["start"] = broken["sittings"][0]["start"]
    broken["sittings"][1]["team"] = [{"staff": "second", "role": "lead"}]
    ran = quick_plan("check", file, write("broken.json", broken))
    assert ran.code == 1
    rules = {each["rule"] for each in ran.document()["broken"]}
    assert {"one_sitting_in_a_room", "in_order", "team_members_are_able"} <= rules


def test_a_plan_that_names_what_is_not_there_is_found_out_in_words(quick_plan, write):
    made = json.loads(tiny_plan().model_dump_json(include={"programme", "sittings"}))
    made["sittings"][0]["place"] = "castle/tower"
    file, other = write("programme.json", tiny_document()), write("plan.json", made)
    assert quick_plan("check", file, other).code == 1
    ran = quick_plan("price", file, other)
    assert (ran.code, ran.out) == (5, "")
    assert "cannot be priced" in ran.err


def test_where_nothing_fits_the_conflict_and_repairs_that_work_are_printed(plan, write):
    document = changed(tiny_document(), "budget", "total_pence", 50000)
    ran = plan("solve", write("poor.json", document), "--time-limit", "60")
    assert ran.code == 3, ran.err
    told = ran.document()
    assert {each["rule"] for each in told["conflict"]} == {"within_budget"}
    assert 2 <= len(told["repairs"]) <= 3
    for repair in told["repairs"]:
        assert set(repair) == {"what", "change", "cost_pence"}
        steps = tuple(Change(step["op"], step["path"], step.get("value")) for step in repair["change"])
        again = plan("solve", write("repaired.json", applied(document, steps)), "--time-limit", "30")
        assert again.code == 0, (repair, again.err)


def test_a_limit_without_a_plan_ends_with_4(plan):
    ran = plan("solve", str(ROOT / "planner/examples/county-wide.json"), "--time-limit", "0.01")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err


def test_a_solver_that_is_killed_ends_with_5_and_shows_nothing(environment, tmp_path: Path):
    out = tmp_path / "plan.json"
    example = str(ROOT / "planner/examples/county-wide.json")
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "plan", "solve", example, "--out", str(out)]
    parent = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        child = solving_child_of(parent.pid)
        os.kill(child, signal.SIGKILL)
        killed_at = time.monotonic()
        printed, told = parent.communicate(timeout=30)
    finally:
        parent.kill()
    assert time.monotonic() - killed_at < 4
    assert (parent.returncode, printed, out.exists()) == (5, "", False)
    assert "SIGKILL" in told
    assert "Traceback" not in told


def solving_child_of(pid: int) -> int:
    """The spawned child, once it leads its own session."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            if os.getsid(int(each)) == int(each):
                time.sleep(0.5)
                return int(each)
        time.sleep(0.05)
    raise AssertionError("no child started")


def test_ctrl_c_gives_what_there_is_within_seconds(environment):
    example = str(ROOT / "planner/examples/county-wide.json")
    command = [
        sys.executable,
        "-m",
        "flask",
        "--app",
        "wsgi",
        "plan",
        "solve",
        example,
        "--time-limit",
        "120",
    ]
    parent = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        solving_child_of(parent.pid)
        parent.send_signal(signal.SIGINT)
        _, told = parent.communicate(timeout=15)
    finally:
        parent.kill()
    assert parent.returncode in (0, 4)
    assert "Stopping" in told
    assert "Traceback" not in told


def test_the_plan_document_reads_back(plan, write, tmp_path: Path):
    out = tmp_path / "plan.json"
    assert (
        plan("solve", write("p.json", tiny_document()), "--strategy", "cheapest", "--out", str(out)).code == 0
    )
    made = Plan.model_validate_json(out.read_text())
    assert made.strategy == "cheapest"
    assert made.proof is not None


def test_a_plan_is_explained_and_one_that_breaks_a_rule_is_not(quick_plan, write):
    programme, document = tiny_programme(), tiny_document(targets=TARGETS)
    file = write("programme.json", document)
    by_hand = write(
        "hand.json", tiny_plan(programme).model_dump_json(include={"schema_version", "programme", "sittings"})
    )
    ran = quick_plan("explain", file, by_hand, "--time-limit", "20")
    assert ran.code == 0, ran.err
    told = ran.document()
    assert [each["id"] for each in told["sittings"]] == ["design-1", "design-2"]
    assert told["sittings"][1]["next_best"]["more_pence"] == 0, "another day costs the same"
    assert told["sittings"][1]["others_break"]["in_order"] > 0
    assert told["money"][0]["total_pence"] == told["money"][1]["total_pence"] > 0

    broken = json.loads(tiny_plan(programme).model_dump_json(include={"programme", "sittings"}))
    broken["sittings"][0]["places"]["residents"] = 5
    refused = quick_plan("explain", file, write("broken.json", broken))
    assert (refused.code, refused.out) == (1, "")
