"""Which passages a case has is the same whatever was entered: words of one's own stand by their passage and never vanish."""

import pytest

from planner.domain.appraisal import FIVE_FACTORS, Objective, ScoreCard
from planner.domain.options import OptionKind
from planner.reports.case import Case
from planner.reports.case.model import Form
from planner.reports.paper import Paragraph
from tests.golden.solved import EXAMPLES
from tests.unit.reports.case.facts import empty, every_option, facts_of, facts_with, option

SCORES = {"preferred": 8, "do-minimum": 4, "engagement-only": 3, "bid": 2}


@pytest.mark.parametrize("form", ["full", "short"])
def test_which_passages_there_are_never_depends_on_the_data_so_that_nobodys_words_vanish(form: Form) -> None:
    aim = Objective(id="a", title="Repairs within a week", measure="Days")
    usual = empty("usual", "Business as usual", OptionKind.BUSINESS_AS_USUAL)
    every = every_option("small-grant")
    scores = ScoreCard(
        scores={key: {factor.id: score for factor in FIVE_FACTORS} for key, score in SCORES.items()}
    )
    made = [
        Case(facts, form)
        for facts in (
            *(facts_of(example) for example in EXAMPLES),
            facts_with([option("small-grant", "preferred", 1)], "preferred"),
            facts_with([*every, usual], "preferred"),
            facts_with(every, "preferred", scores, objectives=(aim,)),
        )
    ]
    first = [each.key for each in made[0].passages]
    assert len(set(first)) == len(first)
    own = {key: f"Mine of {key}." for key in first}
    for made_case in made:
        assert [passage.key for passage in made_case.passages] == first
        blocks = made_case.paper(own, reference="x").blocks
        told = {"".join(run.words for run in each.words) for each in blocks if isinstance(each, Paragraph)}
        assert set(own.values()) <= told
