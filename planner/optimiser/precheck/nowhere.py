"""Sittings that must run and have no place and start left, and the rules that stand nearest in the way."""

from collections import Counter
from collections.abc import Iterator, Sequence

from planner.domain.places import places_for
from planner.domain.programme import Programme
from planner.domain.sittings import Sitting
from planner.optimiser.candidates import Candidates, Excluded
from planner.optimiser.outcome import Contradiction
from planner.optimiser.precheck.words import path_of, reason_in_words, rule_of, session_path, sitting_in_words
from planner.optimiser.reasons import Reason


def sittings_without_a_place_and_start(
    programme: Programme, candidates: Candidates
) -> Iterator[Contradiction]:
    """A required sitting with nowhere to go, by the rules without which it would have somewhere (one a session plan)."""
    told: set[tuple[str, str]] = set()
    for sitting in candidates.sittings:
        if not sitting.must_run or candidates.ways[sitting.id]:
            continue
        for found in _why(programme, sitting, candidates.excluded[sitting.id]):
            key = (found.rule, found.path)
            if key not in told:
                told.add(key)
                yield found


def _why(programme: Programme, sitting: Sitting, excluded: Sequence[Excluded]) -> Iterator[Contradiction]:
    name = sitting_in_words(sitting)
    if not sitting.may_run:
        yield Contradiction("as_pinned", "pins", f"{name} has to be held, and is pinned not to run.")
        return
    if not places_for(programme, sitting.session):
        modes = " or ".join(mode.value.replace("_", " ") for mode in sitting.session.modes)
        layout = sitting.session.layout.value.replace("_", " ")
        yield Contradiction(
            "held_once",
            f"{session_path(programme, sitting)}.modes",
            f"{name} has to be held {modes}, and no place offers that (rooms need the layout {layout}).",
        )
        return
    at_places = [each for each in excluded if each.place]
    considered = at_places or excluded
    if not considered:
        yield Contradiction(
            "starts_are_allowed",
            "calendar.weekly_starts",
            f"{name} has no start: no day of the period is among the days and times you entered.",
        )
        return
    yield from _nearest(programme, sitting, considered)


def _nearest(programme: Programme, sitting: Sitting, excluded: Sequence[Excluded]) -> Iterator[Contradiction]:
    """The rules of the near misses: places and starts that the fewest rules refuse, each rule once with its count."""
    count_of_all = sum(len(each.starts) for each in excluded)
    fewest = min(len(_rules(each)) for each in excluded)
    near = [each for each in excluded if len(_rules(each)) == fewest]
    counts: Counter[tuple[str, str]] = Counter()
    samples: dict[tuple[str, str], Reason] = {}
    for each in near:
        for key, reason in {(reason.rule, reason.code): reason for reason in each.reasons}.items():
            counts[key] += len(each.starts)
            samples.setdefault(key, reason)
    for key, count in counts.most_common(3 if fewest == 1 else None):
        words = reason_in_words(programme, samples[key])
        yield Contradiction(
            rule_of(samples[key]),
            path_of(programme, sitting, samples[key]),
            f"{sitting_in_words(sitting)} has nowhere to be held: {words} "
            f"({count} of {count_of_all} places and starts).",
        )


def _rules(excluded: Excluded) -> frozenset[str]:
    return frozenset(reason.rule for reason in excluded.reasons)
