"""Rules about what is bought once for many sittings: licences, devices, help, induction, recruitment.

Largest numbers are held from above too wherever buying too much could look like a gain.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction

from planner.costing.charges import (
    device_charge,
    induction_charge,
    licence_month_charge,
    licence_year_charge,
    recruit_charge,
    setup_help_charge,
)
from planner.costing.context import month_index, month_of_index
from planner.domain.programme.groups import Group
from planner.domain.programme.places import Tool
from planner.optimiser.constraints.undated import least_licence
from planner.optimiser.holding import Holding
from planner.optimiser.linear import Sum, Var
from planner.optimiser.model import PlanModel
from planner.optimiser.rules import rule
from planner.optimiser.variables import Held


@rule("adds rows")
def things_bought_once_cover_the_need(model: PlanModel) -> None:
    """Licences, devices, help to get online, induction and recruitment cover what the sittings need, bought once for all.

    For all: tools and months; instants; groups.
    Maths: month bought or year bought ≥ sitting in the tool that month; devices ≥ Σ in use at any instant; help, induction ≥
        the most of a group at any sitting; stay·recruited ≥ the most of an open group.
    Unit and Kind: months, pieces, people; must.
    Source: specification, *What is decided* 6; `docs/formulation.md` §8.
    """
    for tool in model.programme.tools:
        _licences(model, tool) if model.undated is None else least_licence(model, tool)
    _devices(model)
    invited = {group.id for group in model.pricing.ever_invited()}
    for group in model.programme.groups:
        if group.id in invited:
            _setup_help(model, group)
            _ever_present(model, group)


def _licences(model: PlanModel, tool: Tool) -> None:
    if tool.licence.month is None and tool.licence.year is None:
        return
    number = list(model.pricing.tools).index(tool.id)
    used: dict[int, list[Var]] = {}
    for held in model.held.values():
        _months_used(model, held, tool.id, number, used)
    first = month_index(model.programme.calendar.starts_on)
    by_year: dict[int, list[int]] = {}
    for month in sorted(used):
        by_year.setdefault((month - first) // 12, []).append(month)
    for twelve, months in by_year.items():
        _one_year(model, tool, (number, twelve), month_of_index(first + 12 * twelve), months, used)


def _months_used(model: PlanModel, held: Held, tool_id: str, number: int, used: dict[int, list[Var]]) -> None:
    """One number a month that the sitting may be held in the tool: it adds up to whether it is."""
    in_tool = held.where(lambda each: each.place.tool is not None and each.place.tool.id == tool_id)
    if not in_tool.terms:
        return
    by_month: dict[int, list[datetime]] = {}
    for option in held.options:
        if option.variable in in_tool.terms:
            for start in option.slot.starts:
                by_month.setdefault(month_index(start.date()), []).append(start)
    total = Sum().add(-1, in_tool)
    for month, starts in by_month.items():
        here = model.rows.share("in_tool", held.index, number, month)
        model.rows.at_most(
            "in_tool", (held.index, number, month), Sum.of([here]).add(-1, held.when(set(starts)))
        )
        total.add(1, here)
        used.setdefault(month, []).append(here)
    model.rows.equal("in_tool", (held.index, number, "all"), total)


def _one_year(
    model: PlanModel,
    tool: Tool,
    keys: tuple[int, int],
    first_month: date,
    months: list[int],
    used: dict[int, list[Var]],
) -> None:
    pricing, rows = model.pricing, model.rows
    by_year = licence_year_charge(pricing, tool, first_month)
    year = rows.binary("licence_year", *keys) if by_year is not None else None
    if year is not None and by_year is not None:
        model.ledger.charge((by_year,), year)
    bought = Sum()
    for month in months:
        by_month = licence_month_charge(pricing, tool, month_of_index(month))
        covered = Sum.of([year]) if year is not None else Sum()
        if by_month is not None:
            here = rows.share("licence_month", *keys, month)
            model.ledger.charge((by_month,), here)
            covered.add(1, here)
        in_use = rows.share("licence_needed", *keys, month)
        for index, each in enumerate(used[month]):
            rows.at_most("licence_needed", (*keys, month, index), Sum.of([each]).add(-1, in_use))
        rows.at_most("licence_needed", (*keys, month, "most"), Sum.of([in_use]).add(-1, Sum.of(used[month])))
        cover = covered.add(-1, in_use)
        rows.at_least("things_bought_once_cover_the_need", ("licence", *keys, month), cover, 0, about=tool.id)
        if by_month is not None:
            bought.add(by_month.new_pence, in_use)
    if model.is_year_needed and year is not None and by_year is not None and tool.licence.month is not None:
        # The cheaper of the two is bought even where a funder's year would rather have it otherwise.
        price, most = by_year.new_pence, int(bought.largest())
        rows.at_most(
            "licence_year_is_cheaper", (*keys, "no"), bought.times(1).add(-max(most - price, 0), year), price
        )
        rows.at_least("licence_year_is_cheaper", (*keys, "yes"), bought.add(-(price + 1), year), 0)


def _devices(model: PlanModel) -> None:
    needing = {
        group.id: group.digital.device_count for group in model.programme.groups if group.digital.device_count
    }

    def count(holding: Holding) -> int:
        return sum(min(needing.get(key, 0), coming.online) for key, coming in holding.may_come.items())

    needs = [(held, held.largest(count)) for held in model.held.values() if held.largest(count)]
    if not needs:
        return
    bought = model.rows.whole("devices", up=sum(most for _, most in needs))
    model.ledger.charge((device_charge(model.pricing),), bought)
    for held, _ in needs:
        row = held.total_of_people(count).add(-1, bought)
        model.rows.at_most(
            "things_bought_once_cover_the_need", ("devices", held.index), row, 0, about=held.sitting.id
        )
    if len(model.programme.tools) > 1 and model.undated is None:
        _devices_at_once(model, [held for held, _ in needs], count, bought)


def _devices_at_once(
    model: PlanModel, needs: list[Held], count: Callable[[Holding], int], bought: Var
) -> None:
    instants = sorted({start for held in needs for start in held.starts})
    in_use: dict[tuple[int, datetime], Var] = {}
    for number, instant in enumerate(instants):
        going_on = [
            (held, start)
            for held in needs
            for start in held.starts
            if start <= instant < start + timedelta(minutes=held.sitting.session.minutes)
        ]
        if len({held.index for held, _ in going_on}) < 2:
            continue
        total = Sum().add(-1, bought)
        for held, start in going_on:
            if (held.index, start) not in in_use:
                in_use[held.index, start] = _devices_from(model, held, start, count)
            total.add(1, in_use[held.index, start])
        model.rows.at_most("things_bought_once_cover_the_need", ("devices", "at", number), total)


def _devices_from(model: PlanModel, held: Held, start: datetime, count: Callable[[Holding], int]) -> Var:
    slot = next((each for each in held.slots if start in each.starts), None)
    most = held.largest(count)
    keys = (held.index, list(held.starts).index(start))
    here = model.rows.share("devices_in_use", *keys, up=most)
    row = Sum().add(-1, here)
    for option in held.options:
        if option.slot is slot:
            row.add(count(option.holding), option.variable)
    if slot is not None:
        row.add(-most, held.when(each for each in slot.starts if each != start))
    model.rows.at_most("devices_in_use", keys, row)
    return here


def _setup_help(model: PlanModel, group: Group) -> None:
    wanted = group.digital.setup_help_count

    def count(holding: Holding) -> int:
        return min(wanted, holding.may_come[group.id].online) if group.id in holding.may_come else 0

    if wanted:
        largest = _largest_known(model, ("help", model.index_of(group.id)), count)
        if largest.terms:
            model.ledger.charge((setup_help_charge(model.pricing),), largest)


def _largest_known(model: PlanModel, keys: tuple[object, ...], count: Callable[[Holding], int]) -> Sum:
    """The largest of a number known for each option, over sittings: a step for each value it can have."""
    values = sorted({count(option.holding) for held in model.held.values() for option in held.options} - {0})
    largest, below = Sum(), 0
    for value in values:
        step = model.rows.share("largest", *keys, value)
        reached = Sum()
        for held in model.held.values():
            here = held.total_of_people(lambda each, least=value: int(count(each) >= least))  # type: ignore[misc]
            if here.terms:
                row = here.times(1).add(-1, step)
                model.rows.at_most("things_bought_once_cover_the_need", (*keys, value, held.index), row)
                reached.add(1, here)
        model.rows.at_most("largest", (*keys, value, "most"), Sum.of([step]).add(-1, reached))
        largest.add(value - below, step)
        below = value
    return largest


def _ever_present(model: PlanModel, group: Group) -> None:
    """Book induction of everybody of a group who ever comes, and recruitment of an open group up to that number."""
    induction = induction_charge(model.pricing, group)
    recruit = recruit_charge(model.pricing, group) if group.membership == "open" else None
    if induction is None and recruit is None:
        return
    attending = [attends for (_, group_id), attends in model.attendance.items() if group_id == group.id]
    number = model.index_of(group.id)
    if not any(attends.is_decided for attends in attending):
        ever = _largest_known(
            model,
            ("ever", number),
            lambda each: each.expected[group.id].total if group.id in each.expected else 0,
        )
    else:
        ever = _largest_decided(model, group, number)
    if induction is not None:
        model.ledger.charge((induction,), ever)
    if recruit is not None:
        stay = Fraction(group.recruitment.stay_share or 1)
        recruited = model.rows.whole(
            "recruited", number, up=max(1, -(-group.size * stay.denominator // stay.numerator))
        )
        row = Sum().add(stay.numerator, recruited).add(-stay.denominator, ever)
        model.rows.at_least(
            "things_bought_once_cover_the_need", ("recruited", number), row, 0, about=group.id
        )
        model.ledger.charge((recruit,), recruited)


def _largest_decided(model: PlanModel, group: Group, number: int) -> Sum:
    ever = model.rows.whole("ever", number, up=group.size)
    is_held_down = any(target.kind == "money_reaching_people" for target in model.programme.targets)
    choices = Sum()
    for (sitting_id, group_id), attends in model.attendance.items():
        if group_id != group.id:
            continue
        held = model.held[sitting_id]
        row = attends.people.add(-1, ever)
        model.rows.at_most(
            "things_bought_once_cover_the_need", ("ever", number, held.index), row, 0, about=sitting_id
        )
        if is_held_down:
            is_largest = model.rows.binary("is_largest", number, held.index)
            row = Sum.of([ever]).add(-1, attends.people).add(group.size, is_largest)
            model.rows.at_most("ever_is_reached", (number, held.index), row, group.size)
            choices.add(1, is_largest)
    if is_held_down:
        row = Sum.of([ever]).add(-group.size, choices)
        model.rows.at_most("ever_is_reached", (number, "none"), row, 0)
        model.rows.at_most("ever_is_reached", (number, "one"), choices, 1)
    return Sum.of([ever])
