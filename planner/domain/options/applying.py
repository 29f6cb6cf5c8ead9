"""An option's programme: the base with the option's differences put in, and everything that refers to what is gone cleared.

Pure: a draft and differences give a draft. The base is never changed.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from planner.domain.options.clearing import without_groups, without_places, without_sessions
from planner.domain.options.differences import Differences, SessionDifference, TargetDifference
from planner.domain.programme.draft import Body, Draft, draft_text

NUMBER_FIELDS: Final[Mapping[str, str]] = {
    "continuity": "times",
    "travel_within": "minutes",
    "facilitator_ratio": "people_per_facilitator",
}
"""The field that holds a target's level where it is not a share, by kind of target."""


@dataclass(frozen=True)
class Stale:
    """A difference about something that the base no longer has: `path` in the differences, and the id that leads nowhere."""

    path: str
    id: str


@dataclass(frozen=True)
class Resolved:
    """An option's programme as a draft; `stale` differences are about nothing any more and changed nothing."""

    draft: Draft
    stale: tuple[Stale, ...]

    @property
    def text(self) -> str:
        """The draft as the document it is kept in; the base's own where nothing differs."""
        return draft_text(self.draft)


def resolve(base: Mapping[str, Any], differences: Differences) -> Resolved:
    """The base with `differences` put in. Takes a draft as kept in a project; parts that it lacks are left missing."""
    draft = deepcopy(dict(base))
    stale = _stale(draft, differences)
    _money_and_aim(draft, differences)
    _targets(draft, differences.targets)
    without_groups(draft, {each.group for each in differences.groups if each.is_out})
    without_places(draft, differences.provision.venues_out, differences.provision.tools_out)
    _provision(draft, differences)
    _sessions(draft, differences.sessions)
    return Resolved(draft, stale)


def _stale(draft: Draft, differences: Differences) -> tuple[Stale, ...]:
    provision = differences.provision
    named: tuple[tuple[str, str, Sequence[str]], ...] = (
        ("sessions", "sessions", [each.session for each in differences.sessions]),
        ("targets", "targets", [each.target for each in differences.targets]),
        ("groups", "groups", [each.group for each in differences.groups]),
        ("provision.venues_out", "venues", provision.venues_out),
        ("provision.tools_out", "tools", provision.tools_out),
        ("provision.other_costs_out", "other_costs", provision.other_costs_out),
    )
    return tuple(
        Stale(f"{path}[{index}]", key)
        for path, part, keys in named
        for index, key in enumerate(keys)
        if key not in {entry["id"] for entry in draft.get(part) or ()}
    )


def _money_and_aim(draft: Draft, differences: Differences) -> None:
    budget = draft.get("budget")
    if budget is not None and differences.budget_pence is not None:
        budget["total_pence"] = differences.budget_pence
    if budget is not None and differences.contingency_percent is not None:
        budget["contingency_percent"] = float(differences.contingency_percent)
    if differences.strategy is not None:
        draft["strategy"] = differences.strategy.value
    if differences.level is not None:
        draft["level"] = differences.level.value


def _targets(draft: Draft, changes: Sequence[TargetDifference]) -> None:
    by_id = {each.target: each for each in changes}
    targets: list[Body] = draft.get("targets") or []
    draft["targets"] = [
        _target(entry, by_id[entry["id"]]) if entry["id"] in by_id else entry
        for entry in targets
        if entry["id"] not in by_id or not by_id[entry["id"]].is_out
    ]


def _target(entry: Body, change: TargetDifference) -> Body:
    changed = dict(entry)
    if change.strength is not None:
        changed["strength"] = change.strength.value
    if change.level is not None and "level" in entry:
        changed["level"] = float(change.level)
    if change.number is not None and entry["kind"] in NUMBER_FIELDS:
        changed[NUMBER_FIELDS[entry["kind"]]] = change.number
    if change.level is not None and changed.get("floor", 0) > changed.get("level", 1):
        changed["floor"] = changed["level"]
    return changed


def _provision(draft: Draft, differences: Differences) -> None:
    provision, card = differences.provision, draft.get("rate_card")
    for name in ("pays_preparation", "pays_travel_time"):
        wanted = getattr(provision, name)
        if card is not None and wanted is not None:
            card[name] = wanted
    if provision.has_catering is not None:
        for session in draft.get("sessions") or ():
            session["has_catering"] = provision.has_catering
    _keep_only(draft, "other_costs", lambda entry: entry["id"] not in provision.other_costs_out)


def _sessions(draft: Draft, changes: Sequence[SessionDifference]) -> None:
    by_id = {each.session: each for each in changes}
    sessions: list[Body] = draft.get("sessions") or []
    for session in sessions:
        change = by_id.get(session["id"])
        if change is not None:
            _session(session, change)
    undecided = {each.session for each in changes if each.has_decision is False}
    for session in sessions:
        if session.get("feeds_back_on") in undecided:
            session["feeds_back_on"], session["feedback_within_days"] = None, None
    invited_none = {session["id"] for session in sessions if not session["invited"]}
    without_sessions(draft, {each.session for each in changes if each.is_out} | invited_none)


def _session(session: Body, change: SessionDifference) -> None:
    repeats: Body = session["repeats"]
    if change.count is not None:
        repeats["count"] = change.count
    if change.required_count is not None:
        repeats["required_count"] = change.required_count
    if repeats["required_count"] is not None:
        repeats["required_count"] = min(repeats["required_count"], repeats["count"])
    if change.modes is not None:
        session["modes"] = [mode.value for mode in change.modes]
    if change.has_decision is False:
        session["decision"] = None
    session["sittings"] = [
        state for state in session.get("sittings") or () if state["number"] <= repeats["count"]
    ]


def _keep_only(draft: Draft, part: str, is_kept: Callable[[Body], bool]) -> None:
    entries: Collection[Body] = draft.get(part) or ()
    if part in draft:
        draft[part] = [entry for entry in entries if is_kept(entry)]
