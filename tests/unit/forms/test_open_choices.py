"""Fields that take something new besides their list, long lists in groups, and rows that are added filled in."""

from __future__ import annotations

from typing import Any

from werkzeug.datastructures import MultiDict

from planner.forms.fields import TextField
from planner.forms.open_choices import GroupedChecksField, OpenChecksField, OpenChoiceField
from planner.forms.parts import Inner
from planner.forms.ready import Ready, ReadyRowsField
from planner.forms.rows import RowsField

OFFERS = {
    "skills": [("easy_read", "Easy read"), ("youth_work", "Youth work")],
    "items": [
        ("venue:lift", "Venue: Lift"),
        ("tool:chat", "Online tool: Chat"),
        ("venue:loop", "Venue: Loop"),
    ],
}


class OneForm(Inner):
    skill = OpenChoiceField("Skill", offered="skills", required="Choose a skill")


class ManyForm(Inner):
    skills = OpenChecksField("Skills", offered="skills")


class ItemsForm(Inner):
    items = GroupedChecksField("Items", offered="items")


class ItemsRow(Inner):
    items = GroupedChecksField("Items", offered="items")
    sole = "items"


class NeedRow(Inner):
    title = TextField("What?")
    id = TextField("Reference")
    all_of = RowsField(ItemsRow, "What meets it?")
    titled_by = "title"


class NeedsForm(Inner):
    needs = ReadyRowsField(
        NeedRow,
        "Needs",
        ready=(Ready("loop", "A loop", {"title": "A loop", "all_of": [["venue:loop"]]}),),
        ready_label="Add",
    )


def filled(form_class: Any, data: Any = None, sent: list[tuple[str, str]] | None = None) -> Any:
    form = form_class(formdata=None if sent is None else MultiDict(sent), data=data)
    for field in form:
        field.offer(OFFERS)
    return form


def test_what_is_chosen_counts_where_no_words_are_written() -> None:
    assert filled(OneForm, sent=[("skill", "easy_read"), ("skill", " ")])["skill"].body == "easy_read"


def test_ones_own_words_count_before_what_is_chosen_and_stay_where_they_were_written() -> None:
    field = filled(OneForm, sent=[("skill", "easy_read"), ("skill", " Makaton ")])["skill"]
    assert (field.body, field.own_written, field.shown) == ("Makaton", "Makaton", "Makaton")
    assert "Makaton" not in dict(field.choices)


def test_stored_words_of_ones_own_join_the_list() -> None:
    field = filled(OneForm, {"skill": "sign_language"})["skill"]
    assert dict(field.choices)["sign_language"] == "sign language"
    assert (field.written, field.own_written) == ("sign_language", "")


def test_neither_chosen_nor_written_is_told() -> None:
    form = filled(OneForm, sent=[("skill", ""), ("skill", "")])
    assert not form.validate()
    assert form["skill"].problems == [("skill", "Choose a skill")]


def test_one_more_tick_may_be_written() -> None:
    form = filled(
        ManyForm,
        {"skills": ["youth_work"]},
        [("skills", ""), ("skills", "youth_work"), ("skills", "Makaton")],
    )
    assert form["skills"].body == ["youth_work", "Makaton"]
    assert form["skills"].shown == "Youth work, Makaton"
    assert form.validate()


def test_all_ticks_can_be_taken_away() -> None:
    assert filled(ManyForm, {"skills": ["youth_work"]}, [("skills", ""), ("skills", "")])["skills"].body == []


def test_a_long_list_shows_what_is_ticked_first_and_the_rest_by_what_it_is_of() -> None:
    field = filled(ItemsForm, {"items": ["tool:chat"]})["items"]
    assert field.ticked == [(2, "tool:chat", "Online tool: Chat")]
    assert field.groups == [("Venue", [(1, "venue:lift", "Lift"), (3, "venue:loop", "Loop")])]


def test_a_row_that_is_one_list_is_filled_and_read_as_that_list() -> None:
    form = filled(NeedRow, {"title": "x", "id": "x", "all_of": [["venue:loop", "venue:lift"], ["tool:chat"]]})
    assert form["all_of"].body == [["venue:loop", "venue:lift"], ["tool:chat"]]


def test_a_ready_row_takes_the_place_of_the_single_empty_one() -> None:
    form = filled(NeedsForm, sent=[("needs-ready", "loop"), ("needs-0-title", "")])
    form["needs"].add()
    assert form["needs"].body == [{"title": "A loop", "id": "loop", "all_of": [["venue:loop"]]}]
    assert [entry.name for entry in form["needs"].entries] == ["needs-0"]


def test_a_ready_row_added_twice_gets_another_reference() -> None:
    sent = [("needs-ready", "loop"), ("needs-0-title", "A loop"), ("needs-0-id", "loop")]
    form = filled(NeedsForm, sent=sent)
    form["needs"].add()
    assert [row["id"] for row in form["needs"].body] == ["loop", "a-loop"]


def test_an_empty_row_is_added_where_nothing_ready_is_chosen() -> None:
    form = filled(NeedsForm, sent=[("needs-ready", "made up"), ("needs-0-title", "Mine")])
    form["needs"].add()
    assert [entry.form["title"].written for entry in form["needs"].entries] == ["Mine", ""]


def test_rows_that_are_added_have_their_lists() -> None:
    form = filled(NeedsForm, {"needs": []})
    form["needs"].add()
    inner = form["needs"].entries[-1].form["all_of"].entries[0].form["items"]
    assert dict(inner.choices) == dict(OFFERS["items"])


def test_rows_move_up_when_one_before_them_is_removed() -> None:
    form = filled(NeedsForm, sent=[(f"needs-{number}-title", word) for number, word in enumerate("abc")])
    form["needs"].remove(0)
    shown = {entry.form["title"].name: entry.form["title"].written for entry in form["needs"].entries}
    assert shown == {"needs-0-title": "b", "needs-1-title": "c"}
