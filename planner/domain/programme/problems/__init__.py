"""Sense checks of a programme whose schema holds, a module a subject.

Contradictions between numbers that only a plan could show (a budget too small, too few free evenings) are not here: a
document with those is read, and the pre-check or the diagnosis names them.
"""

from planner.domain.programme.document import Programme
from planner.domain.programme.problems import (
    access,
    counts,
    dates,
    faiths,
    ids,
    order,
    pay,
    pins,
    places,
    references,
    signing,
    team,
)
from planner.domain.programme.problems.found import Check, Problem

CHECKS: tuple[Check, ...] = (
    ids.ids_are_given_once,
    ids.tools_and_venues_differ,
    ids.lists_name_things_once,
    references.areas_exist,
    references.sessions_name_what_exists,
    references.money_names_what_exists,
    references.targets_name_what_is_counted,
    dates.dates_are_not_reversed,
    dates.dates_are_inside_the_period,
    dates.windows_are_not_reversed,
    dates.sessions_have_starts,
    dates.there_are_not_too_many_sittings,
    faiths.faiths_are_in_the_table,
    order.the_order_has_no_circle,
    order.feedback_is_on_a_decision,
    order.distances_are_in_order,
    counts.counts_fit_the_group,
    counts.sizes_are_in_order,
    counts.sessions_say_who_and_how,
    counts.sharing_by_target_has_its_target,
    counts.floors_are_below_levels,
    access.requirements_can_be_read,
    places.venues_can_be_used,
    places.features_are_recorded_once,
    places.journeys_are_known,
    pay.groups_are_paid_fairly,
    pay.the_card_can_be_read,
    pay.groups_have_the_prices_they_need,
    pay.the_card_has_the_prices_it_needs,
    pay.the_budget_can_be_read,
    pay.funding_years_follow,
    pay.years_of_other_costs_are_in_the_period,
    pay.answers_do_not_contradict,
    team.suppliers_can_be_priced,
    team.training_gives_something,
    team.skills_asked_for_exist,
    team.pay_is_per_hour_of_somebody,
    pins.states_are_possible,
    pins.pins_name_what_exists,
    pins.pins_do_not_contradict,
    pins.pinned_amounts_name_what_exists,
    signing.nothing_is_left_open_when_signing,
)
"""Every check, in the order in which its problems are told."""


def problems_of_sense(programme: Programme) -> tuple[Problem, ...]:
    """Every problem of sense of a programme, in the order of the checks; none if it can be planned."""
    return tuple(problem for check in CHECKS for problem in check(programme))
