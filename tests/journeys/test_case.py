"""From options to an issued business case, link by link, as a commissioner goes it; and a plan shared with its people."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from planner.domain.money import format_pence
from planner.extensions import db
from planner.models import Project, ProjectRole, User
from tests.golden.solved import solved
from tests.journeys.conftest import EMAIL, Place
from tests.journeys.hands import Hands
from tests.journeys.walking import sign_in
from tests.unit.reports.paper.pdf_ua import problems
from tests.web import people
from tests.web.casing import keep_with_options

pytestmark = pytest.mark.browser

EXAMPLE = "county-wide"
TITLE = "Support close to home: a county-wide programme"


def as_a(place: Place, role: ProjectRole) -> None:
    """Keep the example with its built options, and put the newcomer into it."""
    with place.app.app_context():
        keep_with_options(EXAMPLE)
        user = db.session.scalars(select(User).where(User.email == EMAIL)).one()
        project = db.session.scalars(select(Project).where(Project.slug == EXAMPLE)).one()
        people.join(user, project, role)
        db.session.commit()


def go_to(hands: Hands, name: str) -> str:
    """Go to a page of the project by its navigation; gives what stands there."""
    hands.go(hands.page.get_by_role("navigation", name=TITLE).get_by_role("link", name=name, exact=True))
    return hands.page.inner_text("main")


def downloaded(hands: Hands, words: str, folder: Path) -> bytes:
    with hands.page.expect_download() as coming:
        hands.set_off(hands.link(words).first)
    coming.value.save_as(folder / "file")
    return (folder / "file").read_bytes()


@pytest.mark.parametrize("way", ["mouse", "no_javascript"])
def test_a_commissioner_compares_five_options_writes_issues_and_takes_the_documents(
    place: Place, tmp_path: Path, way: str
) -> None:
    as_a(place, ProjectRole.COMMISSIONER)
    hands = place.hands(way)
    sign_in(hands)
    hands.follow(TITLE)
    total = format_pence(solved(EXAMPLE)[1].total_pence)
    options = go_to(hands, "Options")
    for title in (
        "A provider’s bid",
        "Do minimum",
        "Preferred way forward",
        "Reach further",
        "Engagement only",
    ):
        assert title in options
    assert total in go_to(hands, "Compare")
    assert "Who comes first" in go_to(hands, "Appraisal")
    case = go_to(hands, "Business case")
    assert "passages have blanks that a person must still write" in case
    passage = hands.page.locator('[id="summary.asked"]')
    hands.go(passage.get_by_role("link", name="Change the words"))
    hands.type(hands.labelled("Words"), "The board decides on 4 January about {total}.")
    hands.press("Save and continue")
    assert f"The board decides on 4 January about {total}." in hands.page.inner_text("main")
    hands.follow("Issue this business case")
    hands.press("Issue it")
    assert "It never changes." in hands.page.inner_text("main")
    assert hands.page.locator("h1").inner_text().endswith("Issue 1")
    assert problems(downloaded(hands, "Business case (PDF)", tmp_path)) == []
    for words, part in (
        ("Business case (Word)", "word/document.xml"),
        ("Finance workbook, with live formulas (Excel)", "xl/workbook.xml"),
    ):
        with zipfile.ZipFile(io.BytesIO(downloaded(hands, words, tmp_path))) as archive:
            assert part in archive.namelist()


def test_a_lead_shares_the_plan_and_answers_what_somebody_says(place: Place) -> None:
    as_a(place, ProjectRole.LEAD)
    lead = place.hands("mouse")
    sign_in(lead)
    lead.follow(TITLE)
    go_to(lead, "Sharing")
    lead.type(lead.labelled("For whom is this link?"), "Carers’ group")
    lead.press("Make a link")
    address = lead.page.locator("main .planner-message a").inner_text()
    anybody = place.hands("no_javascript")
    anybody.page.goto(address[address.index("/shared/") :])
    anybody.type(anybody.labelled("Your comment"), "Tuesdays are market day.")
    anybody.press("Send the comment")
    assert "Thank you." in anybody.page.inner_text("main")
    go_to(lead, "Sharing")
    lead.go(lead.page.get_by_role("link", name="Reply to: Tuesdays are market day."))
    lead.type(lead.labelled("Your reply"), "Then we take Thursdays.")
    lead.press("Save")
    anybody.page.reload()
    told = anybody.page.inner_text("main")
    assert "Tuesdays are market day." in told
    assert "Then we take Thursdays." in told
