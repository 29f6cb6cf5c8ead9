"""What the answers of the problem without dates choose for each sitting: some ways of holding it, or just one."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping

from planner.optimiser.apart.dates import Assigned, Chosen
from planner.optimiser.apart.looks import Look
from planner.optimiser.linear import Values
from planner.optimiser.model import PlanModel
from planner.optimiser.offers import Weekly
from planner.optimiser.variables import Option

CHOSEN = 0.01
"""What is chosen for more than this part of a sitting is worth having."""
Seen = tuple[Look, Values]
"""An answer, and what it is an answer of."""


def chosen(relaxed: PlanModel, seen: Iterable[Seen]) -> dict[str, Chosen]:
    """What any of some answers chooses for each sitting, in whole or in part."""
    assert relaxed.undated is not None
    seen, found = tuple(seen), dict[str, Chosen]()
    for sitting_id, held in relaxed.held.items():
        options = [
            option
            for option in held.options
            if any(look.value(values, option.variable.name) > CHOSEN for look, values in seen)
        ]
        weekly = set(map(_weekly, options))
        who: set[Hashable] = {relaxed.undated.pattern(each) for each in options}
        years = {each.holding.key[2] for each in options} if relaxed.is_year_needed else set()
        found[sitting_id] = Chosen(frozenset(weekly), frozenset(who), frozenset(years))
    return found


def assigned(relaxed: PlanModel, seen: Seen) -> dict[str, Assigned] | None:
    """One place in a weekly slot for each sitting that runs in an answer; None where that is not in whole numbers.

    Sittings of a session that the same people come to in the same way share one: that which most of them have.
    """
    look, values = seen
    left = {name: round(value) for name, value in values.items()}
    found: dict[str, Option] = {}
    for sitting_id, held in relaxed.held.items():
        for option in held.options:
            name = look.of.get(option.variable.name, option.variable.name)
            if left[name] > 0:
                left[name] -= 1
                found[sitting_id] = option
                break
        if sitting_id not in found and held.sitting.must_run:
            return None
    return _one_for_all(relaxed, found)


def _one_for_all(relaxed: PlanModel, found: Mapping[str, Option]) -> dict[str, Assigned]:
    """What comes in an earlier financial year goes to an earlier sitting of its session."""
    by_session: dict[str, list[str]] = {}
    for sitting_id in found:
        by_session.setdefault(relaxed.held[sitting_id].sitting.session.id, []).append(sitting_id)
    made: dict[str, Assigned] = {}
    for those in by_session.values():
        in_order = sorted((found[each] for each in those), key=lambda each: each.holding.key[2])
        met = Counter((relaxed.pattern_of(each), _weekly(each)) for each in in_order)
        most: dict[Hashable, Weekly] = {}
        for (pattern, weekly), _ in met.most_common():
            most.setdefault(pattern, weekly)
        for sitting_id, option in zip(those, in_order, strict=True):
            pattern = relaxed.pattern_of(option)
            made[sitting_id] = Assigned(most[pattern], pattern)
    return made


def _weekly(option: Option) -> Weekly:
    return (*option.holding.key[:2], option.holding.place.id)
