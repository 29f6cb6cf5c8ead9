"""Payment and prices: fair pay, prices that are needed and missing, scales that do not rise."""

from collections.abc import Iterator
from decimal import Decimal

from planner.domain.dates import financial_year_of
from planner.domain.programme.document import Programme
from planner.domain.programme.groups import Group
from planner.domain.programme.money import PayRate
from planner.domain.programme.problems.found import Problem
from planner.domain.terms import Category, Mode


def groups_are_paid_fairly(programme: Programme) -> Iterator[Problem]:
    """Lived experience is paid under the card; an employer's time has a price."""
    for number, group in enumerate(programme.groups):
        here = f"groups[{number}].payment"
        if group.payment.kind == "employer":
            if group.is_lived_experience:
                message = 'Choose "card": people with lived experience are paid under the rate card'
                yield Problem(f"{here}.kind", message)
            if group.payment.employer_price_per_hour is None:
                message = "Enter the price of an hour of these people's time, usually in kind"
                yield Problem(f"{here}.employer_price_per_hour", message)


def the_card_can_be_read(programme: Programme) -> Iterator[Problem]:
    """The rate card has a rate with rungs that rise, valid at the start where induction is paid."""
    card = programme.rate_card
    if not card.rates:
        yield Problem("rate_card.rates", "Add at least one rate with the day from which it is valid")
    for index, rate in enumerate(card.rates):
        yield from _rungs(f"rate_card.rates[{index}]", rate)
    inducted = any(group.induction_minutes and group.payment.kind == "card" for group in programme.groups)
    if inducted and card.rates and min(rate.valid_from for rate in card.rates) > programme.calendar.starts_on:
        message = (
            f"Enter {programme.calendar.starts_on} or earlier for one rate: induction is paid at the start"
        )
        yield Problem("rate_card.rates[0].valid_from", message)


def _rungs(here: str, rate: PayRate) -> Iterator[Problem]:
    if not rate.rungs:
        yield Problem(f"{here}.rungs", "Add at least one rung: so many minutes, so many pence")
    for index in range(1, len(rate.rungs)):
        before, rung = rate.rungs[index - 1], rate.rungs[index]
        if rung.up_to_minutes <= before.up_to_minutes:
            message = f"Enter more than {before.up_to_minutes} minutes, the rung before"
            yield Problem(f"{here}.rungs[{index}].up_to_minutes", message)
        if rung.amount_pence < before.amount_pence:
            message = f"Enter {before.amount_pence} pence or more, the rung before"
            yield Problem(f"{here}.rungs[{index}].amount_pence", message)


def groups_have_the_prices_they_need(programme: Programme) -> Iterator[Problem]:
    """Care, a journey home and recruitment have a price where somebody needs them."""
    for number, group in enumerate(programme.groups):
        here = f"groups[{number}]"
        if group.care.count and group.care.price_per_hour is None:
            yield Problem(f"{here}.care.price_per_hour", "Enter the price of an hour of care")
        if group.young_people.count and group.young_people.travel_home_price is None:
            message = "Enter what a safe journey home costs a person on top of the fare (0 is allowed)"
            yield Problem(f"{here}.young_people.travel_home_price", message)
        stay, price = group.recruitment.stay_share, group.recruitment.price_per_person
        if stay is not None and stay == 0:
            message = "Enter a share above 0, for example 0.8: somebody has to stay"
            yield Problem(f"{here}.recruitment.stay_share", message)
        if price is not None and stay is None:
            message = "Enter the share of people who stay, for example 0.8, or 1 if everybody does"
            yield Problem(f"{here}.recruitment.stay_share", message)


