"""Aims about who takes part: equal footing, representation, nobody alone, wanted size, the facilitator ratio."""

from fractions import Fraction
from functools import partial

from planner.domain.programme.groups import Group
from planner.domain.programme.targets import (
    EqualFooting,
    FacilitatorRatio,
    NobodyIsTheOnlyOne,
    Representation,
    WantedSize,
)
from planner.domain.terms import Mode, Role
from planner.optimiser.aims.parts import Keys, Part, above_nought, every_sitting, full_size, positive
from planner.optimiser.holding import Holding
from planner.optimiser.linear import Number, Sum
from planner.optimiser.model import PlanModel
from planner.optimiser.rules import rule
from planner.optimiser.variables import Held


@rule("adds rows")
def equal_footing(model: PlanModel, target: EqualFooting, keys: Keys, level: Fraction) -> tuple[Part, ...]:
    """People with lived experience are a fair share of those taking part at each sitting, or at each one that decides.

    For all: sittings s that run, in scope.
    Maths: missing = Σ_s h·(L·people − lived)⁺; reference L·Σ_s h·N over all in scope.
    Unit and Kind: people × minutes; aim or must.
    Source: specification, *Equity targets*; `docs/formulation.md` §9.
    """
    missing, reference = Sum(), Fraction(0)
    for sitting in every_sitting(model):
        if target.scope == "deciding" and sitting.session.decision is None:
            continue
        reference += level * sitting.session.minutes * full_size(model, sitting.session)
        held = model.held.get(sitting.id)
        if held is None:
            continue
        if model.is_known(held):
            missing.add(1, held.total_of_people(partial(_short_of_lived, model, held, level)))
        else:
            total = model.people(held).times(level).add(-1, model.people(held, lived=True))
            short = above_nought(model, "equal_footing", (*keys, held.index), total)
            missing.add(sitting.session.minutes, short)
    return (Part(missing, reference),)


def _short_of_lived(model: PlanModel, held: Held, level: Fraction, holding: Holding) -> Number:
    lived = sum(
        coming.total
        for group_id, coming in holding.expected.items()
        if model.group(group_id).is_lived_experience
    )
    return positive(level * holding.people() - lived) * held.sitting.session.minutes


@rule("adds rows")
def representation(model: PlanModel, target: Representation, keys: Keys, level: Fraction) -> tuple[Part, ...]:
    """People with a characteristic have a fair share of the time that people with lived experience take part.

    For all: sittings s that run, lived-experience groups g.
    Maths: missing = (L·LH − CH)⁺, at most: (CH − L·LH)⁺; LH = Σ h·places, CH = Σ h·places·count/size.
    Unit and Kind: people × minutes; aim or must.
    Source: Equality Act 2010 section 149; Census 2021 as a fall-back; specification, *Equity targets*; `docs/formulation.md` §9.
    """
    missing, everybody = Sum(), 0
    is_least = target.direction == "at_least"
    for sitting in every_sitting(model):
        lived = [
            model.group(each) for each in sitting.session.invited if model.group(each).is_lived_experience
        ]
        everybody += sitting.session.minutes * sum(group.size for group in lived)
        if sitting.id not in model.held:
            continue
        for group in lived:
            share = (
                Fraction(count_of(group, target.characteristic), group.size) if group.size else Fraction(0)
            )
            factor = (level - share) if is_least else (share - level)
            missing.add(factor * sitting.session.minutes, model.attendance[sitting.id, group.id].people)
    return (Part(missing, level * everybody if is_least else Fraction(everybody)),)


def count_of(group: Group, characteristic: str) -> int:
    """How many of a group share a characteristic."""
    return sum(each.count for each in group.characteristics if each.key == characteristic)


@rule("adds rows")
def nobody_is_the_only_one(
    model: PlanModel, target: NobodyIsTheOnlyOne, keys: Keys, level: Fraction
) -> tuple[Part, ...]:
    """No group and no marked characteristic is represented at a sitting by one person alone.

    For all: sittings s that run, invited groups g with members, marked characteristics c that anybody invited has.
    Maths: missing = Σ_s (Σ_g (2 − places)⁺ + Σ_c (2 − Σ_g min(count, places))⁺); reference 2·Σ_s (groups + marked).
    Unit and Kind: people; aim or must.
    Source: specification, *Equity targets*; `docs/formulation.md` §9.
    """
    missing, reference = Sum(), 0
    for sitting in every_sitting(model):
        groups = [model.group(each) for each in sitting.session.invited]
        represented = [[(group, group.size)] for group in groups if group.size]
        for characteristic in dict.fromkeys(target.characteristics):
            having = [(group, count) for group in groups if (count := count_of(group, characteristic))]
            represented += [having] if having else []
        reference += 2 * len(represented)
        held = model.held.get(sitting.id)
        for number, having in enumerate(represented if held is not None else ()):
            missing.add(1, _short_of_two(model, model.held[sitting.id], having, (*keys, held.index, number)))  # type: ignore[union-attr]
    return (Part(missing, reference),)


