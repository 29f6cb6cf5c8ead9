"""What arithmetic alone shows to be impossible in a project's inputs, before anything is solved."""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.places import places_for
from planner.domain.programme import Programme
from planner.domain.programme.problems.found import Problem
from planner.domain.sittings import pattern_starts, sittings_of
from planner.reports.told import as_told
from planner.services.documents import read_programme
from planner.services.inputs import DRAFTS_KEPT, Inputs
from planner.services.kept import kept_by_text

MOST_PLACES_AND_STARTS = 100_000
"""What is looked at while somebody waits for a page: about ten times as much as the county-wide example holds."""


@dataclass(frozen=True)
class Arithmetic:
    """What cannot hold together, each with the input it is tied to; `is_done` is false where nothing was looked at."""

    contradictions: tuple[Problem, ...]
    is_done: bool


NOT_LOOKED_AT = Arithmetic((), is_done=False)


def get_arithmetic(found: Inputs) -> Arithmetic:
    """Give the contradictions of inputs that are whole and hold. Nothing is looked at where there are problems still.

    Very large projects are not looked at either: building their plan looks first. What was found is kept, as it follows from
    the text alone.
    """
    return NOT_LOOKED_AT if found.problems else _arithmetic(found.text)


@kept_by_text(DRAFTS_KEPT)
def _arithmetic(text: str) -> Arithmetic:
    from planner.optimiser.precheck import find_contradictions

    programme = read_programme(text)
    if _places_and_starts_count(programme) > MOST_PLACES_AND_STARTS:
        return NOT_LOOKED_AT
    found = find_contradictions(programme)
    return Arithmetic(tuple(as_told(Problem(each.path, each.words)) for each in found), is_done=True)


def _places_and_starts_count(programme: Programme) -> int:
    places = {session.id: len(places_for(programme, session)) for session in programme.sessions}
    return sum(places[each.session.id] for each in sittings_of(programme)) * len(pattern_starts(programme))
