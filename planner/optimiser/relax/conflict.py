"""A minimal set of rules that cannot hold together, found by freeing rules and solving again.

A rule without which (all else as it is) a plan exists belongs to every such set. What is left is freed together, and only
where that is too much, one after the other. Access, safety and people's own limits are taken as given: they are named only
where nothing else explains why there is no plan.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.domain.programme import Programme
from planner.optimiser.outcome import Contradiction
from planner.optimiser.relax.lever import Lever
from planner.optimiser.relax.trial import Trials

TAKEN_AS_GIVEN = ("access_requirements_are_met", "young_people_are_safe", "load_holds", "everyone_fits")
NAMED_APART = 2
"""More inputs of one rule than this are named in one sentence."""
Group = tuple[Lever, ...]


@dataclass(frozen=True)
class Conflict:
    """Groups of levers (each of one rule) that cannot all hold, and the levers that help when freed alone."""

    groups: tuple[Group, ...]
    single: Group


def freed(programme: Programme, levers: Iterable[Lever]) -> Programme:
    """The programme with some levers put out of action."""
    for lever in levers:
        programme = lever.freed(programme)
    return programme


def in_kinds(levers: Iterable[Lever]) -> tuple[Group, ...]:
    """The levers of each rule and kind of input together, in the order in which they first come."""
    groups: dict[tuple[str, str], list[Lever]] = {}
    for lever in levers:
        kind = lever.path.rpartition(".")[2].partition("[")[0]
        groups.setdefault((lever.rule, kind), []).append(lever)
    return tuple(tuple(group) for group in groups.values())


def minimal_conflict(programme: Programme, levers: Sequence[Lever], trials: Trials) -> Conflict:
    """Rules of which no plan can hold all, while it can hold all but any one of them (as far as the time sufficed).

    Empty where the programme has no plan even with every lever freed: what stands in the way is then none of them.
    """
    nameable = [lever for lever in levers if lever.rule not in TAKEN_AS_GIVEN]
    found = _conflict_among(programme, in_kinds(nameable), trials)
    if found.groups or trials.is_over():
        return found
    given = [lever for lever in levers if lever.rule in TAKEN_AS_GIVEN]
    return _conflict_among(freed(programme, nameable), in_kinds(given), trials)


def _conflict_among(programme: Programme, groups: Sequence[Group], trials: Trials) -> Conflict:
    """Groups that help when freed alone are in every conflict; of the others, those that the filter does not free."""
    necessary: list[Group] = []
    others: list[Group] = []
    for group in groups:
        helps = trials.look_for(freed(programme, group), "any").ended == "plan"
        (necessary if helps else others).append(group)
    narrowed = [_narrowed(programme, group, trials) for group in necessary]
    named = [group for group, _ in narrowed]
    if (
        trials.look_for(freed(programme, (lever for group in others for lever in group)), "any").ended
        != "none"
    ):
        named += _filtered(programme, others, trials, keeps_unknown=not named)
    return Conflict(tuple(named), tuple(lever for _, single in narrowed for lever in single))


def _filtered(
    programme: Programme, groups: Sequence[Group], trials: Trials, *, keeps_unknown: bool
) -> list[Group]:
    """The deletion filter: what can be freed without a plan coming about is no part of the conflict.

    Where the time does not suffice to tell, a group is kept only if nothing else would be named.
    """
    kept: list[Group] = []
    for group in groups:
        without = freed(programme, group)
        ended = trials.look_for(without, "any").ended
        if ended == "none":
            programme = without
        elif ended == "plan" or keeps_unknown:
            kept.append(group)
    return kept


def _narrowed(programme: Programme, group: Group, trials: Trials) -> tuple[Group, Group]:
    """A group's levers that help alone, if there are any (else the whole group): what to name, and what helps alone."""
    if len(group) == 1:
        return group, group
    helping = tuple(
        lever for lever in group if trials.look_for(lever.freed(programme), "any").ended == "plan"
    )
    return helping or group, helping


def as_contradictions(groups: Iterable[Group]) -> tuple[Contradiction, ...]:
    """The conflict in words, each part tied to its input; many inputs of one rule in one sentence."""
    found: list[Contradiction] = []
    for group in groups:
        if len(group) <= NAMED_APART:
            found += [Contradiction(lever.rule, lever.path, lever.words) for lever in group]
        else:
            path = group[0].path.partition("[")[0].partition(".")[0]
            found.append(Contradiction(group[0].rule, path, " ".join(lever.words for lever in group)))
    return tuple(found)
