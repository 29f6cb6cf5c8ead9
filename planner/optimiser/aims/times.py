"""Aims about when and how often: continuity, times people can make, familiar weekday, time and place."""

from collections.abc import Hashable
from fractions import Fraction

from planner.domain.programme.groups import Group
from planner.domain.programme.sessions import SessionPlan
from planner.domain.programme.targets import Continuity, Familiar, TimesPeopleCanMake
from planner.optimiser.aims.parts import Keys, Part, above_nought, reached_up_to_one
from planner.optimiser.linear import Sum, Var
from planner.optimiser.model import PlanModel
from planner.optimiser.rules import rule


def units_of(model: PlanModel, group: Group) -> list[tuple[SessionPlan, int | None]]:
    """What a group is invited to, each to come to once: a series sitting (by number), or all alternatives of a plan together."""
    units: list[tuple[SessionPlan, int | None]] = []
    for session in model.programme.sessions:
        if group.id in session.invited:
            if session.repeats.kind == "alternatives":
                units.append((session, None))
            else:
                units += [(session, number) for number in range(1, session.repeats.count + 1)]
    return units


@rule("adds rows")
def continuity(model: PlanModel, target: Continuity, keys: Keys, level: Fraction) -> tuple[Part, ...]:
    """Every group takes part several times and in every stage it is invited to: not a one-off.

    For all: invited groups g.
    Maths: missing = Σ_g (times − units attended)⁺ + stages invited to but not attended; reference Σ_g times + stages.
    Unit and Kind: units and stages; aim or must.
    Source: specification, *Equity targets*; `docs/formulation.md` §9.
    """
    missing, reference = Sum(), Fraction(0)
    for group in model.pricing.ever_invited():
        number = model.index_of(group.id)
        attended, by_stage = Sum(), dict[str, Sum]()
        for index, (session, which) in enumerate(units_of(model, group)):
            comes = _attends(model, group, session, which, (*keys, number, index))
            attended.add(1, comes)
            by_stage.setdefault(session.stage, Sum()).add(1, comes)
        reference += level + len(by_stage)
        short = attended.times(-1).plus(level)
        missing.add(1, above_nought(model, "continuity", (*keys, number), short))
        for stage, comes in by_stage.items():
            missing.plus(1).add(-1, reached_up_to_one(model, "stage_attended", (*keys, number, stage), comes))
    return (Part(missing, reference),)


def _attends(model: PlanModel, group: Group, session: SessionPlan, which: int | None, keys: Keys) -> Sum:
    """At most one, and only if the group has a place there."""
    sittings = [held for held in model.sittings_of(session) if which in (None, held.sitting.number)]
    attending = [model.attendance[held.sitting.id, group.id] for held in sittings]
    if which is not None and not any(each.is_decided for each in attending):
        total = Sum()
        for held in sittings:
            total.add(1, held.total_of_people(lambda each: int(each.expected[group.id].total >= 1)))
        return total
    people = Sum()
    for each in attending:
        people.add(1, each.people)
    return Sum.of([reached_up_to_one(model, "attended", keys, people)])


@rule("adds rows")
def times_people_can_make(
    model: PlanModel, target: TimesPeopleCanMake, keys: Keys, level: Fraction
) -> tuple[Part, ...]:
    """Sittings are at times and places that most of every invited group can make, or there is a choice of times.

    For all: groups g; units: series sittings, or all alternatives of a plan together.
    Maths: the worst g of (L·size·running units − able)⁺ / (L·size·all units); alternatives: able ≤ min(size, Σ able).
    Unit and Kind: people; aim or must.
    Source: specification, *Equity targets*; `docs/formulation.md` §9.
    """
    parts = []
    for group in model.pricing.ever_invited():
        units = units_of(model, group)
        missing = Sum()
        for index, (session, which) in enumerate(units):
            sittings = [held for held in model.sittings_of(session) if which in (None, held.sitting.number)]
            if not sittings:
                continue
            able = Sum()
            for held in sittings:
                able.add(1, model.attendance[held.sitting.id, group.id].able)
            names = (*keys, model.index_of(group.id), index)
            if which is None:
                runs = Sum.of([_any_runs(model, [held.run for held in sittings], names)])
                most = model.rows.share("able_in_all", *names, up=group.size)
                model.rows.at_most("able_in_all", names, Sum.of([most]).add(-1, able))
                able = Sum.of([most])
            else:
                runs = Sum.of([sittings[0].run])
            missing.add(level * group.size, runs).add(-1, able)
        parts.append(Part(missing, level * group.size * len(units)))
    return tuple(parts)


def _any_runs(model: PlanModel, runs: list[Var], names: Keys) -> Var:
    """One if any of these runs, and nought if none does."""
    any_runs = model.rows.share("any_runs", *names)
    for number, run in enumerate(runs):
        model.rows.at_most("any_runs", (*names, number), Sum.of([run]).add(-1, any_runs))
    model.rows.at_most("any_runs", (*names, "most"), Sum.of([any_runs]).add(-1, Sum.of(runs)))
    return any_runs


@rule("adds rows")
def familiar(model: PlanModel, target: Familiar, keys: Keys, level: Fraction) -> tuple[Part, ...]:
    """Repeats keep their weekday, time and place, which for many people is an access requirement.

    For all: series with two or more sittings.
    Maths: missing = Σ_series (L·running − matched)⁺, matched = the most sittings with one (weekday, time, place).
    Unit and Kind: sittings; aim or must.
    Source: specification, *Equity targets*; `docs/formulation.md` §9.
    """
    missing, reference = Sum(), Fraction(0)
    for number, session in enumerate(model.programme.sessions):
        if session.repeats.kind != "series" or session.repeats.count < 2:
            continue
        reference += level * session.repeats.count
        total = Sum()
        for held in model.sittings_of(session):
            total.add(level, held.run)
        total.add(-1, _matched(model, session, (*keys, number)))
        missing.add(1, above_nought(model, "familiar", (*keys, number), total))
    return (Part(missing, reference),)


def _matched(model: PlanModel, session: SessionPlan, keys: Keys) -> Sum:
    """The most sittings with one pattern: only those of the pattern picked count."""
    patterns: dict[Hashable, dict[int, Sum]] = {}
    for held in model.sittings_of(session):
        for option in held.options:
            patterns.setdefault(model.pattern_of(option), {}).setdefault(held.index, Sum()).add(
                1, option.variable
            )
    matched, picks = Sum(), Sum()
    for number, by_sitting in enumerate(patterns.values()):
        pick = model.rows.binary("pick", *keys, number)
        picks.add(1, pick)
        for index, chosen in by_sitting.items():
            keeps = model.rows.share("keeps", *keys, number, index)
            model.rows.at_most(
                "keeps",
                (*keys, number, index, "pick"),
                Sum.of(
                    [
                        keeps,
                    ]
                ).add(-1, pick),
            )
            model.rows.at_most("keeps", (*keys, number, index, "held"), Sum.of([keeps]).add(-1, chosen))
            matched.add(1, keeps)
    model.rows.at_most("pick", keys, picks, 1)
    return matched
