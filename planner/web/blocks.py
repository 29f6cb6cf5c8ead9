"""Blocks of a document with the names by which a page draws them (`templates/case/blocks.html`)."""

from __future__ import annotations

from planner.reports.paper import Block, Bullets, Heading, PaperTable, Paragraph, Picture

KINDS = {
    Heading: "heading",
    Paragraph: "paragraph",
    Bullets: "bullets",
    PaperTable: "table",
    Picture: "picture",
}


def kinds_of(blocks: tuple[Block, ...]) -> list[tuple[str, Block]]:
    """Give blocks with the names by which a page draws them; where pages turn is for paper alone."""
    return [(KINDS[type(block)], block) for block in blocks if type(block) in KINDS]
