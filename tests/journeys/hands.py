"""How somebody works a page: with the mouse, or with the keys alone. Every act is counted; nothing is put in from behind."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

STATE = (Path(__file__).parent / "page_state.js").read_text(encoding="utf-8")
TYPED = frozenset({"text", "textarea", "email", "password", "search"})


@dataclass(frozen=True)
class Control:
    """A control of a form as it stands on the page; `folds` are the numbers of the closed or open sections around it."""

    id: str
    name: str
    kind: str
    value: str
    is_on: bool
    label: str
    options: tuple[tuple[str, str], ...]
    folds: tuple[int, ...]


def control_of(told: dict[str, Any]) -> Control:
    """A control as the page tells it."""
    options = tuple((value, words) for value, words in told["options"])
    return Control(**{**told, "options": options, "folds": tuple(told["folds"])})


class Hands(ABC):
    """Somebody at a page: `acts` counts what they did, by kind."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.acts: Counter[str] = Counter()
        self._opened: set[int] | None = None

    @property
    def acts_count(self) -> int:
        return sum(self.acts.values())

    def ask(self, question: str, given: Any = None) -> Any:
        """Ask the page something; nothing is changed by it."""
        return self.page.evaluate(f"(given) => {STATE.strip()}.{question}", given)

    def ask_of(self, place: Locator, question: str) -> Any:
        """Ask the page something about one thing on it."""
        return place.evaluate(f"(element) => {STATE.strip()}.{question}(element)")

    def controls(self) -> list[Control]:
        """What stands in the form of inputs, in its order."""
        return [control_of(each) for each in self.ask("controls()")]

    def labelled(self, words: str) -> Control:
        """The control with this label."""
        return self.control_at(self.page.locator("main").get_by_label(words, exact=True))

    def control_at(self, place: Locator) -> Control:
        """A control that was found."""
        return control_of(self.ask_of(place, "control"))

    def of(self, control: Control) -> Locator:
        """Where a control is."""
        return self.page.locator(f'[id="{control.id}"]')

    def link(self, words: str) -> Locator:
        """A link, or a link that looks like a button, by its words."""
        main = self.page.locator("main, nav[aria-label=Back]")
        return main.get_by_role("link", name=words, exact=True).or_(
            main.get_by_role("button", name=words, exact=True)
        )

    def follow(self, words: str) -> None:
        """Follow the link with these words to another page."""
        self.go(self.link(words).first)

    def press(self, words: str) -> None:
        """Press the button with these words, which leads to another page or back to this one."""
        self.go(self.page.get_by_role("button", name=words, exact=True).first)

    def go(self, place: Locator) -> None:
        """Follow a link or press a button, wherever it is, and wait for the page."""
        self.unfold(self.ask_of(place, "foldsAround"))
        with self.loading():
            self.set_off(place)

    @contextmanager
    def loading(self) -> Iterator[None]:
        """Wait for the page that what is done here leads to."""
        self._opened = None
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            yield

    def unfold(self, folds: Sequence[int]) -> None:
        """Open the sections of these numbers that are closed, the outermost first."""
        if folds and self._opened is None:
            self._opened = set(self.ask("openFolds()"))
        for number in folds:
            if self._opened is not None and number not in self._opened:
                self.open(self.page.locator("details").nth(number).locator("> summary"))
                self._opened.add(number)

    @abstractmethod
    def set_off(self, place: Locator) -> None:
        """Follow a link or press a button that can be seen."""

    @abstractmethod
    def open(self, summary: Locator) -> None:
        """Open a section."""

    @abstractmethod
    def tick(self, control: Control) -> None:
        """Tick a box, or take its tick away."""

    @abstractmethod
    def pick(self, control: Control) -> None:
        """Choose a radio."""

    @abstractmethod
    def choose(self, control: Control, words: str) -> None:
        """Choose from a drop-down by the words on screen."""

    @abstractmethod
    def type(self, control: Control, text: str) -> None:
        """Type into a field, in the place of what is there."""


class Mouse(Hands):
    """Clicks, on the words beside a box where there are some, and types where it has clicked."""

    def set_off(self, place: Locator) -> None:
        self.acts["clicks"] += 1
        place.click()

    def open(self, summary: Locator) -> None:
        self.acts["clicks"] += 1
        summary.click()

    def tick(self, control: Control) -> None:
        self.acts["clicks"] += 1
        self.page.locator(f'label[for="{control.id}"]').click()

    def pick(self, control: Control) -> None:
        self.tick(control)

    def choose(self, control: Control, words: str) -> None:
        self.acts["choices"] += 1
        number = [each for _, each in control.options].index(words)
        self.of(control).select_option(index=number)

    def type(self, control: Control, text: str) -> None:
        self.acts["texts"] += 1
        self.of(control).fill(text)


class Keyboard(Hands):
    """Tab, Shift+Tab, arrows, Space, Enter and letters; it never points at anything."""

    def key(self, name: str, count: int = 1) -> None:
        self.acts["keys"] += count
        for _ in range(count):
            self.page.keyboard.press(name)

    def reach(self, place: Locator) -> None:
        """Press Tab, or Shift+Tab, until something has the focus; fails where it cannot be reached."""
        for _ in range(4):
            target, here = self.ask_of(place, "where")
            assert target >= 0, "the Tab key passes it by"
            if target == here:
                return
            self.key("Tab" if target > here else "Shift+Tab", 1 if here < 0 else abs(target - here))
        raise AssertionError("the Tab key does not get there")

    def set_off(self, place: Locator) -> None:
        self.reach(place)
        self.key("Enter")

    def open(self, summary: Locator) -> None:
        self.reach(summary)
        self.key("Enter")

    def tick(self, control: Control) -> None:
        self.reach(self.of(control))
        self.key("Space")

    def pick(self, control: Control) -> None:
        self.reach(self.of(control))
        names = self.ask_of(self.of(control), "radiosWith")
        here = names.index(self.page.evaluate("document.activeElement.id"))
        steps = names.index(control.id) - here
        self.key("ArrowDown" if steps > 0 else "ArrowUp", abs(steps))
        if not steps:
            self.key("Space")

    def choose(self, control: Control, words: str) -> None:
        self.reach(self.of(control))
        steps = [each for _, each in control.options].index(words) - self.of(control).evaluate(
            "(element) => element.selectedIndex"
        )
        self.key("ArrowDown" if steps > 0 else "ArrowUp", abs(steps))

    def type(self, control: Control, text: str) -> None:
        self.reach(self.of(control))
        if control.value:
            self.key("Control+a")
            self.key("Delete")
        self.acts["letters"] += len(text)
        for number, line in enumerate(text.split("\n")):
            if number:
                self.key("Enter")
            self.page.keyboard.type(line)
