"""Documents whose schema holds and whose sense does not: each told where it stands, with what to do."""

import json
from collections.abc import Callable

import pytest

from planner.domain.programme import Programme
from planner.domain.programme.problems import CHECKS
from planner.domain.programme.reading import read_programme
from tests.unit.document.documents import assert_can_be_acted_on, changed, example, problems_of
from tests.unit.document.spoilt import FULL, IDS, SPOILT, TWICE, UNKNOWN, Doc, at, twice


def test_the_document_to_be_spoilt_makes_sense() -> None:
    assert problems_of(FULL) == ()


@pytest.mark.parametrize(("spoil", "path"), [case[1:] for case in SPOILT], ids=[case[0] for case in SPOILT])
def test_what_makes_no_sense_is_told_where_it_stands(spoil: Callable[[Doc], Doc], path: str) -> None:
    spoilt = spoil(FULL)
    problems = problems_of(spoilt)
    assert path in [each.path for each in problems], problems
    assert_can_be_acted_on(spoilt, problems)


@pytest.mark.parametrize("path", UNKNOWN)
def test_an_unknown_reference_is_told(path: str) -> None:
    spoilt = changed(FULL, path, "no-such-thing")
    problems = problems_of(spoilt)
    assert path in [each.path for each in problems], problems
    assert_can_be_acted_on(spoilt, problems)


def test_an_unknown_reference_names_the_nearest() -> None:
    problems = problems_of(changed(FULL, "sessions[0].venues[0]", "libary"))
    assert 'did you mean "library"?' in problems[0].message


@pytest.mark.parametrize("path", IDS)
def test_an_id_given_twice_is_told(path: str) -> None:
    spoilt = twice(path)(FULL)
    problems = [each for each in problems_of(spoilt) if each.path.endswith("].id")]
    assert any("already used" in each.message for each in problems), problems


@pytest.mark.parametrize("path", TWICE)
def test_the_same_entry_twice_is_told(path: str) -> None:
    spoilt = twice(path)(FULL)
    problems = problems_of(spoilt)
    assert any(
        each.path.startswith(path.replace(".0", "[0]").replace(".1", "[1]") + "[") for each in problems
    )
    assert_can_be_acted_on(spoilt, problems)


def test_a_journey_in_the_other_direction_is_a_journey() -> None:
    document = example("respite-care")
    document["travel"] = [{"from_area": "valley", "to_area": "town", "minutes": 40, "miles": 14}]
    assert problems_of(document) == ()
    document["travel"] = []
    (problem,) = problems_of(document)
    assert problem.path == "travel"
    assert '"town"' in problem.message
    assert '"valley"' in problem.message


def test_prices_that_nobody_needs_may_be_missing() -> None:
    document = example("cannot-be-met")
    assert "equipment" not in document
    assert "mile" in document["rate_card"]
    del document["rate_card"]["mile"]
    assert problems_of(document) == ()


def test_a_plan_ready_to_sign_may_leave_nothing_open() -> None:
    signing = changed(FULL, "level", "ready_to_sign")
    spoilt = changed(signing, "groups[0].young_people.guardian_consent", "unknown")
    told = {each.path for each in problems_of(spoilt)}
    assert "groups[0].young_people.guardian_consent" in told
    assert "item_answers[0].answer" in told
    assert "staff[0].pay.terms.evidence" in told
    assert "groups[1].payment.employer_price_per_hour.evidence" not in told, "in kind needs no quote"
    assert "travel[0].evidence" in told, "somebody is paid a fare that is our estimate"
    published = changed(signing, "travel[0].evidence", "published")
    assert not any(each.path.startswith("travel[0]") for each in problems_of(published))
    unsourced = changed(signing, "rate_card.mile.source", "")
    assert "rate_card.mile.source" in {each.path for each in problems_of(unsourced)}
    assert_can_be_acted_on(spoilt, problems_of(spoilt))


def test_every_check_is_proven_by_a_spoilt_document() -> None:
    spoilers = [case[1] for case in SPOILT]
    spoilers += [at(path, "no-such-thing") for path in UNKNOWN]
    spoilers += [twice(path) for path in (*IDS, *TWICE)]
    spoilers.append(at("level", "ready_to_sign"))
    programmes = [_validated(spoil(FULL)) for spoil in spoilers]
    for check in CHECKS:
        assert any(list(check(programme)) for programme in programmes), check.__name__


def _validated(document: Doc) -> Programme:
    return Programme.model_validate_json(json.dumps(document))


def test_places_shared_by_target_need_the_target_that_says_how_and_are_told_which() -> None:
    document = example("small-grant")
    group = document["groups"][0]
    group["characteristics"] = [{"key": "disabled", "count": 1}]
    document["sessions"][0]["sharing"] = "by_target"
    document["targets"] = [{"id": "open", "title": "Open", "kind": "process"}]
    (problem,) = problems_of(document)
    assert problem.path == "sessions[0].sharing"
    assert '"representation"' in problem.message
    share = {"id": "r", "title": "R", "kind": "representation", "characteristic": "disabled", "level": 0.1}
    document["targets"].append(share)
    assert problems_of(document) == ()


def test_a_valid_document_passes_every_check() -> None:
    assert read_programme(json.dumps(FULL)).id == "respite-care"
