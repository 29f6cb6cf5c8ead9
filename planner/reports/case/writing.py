"""From words with figures by name to words as they are printed."""

import re
from collections.abc import Mapping

from planner.reports.paper import Block, Bullets, Paragraph, blank, runs_of

_NAME = re.compile(r"\{([^{}\n]{1,240})\}")
"""A figure by its name in braces: "total of " and the longest title of an option fit."""


def bullets(lines: tuple[str, ...] | list[str]) -> str:
    """Sentences as a list in the words of a passage."""
    return "\n".join(f"- {line}" for line in lines)


def paragraphs(*parts: str) -> str:
    """The parts that there are, with an empty line between them; braces in them name no figure."""
    return "\n\n".join(part for part in parts if part)


def no_figure(words: str) -> str:
    """Words of the data inside a passage: braces in them name no figure, and brackets mark no blank."""
    return words.replace("{", "(").replace("}", ")").replace("[Write: ", "(Write: ")


def unknown_figures(words: str, figures: Mapping[str, str]) -> tuple[str, ...]:
    """The figures that words name and that there are not, each once."""
    return tuple(
        dict.fromkeys(found[1] for found in _NAME.finditer(words) if found[1].strip() not in figures)
    )


def filled_in(words: str, figures: Mapping[str, str]) -> str:
    """The words with each figure in the place of its name; one that is not known becomes a blank that says so."""

    def figure(found: re.Match[str]) -> str:
        name = found[1].strip()
        return figures.get(name, blank(f"the figure “{name}” is no longer there"))

    return _NAME.sub(figure, words)


def blocks_of(words: str) -> tuple[Block, ...]:
    """Words as blocks: paragraphs parted by empty lines, and lists of lines that begin with "- "."""
    blocks: list[Block] = []
    items: list[str] = []
    paragraph: list[str] = []

    def close() -> None:
        if paragraph:
            blocks.append(Paragraph(runs_of(" ".join(paragraph))))
            paragraph.clear()
        if items:
            blocks.append(Bullets(tuple(runs_of(item) for item in items)))
            items.clear()

    for line in (each.strip() for each in words.splitlines()):
        if line.startswith("- ") and line[2:].strip():
            if paragraph:
                close()
            items.append(line[2:].strip())
        elif line and items:
            items[-1] = f"{items[-1]} {line}"
        elif line:
            paragraph.append(line)
        else:
            close()
    close()
    return tuple(blocks)
