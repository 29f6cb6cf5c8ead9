"""What the optimiser says to people is in their words: a session, the days and times that were entered, typographic marks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import planner.optimiser

CORE = Path(planner.optimiser.__file__).parent
OURS = re.compile(r"\b[Ss]ittings?\b|[Ww]eekly pattern|[a-z]'[a-z]|%H:%M ")
"""Words of the code: a sitting is a session on screen, and a time of day is not told as machines write it."""


def told(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The strings of a module that read like words: with a space, alone or as a piece of a longer one; no docstrings."""
    explained = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    raised = {id(part) for each in ast.walk(tree) if isinstance(each, ast.Raise) for part in ast.walk(each)}
    for each in ast.walk(tree):
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and " " in each.value:  # noqa: SIM102
            if id(each) not in explained | raised:
                yield each.lineno, each.value


def test_nothing_told_to_people_is_in_the_words_of_the_code() -> None:
    said = [
        (path.relative_to(CORE).as_posix(), line, words)
        for path in sorted(CORE.rglob("*.py"))
        for line, words in told(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert len(said) > 200, "the walk finds what is said"
    assert [each for each in said if OURS.search(each[2])] == []


def test_the_words_of_the_code_would_be_found() -> None:
    tree = ast.parse('"""A sitting here."""\nwords = f"{name} has no sitting left."\nkey = "sitting"\n')
    assert [words for _, words in told(tree) if OURS.search(words)] == [" has no sitting left."]
