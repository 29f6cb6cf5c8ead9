"""The appraisal in every state: nothing said, filled in, spoilt, scored by two, agreed, switched on; to its lead and a reader."""

from __future__ import annotations

from flask import Flask

from planner.domain.options import CostTable, Option
from planner.domain.programme.reading import programme_json
from planner.extensions import db
from planner.forms.appraisal import PAGES
from planner.models import Option as StoredOption
from planner.models import Project, ProjectRole
from planner.services import planning
from tests.builders import tiny_programme
from tests.web import people
from tests.web.states.visiting import Visitor

APPRAISAL = "/projects/tiny/appraisal"


def with_two_options(app: Flask) -> None:
    """Two options whose costs are known at once."""
    with app.app_context():
        planning.keep_example("tiny", programme_json(tiny_programme()))
        project = db.session.query(Project).one()
        for position, key in enumerate(("nothing", "a-bid")):
            body = Option(title=key.title(), table=CostTable(is_nothing=True)).model_dump(mode="json")
            option = StoredOption(project_id=project.id, key=key, kind="other", body=body, position=position)
            db.session.add(option)
        db.session.commit()


def states_of_appraisal(app: Flask) -> Visitor:
    """Every state of the appraisal."""
    with_two_options(app)
    lead = Visitor(app, people.lead_of_everything(app))
    reader = Visitor(app, people.member_of_everything(app, ProjectRole.READER), lead.states, lead.endpoints)
    lead.see(APPRAISAL, "nothing said")
    reader.see(APPRAISAL, "nothing said, to a reader")
    lead.see(f"{APPRAISAL}/scores", "nobody")
    for name in PAGES:
        lead.see(f"{APPRAISAL}/parts/{name}")
    pairs, _ = lead.inputs_on(f"{APPRAISAL}/parts/factors")
    lead.spoil(
        f"{APPRAISAL}/parts/factors", [(k, "x" if k.endswith("weight") else v) for k, v in pairs], "spoilt"
    )
    lead.see(f"{APPRAISAL}/scores/mine")
    scores = {"score-a-bid-strategic-fit": "11", "score-nothing-affordability": "4"}
    lead.send(f"{APPRAISAL}/scores/mine", scores, "spoilt")
    whole = {
        f"score-{option}-{factor}": str(score)
        for option, score in (("a-bid", 7), ("nothing", 5))
        for factor in FACTORS
    }
    for whose in ("mine", "agreed"):
        seen = lead.client.get(f"{APPRAISAL}/scores/{whose}").text.partition('name="seen"')[2].split('"')[1]
        lead.send(f"{APPRAISAL}/scores/{whose}", {**whole, "seen": seen, "note": "Because"}, "saved")
    for name, typed in FILLED.items():
        path = f"{APPRAISAL}/parts/{name}"
        pairs, _ = lead.inputs_on(path)
        kept = [(key, value) for key, value in pairs if key not in typed]
        answer = lead.client.post(path, data=dict([*kept, *typed.items(), ("button", "save")]))
        assert answer.status_code == 303, name
    lead.see(APPRAISAL, "filled in")
    reader.see(APPRAISAL, "filled in, to a reader")
    lead.see(f"{APPRAISAL}/assurance")
    reader.see(f"{APPRAISAL}/assurance", "to a reader")
    reader.see(f"{APPRAISAL}/scores", "to a reader")
    return lead


FACTORS = ("strategic-fit", "value-for-money", "supplier-capacity", "affordability", "achievability")
FILLED = {
    "objectives": {"objectives-0-title": "Fewer crises", "objectives-0-measure": "Emergency stays"},
    "long-list": {"long_list-0-title": "A helpline", "long_list-0-because": "It was tried"},
    "register": {
        "benefits_and_risks-0-title": "Too few come",
        "benefits_and_risks-0-kind": "risk",
        "benefits_and_risks-0-money_pence": "1,000",
        "benefits_and_risks-0-evidence": "Last year",
    },
    "numbers": {"parameters-has_discounting": "yes", "parameters-has_optimism_bias": "yes"},
    "assurance-answers": {"assurance-answers-0-check": "equality", "assurance-answers-0-state": "due"},
}
