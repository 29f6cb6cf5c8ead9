"""What tests of the business case share: a worked example with the options offered for it, each with its kept plan."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal

from planner.domain.options import CostTable, CostTableLine, Option, OptionKind
from planner.domain.programme import Programme
from planner.domain.programme.draft import digest_of
from planner.domain.programme.reading import programme_json, read_programme
from planner.domain.terms import Category
from planner.extensions import db
from planner.models import Comment, Issue, IssueFile, Project, ShareLink
from planner.models import Option as StoredOption
from planner.services import planning
from planner.services.links import digest as token_digest
from planner.services.option_programmes import option_programme
from tests.golden.solved import base_of, cases, options_of, programme_of, solved
from tests.web import stored

BID = Option(
    title="A provider’s bid",
    kind=OptionKind.BUSINESS_AS_USUAL,
    table=CostTable(
        lines=(
            CostTableLine(
                id="bid", title="The bid", category=Category.FACILITATION, rate_pence=12_345_67, quantity=Decimal(1),
                financial_year="2026-27",
            ),
        )
    ),
)  # fmt: skip


def keep_with_options(example: str) -> None:
    """Store an example with every option that has a kept plan, and a bid that is typed; not committed."""
    planning.keep_example(example, programme_json(read_programme(json.dumps(base_of(example)))))
    project = db.session.query(Project).filter_by(slug=example).one()
    there = [key for name, key in cases() if name == example]
    _keep(project, "business-as-usual", BID, 0)
    for position, key in enumerate((key for key in options_of(example) if key in there), start=1):
        option = options_of(example)[key]
        _keep(project, key, option, position)
        made = option_programme(project.programme_json, option)
        run = stored.store_plan(project, solved(example, key)[1]).run
        run.option_key, run.inputs_json, run.inputs_digest = key, made.text, made.digest
        run.strategy = programme_of(example, key).strategy.value
        assert made.digest == digest_of(json.loads(made.text))
    db.session.flush()


def _keep(project: Project, key: str, option: Option, position: int) -> None:
    body = option.model_dump(mode="json")
    db.session.add(
        StoredOption(project_id=project.id, key=key, kind=option.kind.value, body=body, position=position)
    )


def keep_what_is_shared_and_issued(project: Project, programme: Programme) -> str:
    """Give the project an option with a plan, an issue with a file, and a link with a comment; give the link's token."""
    same = Option(title="The same").model_dump(mode="json")
    db.session.add(StoredOption(project_id=project.id, key="same", kind="preferred", body=same, position=1))
    stored.store_plan(project, stored.example_plan(programme)).run.option_key = "same"
    facts = {"total_pence": 1, "budget_pence": 1, "sections": {}, "option": "The same", "plan": "Plan 1"}
    issue = Issue(project_id=project.id, number=1, kind="full", title="Issued", facts=facts, made_of={})
    content = b"a,b"
    digest = hashlib.sha256(content).hexdigest()
    issue.files.append(IssueFile(name="costs.csv", media_type="text/csv", content=content, sha256=digest))
    token = "t" * 43
    link = ShareLink(project_id=project.id, token_hash=token_digest(token), audience="Carers")
    link.comments.append(Comment(words="A question?"))
    db.session.add_all([issue, link])
    db.session.flush()
    return token
