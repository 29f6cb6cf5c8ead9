"""Every rule and target is in the register, in docs/formulation.md, in the check and in a trial: four equal sets."""

import re
from pathlib import Path
from typing import get_args

from planner.domain.programme.targets import Target
from planner.optimiser.check import CHECKS, MEASURES
from planner.optimiser.register import RULES, with_table
from tests.unit.check.test_rules import TRIALS

FORMULATION = Path(__file__).parents[2] / "docs" / "formulation.md"


def documented_rules() -> set[str]:
    """The names in the first column of the rules table of docs/formulation.md."""
    text = FORMULATION.read_text(encoding="utf-8")
    table = text.split("<!-- rules:begin -->")[1].split("<!-- rules:end -->")[0]
    return set(re.findall(r"^\| `(\w+)` \|", table, flags=re.MULTILINE))


def test_register_document_check_and_trials_name_the_same_rules() -> None:
    register = set(RULES)
    assert register
    assert documented_rules() == register
    assert {*CHECKS, *MEASURES} == register
    assert {trial.rule for trial in TRIALS} == register


def test_the_table_in_the_document_is_what_the_docstrings_say() -> None:
    text = FORMULATION.read_text(encoding="utf-8")
    assert with_table(text) == text


def test_every_kind_of_target_in_the_schema_is_measured() -> None:
    union = get_args(Target)[0]
    kinds = {get_args(part.model_fields["kind"].annotation)[0] for part in get_args(union)}
    assert kinds == set(MEASURES)
