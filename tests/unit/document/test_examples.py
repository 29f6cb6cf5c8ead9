"""The worked examples: readable, rich, honest about every figure, and the same when written and read again."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import jsonschema
import pytest

from planner.domain.dates import financial_year_of
from planner.domain.programme.base import PriceTerms
from planner.domain.programme.problems.walk import parts_of
from planner.domain.programme.reading import (
    canonical_json,
    json_schema,
    programme_digest,
    programme_json,
    read_programme,
)
from planner.domain.terms import Basis, Evidence, Mode
from planner.examples import example_names, example_text

NAMES = example_names()


def test_there_are_four_examples_by_name() -> None:
    assert NAMES == ("respite-care", "county-wide", "small-grant", "cannot-be-met")
    with pytest.raises(LookupError):
        example_text("no-such-example")
    with pytest.raises(LookupError):
        example_text("../__init__")


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_read_and_written_alike(name: str) -> None:
    programme = read_programme(example_text(name))
    assert programme.id == name
    again = read_programme(programme_json(programme))
    assert again == programme
    assert canonical_json(again) == canonical_json(programme)
    assert re.fullmatch("[0-9a-f]{64}", programme_digest(programme))
    pretty = json.dumps(json.loads(example_text(name)), indent=2, ensure_ascii=False) + "\n"
    assert example_text(name) == pretty


def test_digests_differ_with_content_and_not_with_writing() -> None:
    document = json.loads(example_text("small-grant"))
    digest = programme_digest(read_programme(json.dumps(document)))
    assert digest == programme_digest(read_programme(json.dumps(dict(reversed(document.items())), indent=7)))
    document["budget"]["total_pence"] += 1
    assert digest != programme_digest(read_programme(json.dumps(document)))


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_of_an_example_has_a_source_or_says_it_is_illustrative(name: str) -> None:
    programme = read_programme(example_text(name))
    found = list(parts_of(programme, PriceTerms))
    assert len(found) > 5
    for path, terms in found:
        assert terms.source, path
        if terms.evidence is Evidence.OUR_ESTIMATE:
            assert terms.source.startswith("Illustrative"), path
        else:
            assert terms.url or "undated" in terms.source, path
    for place in (*programme.venues, *programme.tools, *programme.suppliers):
        assert place.is_illustrative, place.id
        assert "illustrative" not in place.name.lower(), "that it is invented is said once, beside the name"
    for source in programme.budget.funding:
        assert source.note == "Invented for this example.", source.id
    for link in programme.travel:
        assert link.source.startswith("Illustrative"), link
        assert link.evidence is Evidence.OUR_ESTIMATE, link
    for member in programme.staff:
        assert not member.pay.on_cost_percent or "pension" in member.pay.terms.note, member.id


@pytest.mark.parametrize("name", ["respite-care", "county-wide", "small-grant"])
def test_what_comes_at_the_end_is_paid_in_the_year_it_falls(name: str) -> None:
    programme = read_programme(example_text(name))
    last_year = financial_year_of(programme.calendar.ends_on)
    at_the_end = ("certificates", "learning", "thanks", "report")
    years = {cost.id: cost.financial_year for cost in programme.other_costs if cost.id in at_the_end}
    assert years
    assert set(years.values()) == {last_year}


@pytest.mark.parametrize("name", NAMES)
def test_an_example_fits_the_published_schema(name: str) -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    document = json.loads(example_text(name))
    assert list(validator.iter_errors(document)) == []
    document["surprise"] = 1
    assert list(validator.iter_errors(document)) != []


def test_the_published_schema_describes_every_part() -> None:
    schema = json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == "Programme"
    assert [name for name, part in _objects(schema) if not part.get("description")] == []
    schema.clear()
    assert json_schema(), "each caller has a copy of its own"


def _objects(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "Programme", schema
    for name, part in schema["$defs"].items():
        if part.get("type") == "object":
            yield name, part


def test_the_reference_group_is_as_promised() -> None:
    programme = read_programme(example_text("respite-care"))
    assert sum(session.repeats.count for session in programme.sessions) == 12
    modes = {mode for session in programme.sessions for mode in session.modes}
    assert {Mode.IN_PERSON, Mode.HYBRID} <= modes
    assert any(group.young_people.count for group in programme.groups)
    assert any(group.payment.employer_price_per_hour for group in programme.groups)
    assert len({target.kind for target in programme.targets}) == 13


def test_the_county_wide_programme_is_as_promised() -> None:
    programme = read_programme(example_text("county-wide"))
    assert sum(session.repeats.count for session in programme.sessions) == 24
    assert len({venue.area for venue in programme.venues}) == 3
    assert len(programme.groups) >= 10
    assert len(programme.budget.funding) == 3
    assert all(source.pays_for for source in programme.budget.funding[1:])
    assert {year.financial_year for source in programme.budget.funding for year in source.years} == {
        "2026-27",
        "2027-28",
    }
    assert any(session.repeats.kind == "alternatives" for session in programme.sessions)
    assert any(group.membership == "open" for group in programme.groups)
    assert programme.calendar.starts_on > date(2026, 12, 1)


def test_the_small_grant_is_new_money_of_five_thousand_pounds() -> None:
    programme = read_programme(example_text("small-grant"))
    assert programme.budget.total_pence == 5_000_00
    optional = [s for s in programme.sessions if s.repeats.required_count is not None]
    assert len(optional) >= 4
    assert any(terms.basis is not Basis.NEW_MONEY for _, terms in parts_of(programme, PriceTerms))
