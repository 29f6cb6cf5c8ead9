"""What an estimate still rests on: features to look at, prices to be quoted, answers to get, prices grown old.

Source: `docs/formulation.md` §3 and §8; *unknown* is never *no* in an estimate, and a plan ready to sign rests on none of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from planner.costing.access import requirements_at
from planner.costing.bookings import Held
from planner.costing.context import Pricing
from planner.costing.lines import Cost
from planner.domain.plan import ToFind
from planner.domain.terms import Category, Evidence, Known

NOT_PRICES = ("contingency", "top_up", "fixed_amount")
"""Rules whose amounts follow from others, or were fixed by a person with a reason, and are not asked to be quoted."""


def things_to_find(pricing: Pricing, held: Sequence[Held], costs: Sequence[Cost]) -> tuple[ToFind, ...]:
    """Everything to find out, by kind; `by` is the day of the first session that rests on it."""
    return (
        *_features(pricing, held),
        *_hybrid_rooms(pricing, held),
        *_quotes(pricing, held, costs),
        *_old_prices(pricing, held, costs),
        *_answers(pricing, held),
    )


def _features(pricing: Pricing, held: Sequence[Held]) -> Iterator[ToFind]:
    """Features not known that somebody's access relies on."""
    first: dict[tuple[str, str], date] = {}
    for occasion, _ in held:
        _, _, to_visit = requirements_at(pricing, occasion)
        for each in to_visit:
            key = (each.item, each.where or occasion.place.id)
            first[key] = min(occasion.day, first.get(key, occasion.day))
    for (item, where), day in first.items():
        yield ToFind(kind="visit_by", what=item, where=where, by=day)


def _hybrid_rooms(pricing: Pricing, held: Sequence[Held]) -> Iterator[ToFind]:
    """Rooms of hybrid sittings that are not known to be ready, where no kit is hired."""
    first: dict[str, date] = {}
    has_kit = pricing.programme.equipment.hybrid_kit_per_sitting is not None
    for occasion, _ in held:
        room, key = occasion.place.room, occasion.place.room_key
        if (
            room is not None
            and occasion.place.tool is not None
            and not has_kit
            and room.is_hybrid_ready is Known.UNKNOWN
        ):
            first[key] = min(occasion.day, first.get(key, occasion.day))
    for key, day in first.items():
        yield ToFind(kind="visit_by", what="is_hybrid_ready", where=key, by=day)


def _quotes(pricing: Pricing, held: Sequence[Held], costs: Iterable[Cost]) -> Iterator[ToFind]:
    """New money that rests on our estimate."""
    estimated = [
        cost
        for cost in costs
        if cost.rate.terms.evidence is Evidence.OUR_ESTIMATE
        and cost.new_pence
        and cost.rule not in NOT_PRICES
    ]
    for (item, source), (amount, day) in _summed(pricing, held, estimated).items():
        yield ToFind(kind="quote_by", what=item, where=source, by=day, amount_pence=amount)


def _old_prices(pricing: Pricing, held: Sequence[Held], costs: Iterable[Cost]) -> Iterator[ToFind]:
    """Prices of more than 24 months before the start that no index raises."""
    old = [cost for cost in costs if cost.rate.is_old and cost.value_pence]
    for (item, source), (amount, day) in _summed(pricing, held, old).items():
        yield ToFind(kind="price_is_old", what=item, where=source, by=day, amount_pence=amount)


def _summed(
    pricing: Pricing, held: Sequence[Held], costs: Iterable[Cost]
) -> dict[tuple[str, str], tuple[int, date]]:
    """By item and source: the new money of some costs, and the day of their first session (or of the start)."""
    days = {occasion.sitting_id: occasion.day for occasion, _ in held}
    starts_on = pricing.programme.calendar.starts_on
    sums: dict[tuple[str, str], tuple[int, date]] = {}
    for cost in costs:
        key = (cost.item, cost.rate.terms.source)
        day = min((days[sitting] for sitting in cost.sittings if sitting in days), default=starts_on)
        amount, first = sums.get(key, (0, day))
        sums[key] = (amount + cost.new_pence, min(first, day))
    return sums


def _answers(pricing: Pricing, held: Sequence[Held]) -> Iterator[ToFind]:
    """Guardians' consent not known, and standard items of the budget that nobody has an answer for."""
    first: dict[str, date] = {}
    for occasion, _ in held:
        for group in pricing.invited(occasion.session):
            young = group.young_people
            if young.guardian_consent is Known.UNKNOWN and min(
                young.count, pricing.may_come(group, occasion).total
            ):
                first[group.id] = min(occasion.day, first.get(group.id, occasion.day))
    for group_id, day in first.items():
        yield ToFind(kind="answer_by", what="guardian_consent", where=pricing.groups[group_id].name, by=day)
    for item in pricing.programme.item_answers:
        if item.answer == "not_known":
            where = Category(item.category).value
            yield ToFind(
                kind="answer_by", what=item.because, where=where, by=pricing.programme.calendar.starts_on
            )
