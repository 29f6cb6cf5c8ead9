"""Pages of lists: the list, adding an entry, its pages, removing it."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.domain.programme.draft import Address, Body, NotThere, key_of, new_key, part_at, uses_of
from planner.forms.offers import offers_of
from planner.forms.page_form import PartForm, only
from planner.forms.pages import Kind, Page, default_body
from planner.services import inputs
from planner.services.access import Access
from planner.services.inputs import Inputs
from planner.services.permissions import Permission
from planner.web.guards import needs, writes
from planner.web.inputs.blueprint import KIND, item_or_404, pages
from planner.web.inputs.listing import holder_address, inner_of, listed, place_of, problems_at, sections_of
from planner.web.inputs.saving import (
    ATTENTION,
    SAVE,
    Filled,
    button_pressed,
    filled_from,
    fitted_body,
    read_from_request,
    saved,
)


@pages.get(KIND)
@needs(Permission.SEE_INPUTS)
def entries(access: Access, name: str) -> str:
    """Show every entry of a list, with what is wrong with each."""
    kind = item_or_404(name, Kind)
    found = inputs.get_inputs(access)
    return render_template(
        "inputs/list.html",
        access=access,
        kind=kind,
        rows=listed(found, kind, holder_address(kind, request.args.get("in", ""))),
        inside=request.args.get("in", ""),
        so_far=found.so_far,
    )


@pages.get(KIND + "/_add")
@needs(Permission.CHANGE_INPUTS)
def add(access: Access, name: str) -> str:
    """Show the form of a new entry, or first what kind of entry it is to be."""
    kind = item_or_404(name, Kind)
    found = inputs.get_inputs(access)
    _holder(found, kind)
    chosen = request.args.get("kind", "")
    if kind.chosen_by and chosen not in kind.forms_by_choice:
        return render_template("inputs/choose.html", access=access, kind=kind, so_far=found.so_far)
    start = _start(kind, chosen)
    filled = filled_from(kind.form_of(kind.pages[0], start), None, start, offers_of(found.draft))
    return _page(access, kind, kind.pages[0], filled, found, None)


@pages.post(KIND + "/_add")
@needs(Permission.CHANGE_INPUTS)
@writes
def save_new(access: Access, name: str) -> str | Response:
    """Add an entry; its reference is made of its title where it was left empty."""
    kind = item_or_404(name, Kind)
    found = inputs.get_inputs(access, to_change=True)
    start = _start(kind, request.args.get("kind", ""))
    page, offers = kind.pages[0], offers_of(found.draft)
    holder, there = _holder(found, kind)
    filled = read_from_request(kind.form_of(page, start), None, start, offers)
    pressed = button_pressed()
    if pressed != SAVE:
        filled.form.pressed(pressed)
        return _page(access, kind, page, filled, found, None)
    body = fitted_body(filled, kind.model_of(start), None, start, _key(kind, filled.form, there))
    added: list[Address] = []
    title = kind.title_of(body or {}, found.draft)
    if body is None or not saved(
        filled, lambda: added.append(_add(access, holder, body, filled.form, title)), offers
    ):
        return _page(access, kind, page, filled, found, None)
    return _on(access, kind, page, added[0], f"Added: {title}.")


@pages.get(KIND + "/<key>")
@needs(Permission.SEE_INPUTS)
def entry(access: Access, name: str, key: str) -> str | Response:
    """Show an entry, page by page; one with a single page opens on it."""
    kind = item_or_404(name, Kind)
    found = inputs.get_inputs(access)
    address, value = _entry(found, kind, key)
    if len(kind.pages) == 1:
        page = kind.pages[0].name
        return redirect(url_for(".entry_page", slug=access.slug, name=name, key=key, page=page))
    return render_template(
        "inputs/entry.html",
        access=access,
        kind=kind,
        key=key,
        title=kind.title_of(value, found.draft),
        sections=sections_of(found, kind, address, value),
        inner=inner_of(found, kind, address),
        back=_list_url(access, kind, address),
        so_far=found.so_far,
    )


@pages.get(KIND + "/<key>/<page>")
@needs(Permission.SEE_INPUTS)
def entry_page(access: Access, name: str, key: str, page: str) -> str:
    """Show one page of an entry, with what is wrong with it."""
    kind = item_or_404(name, Kind)
    found = inputs.get_inputs(access)
    address, value = _entry(found, kind, key)
    shown = _page_or_404(kind, page)
    return _page(access, kind, shown, _filled(found, kind, shown, address, value), found, address)


@pages.post(KIND + "/<key>/<page>")
@needs(Permission.CHANGE_INPUTS)
@writes
def save_entry_page(access: Access, name: str, key: str, page: str) -> str | Response:
    """Save one page of an entry, or do what a button inside its form asks for."""
    kind = item_or_404(name, Kind)
    found, position = _entry_or_removed(access, kind, key)
    address, value = _entry(found, kind, key)
    shown, offers, start = _page_or_404(kind, page), offers_of(found.draft), _start(kind, "")
    form_class = kind.form_of(shown, value)
    filled = read_from_request(form_class, value, start, offers)
    pressed = button_pressed()
    if pressed != SAVE:
        filled.form.pressed(pressed)
        return _page(access, kind, shown, filled, found, address)
    body = fitted_body(filled, kind.model_of(value), value, start, only(value, ("id", "sitting")))
    title = kind.title_of(body or value, found.draft)
    if body is None or not saved(
        filled, lambda: _change(access, address, body, filled.form, title, position), offers
    ):
        return _page(access, kind, shown, filled, found, address)
    return _on(access, kind, shown, address, f"Saved: {title}.")


@pages.get(KIND + "/<key>/_remove")
@needs(Permission.CHANGE_INPUTS)
def ask_to_remove(access: Access, name: str, key: str) -> str:
    """Ask whether an entry is to go, and say what names it."""
    kind = item_or_404(name, Kind)
    found = inputs.get_inputs(access)
    address, value = _entry(found, kind, key)
    return render_template(
        "inputs/remove.html",
        access=access,
        kind=kind,
        key=key,
        title=kind.title_of(value, found.draft),
        uses=uses_of(found.draft, address),
        back=_list_url(access, kind, address),
    )


@pages.post(KIND + "/<key>/_remove")
@needs(Permission.CHANGE_INPUTS)
@writes
def remove(access: Access, name: str, key: str) -> Response:
    """Remove an entry; the page that follows offers to put it back."""
    kind = item_or_404(name, Kind)
    found = inputs.get_inputs(access, to_change=True)
    address, value = _entry(found, kind, key)
    title = kind.title_of(value, found.draft)
    change = inputs.remove_entry(access, address, title=title)
    flash(f"Removed: {title}.", f"undo:{change}" if change else "message")
    return redirect(_list_url(access, kind, address))


def _filled(found: Inputs, kind: Kind, page: Page, address: Address, value: Body) -> Filled:
    """A page of an entry as it is stored, with what is wrong on its fields."""
    filled = filled_from(kind.form_of(page, value), value, _start(kind, ""), offers_of(found.draft))
    filled.form.take_problems(problems_at(found, address), "")
    return filled


def _on(access: Access, kind: Kind, page: Page, address: Address, words: str) -> Response:
    """Where saving a page leads: back to it while something on it needs attention, else on, with the words."""
    found = inputs.get_inputs(access)
    if not _filled(found, kind, page, address, part_at(found.draft, address)).form.problems:
        flash(words)
        return redirect(_after(access, kind, address))
    flash(ATTENTION, "attention")
    key = ".".join(address[1::2])
    return redirect(url_for(".entry_page", slug=access.slug, name=kind.name, key=key, page=page.name))


def _entry(found: Inputs, kind: Kind, key: str) -> tuple[Address, Body]:
    """The address of an entry and its value; answers 404 where it is not there."""
    address = place_of(kind, key)
    try:
        return address, part_at(found.draft, address)
    except NotThere:
        abort(404)


def _entry_or_removed(access: Access, kind: Kind, key: str) -> tuple[Inputs, int | None]:
    """The inputs with an entry that somebody writes about, though it may have been removed meanwhile; else answers 404."""
    try:
        return inputs.with_removed(access, inputs.get_inputs(access, to_change=True), place_of(kind, key))
    except NotThere:
        abort(404)


def _holder(found: Inputs, kind: Kind) -> tuple[Address, list[Body]]:
    """The address of the list that a new entry goes into, and what is in it; answers 404 where it is not there."""
    holder = holder_address(kind, request.args.get("in", ""))
    try:
        return holder, part_at(found.draft, holder)
    except NotThere:
        abort(404)


def _page_or_404(kind: Kind, name: str) -> Page:
    page = kind.page(name)
    if page is None:
        abort(404)
    return page


def _start(kind: Kind, chosen: str) -> Body:
    start = {kind.chosen_by: chosen} if kind.chosen_by and chosen else {}
    return {**default_body(kind.model_of(start)), **kind.starts_with, **start}


def _key(kind: Kind, form: PartForm, there: list[Body]) -> Body:
    """The reference of a new entry, made of its title where it was left empty."""
    body = form.body
    if "id" not in body or body["id"]:
        return {}
    return {"id": new_key(kind.title_of({**body, "id": kind.one}, {}), [key_of(each) for each in there])}


def _add(access: Access, holder: Address, body: Body, form: PartForm, title: str) -> Address:
    return inputs.add_entry(
        access, holder, body, title=title, form_key=form.form_key.data or "", said=form.body
    )


def _change(
    access: Access, address: Address, body: Body, form: PartForm, title: str, position: int | None
) -> None:
    names = form.covers()
    inputs.change_part(
        access, address, lambda before: {**(before or body), **only(body, names)},
        seen=form.seen.data or "", covered=lambda before: only(before, names), title=title, position=position,
    )  # fmt: skip


def _list_url(access: Access, kind: Kind, address: Address) -> str:
    """Where the list of a kind is shown: on its own page, or on that of the entry which holds it."""
    if kind.holder:
        return url_for(".entry", slug=access.slug, name=kind.holder, key=address[1], _anchor=kind.name)
    return url_for(".entries", slug=access.slug, name=kind.name)


def _after(access: Access, kind: Kind, address: Address) -> str:
    """Where saving leads: to the entry where it has several pages, else to its list."""
    if len(kind.pages) > 1:
        return url_for(".entry", slug=access.slug, name=kind.name, key=".".join(address[1::2]))
    return _list_url(access, kind, address)


def _back(access: Access, kind: Kind, address: Address, *, is_gone: bool) -> str:
    """Where leaving leads: as after saving, but never to an entry that is gone."""
    return _list_url(access, kind, address) if is_gone else _after(access, kind, address)


def _page(
    access: Access, kind: Kind, page: Page, filled: Filled, found: Inputs, address: Address | None
) -> str:
    inside = request.args.get("in", "")
    several = address is not None and len(kind.pages) > 1
    return render_template(
        "inputs/page.html",
        access=access,
        filled=filled,
        title=page.title if address is not None else f"Add {kind.one}",
        words=page.words,
        caption=kind.title_of(part_at(found.draft, address), found.draft) if several and address else "",
        back=_back(access, kind, address, is_gone=filled.is_gone)
        if address
        else _list_url(access, kind, holder_address(kind, inside)),
        back_words=kind.title,
        so_far=found.so_far,
    )
