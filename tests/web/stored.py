"""A stored project with a plan made by hand that shows every part of the page: not a solved plan, and not proven."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import null

from planner.domain.plan import (
    BookedSupport,
    FundedPart,
    LeftOut,
    Plan,
    PlanLine,
    PlannedSitting,
    Proof,
    Rung,
    StageProof,
    TargetResult,
    TeamMember,
    ToFind,
)
from planner.domain.programme import Programme
from planner.domain.terms import Basis, Category, Evidence, Mode, Role, Section
from planner.extensions import db
from planner.models import Plan as StoredPlan
from planner.models import Project, Run, RunState
from planner.reports.tables import headline

EXAMPLE = Path(__file__).parents[2] / "planner/examples/respite-care.json"


def example_programme() -> Programme:
    return Programme.model_validate_json(EXAMPLE.read_text(encoding="utf-8"))


def line(
    key: str, category: Category, section: Section, quantity: str, rate_pence: int, **more: object
) -> PlanLine:
    value_pence = int(Decimal(quantity) * rate_pence)
    basis = more.get("basis", Basis.NEW_MONEY)
    values = {
        "title": key.replace("-", " ").capitalize(),
        "unit": "hour",
        "financial_year": "2026-27",
        "basis": basis,
        **more,
    }
    return PlanLine(
        key=key,
        rule=key.replace("-", "_"),
        section=section,
        category=category,
        quantity=Decimal(quantity),
        rate_pence=rate_pence,
        value_pence=value_pence,
        amount_pence=value_pence if basis is Basis.NEW_MONEY else 0,
        **values,
    )


def sittings_of(programme: Programme) -> tuple[PlannedSitting, ...]:
    room = programme.venues[0]
    start = datetime(2027, 1, 12, 10, 30)
    return tuple(
        PlannedSitting(
            id=f"{session.id}-1",
            session=session.id,
            start=start + timedelta(days=21 * number),
            place=f"{room.id}/{room.rooms[0].id}+{programme.tools[0].id}"
            if number % 2
            else f"{room.id}/{room.rooms[0].id}",
            mode=Mode.HYBRID if number % 2 else Mode.IN_PERSON,
            places=dict.fromkeys(session.invited, 6),
            online_places=dict.fromkeys(session.invited, 2) if number % 2 else {},
            team=(TeamMember(staff=programme.staff[0].id, role=Role.LEAD),),
            support=(BookedSupport(supplier=programme.suppliers[0].id, workers=2),)
            if number % 3 == 0
            else (),
        )
        for number, session in enumerate(programme.sessions)
    )


def lines() -> tuple[PlanLine, ...]:
    return (
        line(
            "session-payments", Category.INVOLVEMENT_PAYMENT, Section.PAYMENTS, "120", 2750, source="NIHR", url="https://www.nihr.ac.uk/",
            evidence=Evidence.PUBLISHED, driver="How long the session is", price_base=date(2025, 4, 1),
            funding=(FundedPart(source="council", amount_pence=330000),),
        ),
        line("travel", Category.TRAVEL, Section.EXPENSES, "30", 333, source="HMRC", note="<b>Not</b> bold"),
        line("room-hire", Category.VENUE, Section.ACTIVITY, "12", 4500, source="Illustrative quote", evidence=Evidence.QUOTE),
        line("lead-time", Category.FACILITATION, Section.STAFFING, "40", 3100, basis=Basis.ALREADY_FUNDED),
        line("partners", Category.PARTNER_TIME, Section.STAFFING, "20", 4000, basis=Basis.IN_KIND),
    )  # fmt: skip


def example_plan(programme: Programme) -> Plan:
    made = lines()
    total = sum(part.amount_pence for part in made)
    stage = {"sense": "least", "seconds": Decimal("1.5")}
    return Plan(
        programme=programme.id,
        programme_digest="",
        status="within_gap",
        strategy=programme.strategy,
        sittings=sittings_of(programme),
        total_pence=total,
        subtotal_pence=total,
        funded_pence=124000,
        in_kind_pence=80000,
        lines=made,
        targets=tuple(
            TargetResult(
                id=target.id, kind=target.kind, title=target.title, strength=target.strength,
                level=Decimal("0.5"), achieved=Decimal("0.5") if number else Decimal("0.42"),
                shortfall=Decimal(0) if number else Decimal("0.16"), met=bool(number),
                words="" if number else "Evenings for unpaid carers are missing",
            )
            for number, target in enumerate(programme.targets)
        ),
        rung=Rung(name="consultation", is_co_production=False, missing=("no feedback session after the decision",)),
        left_out=(LeftOut(sitting="extra-1", title="A second visit", because="the budget does not reach"),),
        to_find=(
            ToFind(kind="visit_by", what="Is there a hearing loop?", where=programme.venues[0].id, by=date(2026, 12, 1)),
            ToFind(kind="quote_by", what="Room hire", where=programme.venues[0].id, amount_pence=54000),
        ),
        warnings=("One price is older than 24 months.",),
        proof=Proof(
            optimal=False, bound=Decimal(390000), gap=Decimal("0.004"), stopped_by="gap", seconds=Decimal("3.1"),
            stages=(
                StageProof(
                    name="worst", unit="share", value=Decimal(0), bound=Decimal(0), gap=Decimal(0), is_closed=True, **stage
                ),
                StageProof(
                    name="money", unit="pence", value=Decimal(total), bound=Decimal(390000), gap=Decimal("0.004"),
                    is_closed=False, **stage,
                ),
            ),
        ),
    )  # fmt: skip


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def store_project(name: str, slug: str, programme: Programme) -> Project:
    text = programme.model_dump_json()
    project = Project(
        name=name, slug=slug, programme_json=text, programme_digest=digest(text), schema_version=1
    )
    db.session.add(project)
    return project


def store_plan(project: Project, plan: Plan) -> StoredPlan:
    run = Run(
        project=project,
        strategy=plan.strategy.value,
        inputs_json=project.programme_json,
        inputs_digest=project.programme_digest,
        app_version="1",
        solver_version="1",
        state=RunState.SOLVED.value,
        is_open=null(),
        created_at=datetime(2026, 9, 24, 9, 0, tzinfo=UTC),
    )
    stored = StoredPlan(
        run=run,
        project=project,
        plan_json=plan.model_dump_json(),
        total_pence=plan.total_pence,
        headline=headline(
            Programme.model_validate_json(project.programme_json), plan, may_see_small_numbers=True
        ).line,
        created_at=datetime(2026, 9, 24, 9, 1, tzinfo=UTC),
    )
    db.session.add(stored)
    return stored
