"""Names and the order of lists change nothing of what is found."""

import json

from planner.domain.programme import Programme
from planner.optimiser.canonical import canonical
from tests.builders import document_of, group, session, staff, tiny_programme
from tests.unit.optimiser.solved import draft_for


def two_of_everything() -> Programme:
    return tiny_programme(
        groups=[group("residents", 6), group("carers", 5)],
        sessions=[session("one", ["residents", "carers"]), session("other", ["carers"], minutes=90)],
        staff=[staff("first"), staff("second", can_lead=False)],
    )


def turned_round(programme: Programme) -> Programme:
    document = document_of(programme)
    for key in ("groups", "sessions", "staff", "areas"):
        document[key].reverse()
    for each in document["sessions"]:
        each["invited"].reverse()
    document["calendar"]["weekly_starts"].reverse()
    return Programme.model_validate_json(json.dumps(document))


def renamed(programme: Programme) -> Programme:
    text = programme.model_dump_json()
    for old, new in (
        ("residents", "a-group"),
        ("carers", "z-group"),
        ("first", "zed"),
        ("second", "abe"),
        ('"one"', '"zz"'),
    ):
        text = text.replace(old, new)
    return Programme.model_validate_json(text)


def test_the_order_of_lists_does_not_matter() -> None:
    programme = two_of_everything()
    assert canonical(turned_round(programme)) == canonical(programme)


def test_a_reordered_programme_gives_the_same_plan() -> None:
    programme = two_of_everything()
    assert draft_for(turned_round(programme)).plan == draft_for(programme).plan


def test_a_renamed_programme_gives_the_same_plan_but_for_the_names() -> None:
    programme = two_of_everything()
    ours, theirs = draft_for(programme), draft_for(renamed(programme))
    assert [(each.start, each.place, sorted(each.places.values())) for each in ours.plan.sittings] == [
        (each.start, each.place, sorted(each.places.values())) for each in theirs.plan.sittings
    ]
    assert [each.value for each in ours.proofs] == [each.value for each in theirs.proofs]


def test_titles_do_not_matter() -> None:
    programme = two_of_everything()
    retitled = programme.model_copy(
        update={
            "groups": tuple(each.model_copy(update={"name": f"New {each.name}"}) for each in programme.groups)
        }
    )
    assert [each.id for each in canonical(retitled).groups] == [
        each.id for each in canonical(programme).groups
    ]
