"""Options and their comparison in every state: none yet, offered, built, typed, spoilt, changed by two, removed."""

from __future__ import annotations

import io
import re

from flask import Flask

from planner.domain.programme.reading import programme_json
from planner.extensions import db
from planner.models import ProjectRole
from planner.optimiser.finish import measured
from planner.optimiser.outcome import Solved
from planner.services import planning
from tests.builders import tiny_plan, tiny_programme
from tests.web import people
from tests.web.browser_like import over
from tests.web.run_steps import NO_PLAN, ended
from tests.web.states.visiting import Visitor

OPTIONS = "/projects/tiny/options"
BID = f"{OPTIONS}/business-as-usual"
COMPARE = "/projects/tiny/compare"
FRONTIER = f"{COMPARE}/frontier"
COSTS = (
    "Kind of cost,What is paid for,Quantity,Unit,Price of one (£),Financial year\r\n"
    "Facilitation,A consultant,10,day,550,2026-27\r\n"
)


def states_of_options(app: Flask) -> Visitor:
    """Every state of the list, of an option, and of its typed costs."""
    with app.app_context():
        planning.keep_example("tiny", programme_json(tiny_programme()))
        db.session.commit()
    lead = Visitor(app, people.lead_of_everything(app))
    reader = Visitor(app, people.member_of_everything(app, ProjectRole.READER), lead.states, lead.endpoints)
    lead.see(OPTIONS, "none yet")
    reader.see(OPTIONS, "none yet, to a reader")
    lead.see(COMPARE, "nothing to compare")
    lead.send(OPTIONS, {}, "offered", to=f"{OPTIONS}/offer")
    lead.send(OPTIONS, {}, "being built", to=f"{OPTIONS}/build")
    ended(app, Solved(measured(tiny_programme(), tiny_plan())))
    ended(app, NO_PLAN)
    lead.see(OPTIONS, "built and not possible")
    reader.see(OPTIONS, "built, to a reader")
    lead.send(OPTIONS, {}, "stopped", to=f"{OPTIONS}/stop")
    lead.see(f"{OPTIONS}/_add/planned")
    pairs, _ = lead.inputs_on(f"{OPTIONS}/_add/planned")
    for row in ("sessions", "targets", "groups"):
        answer = lead.client.post(
            f"{OPTIONS}/_add/planned", data=dict([*pairs, ("button", f"add:differences-{row}")])
        )
        lead.keep(answer, f"adding one of {row}")
    lead.spoil(f"{OPTIONS}/_add/planned", over(pairs, {"differences-budget_pence": "much"}), "spoilt")
    lead.see(f"{OPTIONS}/do-minimum")
    lead.see(f"{OPTIONS}/engagement-only")
    _by_two(lead)
    lead.see(f"{OPTIONS}/_add/typed")
    lead.see(BID)
    lead.see(f"{BID}/upload")
    lead.send(f"{BID}/upload", {"file": (io.BytesIO(b"a,b"), "costs.csv")}, "refused")
    seen = re.search(r'name="seen" value="([^"]+)"', lead.client.get(f"{BID}/upload").text)
    assert seen
    sent = {"file": (io.BytesIO(COSTS.encode()), "costs.csv"), "seen": seen[1]}
    lead.send(f"{BID}/upload", sent, "taken")
    lead.see(COMPARE)
    reader.see(COMPARE, "to a reader")
    lead.see(f"{COMPARE}?show=business-as-usual", "of one option")
    lead.see(FRONTIER, "not asked for")
    lead.send(FRONTIER, {}, "being built", to=FRONTIER)
    for _ in range(6):
        ended(app, Solved(measured(tiny_programme(), tiny_plan())))
    lead.see(FRONTIER, "built")
    reader.see(FRONTIER, "built, to a reader")
    lead.send(OPTIONS, {}, "one removed", to=f"{BID}/remove")
    return lead


def _by_two(lead: Visitor) -> None:
    """Two people at one option: the second is shown both versions."""
    path = f"{OPTIONS}/reach-further"
    pairs, _ = lead.inputs_on(path)
    lead.client.post(path, data=dict([*over(pairs, {"title": "First"}), ("button", "save")]))
    answer = lead.client.post(path, data=dict([*over(pairs, {"title": "Second"}), ("button", "save")]))
    assert "This was changed while you were writing" in answer.text
    lead.keep(answer, f"{path} by two")
