"""Other costs the project names, recruitment, amounts fixed by a person, top-ups of ring-fenced money, contingency.

Source: `docs/formulation.md` §8.
"""

from fractions import Fraction
from math import ceil
from textwrap import shorten

from planner.costing.context import Occasion, Pricing, months_by_year
from planner.costing.lines import Cost
from planner.costing.rates import UnitRate
from planner.domain.dates import financial_year_of
from planner.domain.errors import CannotPrice
from planner.domain.money import percent_of
from planner.domain.programme.base import PriceTerms
from planner.domain.programme.groups import Group
from planner.domain.programme.money import AmountPin, OtherCost, RingFence
from planner.domain.terms import Category, Evidence

DECIDED = PriceTerms(source="Decision of the project", evidence=Evidence.DECIDED)
"""Terms of amounts that are nobody's price."""
MOST_SOURCE = 200
"""Characters of a line's source."""
PER_WORDS = {
    "once": "once for the programme",
    "sitting": "for each session held",
    "place": "for each person at each session",
    "person_invited": "for each person invited",
    "month": "for each month of the programme",
}


def applies_to(other: OtherCost, occasion: Occasion) -> bool:
    """Whether a cost a sitting or a place is asked for at this session and in this mode."""
    return (not other.sessions or occasion.session.id in other.sessions) and (
        not other.modes or occasion.place.mode in other.modes
    )


def other_at_sitting(pricing: Pricing, occasion: Occasion) -> tuple[Cost, ...]:
    """Each other cost by the sitting that applies to it. Source: `docs/formulation.md` §8, *other cost*."""
    return tuple(
        _at(pricing, other, occasion, other.quantity)
        for other in pricing.programme.other_costs
        if other.per == "sitting" and applies_to(other, occasion)
    )


def other_for_places(pricing: Pricing, occasion: Occasion, places_count: int) -> tuple[Cost, ...]:
    """Each other cost by the place, for so many people at a sitting. Source: `docs/formulation.md` §8, *other cost*."""
    return tuple(
        _at(pricing, other, occasion, other.quantity * places_count)
        for other in pricing.programme.other_costs
        if other.per == "place" and places_count and applies_to(other, occasion)
    )


def other_for_programme(pricing: Pricing) -> tuple[Cost, ...]:
    """Each other cost once, by the person invited, or by the month. Source: `docs/formulation.md` §8, *other cost*.

    Once and by the person: in the financial year that the cost names, else the first. Months are the calendar months that the
    period touches, a line for each financial year.
    """
    people_count = sum(group.size for group in pricing.ever_invited())
    months = months_by_year(pricing)
    costs: list[Cost] = []
    for other in pricing.programme.other_costs:
        year = other.financial_year or pricing.first_year
        if other.per == "once":
            costs.append(_other(pricing, other, other.quantity, year))
        elif other.per == "person_invited" and people_count:
            costs.append(_other(pricing, other, other.quantity * people_count, year))
        elif other.per == "month":
            costs += [
                _other(pricing, other, other.quantity * count, month_year, (month_year,))
                for month_year, count in months.items()
            ]
    return tuple(costs)


def _at(pricing: Pricing, other: OtherCost, occasion: Occasion, quantity: int) -> Cost:
    year = financial_year_of(occasion.day)
    sittings = (occasion.sitting_id,)
    return _other(pricing, other, quantity, year, sittings, occasion.session.title, sittings)


def _other(
    pricing: Pricing,
    other: OtherCost,
    quantity: int,
    financial_year: str,
    subject: tuple[str, ...] = (),
    about: str = "",
    sittings: tuple[str, ...] = (),
) -> Cost:
    return Cost(
        rule="other_cost",
        subject=(other.id, *subject),
        category=other.category,
        item=other.title,
        about=about,
        driver=f"{other.quantity} {PER_WORDS[other.per]}" if other.quantity > 1 else PER_WORDS[other.per],
        quantity=quantity,
        unit=other.per.replace("_", " "),
        rate=pricing.unit_rate(other.price.amount_pence, other.price),
        financial_year=financial_year,
        sittings=sittings,
        note=other.note,
    )


