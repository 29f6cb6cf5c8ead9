"""What a person still has to write is marked in the words themselves: "[Write: who decides, and when]"."""

import re

from planner.reports.paper.model import Run, Words

BLANK_OPENS = "[Write: "
_BLANK = re.compile(r"\[Write: [^\[\]]+\]")


def blank(what: str) -> str:
    """The mark of something that a person still has to write."""
    return f"{BLANK_OPENS}{what}]"


def blanks_in(words: str) -> tuple[str, ...]:
    """What there is still to write in these words, in their order."""
    return tuple(found[0][len(BLANK_OPENS) : -1] for found in _BLANK.finditer(words))


def runs_of(words: str) -> Words:
    """The words as runs, blanks apart from the rest."""
    runs: list[Run] = []
    at = 0
    for found in _BLANK.finditer(words):
        if found.start() > at:
            runs.append(Run(words[at : found.start()]))
        runs.append(Run(found[0], is_blank=True))
        at = found.end()
    if at < len(words):
        runs.append(Run(words[at:]))
    return tuple(runs)
