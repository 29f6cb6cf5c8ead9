import hashlib
import re
import subprocess
import sys
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from planner.domain.plan import TargetResult
from planner.domain.terms import Strength
from planner.reports.charts import costs_chart, drawing, targets_chart, timeline_chart
from planner.reports.charts.costs import amount_words
from planner.reports.charts.targets import scale_of
from planner.reports.tables import cost_tree, targets_table
from tests.unit.reports.plan_for_tests import plan, programme

CHARTS = (timeline_chart, targets_chart, costs_chart)
HOSTILE = "<b>£5 & $\\frac{$ --> \x00\x1b \ud800 " + "unbreakable" * 20
ROOT = Path(__file__).parents[3]
DIGESTS = """
import hashlib
from planner.reports import charts
from tests.unit.reports.plan_for_tests import plan, programme
for draw in (charts.timeline_chart, charts.targets_chart, charts.costs_chart):
    print(hashlib.sha256(draw(programme(), plan()).svg).hexdigest())
"""


def size_of(chart):
    root = ET.fromstring(chart.svg)
    return root.get("width"), root.get("height"), root.get("viewBox")


@pytest.mark.parametrize("draw", CHARTS)
@pytest.mark.parametrize(("is_narrow", "width"), [(False, 960), (True, 320)])
def test_a_picture_is_svg_of_its_stated_size_with_words_beside_it(draw, is_narrow, width):
    chart = draw(programme(), plan(), is_narrow=is_narrow)
    assert chart.width == width
    assert size_of(chart) == (str(width), str(chart.height), f"0 0 {width} {chart.height}")
    assert len(chart.alt) > 30
    assert chart.alt.endswith(".")


@pytest.mark.parametrize("draw", CHARTS)
def test_a_picture_asks_for_nothing_from_elsewhere_and_runs_nothing(draw):
    svg = draw(programme(), plan()).svg.decode()
    assert "<script" not in svg
    assert "font-family" not in svg, "text is drawn as outlines"
    assert not [link for link in re.findall(r'href="([^"]*)"', svg) if not link.startswith("#")]
    assert "matplotlib" not in svg.lower().replace("matplotlib.axis", "")
    assert "<dc:date>" not in svg


def test_the_same_plan_gives_the_same_bytes_in_any_process():
    here = [hashlib.sha256(draw(programme(), plan()).svg).hexdigest() for draw in CHARTS]
    for seed in ("0", "4711"):
        answer = subprocess.run(
            [sys.executable, "-c", DIGESTS], cwd=ROOT, env={"PYTHONHASHSEED": seed, "PATH": ""}, capture_output=True,
            text=True, check=True,
        )  # fmt: skip
        assert answer.stdout.split() == here
    moved = plan().sittings[0].model_copy(update={"start": plan().sittings[0].start + timedelta(days=7)})
    other = plan().model_copy(update={"sittings": (moved, *plan().sittings[1:])})
    assert timeline_chart(programme(), other).svg != timeline_chart(programme(), plan()).svg


@pytest.mark.parametrize("draw", CHARTS)
def test_an_empty_plan_still_gives_a_picture(draw):
    empty = plan().model_copy(update={"sittings": (), "lines": (), "targets": ()})
    for is_narrow in (False, True):
        assert ET.fromstring(draw(programme(), empty, is_narrow=is_narrow).svg) is not None


@pytest.mark.parametrize("is_narrow", [False, True])
def test_titles_that_people_may_write_never_break_a_picture(is_narrow):
    named = programme().model_copy(
        update={
            "sessions": tuple(each.model_copy(update={"title": HOSTILE}) for each in programme().sessions),
            "milestones": tuple(
                each.model_copy(update={"title": HOSTILE}) for each in programme().milestones
            ),
        }
    )
    targets = tuple(each.model_copy(update={"title": HOSTILE}) for each in plan().targets)
    for draw in (timeline_chart, targets_chart):
        ET.fromstring(draw(named, plan().model_copy(update={"targets": targets}), is_narrow=is_narrow).svg)


