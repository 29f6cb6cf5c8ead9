"""What the team costs: hours at sittings, mileage, training, and time to coordinate.

Source: `docs/formulation.md` §8, *Staff hour* and the rows on staff. The team's own expenses are staffing, never involvement.
"""

from dataclasses import replace
from fractions import Fraction

from planner.costing.context import Occasion, Pricing, months_by_year
from planner.costing.lines import Cost, hours_words
from planner.costing.rates import UnitRate
from planner.domain.dates import financial_year_of
from planner.domain.errors import CannotPrice
from planner.domain.money import round_half_up, split_by_largest_remainder
from planner.domain.programme.sessions import SessionPlan
from planner.domain.programme.team import StaffMember
from planner.domain.terms import Category, Role

FACILITATING = (Role.LEAD, Role.ROOM_FACILITATOR, Role.ONLINE_FACILITATOR)


def working_minutes(session: SessionPlan, role: Role) -> int:
    """Minutes a role works for a sitting: leads and facilitators also prepare and write up."""
    if role in FACILITATING:
        return session.minutes + session.team.staff_preparation_minutes + session.team.staff_write_up_minutes
    return session.minutes


def hour_rate(pricing: Pricing, member: StaffMember) -> UnitRate:
    """An hour of a member of staff, on-costs included.

    Salary over the hours of a year; an hourly rate; a day rate over the hours of a day (for time to coordinate).
    """
    pay = member.pay
    with_on_costs = pay.amount_pence * (1 + Fraction(pay.on_cost_percent) / 100)
    if pay.kind == "salary":
        with_on_costs /= pay.hours_per_year
    elif pay.kind == "day_rate":
        with_on_costs /= Fraction(pay.day_minutes, 60)
    return pricing.unit_rate(with_on_costs, pay.terms)


def half_day_rate(pricing: Pricing, member: StaffMember) -> UnitRate:
    """Half a day of a member of staff with a day rate: half of the day's unit rate, half-up."""
    pay = member.pay
    day = pricing.unit_rate(pay.amount_pence * (1 + Fraction(pay.on_cost_percent) / 100), pay.terms)
    return replace(day, pence=round_half_up(Fraction(day.pence, 2)))


