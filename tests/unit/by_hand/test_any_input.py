"""Whatever a person places, it is judged and never raises: priced, or with the reason why not."""

from datetime import UTC, date, time, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.plan import TeamMember
from planner.domain.sittings import pattern_starts
from planner.domain.terms import Role
from planner.optimiser.by_hand import Judged, PlacedByHand, PlacesGiven, place_by_hand
from planner.optimiser.by_hand.words import WHAT_TO_CHANGE
from planner.optimiser.witness import witness
from tests.builders import tiny_programme
from tests.unit.by_hand.placing import TEN, TWO, at, findings_of, mixed_placing, mixed_programme

PROGRAMME = mixed_programme()
SITTINGS = [
    f"{each.id}-{number}" for each in PROGRAMME.sessions for number in range(1, each.repeats.count + 1)
]
PLACES = ["hall/main", "hall/side", "barn/loft", "meet", "hall/main+meet", "barn/loft+meet"]
NONSENSE = st.one_of(
    st.sampled_from(["", "/", "+", "meet+hall/main", "hall/", "open-99", "é\u202e"]), st.text()
)
IN_PERIOD = st.integers(0, 20).map(lambda days: date(2027, 1, 11) + timedelta(days=days))
TEAM = st.builds(
    TeamMember,
    staff=st.one_of(st.sampled_from([each.id for each in PROGRAMME.staff]), NONSENSE),
    role=st.sampled_from(list(Role)),
)
NUMBERS = st.builds(
    PlacesGiven,
    st.one_of(st.sampled_from([each.id for each in PROGRAMME.groups]), NONSENSE),
    st.one_of(st.integers(0, 12), st.integers()),
    st.one_of(st.just(0), st.integers(0, 5), st.integers()),
)
ANY_PLACED = st.builds(
    PlacedByHand,
    sitting=st.one_of(st.sampled_from(SITTINGS), st.sampled_from(SITTINGS), NONSENSE),
    runs=st.booleans() | st.just(True),
    place=st.one_of(st.sampled_from(PLACES), st.sampled_from(PLACES), NONSENSE),
    on=st.one_of(IN_PERIOD, IN_PERIOD, st.dates(), st.none()),
    at=st.one_of(st.sampled_from([TEN, TWO]), st.times(), st.times(timezones=st.just(UTC)), st.none()),
    team=st.lists(TEAM, max_size=3).map(tuple),
    places=st.lists(NUMBERS, max_size=3).map(tuple),
)


def holds_together(judged: Judged) -> None:
    """What is true of every answer."""
    known = {*WHAT_TO_CHANGE, *(target.kind for target in PROGRAMME.targets), "priced_alike"}
    assert all(each.rule in known and each.words for each in judged.findings)
    assert all(each.rule != "priced_alike" for each in judged.findings)
    assert judged.plan.status == "by_hand"
    assert bool(judged.plan.lines) == (judged.is_priced and bool(judged.plan.sittings))
    assert judged.is_priced or any(each.rule == "fair_pay" for each in judged.findings)
    assert sum(line.amount_pence for line in judged.plan.lines) == judged.plan.total_pence
    assert not judged.set_aside or judged.findings
    if judged.keeps_every_rule:
        assert witness(PROGRAMME, judged.plan).holds


@settings(max_examples=250, deadline=None)
@given(st.lists(ANY_PLACED, max_size=7).map(tuple))
def test_any_placing_is_judged_and_never_raises(placed: tuple[PlacedByHand, ...]) -> None:
    judged = place_by_hand(PROGRAMME, placed)
    holds_together(judged)
    for each in placed:
        if each.sitting not in SITTINGS:
            assert findings_of(judged, each.sitting)


def test_of_all_pairs_of_starts_those_in_order_pass_both_witnesses_and_no_other() -> None:
    programme = tiny_programme()
    starts = pattern_starts(programme)
    kept = 0
    for one, other in product(starts, starts):
        placed = (at("design-1", one.date(), one.time()), at("design-2", other.date(), other.time()))
        judged = place_by_hand(programme, placed)
        assert judged.keeps_every_rule == ((other.date() - one.date()).days >= 7)
        assert witness(programme, judged.plan).holds == judged.keeps_every_rule
        assert judged.is_priced
        kept += judged.keeps_every_rule
    assert 0 < kept < len(starts) ** 2


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 4), st.one_of(IN_PERIOD, st.dates()), st.sampled_from([TEN, TWO]))
def test_moving_one_sitting_is_judged_the_same_whatever_the_order(number: int, on: date, clock: time) -> None:
    placed = list(mixed_placing())
    moved = placed[number]
    placed[number] = PlacedByHand(moved.sitting, place=moved.place, on=on, at=clock)
    judged = place_by_hand(PROGRAMME, tuple(placed))
    holds_together(judged)
    assert place_by_hand(PROGRAMME, tuple(reversed(placed))).plan == judged.plan
