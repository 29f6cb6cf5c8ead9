"""Which tiny programme belongs to a seed: the first attempt that the reader accepts, that is small, and that says something.

The choice looks at the document and the exhaustive search only, never at the optimiser, and is the same on every machine.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from random import Random

from planner.domain.programme import Programme
from planner.domain.programme.reading import DocumentRefused, read_programme
from planner.domain.terms import Strategy
from tests.builders import Document, programme_of
from tests.oracle.generator import random_document, tighten
from tests.oracle.search import Search, TooLarge

STRATEGIES = (Strategy.FAIREST, Strategy.CHEAPEST, Strategy.MOST)
FEWEST_PLANS = 4
SHARE_OF_ANY = 0.12
"""So often a programme is taken however few plans it has, so that those without any plan have their turn."""


@dataclass(frozen=True)
class Tiny:
    """A tiny programme with the search of all its plans."""

    seed: int
    document: Document
    first: Search

    @cached_property
    def programme(self) -> Programme:
        """The programme."""
        return programme_of(self.document)

    def search(self, strategy: Strategy, programme: Programme | None = None) -> Search:
        """Every plan by a strategy; of a programme that differs in money only, if one is given."""
        return self.first.again(programme or self.programme, strategy)


def tiny_case(seed: int) -> Tiny:
    """The tiny programme of a seed, its budget made tight from what a few of its plans cost."""
    attempt = 0
    while True:
        key = f"{seed}-{attempt}"
        attempt += 1
        document = random_document(key)
        try:
            programme = read_programme(json.dumps(document))
            search = Search(programme, Strategy.FAIREST)
            plans = search.plans
        except (DocumentRefused, TooLarge):
            continue
        if len(plans) < FEWEST_PLANS and Random(f"any-{key}").random() > SHARE_OF_ANY:
            continue
        return Tiny(seed, tighten(document, key, _totals(search)), search)


def _totals(search: Search) -> list[int]:
    """What a few of the plans cost: from all over, so that a budget of about as much cuts some off."""
    numbers = {round(part * (len(search.plans) - 1) / 4) for part in range(5)} if search.plans else set()
    priced = [search.priced(number) for number in sorted(numbers)]
    return [plan.total_pence for plan in priced if plan is not None]


def tiny_document_of(seed: int) -> Document:
    """The document alone of the tiny programme of a seed."""
    return tiny_case(seed).document
