"""What templates may do to words."""

from __future__ import annotations

from flask import Flask


def attach(app: Flask) -> None:
    """Give the templates of `app` their filters."""
    app.add_template_filter(upper_first)


def upper_first(words: str) -> str:
    """Give the words with a capital first letter and everything else as it was ("by 1 July" is "By 1 July")."""
    return words[:1].upper() + words[1:]
