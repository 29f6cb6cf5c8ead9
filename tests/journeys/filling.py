"""Any page of a project's inputs, filled in as a person would: sections opened, rows added, words typed, boxes ticked.

What is to stand on the page is what a page that is filled already would send (`answers_of` in `tests.web.browser_like`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planner.web.inputs.saving import ATTENTION
from tests.journeys.hands import TYPED, Control, Hands
from tests.web.browser_like import Pair, answers_of, problems_on

IDENTITIES = re.compile(r"(.+)-([0-9]+)-(key|weekday)")
"""Rows that say by a hidden field what they are about: a feature, a day of the week."""
ROW = re.compile(r".*-[0-9]+(?=-)")
SAVE = "Save and continue"
LATER = "Go on, and put it right later"


@dataclass(frozen=True)
class Filled:
    """What became of filling a page: names for which there was nothing to choose yet."""

    left_open: tuple[str, ...]


def fill(hands: Hands, wanted: Sequence[Pair]) -> Filled:
    """Fill in the page that is open; nothing is saved."""
    controls = hands.controls()
    asked = as_here(wanted, controls)
    while (button := button_to_add(asked, controls)) is not None:
        hands.go(hands.page.locator(f'button[value="{button.value}"]'))
        controls = hands.controls()
    left_open = tuple(name for name, value in asked if not can_be_given(name, value, controls))
    for control in controls:
        if not any(is_in_row_of(control.name, name) for name in left_open):
            set_to(hands, control, text_for(control, asked, controls))
    return Filled(left_open)


def save(hands: Hands) -> None:
    """Save the page that is open and go on; fails with what the page says where it is refused.

    A page that was saved but needs attention is shown again: what is wrong with it may only be put right in a later task.
    """
    hands.press(SAVE)
    html = hands.page.content()
    if ATTENTION in html:
        hands.follow(LATER)
    else:
        assert problems_on(html) == [], hands.page.url


def as_here(wanted: Sequence[Pair], controls: Sequence[Control]) -> list[Pair]:
    """What is wanted by the names it has on this page: rows of features and days may have other numbers here."""
    here: dict[tuple[str, str], list[str]] = {}
    for each in controls:
        found = IDENTITIES.fullmatch(each.name) if each.kind == "hidden" and each.value else None
        if found:
            here.setdefault((found[1], each.value), []).append(found[2])
    renamed: dict[str, str] = {}
    for name, value in wanted:
        found = IDENTITIES.fullmatch(name)
        numbers = here.get((found[1], value)) if found else None
        if found and numbers:
            renamed[f"{found[1]}-{found[2]}-"] = f"{found[1]}-{numbers.pop(0)}-"
    return [(_renamed(name, renamed), value) for name, value in wanted]


def _renamed(name: str, renamed: dict[str, str]) -> str:
    found = next((each for each in renamed if name.startswith(each)), "")
    return renamed[found] + name.removeprefix(found) if found else name


def button_to_add(wanted: Sequence[Pair], controls: Sequence[Control]) -> Control | None:
    """The button that adds a row which is still missing; None where all are there."""
    there = {each.name for each in controls}
    buttons = {each.value.removeprefix("add:"): each for each in controls if each.value.startswith("add:")}
    for name, _ in wanted:
        if name not in there:
            holders = [rows for rows in buttons if name.startswith(f"{rows}-")]
            assert holders, f"the page does not ask for {name}"
            return buttons[max(holders, key=len)]
    return None


def can_be_given(name: str, value: str, controls: Sequence[Control]) -> bool:
    """Whether an answer can be given now: a list may not hold it yet, because what it names is entered later."""
    own = [each for each in controls if each.name == name]
    if not value or any(each.kind in TYPED for each in own):
        return True
    offered = [each.value for each in own if each.kind in ("radio", "checkbox", "hidden")]
    offered += [option for each in own for option, _ in each.options]
    return value in offered


def is_in_row_of(name: str, other: str) -> bool:
    """Whether a name is another, or stands in the innermost row that the other stands in."""
    row = ROW.match(other)
    return name == other or (row is not None and name.startswith(f"{row[0]}-"))


def text_for(control: Control, wanted: Sequence[Pair], controls: Sequence[Control]) -> str | None:
    """What a control is to hold ("on" for one that is to be ticked or chosen); None where nothing is said of it."""
    given = [value for name, value in wanted if name == control.name]
    if control.kind in ("checkbox", "radio"):
        return ("on" if control.value in given else "") if given else None
    own = [each for each in controls if each.name == control.name and each.kind in (*TYPED, "select")]
    if control not in own or not given:
        return None
    boxes = [each.value for each in controls if each.name == control.name and each.kind == "checkbox"]
    if boxes:
        return next((value for value in given if value and value not in boxes), "")
    if len(own) == 1:
        return given[-1]
    chosen = next((value for value in reversed(given) if value), "")
    is_offered = chosen in [value for value, _ in own[0].options]
    return chosen if (control is own[0]) == is_offered else ""


def set_to(hands: Hands, control: Control, text: str | None) -> None:
    """Let a control hold a text, unless it does already."""
    now = ("on" if control.is_on else "") if control.kind in ("checkbox", "radio") else control.value
    if text is None or text.replace("\r\n", "\n") == now or control.kind == "hidden":
        return
    if control.kind == "radio" and not text:
        return
    assert control.label, f"{control.name} has no label"
    hands.unfold(control.folds)
    if control.kind == "checkbox":
        hands.tick(control)
    elif control.kind == "radio":
        hands.pick(control)
    elif control.kind == "select":
        hands.choose(control, next(words for value, words in control.options if value == text))
    else:
        hands.type(control, text.replace("\r\n", "\n"))


def answers_on(html: str) -> list[Pair]:
    """What a page that is filled in would send, without the choice of what a button would add."""
    return [(name, value) for name, value in answers_of(html) if not name.endswith("-ready")]
