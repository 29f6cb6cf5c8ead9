"""Documents go round: in as a file, out, into another project, out again, and not a letter has changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planner.domain.programme.draft import Draft, draft_text, read_draft
from planner.domain.starting import template_names, template_programme
from planner.services.documents import example_names, example_text
from tests.journeys.conftest import Place
from tests.journeys.hands import Hands
from tests.journeys.walking import exported, sign_in
from tests.web.forms.round_trip import example

pytestmark = pytest.mark.browser

DAY = date(2027, 1, 4)


def unfinished() -> Draft:
    """A project with parts still missing, and with names that lead nowhere yet."""
    whole = example("respite-care")
    left_out = ("rate_card", "budget", "venues", "suppliers", "targets")
    return {
        **{name: part for name, part in whole.items() if name not in left_out},
        **{"venues": [], "suppliers": [], "targets": []},
        "note": "Not finished:\n“first” <draft> &amp; 'quotes'\t…",
    }


DOCUMENTS = {
    **{name: example_text(name) for name in example_names()},
    **{name: draft_text(template_programme(name, DAY)) for name in template_names()},
    "unfinished": draft_text(unfinished()),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_goes_round_unchanged(place: Place, tmp_path: Path, name: str) -> None:
    hands = place.hands("no_javascript" if name == "unfinished" else "mouse")
    sign_in(hands)
    given = tmp_path / "given.json"
    given.write_text(DOCUMENTS[name], encoding="utf-8")
    first = opened_and_exported(hands, given)
    assert first.decode("utf-8") == draft_text(read_draft(DOCUMENTS[name]))
    given.write_bytes(first)
    assert opened_and_exported(hands, given) == first
    replaced_by(hands, given)
    assert exported(hands, tmp_path) == first


def opened_and_exported(hands: Hands, file: Path) -> bytes:
    """Open a file as a new project, and download what became of it."""
    hands.page.goto("/")
    hands.follow("Start a project")
    hands.follow("A document")
    hands.page.get_by_label("Programme document").set_input_files(file)
    hands.press("Open as a new project")
    assert "The project is there" in hands.page.inner_text("main")
    return exported(hands, file.parent)


def replaced_by(hands: Hands, file: Path) -> None:
    """Let a file take the place of everything in a blank project."""
    hands.page.goto("/new/blank")
    hands.type(hands.labelled("What is the project called?"), "To be replaced")
    hands.press("Start the project")
    hands.go(hands.page.get_by_role("navigation").get_by_role("link", name="Document", exact=True))
    hands.page.get_by_label("Programme document").set_input_files(file)
    hands.press("Replace everything")
    assert "has taken the place of everything" in hands.page.inner_text("main")
