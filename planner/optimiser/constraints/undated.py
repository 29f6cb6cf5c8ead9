"""What stands for rules about dates in a model without them: the most that shared bookings save, the least that licences cost.

Never more is saved, and never less is bought, than here: so every plan of the programme fits, and a bound stays a bound.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from planner.costing.charges import licence_month_charge, licence_year_charge
from planner.costing.context import month_index, month_of_index
from planner.domain.programme.places import Tool
from planner.optimiser.linear import Sum, Var
from planner.optimiser.model import PlanModel, SharedBooking, Undated
from planner.optimiser.variables import Held, Option


@dataclass(eq=False)
class _Sharing:
    """A sitting that might share a booking, from one minute of the day: while it is held so, and whether it shares."""

    held: Held
    first_minute: int
    chosen: Sum
    shares: Var
    most: SharedBooking

    def fits(self, other: "_Sharing") -> bool:
        """Whether the two can be held on one day, one after the other."""
        one, two = self.most, other.most
        return one.free_minute <= two.first_minute or two.free_minute <= one.first_minute

    @property
    def session_id(self) -> str:
        """Of which session."""
        return self.held.sitting.session.id


def save_the_most(model: PlanModel, undated: Undated) -> None:
    """Without dates nobody knows who shares a booking: whoever might is taken to, and to save the most that its part could.

    Whoever shares does so with another that is over before it or begins after it and may share a date, no two of one minute
    with the same one; nor two of a session that cannot share a date.
    """
    for number, (_, found) in enumerate(_might_share(model, undated).items()):
        for each in found:
            model.ledger.add(each.most.category, each.most.financial_year, -each.most.most_pence, each.shares)
        may = undated.may_share
        for minute in sorted({each.first_minute for each in found}):
            here = [each for each in found if each.first_minute == minute]
            others = [each for each in found if any(map(each.fits, here))]
            model.rows.at_most("shares", (number, "at", minute), _no_more(here, others))
            for index, session_id in enumerate(dict.fromkeys(each.session_id for each in here)):
                own = [each for each in here if each.session_id == session_id]
                with_it = [
                    each
                    for each in others
                    if (session_id, each.session_id) in may and any(map(each.fits, own))
                ]
                model.rows.at_most("shares", (number, "at", minute, index), _no_more(own, with_it))
        for index, session_id in enumerate(dict.fromkeys(each.session_id for each in found)):
            if (session_id, session_id) not in may:
                own = [each for each in found if each.session_id == session_id]
                with_it = [each for each in found if (session_id, each.session_id) in may]
                model.rows.at_most("shares", (number, "of", index), _no_more(own, with_it))


def _no_more(sharing: Iterable[_Sharing], there: Iterable[_Sharing]) -> Sum:
    total = Sum.of(each.shares for each in sharing)
    for each in there:
        total.add(-1, each.chosen)
    return total


def _might_share(model: PlanModel, undated: Undated) -> dict[Hashable, list[_Sharing]]:
    options: dict[tuple[Hashable, int, int], list[tuple[Held, Option, SharedBooking]]] = {}
    for held in model.held.values():
        for option in held.options:
            for shared in undated.shared(option):
                at = (shared.key, held.index, shared.first_minute)
                options.setdefault(at, []).append((held, option, shared))
    found: dict[Hashable, list[_Sharing]] = {}
    for number, ((key, index, minute), those) in enumerate(options.items()):
        chosen = Sum.of(option.variable for _, option, _ in those)
        shares = model.rows.share("shares", number, index, minute)
        model.rows.at_most("shares", (number, index, minute), Sum.of([shares]).add(-1, chosen))
        most = max((shared for _, _, shared in those), key=lambda each: each.most_pence)
        found.setdefault(key, []).append(_Sharing(those[0][0], minute, chosen, shares, most))
    return found


def least_licence(model: PlanModel, tool: Tool) -> None:
    """Without dates: whatever is used needs a month at least."""
    first = month_index(model.programme.calendar.starts_on)
    last = month_index(model.programme.calendar.ends_on)
    charges = [
        licence_month_charge(model.pricing, tool, month_of_index(each)) for each in range(first, last + 1)
    ]
    charges += [
        licence_year_charge(model.pricing, tool, month_of_index(each)) for each in range(first, last + 1, 12)
    ]
    bought = [each for each in charges if each is not None]
    if not bought:
        return
    number = list(model.pricing.tools).index(tool.id)
    by_year = {
        year: min(each.new_pence for each in bought if each.financial_year == year)
        for year in sorted({each.financial_year for each in bought})
    }
    needed = Sum()
    for index, (year, pence) in enumerate(by_year.items()):
        month = model.rows.share("licence_month", number, index)
        model.ledger.add(bought[0].category, year, pence, month)
        needed.add(1, month)
    for held in model.held.values():
        in_tool = held.where(lambda each: each.place.tool is not None and each.place.tool.id == tool.id)
        if in_tool.terms:
            rule_name = "things_bought_once_cover_the_need"
            model.rows.at_least(rule_name, ("licence", number, held.index), needed.times(1).add(-1, in_tool))
