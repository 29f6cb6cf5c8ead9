"""What templates may do to words."""

from __future__ import annotations

from flask import Flask


def attach(app: Flask) -> None:
    """Give the templates of `app` their filters."""
    app.add_template_filter(upper_first)
    app.add_template_filter(as_typed)


def upper_first(words: str) -> str:
    """Give the words with a capital first letter and everything else as it was ("by 1 July" is "By 1 July")."""
    return words[:1].upper() + words[1:]


def as_typed(words: str | None) -> str:
    """Give what somebody typed, to be shown in its field again; what cannot stand on a page is shown as such."""
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in words or "")