def staff_time(pricing: Pricing, member: StaffMember, role: Role, occasion: Occasion) -> Cost:
    """The time of one member of the team at a sitting.

    By the hour over working minutes; with a day rate, half days begun of the session's minutes.
    Source: `docs/formulation.md` §8, *lead, facilitators* and *host, checked adult*.
    """
    if member.pay.kind == "day_rate":
        half_days = -(-occasion.session.minutes * 2 // member.pay.day_minutes)
        quantity, unit, rate = Fraction(half_days), "half day", half_day_rate(pricing, member)
        driver = f"half days begun; the session takes {hours_words(occasion.session.minutes)}"
    else:
        minutes = working_minutes(occasion.session, role)
        quantity, unit, rate = Fraction(minutes, 60), "hour", hour_rate(pricing, member)
        extra = " with preparation and writing up" if role in FACILITATING else ""
        driver = f"{hours_words(minutes)} for the session{extra}"
    return Cost(
        rule="staff_time",
        subject=(occasion.sitting_id, member.id, role),
        category=Category.FACILITATION,
        item=f"{member.title} as {role.replace('_', ' ')}",
        about=occasion.session.title,
        driver=driver,
        quantity=quantity,
        unit=unit,
        rate=rate,
        financial_year=financial_year_of(occasion.day),
        sittings=(occasion.sitting_id,),
    )


def staff_mileage(pricing: Pricing, member: StaffMember, role: Role, occasion: Occasion) -> Cost | None:
    """Mileage there and back of somebody paid mileage, at a sitting with a room; None where there is no way to go.

    Source: `docs/formulation.md` §8, *staff mileage*.
    """
    area = occasion.place.area
    if not member.is_paid_mileage or area is None:
        return None
    miles = pricing.journey(member.home_area, area).miles
    if not miles:
        return None
    mile = pricing.programme.rate_card.mile
    if mile is None:
        raise CannotPrice("no_mileage_rate", staff=member.id)
    return Cost(
        rule="staff_mileage",
        subject=(occasion.sitting_id, member.id, role),
        category=Category.FACILITATION,
        item=f"Mileage of the team, {member.title}",
        about=occasion.session.title,
        driver=f"{miles} miles each way",
        quantity=1,
        unit="journey there and back",
        rate=pricing.unit_rate(2 * miles * mile.amount_pence, mile),
        financial_year=financial_year_of(occasion.day),
        sittings=(occasion.sitting_id,),
    )


def training(pricing: Pricing, member: StaffMember, gives: str) -> Cost:
    """Training of a member of staff, bought once; raises `CannotPrice` where none is offered that gives this.

    Source: `docs/formulation.md` §8, *training*.
    """
    offered = next((each for each in member.training if each.gives == gives), None)
    if offered is None:
        raise CannotPrice("no_training", staff=member.id, gives=gives)
    return Cost(
        rule="training",
        subject=(member.id, gives),
        category=Category.TRAINING,
        item=f"Training for {gives}",
        about=member.title,
        driver="so that somebody of the team can take on what the sessions need",
        quantity=1,
        unit="course",
        rate=pricing.unit_rate(offered.price.amount_pence, offered.price),
        financial_year=pricing.first_year,
    )


def coordination_of_programme(pricing: Pricing) -> tuple[Cost, ...]:
    """Time to coordinate the programme as a whole, a cost for each financial year by the calendar months touched in it.

    Whole minutes, split by largest remainder. Source: `docs/formulation.md` §8, *coordination*.
    """
    terms = pricing.programme.coordination
    if terms is None:
        return ()
    months = months_by_year(pricing)
    years = list(months)
    split = split_by_largest_remainder(terms.minutes_per_programme, list(months.values()), years)
    costs = (
        _coordination(pricing, ("programme", year), minutes, _of_programme(minutes, len(years)), year)
        for year, minutes in zip(years, split, strict=True)
    )
    return tuple(cost for cost in costs if cost is not None)


def _of_programme(minutes: int, years_count: int) -> str:
    """What makes coordination of the programme larger or smaller, in words."""
    share = ", this financial year's months of it" if years_count > 1 else ""
    return f"{hours_words(minutes)} for the programme{share}"


def coordination_of_people(pricing: Pricing) -> Cost | None:
    """Time to look after each person invited. Source: `docs/formulation.md` §8, *coordination*."""
    terms = pricing.programme.coordination
    if terms is None:
        return None
    people_count = sum(group.size for group in pricing.ever_invited())
    driver = f"{people_count} people invited; {hours_words(terms.minutes_per_person)} each"
    minutes = terms.minutes_per_person * people_count
    return _coordination(pricing, ("people",), minutes, driver, pricing.first_year)


def coordination_of_sitting(pricing: Pricing, occasion: Occasion) -> Cost | None:
    """Time to arrange a sitting that runs. Source: `docs/formulation.md` §8, *coordination*."""
    terms = pricing.programme.coordination
    if terms is None:
        return None
    driver = f"{hours_words(terms.minutes_per_sitting)} for each session held"
    cost = _coordination(
        pricing,
        ("sitting", occasion.sitting_id),
        terms.minutes_per_sitting,
        driver,
        financial_year_of(occasion.day),
    )
    return (
        None if cost is None else replace(cost, about=occasion.session.title, sittings=(occasion.sitting_id,))
    )


def _coordination(
    pricing: Pricing, subject: tuple[str, ...], minutes: int, driver: str, financial_year: str
) -> Cost | None:
    terms = pricing.programme.coordination
    if terms is None or minutes == 0:
        return None
    member = pricing.staff.get(terms.staff)
    if member is None:
        raise CannotPrice("unknown_staff", staff=terms.staff)
    about = {"programme": "the programme", "people": "people invited"}.get(subject[0], "")
    return Cost(
        rule="coordination",
        subject=subject,
        category=Category.COORDINATION,
        item="Time to coordinate",
        about=about,
        driver=driver,
        quantity=Fraction(minutes, 60),
        unit="hour",
        rate=hour_rate(pricing, member),
        financial_year=financial_year,
    )
