"""The address of options, and finding the one an address names."""

from __future__ import annotations

from flask import Blueprint, abort

from planner.services import options
from planner.services.access import Access
from planner.services.options import OptionFound

pages = Blueprint("options", __name__, url_prefix="/projects/<slug>/options")

OPTION = "/<key>"


def option_or_404(access: Access, key: str, *, also_removed: bool = False) -> OptionFound:
    """Give an option of this project; answers 404 where there is none."""
    found = options.get_option(access, key, also_removed=also_removed) if "\x00" not in key else None
    if found is None:
        abort(404)
    return found
