"""Business cases of worked examples, with their kept plans, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from planner.domain.appraisal import Appraisal
from planner.domain.options import CostTable, CostTableLine, OptionKind
from planner.domain.terms import Category
from planner.optimiser.finish import measured
from planner.reports.appraisal import assurance_rows, economic_cases, judged, scored_options, switching_words
from planner.reports.case import CaseFacts
from planner.reports.compare import Compared, comparison
from tests.golden.solved import cases, options_of, solved

MADE_ON = date(2026, 11, 26)


def option(example: str, key: str, number: int) -> Compared:
    programme, plan = solved(example, key)
    base, _ = solved(example, "preferred")
    common = programme.model_copy(update={"targets": base.targets})
    return Compared(
        key=key,
        title=options_of(example)[key].title,
        kind=options_of(example)[key].kind,
        standing="Built",
        is_current=True,
        programme=programme,
        plan=plan,
        plan_id=number,
        plan_number=number,
        common_programme=common,
        common_plan=measured(common, plan),
    )


def bid() -> Compared:
    line = CostTableLine(
        id="bid", title="Bid", category=Category.FACILITATION, rate_pence=9_000_00, financial_year="2026-27"
    )
    return Compared(
        "bid", "A bid", OptionKind.OTHER, "Typed", is_current=True, table=CostTable(lines=(line,))
    )


def empty(key: str, title: str, kind: OptionKind) -> Compared:
    """An option without figures."""
    return Compared(key, title, kind, "Not typed yet", is_current=True, table=CostTable())


def facts_of(example: str, chosen: str = "preferred", card: Any = None, **appraisal: Any) -> CaseFacts:
    """The case for an option of an example, beside its other options and a typed bid."""
    return facts_with(every_option(example), chosen, card, **appraisal)


def every_option(example: str) -> list[Compared]:
    """The planned options of an example, and a typed bid."""
    keys = [key for name, key in cases() if name == example]
    return [*(option(example, key, number) for number, key in enumerate(keys, start=1)), bid()]


def facts_with(options: list[Compared], chosen: str, card: Any = None, **appraisal: Any) -> CaseFacts:
    """The case for one of some options."""
    found = comparison(options, chosen)
    shown = [each for each in found.options if each.kind is not OptionKind.FRONTIER_POINT]
    judging = Appraisal(**appraisal)
    told = economic_cases(shown, judging.parameters, may_see_small_numbers=False)
    programme, plan = found.chosen.programme, found.chosen.plan
    assert programme is not None
    assert plan is not None
    return CaseFacts(
        project=programme.title,
        made_on=MADE_ON,
        comparison=found,
        programme=programme,
        plan=plan,
        appraisal=judging,
        judged=judged(judging, card, scored_options(shown)),
        cases=told,
        switching=switching_words(told, chosen),
        assurance=assurance_rows(judging.assurance, found.chosen, may_see_small_numbers=False),
        differs={each.key: (f"{each.title} differs",) for each in options},
    )


def changed(facts: CaseFacts, **more: Any) -> CaseFacts:
    return replace(facts, **more)
