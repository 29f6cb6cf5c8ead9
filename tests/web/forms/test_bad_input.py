"""Whatever is typed into any field: never a failure, an instruction where it cannot be, and stored as it was typed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from planner.domain.programme.draft import Draft, fitted, part_at
from planner.forms.offers import offers_of
from planner.forms.page_form import PartForm
from planner.forms.pages import Kind, Single, default_body
from planner.forms.registry import ITEMS
from planner.web.inputs.saving import fitted_body, read_from_request
from tests.web.browser_like import OWN_OF_A_PAGE, Browser, Pair, problems_on, sent_by, typed_into
from tests.web.conftest import read_strictly
from tests.web.forms.round_trip import EXAMPLES, addresses, browser_with, example, path_of, stored

BAD = {
    "spaces": "   ",
    "negative": "-12.50",
    "minus sign": "\u2212" + "3",
    "not a number": "NaN",
    "infinite": "Infinity",
    "large exponent": "1e1000000",
    "ten to the 400": "1" + "0" * 400,
    "5,000 digits": "9" * 5000,
    "full-width digits": "\uff11\uff12",
    "superscript": "\u00b2",
    "a share too fine": "33.3333333",
    "emoji": "\U0001f9d1\u200d\U0001f9bd",
    "right to left": "\u202eabc",
    "NUL": "a\x00b",
    "no character": "\uffff\ue000",
    "formula": "=HYPERLINK(1)",
    "formula after a tab": "\t=1+1",
    "plus": "+44 @SUM",
    "10,000 characters": "x" * 10_000,
    "HTML": "<script>alert(1)</script><b title='\"'>&amp;",
    "SQL": "'); DROP TABLE project; --",
    "template": "{{ 7 * 7 }} {% raw %} ${x}",
    "day that is not": "30 2 2027",
    "leap day": "29 2 2028",
    "hour that is skipped": "28 3 2027 1:30am",
    "reversed": "31 12 1999",
    "JSON": '{"id": null}',
    "lines": "one\r\n\r\n  two\x0b",
}
"""What people paste, and what those try who mean harm."""

STORED = {
    "words of all kinds": " \U0001f9d1\u200d\U0001f9bd caf\u00e9 e\u0301 <b>&amp;'\"; DROP TABLE project; -- {{ 7 * 7 }} ",
    "formula": "=HYPERLINK(1)",
    "NUL": "a\x00b",
    "right to left": "\u202eabc\u200f",
    "10,000 characters": "x" * 10_000,
}
"""Those of them that a page might store, sent to the pages themselves."""


@dataclass(frozen=True)
class Case:
    """A page of a part, with a value for it from one of the examples."""

    item: Single | Kind
    path: str
    form: type[PartForm]
    model: Any
    value: Any
    draft: Draft
    name: str


def cases_of(item: Single | Kind) -> Iterator[Case]:
    """The pages of a part: with the largest entry there is in an example, of each choice where its form follows a choice."""
    if isinstance(item, Single):
        name = EXAMPLES[0]
        draft = example(name)
        value = part_at(draft, item.address)
        yield Case(item, path_of(name, item.name), item.page.form, item.model, value, draft, name)
        return
    largest: dict[str, tuple[int, str, tuple[str, ...]]] = {}
    for name in EXAMPLES:
        draft = example(name)
        for address in addresses(item, draft):
            value = part_at(draft, address)
            choice, size = str(value.get(item.chosen_by, "")), len(json.dumps(value))
            largest[choice] = max(largest.get(choice, (0, "", ())), (size, name, address))
    for _, name, address in largest.values():
        draft = example(name)
        value = part_at(draft, address)
        for page in item.pages:
            path = path_of(name, item.name, address, page.name)
            yield Case(item, path, item.form_of(page, value), item.model_of(value), value, draft, name)


@pytest.fixture
def visitor(app: Flask) -> Browser:
    return browser_with(app, **{name: example(name) for name in EXAMPLES})


def names_of_problems(html: str) -> list[str]:
    """The ids of the fields with something to put right."""
    return re.findall(r'<a href="#([^"]+)">', html[html.find("error-summary__list") :].partition("</ul>")[0])


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_nothing_typed_breaks_a_form(app: Flask, visitor: Browser, item: Single | Kind) -> None:
    opened = [(case, visitor.open(case.path)) for case in cases_of(item)]
    app.config["WTF_CSRF_ENABLED"] = False
    read = 0
    for case, html in opened:
        names, pairs = typed_into(html), sent_by(html)
        for text in BAD.values():
            read += 1
            check_read(app, case, [(name, text if name in names else value) for name, value in pairs])
            if names:
                one = names[read % len(names)]
                check_read(app, case, [(name, text if name == one else value) for name, value in pairs])
    assert read or isinstance(item, Kind)


def check_read(app: Flask, case: Case, pairs: list[Pair]) -> None:
    """Read what is sent: it becomes a body that fits, or it is told what to put right."""
    start = default_body(case.model)
    with app.test_request_context(method="POST", data=MultiDict(pairs)):
        filled = read_from_request(case.form, case.value, start, offers_of(case.draft))
        held = case.value if not isinstance(case.item, Single) or case.item.address else None
        if held is None:
            held = {name: case.draft[name] for name in case.form.covers() if name in case.draft}
        body = fitted_body(filled, case.model, held, start, {})
        assert all(isinstance(field.shown, str) for field in filled.form if hasattr(field, "shown"))
        assert all(words.strip() for _, words in filled.summary)
    if body is None:
        assert filled.summary
    else:
        assert fitted(case.model, body) == (body, ())


@pytest.mark.parametrize("text", STORED.values(), ids=STORED)
@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_what_is_stored_is_what_was_typed(
    app: Flask, visitor: Browser, item: Single | Kind, text: str
) -> None:
    for case in cases_of(item):
        html = visitor.open(case.path)
        before, names = sent_by(html), set(typed_into(html)) - {"id"}
        answer = visitor.send(case.path, [(name, text if name in names else value) for name, value in before])
        if answer.status_code == 200:
            read_strictly(answer.text)
        while answer.status_code == 200:
            wrong = names_of_problems(answer.text)
            left = names - to_put_right(wrong, names)
            assert left < names, problems_on(answer.text)
            names = left
            answer = visitor.send(
                case.path, [(name, text if name in names else value) for name, value in before]
            )
        assert answer.status_code == 302
        check_kept(visitor.open(case.path), before, names, text)
        assert json.loads(json.dumps(stored(app, case.name))) == stored(app, case.name)


def to_put_right(wrong: list[str], names: set[str]) -> set[str]:
    """The fields that problems are about; for one about a field that was left alone, those that stand with it."""
    about = {name for name in names for each in wrong if is_about(each, name)}
    for each in [] if about else wrong:
        holder = each
        while "-" in holder and not about:
            holder = holder.rpartition("-")[0]
            about = {name for name in names if name.startswith(f"{holder}-")}
    return about


def is_about(wrong: str, name: str) -> bool:
    """Whether the field to jump to is this one, or holds it."""
    return wrong == name or name.startswith((f"{wrong}-", f"{wrong.removesuffix('-day')}-"))


def check_kept(html: str, before: list[Pair], names: set[str], text: str) -> None:
    """What was typed stands in its fields as it was typed, and nothing else has changed."""
    after = sent_by(html)
    typed = text.strip()
    for name in names:
        assert typed in [value for each, value in after if each == name], name
    made = {name for name, value in before if name.endswith("-id") and not value}
    rest = [pair for pair in before if pair[0] not in names | OWN_OF_A_PAGE | made]
    assert [pair for pair in rest if pair not in after] == []


@pytest.mark.parametrize("number", ["\u00b2", "-1", "9" * 5000, "999999999999", "x", ""])
def test_rows_whose_number_is_none_are_left_out(app: Flask, visitor: Browser, number: str) -> None:
    path = "/projects/respite-care/inputs/areas"
    before = stored(app, "respite-care")
    pairs = [*sent_by(visitor.open(path)), (f"areas-{number}-name", "Harbour")]
    assert visitor.send(path, pairs).status_code in (200, 302)
    assert stored(app, "respite-care")["areas"] == before["areas"]


@pytest.mark.parametrize(
    "button", ["add:", "remove:", "add:nothing", "remove:areas-\u00b2", "remove:areas-99", "x"]
)
def test_buttons_that_are_not_there_change_nothing(app: Flask, visitor: Browser, button: str) -> None:
    path = "/projects/respite-care/inputs/areas"
    before = stored(app, "respite-care")
    answer = visitor.send(path, sent_by(visitor.open(path)), button=button)
    assert answer.status_code == 200
    assert stored(app, "respite-care") == before
