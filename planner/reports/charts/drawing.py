"""A sheet measured in CSS pixels on which the pictures are drawn, and its SVG."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import matplotlib
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

# Set once and for good: two threads that draw at the same time must not change each other's settings. No title is
# mathematics, hatches are drawn thick enough to print, ids in the file depend on the drawing alone.
matplotlib.rcParams.update(
    {
        "svg.hashsalt": "planner",
        "svg.fonttype": "path",
        "font.family": ["DejaVu Sans"],
        "text.parse_math": False,
        "text.usetex": False,
        "hatch.linewidth": 1.4,
        "path.simplify": False,
    }
)

FACES_FOLDER = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
"""Where the drawing library keeps DejaVu Sans, for documents that need its letters."""

WIDE = 960
NARROW = 320
MARGIN = 12

INK = "#1a1a1a"
QUIET = "#505a5f"
RULE = "#b1b4b6"
PAPER = "#ffffff"
BLUE = "#1d4f91"
PALE_BLUE = "#dbe6f4"
BROWN = "#8a3a00"
PALE_BROWN = "#f8e6da"
PURPLE = "#5b2a86"
GREEN = "#005a30"
"""Ink, blue, brown, purple and green each stand at 7:1 or more against the paper, quiet at 6:1; pale fills are always edged."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")


@dataclass(frozen=True)
class Chart:
    """A picture: SVG bytes, the words for those who do not see it, width and height in CSS pixels."""

    svg: bytes
    alt: str
    width: int
    height: int


@lru_cache(maxsize=16)
def _font(size: float, is_bold: bool) -> FontProperties:
    return FontProperties(family="DejaVu Sans", size=size, weight="bold" if is_bold else "normal")


def clean(words: str) -> str:
    """The words on one line, without control characters, which an SVG may not hold."""
    return " ".join(_CONTROL.sub(" ", words).split())


@lru_cache(maxsize=4096)
def width_of(words: str, size: float, is_bold: bool = False) -> float:
    """How wide words are drawn, in pixels."""
    width, _, _ = text_to_path.get_text_width_height_descent(words, _font(size, is_bold), False)
    return float(width)


def wrapped(
    words: str, width: float, size: float, is_bold: bool = False, most_lines: int = 3
) -> tuple[str, ...]:
    """Words broken into lines no wider than `width` pixels; what does not fit `most_lines` ends in an ellipsis."""
    lines: list[str] = []
    for word in clean(words).split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, size, is_bold) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    kept = lines[:most_lines]
    if len(lines) > most_lines:
        kept[-1] += "…"
    return tuple(_shortened(line, width, size, is_bold) for line in kept)


def _shortened(line: str, width: float, size: float, is_bold: bool) -> str:
    """A line cut at its end, with an ellipsis, until it fits."""
    if width_of(line, size, is_bold) <= width:
        return line
    kept = line.removesuffix("…")
    while len(kept) > 1 and width_of(f"{kept}…", size, is_bold) > width:
        kept = kept[:-1].rstrip()
    return f"{kept}…"


class Sheet:
    """White paper of `width` x `height` pixels, (0, 0) at the top left."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor=PAPER)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)
        self._axes.axis("off")
        self._drawn_count = 0

    def _next(self) -> int:
        """The layer of the next thing drawn: above everything drawn before."""
        self._drawn_count += 1
        return self._drawn_count

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        *,
        is_bold: bool = False,
        colour: str = INK,
        align: Literal["left", "center", "right"] = "left",
    ) -> None:
        """One line of words, its middle at height `y`."""
        self._axes.add_artist(
            Text(x, y, clean(words), color=colour, fontproperties=_font(size, is_bold), zorder=self._next(),
                 horizontalalignment=align, verticalalignment="center_baseline")
        )  # fmt: skip

    def lines(
        self, x: float, top: float, lines: Sequence[str], size: float, *, is_bold: bool = False
    ) -> float:
        """Lines of words below each other from `top`; gives the height at which they end."""
        for position, line in enumerate(lines):
            self.text(x, top + line_height(size) * (position + 0.5), line, size, is_bold=is_bold)
        return top + line_height(size) * len(lines)

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str,
        width: float,
        *,
        is_dashed: bool = False,
    ) -> None:
        """A straight line from one point to another, `width` pixels thick."""
        line = Line2D(
            [start[0], end[0]], [start[1], end[1]], color=colour, linewidth=width, zorder=self._next()
        )
        if is_dashed:
            line.set_linestyle((0, (4, 3)))
        self._axes.add_line(line)

    def bar(
        self, x: float, top: float, size: tuple[float, float], *, fill: str, edge: str, hatch: str = ""
    ) -> None:
        """A rectangle of (width, height) pixels; `hatch` is drawn in the colour of its edge."""
        self._axes.add_patch(
            Rectangle(
                (x, top),
                size[0],
                size[1],
                facecolor=fill,
                edgecolor=edge,
                linewidth=1.2,
                hatch=hatch or None,
                zorder=self._next(),
            )
        )

    def marker(self, x: float, y: float, shape: str, size: float, colour: str) -> None:
        """A mark of matplotlib's `shape`, about `size` pixels wide, edged in white where marks touch."""
        self._axes.add_line(
            Line2D(
                [x],
                [y],
                marker=shape,
                markersize=size,
                color=colour,
                markeredgecolor=PAPER,
                linestyle="none",
                zorder=self._next(),
            )
        )

    def chart(self, alt: str) -> Chart:
        """The finished picture: the same bytes for the same drawing, with neither date nor name of the program in it."""
        sink = io.BytesIO()
        self._figure.savefig(sink, format="svg", metadata={"Date": None, "Creator": None})
        svg = sink.getvalue().replace(
            f'width="{self.width}pt" height="{self.height}pt"'.encode(),
            f'width="{self.width}" height="{self.height}"'.encode(),
            1,
        )
        return Chart(svg, alt, self.width, self.height)


def line_height(size: float) -> float:
    """From one line of words to the next, in pixels."""
    return size * 1.35
