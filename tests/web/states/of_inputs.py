"""The pages of one task of the registry: empty, filled, refused, changed by two people, removed and put back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from flask import Flask

from planner.domain.programme.draft import Address, Draft, blank_draft, digest_of, draft_text, part_at
from planner.extensions import db
from planner.forms.pages import Kind, Single, Task
from planner.models import Project
from tests.web import people
from tests.web.browser_like import typed_into
from tests.web.forms.round_trip import addresses, example, path_of, store
from tests.web.forms.test_pins import AMOUNT_PINS, PINNED
from tests.web.states.visiting import Visitor

FILLED = ("respite-care", "county-wide")
FORMS_OF_ONE_PAGE = 3
"""So many entries are looked at filled in where a choice decides the form: all forms of all choices are looked at empty."""
SPOILT = "?!"
"""What is no number, no day, no hour and no reference; words it may be, which no page refuses."""
BOTH, GONE = "This was changed while you were writing", "removed it"


def states_of(app: Flask, task: Task) -> Visitor:
    """Every state of the pages of a task."""
    with app.app_context():
        store("blank", blank_draft("blank", "Blank"))
        for name in FILLED:
            store(name, filled_draft(name))
        db.session.commit()
    visitor = Visitor(app, people.lead_of_everything(app))
    for item in task.items:
        if isinstance(item, Single):
            _see_single(visitor, item)
        else:
            _see_kind(visitor, item)
    _meet(visitor, task.items[0])
    return visitor


def filled_draft(name: str) -> Draft:
    """An example, with something fixed in it: no example has that."""
    draft = example(name)
    if name == FILLED[0]:
        draft.update(pins=[dict(pin) for pin in PINNED], amount_pins=[dict(pin) for pin in AMOUNT_PINS])
    return draft


def _see_single(visitor: Visitor, item: Single) -> None:
    blank, filled = path_of("blank", item.name), path_of(FILLED[0], item.name)
    visitor.see(blank)
    visitor.see(filled)
    if not item.after:
        _send_nothing(visitor, blank)
    _send_nonsense(visitor, filled, filled_draft(FILLED[0]))


def _see_kind(visitor: Visitor, kind: Kind) -> None:
    chosen = list(largest(kind))
    _see_adding(visitor, kind, path_of(chosen[0][0], kind.name) + "/_add", chosen[0][1])
    if not kind.holder:
        visitor.see(path_of("blank", kind.name))
        visitor.see(path_of(chosen[0][0], kind.name))
    else:
        visitor.see(path_of(chosen[0][0], kind.name) + f"?in={chosen[0][1][1]}")
    for slug, address in chosen if len(kind.pages) > 1 else chosen[:FORMS_OF_ONE_PAGE]:
        if len(kind.pages) > 1:
            visitor.see(path_of(slug, kind.name, address))
        for page in kind.pages:
            path = path_of(slug, kind.name, address, page.name)
            visitor.see(path)
            _send_nonsense(visitor, path, filled_draft(slug))
    _see_removing(
        visitor,
        *(path_of(*chosen[0][:1], kind.name, chosen[0][1], page) for page in ("_remove", kind.pages[0].name)),
    )


def _see_adding(visitor: Visitor, kind: Kind, path: str, address: Address) -> None:
    inside = f"in={address[1]}" if kind.holder else ""
    if kind.chosen_by:
        visitor.see(path)
    for chosen in [f"kind={value}" for value in kind.forms_by_choice] or [""]:
        asked = f"{path}?{'&'.join(each for each in (inside, chosen) if each)}".rstrip("?")
        visitor.see(asked)
        _send_nothing(visitor, asked)


def _see_removing(visitor: Visitor, path: str, of_entry: str) -> None:
    """Remove an entry while somebody else writes on its page, and put it back."""
    visitor.see(path)
    pairs, _ = visitor.inputs_on(of_entry)
    html = visitor.send(path, {}, "sent")
    answer = visitor.client.post(of_entry, data={"button": "save", **_many(pairs)})
    assert GONE in answer.text
    visitor.keep(answer, f"{of_entry} removed meanwhile")
    (undo,) = re.findall(r'action="([^"]*/undo/[^"]*)"', html)
    visitor.send(path.partition("/inputs/")[0] + "/", {}, f"put back by {undo}", to=undo)


def largest(kind: Kind) -> Iterator[tuple[str, Address]]:
    """The longest entry of each choice of a kind's form (of all where there is none), with the example it stands in."""
    found: dict[str, tuple[int, str, Address]] = {}
    for slug in FILLED:
        draft = filled_draft(slug)
        for address in addresses(kind, draft):
            value = part_at(draft, address)
            choice, size = str(value.get(kind.chosen_by, "")), len(json.dumps(value))
            found[choice] = max(found.get(choice, (0, "", ())), (size, slug, address))
    assert found, f"no example has {kind.name}"
    yield from ((slug, address) for _, slug, address in found.values())


def _send_nothing(visitor: Visitor, path: str) -> None:
    """Send a page with every text emptied: what is needed is missing."""
    pairs, html = visitor.inputs_on(path)
    typed = set(typed_into(html))
    visitor.spoil(path, [(name, "" if name in typed else value) for name, value in pairs], "left empty")
    _put_right(visitor, "blank", blank_draft("blank", "Blank"))


def _send_nonsense(visitor: Visitor, path: str, draft: Draft) -> None:
    """Send a page with every text spoilt."""
    pairs, html = visitor.inputs_on(path)
    typed = set(typed_into(html))
    visitor.spoil(path, [(name, SPOILT if name in typed else value) for name, value in pairs], "spoilt")
    _put_right(visitor, str(path.split("/")[2]), draft)


def _meet(visitor: Visitor, item: Single | Kind) -> None:
    """Save a page that somebody else has saved meanwhile: with the first change of one text that leads to both versions."""
    slug, path = FILLED[0], path_of(FILLED[0], item.name)
    if isinstance(item, Kind):
        slug, address = next(largest(item))
        path = path_of(slug, item.name, address, item.pages[0].name)
    pairs, html = visitor.inputs_on(path)
    old = [(name, "0" * 64 if name == "seen" else value) for name, value in pairs]
    for one in typed_into(html):
        changed = [(name, _another(value) if name == one else value) for name, value in old]
        answer = visitor.client.post(path, data={"button": "save", **_many(changed)})
        if BOTH in answer.text:
            visitor.keep(answer, f"{path} changed by two")
            break
    else:
        raise AssertionError(f"{path} was never shown in both versions")
    _put_right(visitor, slug, filled_draft(slug))


def _many(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _another(value: str) -> str:
    return str(int(value) + 1) if value.isdecimal() else f"{value} more"


def _put_right(visitor: Visitor, slug: str, draft: Draft) -> None:
    """Let a project be as it was, whatever was taken of what was sent."""
    with visitor.app.app_context():
        project = db.session.query(Project).filter_by(slug=slug).one()
        project.name = str(draft["title"])
        project.programme_json, project.programme_digest = draft_text(draft), digest_of(draft)
        db.session.commit()
