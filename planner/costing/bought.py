"""Things bought once: what the sittings of a plan need, added to what the plan says it buys.

Source: `docs/formulation.md` §8. Largest simultaneous and largest ever-present numbers are read off the plan; persons of a
group are taken as nested, so the most who ever come at once are all who ever come.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from planner.costing import digital, other, payments, staffing
from planner.costing.bookings import Held
from planner.costing.context import Pricing, month_index, month_of_index
from planner.costing.lines import Cost
from planner.domain.errors import CannotPrice
from planner.domain.plan import Bought, PlannedSitting, TrainingBought
from planner.domain.programme.places import Tool
from planner.domain.programme.team import StaffMember
from planner.domain.roles import offers, training_needed


def bought_for(pricing: Pricing, held: tuple[Held, ...], said: Bought) -> Bought:
    """What a plan buys once: all it says, and whatever its sittings need beyond that."""
    occasions = [occasion for occasion, _ in held]
    largest = largest_places(planned for _, planned in held)
    months, years = _licences(pricing, held, said)
    return Bought(
        licence_months=months,
        licence_years=years,
        device_count=max(said.device_count, digital.devices_needed(pricing, occasions)),
        setup_help=_larger(said.setup_help, digital.setup_help_needed(pricing, occasions)),
        inducted=_larger(said.inducted, _inducted(pricing, largest)),
        recruited=_larger(said.recruited, _recruited(pricing, largest)),
        training=(*said.training, *_training_missing(pricing, held, said)),
    )


def largest_places(planned: Iterable[PlannedSitting]) -> dict[str, int]:
    """By group: the most places it has at any sitting."""
    largest: dict[str, int] = {}
    for sitting in planned:
        for group_id, count in sitting.places.items():
            largest[group_id] = max(count, largest.get(group_id, 0))
    return largest


def costs_of_bought(pricing: Pricing, bought: Bought) -> tuple[Cost, ...]:
    """What the things bought once cost; raises `CannotPrice` for a thing that has no price."""
    costs: list[Cost | None] = [
        digital.devices(pricing, bought.device_count),
        digital.setup_help(pricing, sum(bought.setup_help.values())),
    ]
    for group in pricing.programme.groups:
        costs.append(payments.induction(pricing, group, bought.inducted.get(group.id, 0)))
        costs.append(other.recruitment(pricing, group, bought.recruited.get(group.id, 0)))
    for each in bought.training:
        costs.append(staffing.training(pricing, _member(pricing, each.staff), each.gives))
    for tool, month in _labelled(pricing, bought.licence_months):
        costs.append(_priced(digital.licence_month(pricing, tool, month), tool, "month"))
    for tool, month in _labelled(pricing, bought.licence_years):
        costs.append(_priced(digital.licence_year(pricing, tool, month), tool, "year"))
    return tuple(cost for cost in costs if cost is not None)


def _larger(said: Mapping[str, int], needed: Mapping[str, int]) -> dict[str, int]:
    return {key: max(said.get(key, 0), needed.get(key, 0)) for key in sorted({*said, *needed})}


def _inducted(pricing: Pricing, largest: Mapping[str, int]) -> dict[str, int]:
    """By group paid under the card and with an induction: all who ever take part."""
    return {
        group.id: largest[group.id]
        for group in pricing.programme.groups
        if group.induction_minutes and group.payment.kind == "card" and largest.get(group.id)
    }


def _recruited(pricing: Pricing, largest: Mapping[str, int]) -> dict[str, int]:
    """By group with a price of recruitment: standing groups invited anywhere in full, open groups as many as ever come."""
    wanted = {
        group.id: group.size if group.membership == "standing" else largest.get(group.id, 0)
        for group in pricing.ever_invited()
        if group.recruitment.price_per_person is not None
    }
    return {key: other.people_recruited(pricing.groups[key], count) for key, count in wanted.items() if count}


def _licences(
    pricing: Pricing, held: tuple[Held, ...], said: Bought
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Licence months and years: those the plan says, and for each tool and twelve months the cheaper of what is missing."""
    months = dict.fromkeys(said.licence_months)
    years = dict.fromkeys(said.licence_years)
    for tool, first_month, used in _used_months(pricing, held):
        if _label(tool, first_month) in years:
            continue
        missing = [month for month in used if _label(tool, month) not in months]
        if not missing:
            continue
        by_month = [digital.licence_month(pricing, tool, month) for month in missing]
        by_year = digital.licence_year(pricing, tool, first_month)
        if by_year is not None and (None in by_month or _price(by_year) < _price(*by_month)):
            years[_label(tool, first_month)] = None
        elif None not in by_month:
            months.update(dict.fromkeys(_label(tool, month) for month in missing))
    return tuple(sorted(months)), tuple(sorted(years))


