"""Each rule and each kind of target: a plan that keeps it is left alone, a plan that breaks it is caught by name."""

import pytest

from planner.optimiser.check import CHECKS, MEASURES, broken_rules
from planner.optimiser.witness import witness
from tests.unit.check import trials_money, trials_people, trials_targets, trials_team, trials_when
from tests.unit.check.trials import Trial

TRIALS = [
    *trials_when.TRIALS,
    *trials_people.TRIALS,
    *trials_team.TRIALS,
    *trials_money.TRIALS,
    *trials_targets.TRIALS,
]
EACH = pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: f"{trial.rule}: {trial.title}")


@EACH
def test_a_plan_that_keeps_every_rule_is_left_alone(trial: Trial) -> None:
    verdict = witness(trial.programme(), trial.keeping())
    assert verdict.broken == ()
    assert verdict.differences == ()


@EACH
def test_a_plan_that_breaks_the_rule_is_caught_by_its_name(trial: Trial) -> None:
    broken = broken_rules(trial.programme(), trial.breaking())
    assert trial.rule in {each.rule for each in broken}
    assert all(each.words and each.where for each in broken)


def test_every_rule_and_target_has_a_trial() -> None:
    assert {trial.rule for trial in TRIALS} == {*CHECKS, *MEASURES}
