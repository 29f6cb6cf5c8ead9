import io

import pytest
from rich.console import Console
from rich.progress import Progress as Bar

from planner.optimiser.outcome import Found, Progress
from planner.progress_bar import ProgressBar
from planner.reports.proof import STAGE_NAMES
from planner.services.progress_words import STAGE_WORDS, words_of
from tests.unit.reports.plan_for_tests import plan


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (Progress("money", 1, 3_346_500, 3_293_300, 0.016),
         "Saving money, before contingency: £33,465 so far, at most £532 could be saved"),
        (Progress("money", 1, 3_346_500, None), "Saving money, before contingency: £33,465 so far"),
        (Progress("money", 1, 100, 200), "Saving money, before contingency: £1 so far, at most £0 could be saved"),
        (Progress("worst", 1, 0.0762712, 0.05, 0.3), "Closing the largest gap to a target"),
        (Progress("candidates", 1, words="When each sitting may be held"), "When each session may be held"),
        (Progress("a_new_stage", 1, 7), "A new stage"),
    ],
)  # fmt: skip
def test_a_report_is_told_in_words_and_pounds(report, said):
    assert words_of(report) == said


def test_every_stage_of_a_proof_has_words():
    assert set(STAGE_NAMES) <= set(STAGE_WORDS)
    assert not any("sitting" in words.lower() for words in STAGE_WORDS.values())


def test_lines_follow_each_other_in_time_and_a_stage_gone_by_is_not_told_again():
    sink = io.StringIO()
    console = Console(file=sink, width=200)
    progress = Bar(console=console, disable=True)
    bar = ProgressBar(console, progress, progress.add_task("Starting", total=1.0))
    found = Found(plan(), (), 6.8)
    for report in (
        Progress("first_plan", 1.3, found=found),
        Progress("value", 6.0, 1409, 1409),
        Progress("money", 7.8, 100_00, 90_00),
        Progress("value", 6.8, found=found),
        Progress("money", 6.9),
        Progress("wanted_starts", 7.3, 3),
    ):
        bar.tell(report)
    assert sink.getvalue().splitlines() == [
        "   1.3 s  A first plan has been found",
        "   6.0 s  Bringing in as many people as possible",
        "   7.8 s  Saving money, before contingency: £100 so far, at most £10 could be saved",
        "   7.8 s  Keeping to the times people asked for",
    ]
