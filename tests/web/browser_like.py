"""Forms sent as a browser sends them: what stands in the page's fields, and what somebody types over it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

Pair = tuple[str, str]
"""The name and the value of one field that is sent."""

OWN_OF_A_PAGE = frozenset({"csrf_token", "seen", "form_key"})
"""Fields that belong to one page as it was shown, and to no answer."""

UNSENT_TYPES = frozenset({"submit", "button", "reset", "image", "file"})


class _Reader(HTMLParser):
    """Gathers what each form of a page would send."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[list[Pair]] = []
        self.typed: list[str] = []
        self.is_inside = False
        self.select = ""
        self.options: list[tuple[str, bool]] = []
        self.area: str | None = None
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value")
        if tag == "form":
            self.is_inside = True
            self.forms.append([])
        elif not self.is_inside:
            return
        elif tag == "input" and name and "disabled" not in given:
            self._input(given.get("type") or "text", name, value, "checked" in given)
        elif tag == "select":
            self.select, self.options = name, []
        elif tag == "option":
            self.options.append((value or "", "selected" in given))
        elif tag == "textarea":
            self.area, self.text = name, []
            self.typed.append(name)

    def _input(self, kind: str, name: str, value: str | None, is_checked: bool) -> None:
        if kind in UNSENT_TYPES:
            return
        if kind not in ("checkbox", "radio", "hidden"):
            self.typed.append(name)
        if kind not in ("checkbox", "radio"):
            self.forms[-1].append((name, value or ""))
        elif is_checked:
            self.forms[-1].append((name, "on" if value is None else value))

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_inside = False
        elif tag == "select" and self.is_inside and self.select:
            chosen = [value for value, is_selected in self.options if is_selected]
            first = [value for value, _ in self.options][:1]
            self.forms[-1] += [(self.select, value) for value in (chosen[-1:] or first)]
        elif tag == "textarea" and self.area is not None:
            text = "".join(self.text).replace("\r\n", "\n").removeprefix("\n")
            self.forms[-1].append((self.area, text.replace("\n", "\r\n")))
            self.area = None


def sent_by(html: str) -> list[Pair]:
    """What the page's form of inputs sends when nothing is changed, in the order of the page, without a button."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    found = [form for form in reader.forms if any(name == "seen" for name, _ in form)]
    assert len(found) == 1, f"{len(found)} forms of inputs on the page"
    return found[0]


def typed_into(html: str) -> list[str]:
    """The names of the page's fields that take any text, each once, in the order of the page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return list(dict.fromkeys(reader.typed))


def answers_of(html: str) -> list[Pair]:
    """What somebody would copy from one page to another: all that is sent but what belongs to the page itself."""
    return [(name, value) for name, value in sent_by(html) if name not in OWN_OF_A_PAGE]


def over(pairs: Iterable[Pair], typed: Mapping[str, str]) -> list[Pair]:
    """The fields with something else typed into some of them."""
    return [(name, typed.get(name, value)) for name, value in pairs]


@dataclass
class Browser:
    """Somebody at a browser without JavaScript: opens pages, types, presses buttons."""

    client: FlaskClient
    opened: str = field(default="", init=False)

    def open(self, path: str) -> str:
        """Give the page at a path, which has to be there."""
        answer = self.client.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return answer.text

    def send(self, path: str, pairs: Iterable[Pair], button: str = "save") -> TestResponse:
        """Send a form."""
        return self.client.post(path, data=MultiDict([*pairs, ("button", button)]))

    def send_unchanged(self, path: str) -> TestResponse:
        """Open a page and press *save*."""
        return self.send(path, sent_by(self.open(path)))

    def type(self, path: str, typed: Mapping[str, str], button: str = "save") -> TestResponse:
        """Open a page, type into fields that stand there, and press a button."""
        pairs = sent_by(self.open(path))
        missing = typed.keys() - {name for name, _ in pairs}
        assert not missing, f"{path} has no fields {sorted(missing)}"
        return self.send(path, over(pairs, typed), button)

    def enter(self, path: str, answers: Iterable[Pair]) -> TestResponse:
        """Open a page and give these answers in place of all that stand there."""
        own = [(name, value) for name, value in sent_by(self.open(path)) if name in OWN_OF_A_PAGE]
        return self.send(path, [*own, *answers])


def problems_on(html: str) -> list[str]:
    """The words of the summary of what is to be put right."""
    summary = re.search(r'govuk-error-summary__list">(.*?)</ul>', html, re.DOTALL)
    words = re.findall(r"<li>(.*?)</li>", summary[1], re.DOTALL) if summary else []
    return [" ".join(re.sub(r"<[^>]+>", "", each).split()) for each in words]
