"""A document as PDF/UA-1, set by Typst. It gets words as data and never as its own code, so no text can become a command."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst
from fontTools.ttLib import TTFont

from planner.reports.charts import FACES_FOLDER
from planner.reports.paper.model import Bullets, Heading, Paper, PaperTable, Paragraph, Picture, Turn, Words

HERE = Path(__file__).parent
FACES = (HERE / "typeface", FACES_FOLDER)
"""Atkinson Hyperlegible; for letters that it has not, DejaVu Sans, which comes with the library that draws the pictures."""

NOT_DRAWN = "□"
"""What stands for a letter that neither face has; PDF/UA allows none without a shape."""

SMALLEST_SCALE, SMALLEST_LARGE_SCALE, SCALE_STEP = 0.75, 0.875, 0.05
"""Body text of 10.5 points is never set under 8, large print of 16 never under 14."""


def as_pdf(paper: Paper) -> bytes:
    """The document as PDF/UA-1; the same document gives the same bytes. Typst itself refuses what the standard does not allow."""
    made: bytes = typst.compile(
        _files(paper, fitting_scale(paper)),
        font_paths=_faces(),
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        format="pdf",
    )
    return made


def pages_count(paper: Paper) -> int:
    """How many pages the document has as PDF."""
    return _pages(_files(paper, fitting_scale(paper)))


def fitting_scale(paper: Paper) -> float:
    """How large a document is set: one that is to fit so many pages is made smaller until it does."""
    scale, least = 1.0, SMALLEST_LARGE_SCALE if paper.is_large else SMALLEST_SCALE
    while paper.most_pages and scale > least and _pages(_files(paper, scale)) > paper.most_pages:
        scale = max(least, round(scale - SCALE_STEP, 3))
    return scale


def _pages(files: Any) -> int:
    found: Any = typst.query(
        files, "<pages>", field="value", one=True, font_paths=_faces(), ignore_system_fonts=True
    )
    return int(json.loads(found))


@cache
def _faces() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(path) for path in FACES]
    )


@cache
def _letters() -> frozenset[int]:
    """Every letter that can be drawn."""
    found: set[int] = set()
    for path in (FACES[0] / "AtkinsonHyperlegible-Regular.ttf", FACES[1] / "DejaVuSans.ttf"):
        found |= set(TTFont(path, lazy=True).getBestCmap())
    return frozenset(found)


def drawable(words: str) -> str:
    """The words with a box in the place of each letter that cannot be drawn; control characters become spaces."""
    return "".join(
        " " if letter.isspace() or ord(letter) < 32 else letter if ord(letter) in _letters() else NOT_DRAWN
        for letter in words
    )


def _files(paper: Paper, scale: float) -> Any:
    """The template, the words as data and the pictures, as the files that Typst sees."""
    pictures = [block for block in paper.blocks if isinstance(block, Picture)]
    body = {
        "title": drawable(paper.title),
        "subtitle": drawable(paper.subtitle),
        "reference": drawable(paper.reference),
        "is_large": paper.is_large,
        "has_contents": paper.has_contents,
        "scale": scale,
        "parts": _parts(paper),
    }
    return {
        "main.typ": (HERE / "paper.typ").read_bytes(),
        "paper.json": json.dumps(body).encode(),
        **{f"{picture.name}.svg": picture.chart.svg for picture in pictures},
    }


def _parts(paper: Paper) -> list[dict[str, Any]]:
    """The document cut where its pages turn."""
    parts: list[dict[str, Any]] = [{"across": False, "blocks": []}]
    for block in paper.blocks:
        if isinstance(block, Turn):
            parts.append({"across": block.is_across, "blocks": []})
        else:
            parts[-1]["blocks"].append(_block(block))
    return [part for part in parts if part["blocks"]]


def _block(block: object) -> dict[str, Any]:
    """A block as plain values for the template."""
    if isinstance(block, Heading):
        return {"is": "heading", "level": block.level, "words": drawable(block.words)}
    if isinstance(block, Paragraph):
        return {"is": "paragraph", "look": block.look, "runs": _runs(block.words)}
    if isinstance(block, Bullets):
        return {"is": "bullets", "items": [_runs(item) for item in block.items]}
    if isinstance(block, PaperTable):
        return {
            "is": "table",
            "caption": drawable(block.caption),
            "headings": [drawable(words) for words in block.headings],
            "rows": [
                {
                    "cells": [drawable(cell) for cell in row.cells],
                    "total": row.is_total,
                    "words": row.is_words,
                    "open": row.is_open,
                }
                for row in block.rows
            ],
            "numeric": block.numeric,
            "parts": block.parts,
            "small": block.is_small,
        }
    if isinstance(block, Picture):
        return {
            "is": "picture",
            "file": f"{block.name}.svg",
            "alt": drawable(block.chart.alt),
            "caption": drawable(block.caption),
        }
    raise TypeError(f"no way to print {type(block).__name__}")


def _runs(words: Words) -> list[dict[str, Any]]:
    return [{"words": drawable(run.words), "bold": run.is_bold, "blank": run.is_blank} for run in words]
