"""The grid of the week: read, kept in its order, and shown again as it was written."""

from __future__ import annotations

from typing import Any

from werkzeug.datastructures import MultiDict

from planner.forms.availability import PRESETS, SLOTS, AvailabilityForm, CellsField, StaffAvailabilityForm
from planner.forms.parts import problems_of

SUNDAY_FIRST = [
    {"weekday": "sunday", "part": "morning", "free_count": 0},
    {"weekday": "monday", "part": "evening", "free_count": 3},
]


def filled(data: Any = None, sent: dict[str, str] | None = None, form: Any = AvailabilityForm) -> Any:
    return form(formdata=None if sent is None else MultiDict(sent), data=data)


def sent_as_shown(form: Any) -> dict[str, str]:
    return {cell.name: cell.written for _, cells in form["cells"].rows for cell in cells}


def test_a_week_has_twenty_one_cells_monday_morning_first() -> None:
    assert len(SLOTS) == 21
    assert SLOTS[0] == ("monday", "morning")
    assert SLOTS[-1] == ("sunday", "evening")


def test_every_pattern_of_the_schema_is_offered_in_words() -> None:
    from planner.domain.programme.groups import AvailabilityPreset

    assert {key for key, _ in PRESETS} == set(AvailabilityPreset.__args__)


def test_cells_sent_as_they_were_shown_keep_their_order() -> None:
    form = filled({"cells": SUNDAY_FIRST})
    again = filled({"cells": SUNDAY_FIRST}, sent_as_shown(form))
    assert again["cells"].body == SUNDAY_FIRST


def test_new_cells_follow_in_the_order_of_the_week() -> None:
    sent = {
        **sent_as_shown(filled({"cells": SUNDAY_FIRST})),
        "cells-saturday-evening": "2",
        "cells-monday-morning": "1",
    }
    body = filled({"cells": SUNDAY_FIRST}, sent)["cells"].body
    assert body[:2] == SUNDAY_FIRST
    assert [(cell["weekday"], cell["free_count"]) for cell in body[2:]] == [("monday", 1), ("saturday", 2)]


def test_an_empty_cell_is_no_cell_and_nought_is_one() -> None:
    body = filled(None, {"cells-monday-morning": "", "cells-monday-evening": "0"})["cells"].body
    assert body == [{"weekday": "monday", "part": "evening", "free_count": 0}]


def test_a_form_without_the_grid_leaves_the_cells_as_they_are() -> None:
    assert filled({"cells": SUNDAY_FIRST}, {"preset": "evenings"})["cells"].body == SUNDAY_FIRST


def test_wrong_cells_are_named_one_by_one_and_jumped_to() -> None:
    form = filled(None, {"cells-monday-morning": "-1", "cells-friday-evening": "x"})
    assert not form.validate()
    assert problems_of(form) == [
        ("cells-monday-morning", "Monday morning: enter a number that is nought or more, for example 12"),
        ("cells-friday-evening", "Friday evening: enter a whole number, for example 12"),
    ]
    wrong = [cell.id for _, cells in form["cells"].rows for cell in cells if cell.is_wrong]
    assert wrong == ["cells-monday-morning", "cells-friday-evening"]


def test_a_problem_of_a_cell_goes_to_the_cell_of_that_number() -> None:
    form = filled({"cells": SUNDAY_FIRST})
    field: CellsField = form["cells"]
    assert field.take((1, "free_count"), "Enter 2 or fewer")
    assert field.problems == [("cells-monday-evening", "Monday evening: enter 2 or fewer")]
    assert field.take((), "Enter less")
    assert field.problems[-1] == ("cells", "Enter less")


def test_a_member_of_staff_who_counts_as_several_stays_so() -> None:
    cells = [{"weekday": "monday", "part": "evening", "free_count": 2}]
    form = filled({"cells": cells}, form=StaffAvailabilityForm)
    monday = form["cells"].rows[0][1][2]
    assert monday.choices == (("", "–"), ("2", "Yes"), ("0", "No"))
    assert filled({"cells": cells}, sent_as_shown(form), StaffAvailabilityForm)["cells"].body == cells


def test_when_people_are_free_is_told_in_words() -> None:
    data = {"preset": "any_time", "earliest": "10:00", "latest": None, "cells": SUNDAY_FIRST}
    assert filled(data).words == "Any time, not before 10am\nMonday evening 3; Sunday morning 0"
    assert filled(data, form=StaffAvailabilityForm).words.endswith("Monday evening yes; Sunday morning no")
