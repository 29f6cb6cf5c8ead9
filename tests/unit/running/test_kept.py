"""Results kept by the digest of a text: worked out once, the last ones only, and no text among them."""

from __future__ import annotations

import gc
import weakref

import pytest

from planner.services.kept import kept_by_text


class Text(str):
    """A text that can be watched."""


def test_a_result_is_worked_out_once_for_the_same_text() -> None:
    asked: list[str] = []
    length = kept_by_text(2)(lambda text: asked.append(text) or len(text))
    assert [length("one"), length("one"), length("three")] == [3, 3, 5]
    assert asked == ["one", "three"]
    length.cache_clear()
    assert length("one") == 3
    assert asked == ["one", "three", "one"]


def test_only_the_results_asked_for_last_are_kept() -> None:
    asked: list[str] = []
    length = kept_by_text(2)(lambda text: asked.append(text) or len(text))
    for text in ("a", "b", "a", "c", "a", "b"):
        length(text)
    assert asked == ["a", "b", "c", "b"]


def test_no_text_is_kept() -> None:
    length = kept_by_text(2)(len)
    text = Text("long " * 1000)
    watched = weakref.ref(text)
    assert length(text) == 5000
    del text
    gc.collect()
    assert watched() is None


def test_what_is_raised_is_not_kept() -> None:
    number = kept_by_text(2)(int)
    for _ in range(2):
        with pytest.raises(ValueError, match="invalid literal"):
            number("x")
    assert number("7") == 7
