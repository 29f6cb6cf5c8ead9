"""The way through a project, from signing in to the last task, as a new user goes it: link by link."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from planner.domain.programme.draft import Address, Draft, NotThere, part_at
from planner.forms.page_form import only
from planner.forms.pages import Kind, Page, Single
from planner.forms.registry import ITEMS
from planner.forms.standing import standing_of
from tests.journeys.conftest import EMAIL, Place
from tests.journeys.filling import Filled, answers_on, fill, save
from tests.journeys.hands import Hands
from tests.web.browser_like import Browser
from tests.web.forms.round_trip import browser_with, path_of, stored
from tests.web.people import PASSWORD

MODEL = "model"


def sign_in(hands: Hands) -> None:
    """Sign in through the page of signing in, which anybody who is not is sent to."""
    hands.page.goto("/")
    hands.type(hands.labelled("Email address"), EMAIL)
    hands.type(hands.labelled("Password"), PASSWORD)
    hands.press("Sign in")
    assert hands.page.locator("h1").inner_text() == "Projects"


def start_blank(hands: Hands, title: str) -> str:
    """Start a project from a blank page; gives the last part of its address."""
    hands.follow("Start a project")
    hands.follow("A blank page")
    hands.type(hands.labelled("What is the project called?"), title)
    hands.press("Start the project")
    assert hands.page.locator("h1").inner_text() == title
    return hands.page.url.rstrip("/").rpartition("/")[2]


def exported(hands: Hands, folder: Path) -> bytes:
    """Download the document of the project that is open."""
    hands.go(hands.page.get_by_role("navigation").get_by_role("link", name="Document", exact=True))
    with hands.page.expect_download() as coming:
        hands.set_off(hands.link("Download the document"))
    coming.value.save_as(folder / "document.json")
    return (folder / "document.json").read_bytes()


def filled_already(place: Place, draft: Draft) -> Browser:
    """Give a browser of somebody else, who has a project in which everything is filled in: it tells what is to be typed."""
    return browser_with(place.app, **{MODEL: draft})


@dataclass
class Walk:
    """Somebody who fills in a project after the document of another, part by part, from its task list and back to it."""

    place: Place
    hands: Hands
    slug: str
    draft: Draft
    model: Browser
    to_revisit: list[tuple[Kind | Single, Address, Page]] = field(default_factory=list)

    @property
    def listed(self) -> list[Single | Kind]:
        """The parts of the task list."""
        return [item for item in ITEMS.values() if not (isinstance(item, Kind) and item.holder)]

    def status(self, item: Single | Kind) -> str:
        """What the task list, which is open, says of a part."""
        return self.hands.page.locator(f'[id="{item.name}-status"]').inner_text()

    def done(self, item: Single | Kind) -> str:
        """What it is to say of a part in the end: done, or not started where the document has nothing in it."""
        return standing_of(item, self.draft, ()).status

    @property
    def so_far(self) -> Draft:
        """The project's inputs as they are stored now."""
        return stored(self.place.app, self.slug)

    def part(self, item: Single | Kind) -> None:
        """Fill in a part of the task list, where there is anything to fill in."""
        if isinstance(item, Single):
            self.single(item)
        elif self.draft.get(item.name):
            self.hands.follow(item.title)
            for entry in self.draft[item.name]:
                self.entry(item, (item.name, str(entry.get("id") or entry.get("sitting"))))
            self.hands.follow("Done")

    def single(self, item: Single) -> None:
        """Fill in a part that there is once."""
        if self.is_there(item.page, item.address):
            return
        self.hands.follow(item.title)
        self.page(item, item.address, item.page)

    def entry(self, kind: Kind, address: Address) -> None:
        """Add an entry to the list that is open, fill in its other pages and what it holds, and come back to the list."""
        value = part_at(self.draft, address)
        self.hands.follow(f"Add {kind.one}")
        if kind.chosen_by:
            self.hands.follow(next(title for key, title, _ in kind.choices if key == value[kind.chosen_by]))
        self.page(kind, address, kind.pages[0])
        if len(kind.pages) == 1:
            return
        for page in kind.pages[1:]:
            if not self.is_there(page, address):
                self.hands.follow(f"Change {page.title.lower()}")
                self.page(kind, address, page)
        for inner in ITEMS.values():
            if isinstance(inner, Kind) and inner.holder == kind.name:
                for entry in value[inner.name]:
                    self.entry(inner, (*address, inner.name, str(entry["id"])))
        self.hands.follow("Done")

    def page(self, item: Single | Kind, address: Address, page: Page) -> Filled:
        """Fill in and save the page that is open."""
        ending = page.name if isinstance(item, Kind) else ""
        path = path_of(MODEL, item.name, address if isinstance(item, Kind) else (), ending)
        filled = fill(self.hands, answers_on(self.model.open(path)))
        save(self.hands)
        if filled.left_open:
            self.to_revisit.append((item, address, page))
        return filled

    def come_back(self) -> None:
        """Open every page again on which something was left open, from the task list, and fill it in."""
        waiting, self.to_revisit = self.to_revisit, []
        for item, address, page in waiting:
            self.hands.follow(item.title)
            if isinstance(item, Kind):
                self.hands.follow(item.title_of(part_at(self.draft, address), self.draft))
                if len(item.pages) > 1:
                    self.hands.follow(f"Change {page.title.lower()}")
            assert self.page(item, address, page).left_open == ()
            if isinstance(item, Kind):
                if len(item.pages) > 1:
                    self.hands.follow("Done")
                self.hands.follow("Done")

    def is_there(self, page: Page, address: Address) -> bool:
        """Whether what a page asks for stands in the project already, so that nobody would open it."""
        names = page.form.covers()
        return only(self._value(self.so_far, address), names) == only(self._value(self.draft, address), names)

    @staticmethod
    def _value(draft: Draft, address: Address) -> Any:
        try:
            return part_at(draft, address)
        except NotThere:
            return None
