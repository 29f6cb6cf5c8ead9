"""How many people of each group come to the sittings that a person places, where the person does not say.

Standing groups at a series: everybody able to come. Open groups: in proportion to size, up to those able, to what fits and
to the wanted size. Alternatives: spread evenly over the choices. Source: `docs/formulation.md` §2 and §4.
"""

from collections import Counter
from fractions import Fraction

from planner.domain.attendance import Able, Expected, expected, is_decided
from planner.domain.money import round_half_up
from planner.domain.programme.groups import Group
from planner.domain.terms import Mode
from planner.optimiser.by_hand.situation import Situation, people_of

Numbers = dict[str, Expected]
"""People of each group in the room and online."""


def numbers_of(situations: tuple[Situation, ...]) -> dict[str, Numbers]:
    """The numbers of every sitting, by sitting and group: those given or pinned first, then what the rules say."""
    found: dict[str, Numbers] = {}
    choices: dict[str, list[Situation]] = {}
    for situation in situations:
        known = _known(situation)
        found[situation.entry.id] = known
        if situation.session.repeats.kind == "alternatives":
            choices.setdefault(situation.session.id, []).append(situation)
        else:
            known.update(_shared(situation, known))
    for together in choices.values():
        _spread(together, found)
    return found


def _known(situation: Situation) -> Numbers:
    """What is given, else pinned, else follows from place and start; groups not invited are kept as they are given."""
    given, pinned = situation.entry.numbers_given(), situation.entry.numbers_pinned()
    known = dict(given)
    for group in situation.groups:
        if group.id in known:
            continue
        if not is_decided(group, situation.session):
            known[group.id] = expected(group, situation.able[group.id], situation.place.mode)
        elif group.id in pinned:
            known[group.id] = pinned[group.id]
    return known


def _shared(situation: Situation, known: Numbers) -> Numbers:
    """Open groups share the places that are left: as many as fit, and all that are wanted where nothing fits anyway."""
    groups = [group for group in situation.groups if group.id not in known]
    room, online = people_of(known)
    able = sum(situation.able[group.id].total for group in groups)
    most = max(0, min(situation.most_people() - room - online, able))
    least = max(0, min(situation.session.least_people - room - online, most))
    handed_out = _one_by_one(situation, groups, most)
    places = Counter(handed_out)
    for count in range(len(handed_out), least - 1, -1):
        for as_preferred in (True, False):
            numbers = _split_up(situation, groups, places, as_preferred)
            more_room, more_online = people_of(numbers)
            if situation.fits(room + more_room, online + more_online):
                return numbers
        if count:
            places[handed_out[count - 1]] -= 1
    return _split_up(situation, groups, Counter(handed_out))


def _one_by_one(situation: Situation, groups: list[Group], count: int) -> list[str]:
    """To which group each place goes: to the one with the smallest share so far of those with somebody left, the larger first."""
    places = dict.fromkeys((group.id for group in groups), 0)
    handed_out: list[str] = []
    for _ in range(count):
        left = [group for group in groups if places[group.id] < situation.able[group.id].total]
        if not left:
            break
        following = min(left, key=lambda group: (Fraction(places[group.id], group.size), -group.size))
        places[following.id] += 1
        handed_out.append(following.id)
    return handed_out


def _split_up(
    situation: Situation, groups: list[Group], places: Counter[str], as_preferred: bool = True
) -> Numbers:
    mode = situation.place.mode
    return {
        group.id: split(group, situation.able[group.id], places[group.id], mode, as_preferred)
        for group in groups
    }


def split(group: Group, able: Able, places: int, mode: Mode, as_preferred: bool = True) -> Expected:
    """So many places of a group, no more than are able; in a hybrid sitting those online are the share that prefers it (or
    none of them, if not `as_preferred`), and always those for whom there is no way to the room.
    """
    if mode is not Mode.HYBRID:
        return Expected(room=min(places, able.room), online=min(places, able.online))
    is_asked = as_preferred and group.size > 0
    prefer = round_half_up(Fraction(group.prefer_online_count * places, group.size)) if is_asked else 0
    online = min(able.online, places, max(prefer, places - able.room))
    return Expected(room=places - online, online=online)


def _spread(choices: list[Situation], found: dict[str, Numbers]) -> None:
    """Spread each group over the choices of one session: standing groups whole, open ones while there is room and want."""
    invited = {group.id: group for situation in choices for group in situation.groups}
    for group in sorted(invited.values(), key=lambda each: each.membership == "open"):
        undecided = [each for each in choices if group.id not in found[each.entry.id]]
        given = sum(found[each.entry.id][group.id].total for each in choices if each not in undecided)
        places = dict.fromkeys((each.entry.id for each in undecided), 0)
        for _ in range(group.size - given):
            there = _next_choice(undecided, group, places, found)
            if there is None:
                break
            places[there.entry.id] += 1
        for each in undecided:
            able = each.able[group.id]
            found[each.entry.id][group.id] = split(group, able, places[each.entry.id], each.place.mode)


def _next_choice(
    choices: list[Situation], group: Group, places: dict[str, int], found: dict[str, Numbers]
) -> Situation | None:
    """Where the next person of a group comes: the choice with fewest people that still takes one; an open group may be full."""
    ranked = []
    for number, each in enumerate(choices):
        key, able = each.entry.id, each.able[group.id]
        if places[key] >= able.total:
            continue
        room, online = people_of(found[key])
        more = split(group, able, places[key] + 1, each.place.mode)
        people = room + online + more.total
        takes = people <= each.most_people() and each.fits(room + more.room, online + more.online)
        if takes or group.membership == "standing":
            ranked.append((not takes, people, number, each))
    return min(ranked, key=lambda rank: rank[:3])[3] if ranked else None