def people_recruited(group: Group, members_count: int) -> int:
    """People to recruit so that so many stay: members wanted divided by the share who stay, rounded up.

    Raises `CannotPrice` where nobody is said to stay.
    """
    stay = group.recruitment.stay_share
    if stay is None:
        return members_count
    if stay == 0:
        raise CannotPrice("nobody_stays", group=group.id)
    return ceil(members_count / Fraction(stay))


def recruitment(pricing: Pricing, group: Group, quantity: int) -> Cost | None:
    """Finding members of a group; None where no price is given. Source: `docs/formulation.md` §8, *recruitment*."""
    price = group.recruitment.price_per_person
    if price is None or quantity == 0:
        return None
    return Cost(
        rule="recruitment",
        subject=(group.id,),
        category=Category.RECRUITMENT,
        item="Finding people to take part",
        driver="members wanted, divided by the share who stay, rounded up",
        quantity=quantity,
        unit="person",
        rate=pricing.unit_rate(price.amount_pence, price),
        financial_year=pricing.first_year,
    )


def fixed_amounts(pricing: Pricing, occasion: Occasion) -> tuple[Cost, ...]:
    """Amounts that a person has fixed for this sitting, each in place of every other cost of its category there.

    New money, VAT and uplift included. Source: `docs/formulation.md` §8, *amount pin*.
    """
    return tuple(
        _fixed(pin, occasion, number)
        for number, pin in enumerate(pricing.amount_pins(occasion.sitting_id), start=1)
    )


def _fixed(pin: AmountPin, occasion: Occasion, number: int) -> Cost:
    return Cost(
        rule="fixed_amount",
        subject=(occasion.sitting_id, pin.category, str(number)),
        category=pin.category,
        item=f"Amount fixed for {pin.category.replace('_', ' ')}",
        about=occasion.session.title,
        driver="fixed by a person, in place of what the planner would work out",
        quantity=1,
        unit="session",
        rate=UnitRate(pin.amount_pence, DECIDED),
        financial_year=financial_year_of(occasion.day),
        sittings=(occasion.sitting_id,),
        note=pin.reason,
    )


def top_up(pricing: Pricing, fence: RingFence, spent_pence: int) -> Cost | None:
    """What ring-fenced money is not spent on its category, kept in the budget; None where it is all spent.

    `spent_pence` is the new money of the category's other lines. Source: `docs/formulation.md` §8, *top-up*.
    """
    missing_pence = fence.least_pence - spent_pence
    if missing_pence <= 0:
        return None
    return Cost(
        rule="top_up",
        subject=(fence.id,),
        category=fence.category,
        item="Ring-fenced money not yet planned",
        about=fence.title,
        driver="what is given for this purpose only, less what the plan spends on it",
        quantity=1,
        unit="sum",
        rate=UnitRate(missing_pence, DECIDED),
        financial_year=pricing.last_year,
    )


def contingency(pricing: Pricing, subtotal_pence: int) -> Cost | None:
    """Contingency as a percentage of the subtotal, half-up; None where it comes to nothing.

    Its source is the basis that the budget states for it; one too long for a source stands whole in the note.
    Source: `docs/formulation.md` §8, *contingency*.
    """
    budget = pricing.programme.budget
    pence = percent_of(subtotal_pence, budget.contingency_percent)
    if pence == 0:
        return None
    basis = budget.contingency_because
    source = shorten(basis, MOST_SOURCE, placeholder=" …") or DECIDED.source
    return Cost(
        rule="contingency",
        subject=(),
        category=Category.CONTINGENCY,
        item="Contingency",
        driver=f"{float(budget.contingency_percent):g}% of all new money before it",
        quantity=1,
        unit="sum",
        rate=UnitRate(pence, PriceTerms(source=source, evidence=Evidence.DECIDED)),
        financial_year=pricing.last_year,
        note=basis if len(basis) > MOST_SOURCE else "",
    )
