"""What an estimate may leave open and a plan ready to sign may not."""

from collections.abc import Iterator

from planner.domain.programme.base import Price, PriceTerms
from planner.domain.programme.document import Programme
from planner.domain.programme.problems.found import Problem
from planner.domain.programme.problems.walk import parts_of
from planner.domain.terms import Basis, Evidence, Known, Level


def nothing_is_left_open_when_signing(programme: Programme) -> Iterator[Problem]:
    """Ready to sign, new money rests on quotes or published prices, consent is given, and no answer is "not known"."""
    if programme.level is not Level.READY_TO_SIGN:
        return
    yield from _prices(programme)
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
        if terms.evidence is Evidence.OUR_ESTIMATE:
            message = "Get a quote or a published price in place of our estimate, or go back to an estimate"
            yield Problem(f"{path}.evidence", message)
        elif not terms.source:
            yield Problem(f"{path}.source", "Say where this price comes from")