def _used_months(pricing: Pricing, held: tuple[Held, ...]) -> Iterator[tuple[Tool, date, list[date]]]:
    """Each tool with each of its twelve months (by their first) and the months of them with a sitting in the tool."""
    first = month_index(pricing.programme.calendar.starts_on)
    used: dict[tuple[str, int], set[int]] = {}
    for occasion, _ in held:
        if occasion.place.tool is not None:
            month = month_index(occasion.day)
            used.setdefault((occasion.place.tool.id, (month - first) // 12), set()).add(month)
    for (tool_id, twelve), found in sorted(used.items()):
        yield (
            pricing.tools[tool_id],
            month_of_index(first + 12 * twelve),
            [month_of_index(each) for each in sorted(found)],
        )


def _price(*costs: Cost | None) -> tuple[int, int]:
    """New money, then value: what the cheaper of two ways is judged by."""
    priced = [cost for cost in costs if cost is not None]
    return sum(cost.new_pence for cost in priced), sum(cost.value_pence for cost in priced)


def _label(tool: Tool, month: date) -> str:
    return f"{tool.id}:{month:%Y-%m}"


def _labelled(pricing: Pricing, labels: Iterable[str]) -> Iterator[tuple[Tool, date]]:
    """Tools and months of labels such as "zoom:2027-01"; raises `CannotPrice` for one that is neither."""
    for label in labels:
        tool_id, _, month = label.partition(":")
        try:
            yield pricing.tools[tool_id], date.fromisoformat(f"{month}-01")
        except (KeyError, ValueError):
            raise CannotPrice("unknown_licence", licence=label) from None


def _priced(cost: Cost | None, tool: Tool, unit: str) -> Cost:
    if cost is None:
        raise CannotPrice("no_licence_price", tool=tool.id, per=unit)
    return cost


def _member(pricing: Pricing, staff_id: str) -> StaffMember:
    member = pricing.staff.get(staff_id)
    if member is None:
        raise CannotPrice("unknown_staff", staff=staff_id)
    return member


def _training_missing(pricing: Pricing, held: tuple[Held, ...], said: Bought) -> tuple[TrainingBought, ...]:
    """Training that the team needs for its roles and skills beyond what the plan says, where it can be bought."""
    trained = {(each.staff, each.gives) for each in said.training}
    added: list[TrainingBought] = []
    for occasion, planned in held:
        for staff_id, gives in _wanted_training(pricing, occasion.session.team.skill, planned, trained):
            trained.add((staff_id, gives))
            added.append(TrainingBought(staff=staff_id, gives=gives))
    return tuple(added)


def _wanted_training(
    pricing: Pricing, skill: str, planned: PlannedSitting, trained: set[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Staff and training: a lead who cannot lead, a host who cannot host, the cheapest for a skill that nobody has."""
    team = [(_member(pricing, each.staff), each.role) for each in planned.team]
    for member, role in team:
        gives = training_needed(member, role)
        if gives and (member.id, gives) not in trained and offers(member, gives):
            yield member.id, gives
    facilitating = [member for member, role in team if role in staffing.FACILITATING]
    if not skill or any(skill in member.skills or (member.id, skill) in trained for member in facilitating):
        return
    offered = [
        (_price(staffing.training(pricing, each, skill)), each.id)
        for each in facilitating
        if offers(each, skill)
    ]
    if offered:
        yield min(offered)[1], skill
