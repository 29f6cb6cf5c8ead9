"""What an estimate may leave open and a plan ready to sign may not."""

from collections.abc import Iterator

from planner.domain.programme.base import Price, PriceTerms
from planner.domain.programme.document import Programme
from planner.domain.programme.places import TravelLink
from planner.domain.programme.problems.found import Problem
from planner.domain.programme.problems.walk import parts_of
from planner.domain.terms import Basis, Evidence, Known, Level


def nothing_is_left_open_when_signing(programme: Programme) -> Iterator[Problem]:
    """Ready to sign, new money rests on quotes, published prices or decisions, consent is given, no answer is "not known"."""
    if programme.level is not Level.READY_TO_SIGN:
        return
    yield from _prices(programme)
    yield from _fares(programme)
    for number, group in enumerate(programme.groups):
        if group.young_people.count and group.young_people.guardian_consent is not Known.YES:
            message = 'Get the consent of parents or guardians and enter "yes", or go back to an estimate'
            yield Problem(f"groups[{number}].young_people.guardian_consent", message)
    for index, answer in enumerate(programme.item_answers):
        if answer.answer == "not_known":
            message = "Find out and enter the amount or why it is not needed, or go back to an estimate"
            yield Problem(f"item_answers[{index}].answer", message)


def _prices(programme: Programme) -> Iterator[Problem]:
    for path, terms in parts_of(programme, PriceTerms):
        is_free = isinstance(terms, Price) and terms.amount_pence == 0
        if is_free or terms.basis is not Basis.NEW_MONEY:
            continue
        yield from _is_known(path, terms)


def _fares(programme: Programme) -> Iterator[Problem]:
    """Fares of the journeys from or to where somebody lives who is paid theirs."""
    homes = {
        group.home_area
        for group in programme.groups
        if group.payment.kind == "card" and group.travel.by == "fare"
    }
    for index, link in enumerate(programme.travel):
        if link.fare_pence and not homes.isdisjoint((link.from_area, link.to_area)):
            yield from _is_known(f"travel[{index}]", link)


def _is_known(path: str, price: PriceTerms | TravelLink) -> Iterator[Problem]:
    if price.evidence is Evidence.OUR_ESTIMATE:
        message = "Get a quote or a published price in place of our estimate, or go back to an estimate"
        yield Problem(f"{path}.evidence", message)
    elif not price.source:
        yield Problem(f"{path}.source", "Say where this price comes from")
