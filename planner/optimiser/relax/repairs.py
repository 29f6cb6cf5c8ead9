"""Repairs: the smallest changes with which a plan exists, each proven by solving with it applied.

Access, fair pay, safety and what people have set for themselves are never offered.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from planner.domain.programme import Programme
from planner.domain.programme.reading import DocumentRefused, read_programme
from planner.optimiser.outcome import Repair
from planner.optimiser.relax.conflict import Conflict, in_kinds
from planner.optimiser.relax.lever import Lever, Offer, Settled
from planner.optimiser.relax.patches import Document, Edit, applied, changes_for
from planner.optimiser.relax.trial import Trials, aims_as_musts

ENOUGH_REPAIRS = 3
ENOUGH_PAIRS = 2
OFFERED_LAST = ("least_size_is_reached",)
"""Smaller sittings are offered only where nothing else helps: they may be smaller because some cannot come."""
NEVER_OFFERED = ("access_requirements_are_met", "young_people_are_safe", "fair_pay", "load_holds")


@dataclass(frozen=True)
class Case:
    """A programme without a plan, and its document as it was written (for changes that fit it)."""

    programme: Programme
    document: Document
    aims_are_musts: bool = False
    """Whether the strategy takes every aim as a must (`programme` then has them as musts already)."""


def find_repairs(
    case: Case, conflict: Conflict, levers: Sequence[Lever], trials: Trials
) -> tuple[Repair, ...]:
    """Two or three different repairs where there are; single changes first, then two together, then what it takes.

    A repair has to loosen something of the conflict. What helps when freed alone is tried first; one repair a rule, before
    a second of the same.
    """
    named = [lever for group in conflict.groups for lever in group]
    found: list[Repair] = []
    for lever in _in_turns(_offering(conflict.single)) or _in_turns(_offering(named or levers)):
        if found and lever.rule in OFFERED_LAST:
            continue
        if len(found) >= ENOUGH_REPAIRS or trials.is_over():
            break
        repair = _first_of(case, lever, trials)
        if repair is not None and all(repair.change != other.change for other in found):
            found.append(repair)
    if not found:
        found += islice(_pairs(case, _offering(named or levers), levers, trials), ENOUGH_PAIRS)
    if not found:
        found += _all_together(case, levers, trials)
    return tuple(found[:ENOUGH_REPAIRS])


def _in_turns(levers: list[Lever]) -> list[Lever]:
    """The first lever of each rule, then the second of each, and so on: different kinds of repair before more of one."""
    rounds = zip_longest(*in_kinds(levers))
    turns = [lever for each in rounds for lever in each if lever is not None]
    return sorted(turns, key=lambda lever: lever.rule in OFFERED_LAST)


def _offering(levers: Iterable[Lever]) -> list[Lever]:
    """Levers with offers: money first, since it says what the rest is worth; fewer and smaller sittings last."""
    offering = [lever for lever in levers if lever.offers and lever.rule not in NEVER_OFFERED]
    return sorted(offering, key=_rank)


def _rank(lever: Lever) -> int:
    if lever.rule == "within_budget":
        return 0
    if lever.rule in OFFERED_LAST:
        return 3
    return 2 if lever.path.endswith("required_count") else 1


def _first_of(case: Case, lever: Lever, trials: Trials) -> Repair | None:
    for offer in lever.offers:
        if trials.is_over():
            return None
        settled = _settled(case.programme, offer, trials)
        repair = _proven(case, settled, trials) if settled is not None else None
        if repair is not None:
            return repair
    return None


def _settled(programme: Programme, offer: Offer, trials: Trials) -> Settled | None:
    """How much of an offer the best plan with it uses; None if there is no such plan or it does without."""
    tried = trials.look_for(offer.loosened(programme), offer.wish)
    return offer.settle(programme, tried.plan) if tried.plan is not None else None


def _proven(case: Case, settled: Settled, trials: Trials) -> Repair | None:
    """The repair, if the document with it applied reads well and has a plan."""
    changes = changes_for(case.document, settled.edits)
    try:
        repaired = read_programme(json.dumps(applied(case.document, changes)))
    except (DocumentRefused, LookupError, ValueError):
        return None
    if case.aims_are_musts:
        repaired = aims_as_musts(repaired)
    if not changes or trials.look_for(repaired, "any").plan is None:
        return None
    more = repaired.budget.total_pence - case.programme.budget.total_pence
    return Repair(settled.what, changes, max(0, more))


def _pairs(case: Case, firsts: Sequence[Lever], levers: Sequence[Lever], trials: Trials) -> Iterator[Repair]:
    """Two changes together: one of the conflict, and one of what is still in the way then; each first change once."""
    for lever in firsts:
        seconds = [
            (offer, second)
            for offer in lever.offers
            for other in _offering(each for each in levers if each.path != lever.path)
            for second in other.offers
        ]
        for offer, second in seconds:
            if trials.is_over():
                return
            repair = _both(case, offer, second, trials)
            if repair is not None:
                yield repair
                break


def _both(case: Case, offer: Offer, second: Offer, trials: Trials) -> Repair | None:
    wish = "least_money" if "least_money" in (offer.wish, second.wish) else offer.wish
    tried = trials.look_for(second.loosened(offer.loosened(case.programme)), wish)
    if tried.plan is None:
        return None
    parts = [each.settle(case.programme, tried.plan) for each in (offer, second)]
    return _proven(case, _joined(part for part in parts if part is not None), trials)


def _all_together(case: Case, levers: Sequence[Lever], trials: Trials) -> Iterator[Repair]:
    """Everything that may be offered at once, then taken back one by one while a plan still exists."""
    offers = [lever.offers[-1] for lever in _offering(levers)]
    if not offers or trials.look_for(_loosened(case.programme, offers), "any").plan is None:
        return
    for offer in tuple(reversed(offers)):
        fewer = [each for each in offers if each is not offer]
        if trials.look_for(_loosened(case.programme, fewer), "any").plan is not None:
            offers = fewer
    tried = trials.look_for(_loosened(case.programme, offers), "least_money")
    if tried.plan is None:
        return
    parts = [offer.settle(case.programme, tried.plan) for offer in offers]
    repair = _proven(case, _joined(part for part in parts if part is not None), trials)
    if repair is not None:
        yield repair


def _loosened(programme: Programme, offers: Iterable[Offer]) -> Programme:
    for offer in offers:
        programme = offer.loosened(programme)
    return programme


def _joined(parts: Iterable[Settled]) -> Settled:
    all_parts = tuple(parts)
    edits: tuple[Edit, ...] = tuple(edit for part in all_parts for edit in part.edits)
    return Settled(" ".join(part.what for part in all_parts), edits)
