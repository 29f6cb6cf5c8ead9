"""What a business case is made from, gathered from the options, the appraisal and what people have written."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.dates import uk_time
from planner.domain.options import OptionKind
from planner.domain.programme.draft import digest_of
from planner.models.base import now_utc
from planner.reports.appraisal import assurance_rows, economic_cases, judged, scored_options, switching_words
from planner.reports.case import Case, CaseFacts, Form
from planner.reports.options import difference_words
from planner.services import appraisals, comparing, inputs
from planner.services.access import Access
from planner.services.appraisals import CardFound
from planner.services.kept import Kept
from planner.services.option_plans import OptionColumn

FORMS: tuple[Form, ...] = ("full", "short")
CASES_KEPT = 16
_kept: Kept[Case] = Kept(CASES_KEPT)

PART_WORDS: Mapping[str, str] = {
    "inputs": "the project’s inputs",
    "options": "an option, or its plan",
    "appraisal": "the appraisal",
    "scores": "the scores agreed",
    "words": "the words",
    "name": "the name of the project",
}
"""What a business case is made of, in words."""


@dataclass(frozen=True)
class CaseFound:
    """A business case as it would be written today; `made_of` are the digests of what it is made of, words apart.

    `stale` are the titles of options whose plans are not of today's inputs, `missing` of those without figures.
    """

    case: Case
    option_key: str
    made_of: Mapping[str, str]
    stale: tuple[str, ...]
    missing: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]
    """The options that it could be for, key and title."""


def today() -> date:
    """The day it is in the United Kingdom."""
    return uk_time(now_utc()).date()


def get_case(access: Access, form: Form, option_key: str = "") -> CaseFound | None:
    """Give the business case for an option (the preferred one unless another with a plan is named); None while none has a plan.

    Small numbers of people are hidden in it for every reader, since it is sent on.
    """
    columns = comparing.get_columns(access)
    choices = [each for each in columns if each.plan is not None]
    if not choices:
        return None
    usual = comparing.usual_choice(choices)
    chosen = next((each.key for each in choices if each.key == option_key), usual)
    cards = appraisals.get_cards(access)
    made_of = _made_of(access, columns, cards)
    plans = [[each.plan.id, each.plan.number] for each in choices if each.plan is not None]
    key = digest_of([access.project_id, plans, made_of, chosen, form, today().isoformat()])
    case = _kept.get(key)
    if case is None:
        case = _kept.put(key, Case(_facts(access, columns, cards, chosen), form))
    return CaseFound(
        case,
        chosen,
        made_of,
        tuple(each.title for each in columns if each.is_stale),
        tuple(
            each.title
            for each in columns
            if each.standing not in comparing.CAN_BE_COMPARED and each.plan is None
        ),
        tuple((each.key, each.title) for each in choices),
    )


def made_of_now(access: Access) -> Mapping[str, str]:
    """Give the digests of what a business case would be made of now, words apart."""
    return _made_of(access, comparing.get_columns(access), appraisals.get_cards(access))


def _made_of(access: Access, columns: Sequence[OptionColumn], cards: Sequence[CardFound]) -> dict[str, str]:
    counted = appraisals.counted_card(cards)
    return {
        "inputs": digest_of(json.loads(inputs.get_text(access))),
        "options": digest_of(
            [
                [each.key, each.found.digest, None if each.plan is None else each.plan.digest]
                for each in columns
            ]
        ),
        "appraisal": digest_of(appraisals.get_appraisal(access).model_dump(mode="json")),
        "scores": "" if counted is None else counted.digest,
        "name": digest_of(access.name),
    }


def _facts(
    access: Access, columns: Sequence[OptionColumn], cards: Sequence[CardFound], chosen: str
) -> CaseFacts:
    base_text = inputs.get_text(access)
    appraisal = appraisals.get_appraisal(access)
    found = comparing.compare(access, columns, chosen, may_see_small_numbers=False)
    assert found is not None
    option = found.chosen
    assert option.programme is not None
    assert option.plan is not None
    shown = [each for each in found.options if each.kind is not OptionKind.FRONTIER_POINT]
    cases = economic_cases(shown, appraisal.parameters, may_see_small_numbers=False)
    counted = appraisals.counted_card(cards)
    base = json.loads(base_text)
    return CaseFacts(
        project=access.name,
        made_on=today(),
        comparison=found,
        programme=option.programme,
        plan=option.plan,
        appraisal=appraisal,
        judged=judged(appraisal, None if counted is None else counted.card, scored_options(shown)),
        cases=cases,
        switching=switching_words(cases, chosen),
        assurance=assurance_rows(appraisal.assurance, option, may_see_small_numbers=False),
        differs={each.key: difference_words(base, each.found.option.differences) for each in columns},
    )
