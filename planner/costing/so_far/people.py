"""How many people are counted at a session of a draft, in the room and online: everybody invited who can come then."""

from planner.costing.context import Occasion, Pricing
from planner.domain.attendance import Expected, expected
from planner.domain.money import split_by_largest_remainder
from planner.domain.programme.groups import Group


def coming_to(pricing: Pricing, occasion: Occasion, number: int) -> dict[str, Expected]:
    """By group invited: the people counted at sitting `number` of a session.

    Standing groups come whole, as far as they can. Of open groups as many come as are wanted beside the standing ones, in
    proportion to those who can. Where a session is offered at a choice of times, an even part comes to each.
    """
    session = occasion.session
    groups = pricing.invited(session)
    coming = {
        group.id: expected(group, pricing.able(group, occasion), occasion.place.mode) for group in groups
    }
    if session.repeats.kind == "alternatives":
        count = session.repeats.count
        return {key: _part(each, (each.total + count - number) // count) for key, each in coming.items()}
    if all(group.membership == "standing" for group in groups):
        return coming
    standing_count = sum(coming[group.id].total for group in groups if group.membership == "standing")
    return coming | _open_groups(groups, coming, max(0, session.wanted_people - standing_count))


def _open_groups(
    groups: tuple[Group, ...], coming: dict[str, Expected], left_count: int
) -> dict[str, Expected]:
    keys = [group.id for group in groups if group.membership == "open"]
    able = [coming[key].total for key in keys]
    shares = split_by_largest_remainder(min(left_count, sum(able)), able, keys)
    return {key: _part(coming[key], share) for key, share in zip(keys, shares, strict=True)}


def _part(coming: Expected, count: int) -> Expected:
    """So many of those coming, room and online as near as whole people allow to the same proportion."""
    if count >= coming.total:
        return coming
    room = min(coming.room, count - coming.online * count // coming.total)
    return Expected(room=room, online=count - room)
