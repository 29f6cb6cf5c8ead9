"""Pictures as PNG, for programs that take no SVG."""

from functools import lru_cache
from typing import Any

import typst

PIXELS_PER_INCH = 144.0
KEPT = 16


@lru_cache(maxsize=KEPT)
def as_png(svg: bytes) -> bytes:
    """The same picture in pixels, twice as fine as on screen. It draws outlines only, so it needs no font."""
    sheet = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("picture.svg")\n'
    files: Any = {"main.typ": sheet, "picture.svg": svg}
    made: bytes = typst.compile(files, format="png", ppi=PIXELS_PER_INCH, ignore_system_fonts=True)
    return made
