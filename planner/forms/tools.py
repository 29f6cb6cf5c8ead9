"""How people join online: tools with their licences and access, and equipment that is bought or lent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.domain.programme.draft import Body
from planner.domain.programme.places import Tool
from planner.forms.choices import yes_or_no
from planner.forms.features import FeaturesField
from planner.forms.fields import CountField, KeyField, TextField, WordsField
from planner.forms.page_form import PartForm
from planner.forms.pages import Kind, Page, Single, Task
from planner.forms.parts import Block, Inner, PartField
from planner.forms.prices import price_field
from planner.forms.values import show_pence
from planner.reports.words import count_words

LICENCES = (("month", "a month"), ("year", "a year"), ("event", "an event"))


class LicenceForm(Inner):
    """What a licence for one host costs."""

    month = price_field("Price for each month in which it is used")
    year = price_field("Price for a year", is_open=False)
    event = price_field("Price for each session, on top", is_open=False)


class ToolForm(PartForm):
    """An online tool under one licence."""

    name = TextField(
        "What is the tool called?", required="Enter the name of the tool, for example Video meetings"
    )
    capacity = CountField(
        "How many people can be in it at once?",
        "Everybody counts: interpreters and team too",
        required="Enter how many people can be in it, for example 60",
    )
    licence = PartField(
        LicenceForm,
        "What does a licence for one host cost?",
        "One licence serves one session at a time. Where there are prices for a month and for a year, the cheaper "
        "counts. Enter 0 if the tool is free.",
    )
    note = WordsField("Notes", blank="")
    is_illustrative = yes_or_no(
        "Are its details made up, as an example?", "Amounts of made-up tools are marked in the costs"
    )
    id = KeyField(
        "Reference", "Used in documents and downloads; made of the name if you leave it empty", blank=""
    )
    layout = (
        Block(("name", "capacity", "licence")),
        Block(("note", "is_illustrative", "id"), "More", is_more=True),
    )


class ToolAccessForm(PartForm):
    """What is recorded of a tool's access."""

    features = FeaturesField(
        "What can it do?",
        "First come the things that people of this project need. Say “not known” if nobody has tried it.",
        of="tool",
    )


class EquipmentForm(PartForm):
    """Things that let people join online."""

    device = price_field(
        "A device to lend, for example a tablet", "Bought for the largest number needed at once"
    )
    data_per_sitting = price_field("Mobile data, for one person at one session")
    setup_help = price_field("Help with setting up, once for each person who needs it")
    hybrid_kit_per_sitting = price_field(
        "Camera and microphones for a room, for one session", "For rooms that do not have their own"
    )


def _licence_words(entry: Body, draft: Mapping[str, Any]) -> tuple[str, ...]:
    licence = entry.get("licence") or {}
    given = [(licence[name]["amount_pence"], words) for name, words in LICENCES if licence.get(name)]
    words = ", ".join(f"£{show_pence(pence)} {words}" for pence, words in given if pence)
    return (
        count_words(int(entry["capacity"]), "person", "people"),
        words or ("Free" if given else "Not known yet"),
    )


TOOLS = Kind(
    "tools",
    "Online tools",
    "an online tool",
    Tool,
    (
        Page("about", "About this tool", ToolForm),
        Page("access", "Access", ToolAccessForm),
    ),
    columns=("Holds up to", "Licence"),
    row=_licence_words,
    empty="Tools for meeting online. A second licence of a tool is a second entry: two sessions can then be held at once.",
    titled_by="name",
)
EQUIPMENT = Single(
    "equipment",
    "Equipment",
    Page(
        "equipment",
        "Equipment",
        EquipmentForm,
        "What it costs to help people join online. How many people need it is asked with each group. "
        "Leave a price empty where nobody needs it.",
    ),
    ("equipment",),
)
TASK = Task("tools", "Online tools and equipment", "How people join from home", (TOOLS, EQUIPMENT))
