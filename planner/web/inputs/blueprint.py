"""The blueprint that the views of inputs hang on, and what they all look up."""

from __future__ import annotations

from typing import TypeVar

from flask import Blueprint, abort

from planner.forms.pages import Kind, Single
from planner.forms.registry import ITEMS


def _any_of(kind: type) -> str:
    names = ", ".join(f'"{name}"' for name, item in ITEMS.items() if isinstance(item, kind))
    return f"any({names})"


SINGLE = f"/<{_any_of(Single)}:name>"
"""The address of a part there is once."""

KIND = f"/<{_any_of(Kind)}:name>"
"""The address of a list."""

pages = Blueprint("inputs", __name__, url_prefix="/projects/<slug>/inputs")

Item = TypeVar("Item", Single, Kind)


def item_or_404(name: str, kind: type[Item]) -> Item:
    """Give the part of that name; answers 404 where there is none, or one of the other kind."""
    item = ITEMS.get(name)
    if not isinstance(item, kind):
        abort(404)
    return item
