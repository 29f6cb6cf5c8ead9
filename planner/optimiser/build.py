"""Building the model of a programme: candidates, variables, then every rule in turn."""

from planner.domain.programme import Programme
from planner.optimiser.candidates import Candidates, build_candidates
from planner.optimiser.constraints.attendance import (
    able_to_come,
    everyone_fits,
    invited_whole,
    least_size_is_reached,
    online_by_choice,
    shared_evenly,
)
from planner.optimiser.constraints.bookings import bookings_cover_their_sittings
from planner.optimiser.constraints.clashes import no_one_is_in_two_places, one_sitting_in_a_room
from planner.optimiser.constraints.hours import load_holds, staff_hours_hold
from planner.optimiser.constraints.money import (
    fair_pay,
    ring_fences_hold,
    within_budget,
    within_caps,
    within_funding,
)
from planner.optimiser.constraints.once import things_bought_once_cover_the_need
from planner.optimiser.constraints.order import feedback_follows_its_decision, in_order
from planner.optimiser.constraints.pinned import as_pinned, repeats_in_order
from planner.optimiser.constraints.sittings import held_once, rooms_are_open_on_the_day, starts_are_allowed
from planner.optimiser.constraints.team import (
    checked_adults_are_there,
    enough_facilitators,
    team_members_are_able,
)
from planner.optimiser.ledger import Ledger
from planner.optimiser.linear import Rows
from planner.optimiser.model import PlanModel, Undated
from planner.optimiser.order import order_of, windows
from planner.optimiser.variables import add_sittings

GENERATORS = (
    held_once,
    starts_are_allowed,
    rooms_are_open_on_the_day,
    in_order,
    feedback_follows_its_decision,
    able_to_come,
    invited_whole,
    online_by_choice,
    shared_evenly,
    least_size_is_reached,
    team_members_are_able,
    enough_facilitators,
    checked_adults_are_there,
    everyone_fits,
    as_pinned,
    one_sitting_in_a_room,
    no_one_is_in_two_places,
    staff_hours_hold,
    load_holds,
    fair_pay,
    bookings_cover_their_sittings,
    things_bought_once_cover_the_need,
    ring_fences_hold,
    within_budget,
    within_caps,
    within_funding,
)
"""Every function that builds part of the model, in an order in which each finds what it needs."""
ABOUT_DATES = (
    rooms_are_open_on_the_day,
    in_order,
    feedback_follows_its_decision,
    one_sitting_in_a_room,
    no_one_is_in_two_places,
    staff_hours_hold,
    load_holds,
)
"""Rules that say something of dates alone: a model without dates leaves them out."""


def build_model(
    programme: Programme,
    soft_rules: frozenset[str] = frozenset(),
    candidates: Candidates | None = None,
    *,
    are_repeats_alike: bool = True,
    undated: Undated | None = None,
) -> PlanModel:
    """The model of a programme, without an objective.

    Rows of `soft_rules` (names of the register) get named slacks, found in `model.rows.slacks`. `candidates` saves building
    them twice. `are_repeats_alike` False keeps alternatives apart by number, as a comparison with another plan needs. With
    `undated` the model is one without dates, which every plan of the programme fits: it gives bounds, not plans.
    """
    found = candidates or build_candidates(programme)
    order = order_of(programme, found.sittings)
    starts = found.starts()
    if undated is None and not soft_rules & {"in_order", "feedback_follows_its_decision", "held_once"}:
        starts = windows(order, starts)
    is_year_needed = bool(programme.budget.funding)
    rows = Rows(soft_rules)
    model = PlanModel(
        programme=programme,
        pricing=found.pricing,
        candidates=found,
        order=order,
        rows=rows,
        held=add_sittings(rows, found, starts, is_year_needed),
        ledger=Ledger(is_year_needed),
        is_year_needed=is_year_needed,
        undated=undated,
    )
    for generate in (each for each in GENERATORS if undated is None or each not in ABOUT_DATES):
        generate(model)
    if are_repeats_alike and undated is None:
        repeats_in_order(model)
    return model
