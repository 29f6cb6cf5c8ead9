"""Documents to print in tests: every kind of block, and hostile text in all of them."""

from __future__ import annotations

from datetime import date

from planner.reports.charts import OptionBar, options_chart
from planner.reports.paper import (
    Bullets,
    Heading,
    Paper,
    PaperTable,
    Paragraph,
    Picture,
    TableRow,
    Turn,
    plain,
    runs_of,
)

HOSTILE = (
    "#panic(1) $x$ @ref <tag> *bold* _it_ `code` \\u{41}",
    "</w:t><w:t>&amp; ]]> \x00\x07\x1b",
    "{{ 7 * 7 }} {% raw %}",
    "‮gnirts‬ 😀 কথা \ufffe",
    "=1+1",
    "a" * 3000,
)


def paper(words: str = "Words", **more: object) -> Paper:
    """A document with every kind of block."""
    bars = (OptionBar("One", 100_00, (60_00, 40_00)), OptionBar("Two", 50_00, (50_00, 0)))
    rows = tuple(TableRow((f"Row {number}", f"£{number}.00"), is_total=number == 59) for number in range(60))
    blocks = (
        Heading(1, f"Chapter {words}"),
        Paragraph(plain(words), "lead"),
        Heading(2, "Section"),
        Paragraph(runs_of(f"{words} [Write: who decides] and [Write: when].")),
        Bullets((plain(words), plain("second"))),
        PaperTable(f"Costs {words}", ("What", "£"), rows, (False, True), (3, 1)),
        Picture("options", options_chart(bars, ("a", "b")), f"Picture {words}"),
        Turn(True),
        Heading(1, "Annex"),
        Heading(2, "Small"),
        PaperTable(
            "Open",
            ("", "Signed"),
            (TableRow(("Who", ""), is_open=True),),
            (False, False),
            (1, 1),
            is_small=True,
        ),
        Paragraph(plain(words), "note"),
    )
    made = {
        "title": f"Title {words}",
        "subtitle": words,
        "reference": f"Issue 1 {words}",
        "made_on": date(2026, 11, 26),
    }
    return Paper(**{**made, "blocks": blocks, "has_contents": True, **more})  # type: ignore[arg-type]
