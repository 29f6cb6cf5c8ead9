"""What people of a group share and need: characteristics, and access requirements with the common ones ready to add."""

from __future__ import annotations

from typing import Any

from planner.forms.choices import ChoiceField
from planner.forms.fields import CountField, KeyField, TextField, WordsField
from planner.forms.open_choices import GroupedChecksField, OpenChoiceField
from planner.forms.parts import Block, Inner
from planner.forms.ready import Ready
from planner.forms.rows import RowsField

JOINED = "+"
"""Stands between two characteristics that are counted together."""


class CharacteristicRow(Inner):
    """How many share a characteristic, or two together; both stand in one key in the document."""

    first = OpenChoiceField(
        "They are", offered="shared", required="Choose what they share, or write it in your own words"
    )
    second = ChoiceField("and also (if both)", offered="shared")
    count = CountField("How many?", required="Enter how many people, for example 3")
    blank_without = ("first", "second", "count")

    def process(
        self, formdata: Any = None, obj: Any = None, data: Any = None, key: str = "", **given: Any
    ) -> None:
        """Take the key apart where it joins two characteristics."""
        first, joined, second = key.partition(JOINED)
        if joined and (not first or not second or JOINED in second):
            first, second = key, ""
        super().process(formdata, obj, data, **{**given, "first": first or None, "second": second or None})

    @property
    def body(self) -> Any:
        """The key and the count."""
        parts = [str(part) for part in (self["first"].body, self["second"].body) if part]
        return {"key": JOINED.join(parts), "count": self["count"].body}

    @property
    def words(self) -> str:
        """Who, and how many."""
        parts = [str(part.shown) for part in (self["first"], self["second"]) if part.shown]
        return f"{' and also '.join(parts)}: {self['count'].shown}"

    def validate(self, extra_validators: Any = None) -> bool:
        """Read the row; two characteristics have to be two."""
        held = bool(super().validate(extra_validators))
        if held and self["second"].body and self["first"].body == self["second"].body:
            self["second"].take((), "Choose another characteristic, or none")
            return False
        return held


class AnyOfRow(Inner):
    """Things of which any one will do."""

    any_of = GroupedChecksField("Any one of these will do", offered="requirement_items")
    sole = "any_of"

    @property
    def words(self) -> str:
        """What would do."""
        field = self["any_of"]
        return " or ".join(dict(field.choices).get(one, one) for one in field.body)


class RequirementRow(Inner):
    """What some people need, and what meets it."""

    title = TextField("What is needed?", required="Enter what is needed, for example Step-free way in")
    count = CountField("How many need it?", required="Enter how many people need it, for example 2")
    all_of = RowsField(
        AnyOfRow,
        "What meets it?",
        one="something that is needed as well",
        required="Tick at least one thing that meets it",
    )
    note = WordsField("Note", blank="")
    id = KeyField(
        "Reference", "Used in documents and downloads; made of what is needed if you leave it empty", blank=""
    )
    titled_by = "title"
    blank_without = ("title", "count", "all_of", "note", "id")
    layout = (Block(("title", "count", "all_of")), Block(("note", "id"), "Note and reference", is_more=True))

    @property
    def words(self) -> str:
        """What is needed, how many need it, and what meets it."""
        met = "; and ".join(row.shown for row in self["all_of"].kept)
        return f"{self['title'].shown}: {self['count'].shown}. Met by {met}"


_COMMON: tuple[tuple[str, str, tuple[tuple[str, ...], ...]], ...] = (
    (
        "step-free",
        "Step-free way in and accessible toilet",
        (("venue:step_free_route",), ("venue:accessible_toilet",)),
    ),
    ("bsl", "British Sign Language interpreting", (("support:bsl_interpreter",),)),
    (
        "hearing",
        "A hearing loop, live captions or speech-to-text",
        (("venue:hearing_loop", "tool:human_captions", "support:speech_to_text"),),
    ),
    ("lipspeaker", "A lipspeaker", (("support:lipspeaker",),)),
    ("assistant", "A personal assistant", (("support:personal_assistant",),)),
    ("childcare", "Childcare at the session", (("support:childcare",), ("venue:creche_space",))),
    ("language", "Interpreting into a shared language", (("support:spoken_language_interpreter",),)),
    ("notetaker", "Somebody to take notes for them", (("support:notetaker",),)),
    ("quiet", "Somewhere quiet to withdraw to", (("venue:quiet_room",),)),
    ("low-noise", "Little background noise", (("venue:low_noise",),)),
    ("changing-places", "A Changing Places toilet", (("venue:changing_places",),)),
    ("transport", "Near a bus stop or train", (("venue:public_transport",),)),
    ("parking", "Blue Badge parking near the door", (("venue:blue_badge_parking",),)),
    ("neutral", "Not the service’s own building", (("venue:neutral_place",),)),
    ("screen-reader", "An online tool that works with screen readers", (("tool:screen_reader",),)),
    ("phone", "Joining by ordinary phone", (("tool:phone_dial_in",),)),
)


def common_requirements() -> tuple[Ready, ...]:
    """Requirements that many groups have, each with what meets it; how many need it is for the project to say."""
    return tuple(
        Ready(key, title, {"title": title, "all_of": [list(any_of) for any_of in all_of]})
        for key, title, all_of in _COMMON
    )