def _short_of_two(model: PlanModel, held: Held, having: list[tuple[Group, int]], keys: Keys) -> Sum:
    """(2 − Σ min(count, places))⁺ of a sitting that runs."""
    attending = [(model.attendance[held.sitting.id, group.id], group, count) for group, count in having]
    if not any(attends.is_decided for attends, _, _ in attending):
        return held.total_of_people(
            lambda each: max(0, 2 - sum(min(count, each.expected[group.id].total) for group, count in having))
        )
    total = Sum().add(2, held.run)
    for attends, group, count in attending:
        if count >= group.size:
            total.add(-1, attends.people)
        elif not attends.is_decided:
            total.add(-1, held.total_of_people(partial(_with_it, group.id, count)))
        else:
            names = (*keys, model.index_of(group.id))
            marked = model.rows.share("marked", *names, up=min(count, 2))
            model.rows.at_most("marked", names, Sum.of([marked]).add(-1, attends.people), 0)
            total.add(-1, marked)
    return Sum.of([above_nought(model, "nobody_is_the_only_one", keys, total)])


def _with_it(group_id: str, most: int, holding: Holding) -> int:
    return min(most, holding.expected[group_id].total)


@rule("adds rows")
def wanted_size(model: PlanModel, target: WantedSize, keys: Keys, level: Fraction) -> tuple[Part, ...]:
    """Sittings are near the size that was wanted.

    For all: sittings s that run.
    Maths: missing = Σ_s (abs(people − wanted) − (1 − L)·wanted)⁺; reference Σ_s N over all sittings.
    Unit and Kind: people; aim or must.
    Source: specification, *good company*; `docs/formulation.md` §9.
    """
    missing, reference = Sum(), 0
    for sitting in every_sitting(model):
        session = sitting.session
        reference += full_size(model, session)
        held = model.held.get(sitting.id)
        if held is None:
            continue
        wanted, leeway = session.wanted_people, (1 - level) * session.wanted_people
        if model.is_known(held):
            missing.add(1, held.total_of_people(partial(_off_size, wanted, leeway)))
            continue
        total = model.people(held)
        below = total.times(-1).add(wanted - leeway, held.run)
        above = total.times(1).add(-(wanted + leeway), held.run)
        off = above_nought(model, "wanted_size", (*keys, held.index, "below"), below)
        model.rows.at_most("wanted_size", (*keys, held.index, "above"), above.add(-1, off), 0)
        off.upBound = max(off.upBound, above.largest(), 0.0) + sum(
            model.group(each).size for each in session.invited
        )
        missing.add(1, off)
    return (Part(missing, reference),)


def _off_size(wanted: int, leeway: Fraction, holding: Holding) -> Number:
    return positive(abs(holding.people() - wanted) - leeway)


@rule("adds rows")
def facilitator_ratio(
    model: PlanModel, target: FacilitatorRatio, keys: Keys, level: Fraction
) -> tuple[Part, ...]:
    """There are few enough people to each facilitator for good company, in the room and online.

    For all: sittings s that run.
    Maths: missing = Σ_s (room places − r·(room facilitators + lead unless online))⁺ + (online places − r·(online
        facilitators + lead if online))⁺; reference Σ_s N over all sittings.
    Unit and Kind: people; aim or must.
    Source: specification, *good company*; `docs/formulation.md` §9.
    """
    missing, reference = Sum(), 0
    for sitting in every_sitting(model):
        reference += full_size(model, sitting.session)
        held = model.held.get(sitting.id)
        if held is None:
            continue
        for way, role, modes in (
            ("room", Role.ROOM_FACILITATOR, (Mode.IN_PERSON, Mode.HYBRID)),
            ("online", Role.ONLINE_FACILITATOR, (Mode.ONLINE,)),
        ):
            total = model.people(held, way=way)
            if not total.terms:
                continue
            total.add(-level, model.assigned(held, roles=(role,)))
            total.add(-level, model.assigned(held, roles=(Role.LEAD,), modes=modes))
            missing.add(1, above_nought(model, "facilitator_ratio", (*keys, held.index, way), total))
    return (Part(missing, reference),)
