"""What every starting document is held to: readable, every figure sourced or marked as assumed."""

import json
from typing import Any

from planner.domain.programme import Programme
from planner.domain.programme.base import Noted, PriceTerms
from planner.domain.programme.problems.walk import parts_of
from planner.domain.programme.reading import read_programme
from planner.domain.terms import Evidence, Known


def read(document: dict[str, Any]) -> Programme:
    """The programme that the reader makes of a document; fails with every problem where it refuses it."""
    return read_programme(json.dumps(document))


def held_to_be_marked(programme: Programme) -> None:
    """Every price is published with its source and day, or our estimate with a note; whatever is noted is noted as assumed."""
    prices = list(parts_of(programme, PriceTerms))
    assert prices
    for path, terms in prices:
        assert terms.source, path
        if terms.evidence is Evidence.PUBLISHED:
            assert terms.priced_on or "undated" in terms.source, path
            assert terms.url or "Suffolk libraries" in terms.source, path
        else:
            assert terms.evidence is Evidence.OUR_ESTIMATE, path
            assert terms.note.startswith("Assumed: "), path
            assert terms.source.startswith("Our estimate: "), path
    for path, part in parts_of(programme, Noted):
        assert not part.note or part.note.startswith("Assumed: "), path
    assumed = (programme, programme.budget, *programme.groups, *programme.sessions, *programme.venues)
    for part in (*assumed, *programme.tools, *programme.staff, *programme.suppliers, *programme.other_costs):
        assert part.note.startswith("Assumed: "), part
    for link in programme.travel:
        assert link.source.startswith("Assumed: "), link
    for place in (*programme.venues, *programme.tools, *programme.suppliers):
        assert place.is_illustrative, place.id
    for venue in programme.venues:
        features = {feature.key: feature.is_there for feature in venue.features}
        assert features["step_free_route"] is features["accessible_toilet"] is Known.UNKNOWN, (
            "to be looked at"
        )