def test_lines_of_words_fit_their_width():
    for words in ("a plain title of several words that has to break", "unbreakable" * 9, HOSTILE):
        lines = drawing.wrapped(words, 120, 14, most_lines=2)
        assert len(lines) <= 2
        assert all(drawing.width_of(each, 14) <= 120 for each in lines)
    assert drawing.wrapped("one two three four five six seven eight", 60, 14, most_lines=2)[-1].endswith("…")
    assert drawing.wrapped("short", 120, 14) == ("short",)


def test_ink_stands_out_from_paper_and_marks_too():
    def luminance(colour):
        channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one, other):
        light, dark = sorted((luminance(one), luminance(other)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    for colour in (drawing.INK, drawing.BLUE, drawing.BROWN, drawing.PURPLE, drawing.GREEN, drawing.QUIET):
        assert contrast(colour, drawing.PAPER) >= 4.5
    assert contrast(drawing.BLUE, drawing.PALE_BLUE) >= 3
    assert contrast(drawing.BROWN, drawing.PALE_BROWN) >= 3


def test_the_timeline_says_in_words_what_it_shows():
    assert timeline_chart(programme(), plan()).alt == (
        "Timeline of 5 sessions, 5 November 2026 to 8 April 2027: 3 in person, 1 online and 1 in person and online; "
        "1 deciding something and 1 feeding back on a decision."
    )


def test_the_costs_picture_says_the_sums_of_the_tree_to_the_penny():
    tree, alt = cost_tree(programme(), plan()), costs_chart(programme(), plan()).alt
    for section in tree.sections:
        assert f"{section.title}: {amount_words(section)}." in alt
    assert "New money in all: £3,210.00." in alt
    assert amount_words(tree.sections[3]) == "£400.00 already funded, £330.00 in kind"


def test_the_targets_picture_says_what_the_table_says():
    alt = targets_chart(programme(), plan(), may_see_small_numbers=True).alt
    for row in targets_table(programme(), plan(), may_see_small_numbers=True).rows:
        assert f"{row.title}: {row.met.lower()}, {row.achieved}; {row.strength.lower()}: {row.level}." in alt


def test_level_and_what_is_reached_both_lie_on_the_scale():
    for row in targets_table(programme(), plan(), may_see_small_numbers=True).rows:
        assert 0 <= row.level_value <= scale_of(row)
        assert 0 <= row.achieved_value <= scale_of(row)


def test_a_small_number_of_people_is_in_neither_bar_nor_words():
    def drawn(achieved, sees):
        result = TargetResult(
            id="x", kind="nobody_is_the_only_one", title="X", strength=Strength.AIM, level=Decimal(2),
            achieved=Decimal(achieved), shortfall=Decimal("0.5"), met=False,
        )  # fmt: skip
        return targets_chart(
            programme(), plan().model_copy(update={"targets": (result,)}), may_see_small_numbers=sees
        )

    assert drawn(0, False).svg == drawn(1, False).svg
    assert drawn(0, True).svg != drawn(1, True).svg
    assert "X: not met, not met;" in drawn(1, False).alt


def test_a_number_that_is_not_shown_is_marked_as_such_and_is_no_empty_bar(monkeypatch):
    said = []
    draw_text = drawing.Sheet.text

    def listen(sheet, x, y, words, *size, **more):
        said.append(words)
        draw_text(sheet, x, y, words, *size, **more)

    monkeypatch.setattr(drawing.Sheet, "text", listen)
    result = TargetResult(
        id="x", kind="nobody_is_the_only_one", title="X", strength=Strength.AIM, level=Decimal(2),
        achieved=Decimal(1), shortfall=Decimal("0.5"), met=False,
    )  # fmt: skip
    whole = plan().model_copy(update={"targets": (result,)})
    targets_chart(programme(), whole, may_see_small_numbers=True)
    assert "not shown" not in said
    targets_chart(programme(), whole)
    assert "not shown" in said