def the_card_has_the_prices_it_needs(programme: Programme) -> Iterator[Problem]:
    """A mile where somebody goes by car, catering where there is a meal, equipment where people lack it."""
    card, equipment = programme.rate_card, programme.equipment
    if card.mile is None and _somebody_is_paid_by_the_mile(programme):
        yield Problem("rate_card.mile", "Enter the price of a mile by car: somebody is paid for theirs")
    catered = any(session.has_catering and _is_in_a_room(session.modes) for session in programme.sessions)
    if card.catering_per_person is None and catered:
        message = "Enter the price of catering for one person (0 if it costs nothing), or choose no catering"
        yield Problem("rate_card.catering_per_person", message)
    needs = (
        ("device", "device_count"),
        ("data_per_sitting", "data_count"),
        ("setup_help", "setup_help_count"),
    )
    for price, count in needs:
        if getattr(equipment, price) is None and any(
            getattr(group.digital, count) for group in programme.groups
        ):
            missing = "equipment" if "equipment" not in programme.model_fields_set else f"equipment.{price}"
            yield Problem(missing, f'Enter the price "{price}": some people need it to join online')
    for index, tool in enumerate(programme.tools):
        licence = tool.licence
        if licence.month is None and licence.year is None and licence.event is None:
            message = "Enter a price for the month, the year or the event; an amount of 0 if it is free"
            yield Problem(f"tools[{index}].licence", message)


def _is_in_a_room(modes: tuple[Mode, ...]) -> bool:
    return any(mode is not Mode.ONLINE for mode in modes)


def _somebody_is_paid_by_the_mile(programme: Programme) -> bool:
    met_in_rooms = {
        name for session in programme.sessions if _is_in_a_room(session.modes) for name in session.invited
    }
    return any(_drives(group) and group.id in met_in_rooms for group in programme.groups) or (
        bool(met_in_rooms) and any(member.is_paid_mileage for member in programme.staff)
    )


def _drives(group: Group) -> bool:
    return group.payment.kind == "card" and group.travel.by == "car" and group.in_person_count != 0


def the_budget_can_be_read(programme: Programme) -> Iterator[Problem]:
    """Categories that are limited or given for are named; contingency is a share and never a cost of its own."""
    budget = programme.budget
    for index, cap in enumerate(budget.caps):
        if not cap.categories:
            yield Problem(f"budget.caps[{index}].categories", "Name at least one category")
    for index, fence in enumerate(budget.ring_fences):
        if fence.category is Category.CONTINGENCY:
            yield _no_contingency(f"budget.ring_fences[{index}].category")
    for index, cost in enumerate(programme.other_costs):
        if cost.category is Category.CONTINGENCY:
            yield _no_contingency(f"other_costs[{index}].category")
    for name in ("standard_percent", "reduced_percent"):
        if getattr(budget.vat, name) > Decimal(100):
            yield Problem(f"budget.vat.{name}", "Enter a percentage from 0 to 100, for example 20")


def funding_years_follow(programme: Programme) -> Iterator[Problem]:
    """Each source of funding gives something in a financial year, which runs from one April to the next."""
    for number, source in enumerate(programme.budget.funding):
        if not source.years:
            yield Problem(
                f"budget.funding[{number}].years", "Add at least one financial year with its amount"
            )
        for index, year in enumerate(source.years):
            first = int(year.financial_year[:4])
            if not _years_follow(year.financial_year):
                message = f'Enter two years that follow, for example "{first}-{(first + 1) % 100:02d}"'
                yield Problem(f"budget.funding[{number}].years[{index}].financial_year", message)


def years_of_other_costs_are_in_the_period(programme: Programme) -> Iterator[Problem]:
    """A financial year is named only by costs that fall once, in all or for each person invited, and the period touches it."""
    calendar = programme.calendar
    first, last = financial_year_of(calendar.starts_on), financial_year_of(calendar.ends_on)
    for index, cost in enumerate(programme.other_costs):
        path = f"other_costs[{index}].financial_year"
        if cost.financial_year is None:
            continue
        if cost.per not in ("once", "person_invited"):
            message = 'Leave out the financial year: only "once" and "person_invited" have one of their own'
            yield Problem(path, message)
        elif not first <= cost.financial_year <= last or not _years_follow(cost.financial_year):
            yield Problem(path, f'Enter a financial year of the period: from "{first}" to "{last}"')


def _years_follow(financial_year: str) -> bool:
    return (int(financial_year[:4]) + 1) % 100 == int(financial_year[5:])


def _no_contingency(path: str) -> Problem:
    return Problem(path, "Choose another category: contingency is the budget's percentage and nothing else")


def answers_do_not_contradict(programme: Programme) -> Iterator[Problem]:
    """What is answered as not needed or not known says why."""
    for index, answer in enumerate(programme.item_answers):
        if not answer.because:
            yield Problem(f"item_answers[{index}].because", "Say why, in a sentence")
