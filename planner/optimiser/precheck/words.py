"""Reasons in words, and the path of the input they are tied to."""

from planner.domain.programme import Programme
from planner.domain.sittings import Sitting
from planner.optimiser.reasons import Reason

_WORDS = {
    "outside_period": "the date lies outside the period",
    "not_in_weekly_pattern": "the time is not among the days and times you entered",
    "blocked_day": "the day is blocked",
    "not_a_start_of_the_session": "the time is not among the session’s own starts",
    "too_early": "the day is before the session’s earliest",
    "too_late": "the day is after the session’s latest",
    "ends_after_midnight": "it would end after midnight",
    "papers_before_period": "its papers would go out before the programme starts",
    "not_the_fixed_start": "it has been announced for another time",
    "not_the_pinned_day": "it is pinned to another day",
    "not_the_pinned_time": "it is pinned to another time",
    "closed": "the venue is not open for set-up, session and clear-down",
    "not_before": "it would be too late for the milestone {milestone}",
    "not_after": "it would be too early for the milestone {milestone}",
    "too_few_wheelchair_places": "{needed} wheelchair places are needed and {there} are there",
    "requirement_not_met": "nothing there meets the requirement {requirement} of the group {group}",
    "ends_too_late": "it would end after {latest_end}, the latest for young people",
    "no_consent": "the guardians of the young people of {group} have not consented",
    "no_way_home": "the journey home of the young people of {group} has no price",
    "too_few_people": "at most {most} people could come, and at least {least} are wanted",
    "too_many_people": "{expected} people would come, and at most {most} may",
    "room_too_small": "the room holds {capacity} people and {needed} places are needed",
    "tool_too_small": "the tool holds {capacity} people and {needed} places are needed",
    "another_place_is_fixed": "it is fixed at {fixed}",
    "cannot_price": "something has no price ({missing})",
}

_START_PATHS = {
    "outside_period": "calendar.ends_on",
    "not_in_weekly_pattern": "calendar.weekly_starts",
    "blocked_day": "calendar.blocked",
}

_SESSION_PATHS = {
    "not_a_start_of_the_session": "starts",
    "too_early": "earliest_on",
    "too_late": "latest_on",
    "ends_after_midnight": "minutes",
    "papers_before_period": "papers_days",
    "not_the_fixed_start": "sittings",
    "not_before": "milestones",
    "not_after": "milestones",
    "too_few_people": "least_people",
    "too_many_people": "most_people",
}


_PINNED = ("not_the_pinned_day", "not_the_pinned_time", "another_place_is_fixed")


class _Shown(dict[str, object]):
    """Parameters of a message; one that is missing shows as nothing rather than breaking the message."""

    def __missing__(self, key: str) -> str:
        return ""


def reason_in_words(programme: Programme, reason: Reason) -> str:
    """A reason as a clause; groups, requirements and milestones by their names."""
    shown = _Shown(reason.parameters)
    names = {group.id: group.name for group in programme.groups}
    invited = (group for group in programme.groups if group.id == reason.parameters.get("group"))
    needs = {need.id: need.title for group in invited for need in group.requirements}
    fixed = {milestone.id: milestone.title for milestone in programme.milestones}
    for key, known in (("group", names), ("requirement", needs), ("milestone", fixed)):
        if key in shown:
            shown[key] = f"“{known.get(str(shown[key]), shown[key])}”"
    return _WORDS.get(reason.code, reason.code.replace("_", " ")).format_map(shown)


def rule_of(reason: Reason) -> str:
    """The rule that stands in the way: of a start that is refused because of a pin it is the pin."""
    return "as_pinned" if reason.code in _PINNED else reason.rule


def path_of(programme: Programme, sitting: Sitting, reason: Reason) -> str:
    """The path of the input that a reason is about, as in problems of a document."""
    code = reason.code
    if code in _START_PATHS:
        return _START_PATHS[code]
    if code in _SESSION_PATHS:
        return f"{session_path(programme, sitting)}.{_SESSION_PATHS[code]}"
    if code in _PINNED:
        part = {"not_the_pinned_day": "on", "not_the_pinned_time": "at"}.get(code, "place")
        return _pin_path(programme, sitting, part)
    if code in ("requirement_not_met", "no_consent", "no_way_home"):
        return _group_path(programme, reason)
    if code == "ends_too_late":
        return "safeguarding.latest_end"
    if code == "cannot_price":
        return "rate_card"
    return "tools" if code == "tool_too_small" else "venues"


def session_path(programme: Programme, sitting: Sitting) -> str:
    """The path of a sitting's session plan."""
    return f"sessions[{programme.sessions.index(sitting.session)}]"


def sitting_in_words(sitting: Sitting) -> str:
    """A sitting's name for people: its session’s title, with its number where there are several."""
    title = sitting.session.title
    return f"“{title}” ({sitting.number})" if sitting.session.repeats.count > 1 else f"“{title}”"


def _pin_path(programme: Programme, sitting: Sitting, part: str) -> str:
    for index, pin in enumerate(programme.pins):
        if pin.sitting == sitting.id and getattr(pin, part):
            return f"pins[{index}].{part}"
    return f"{session_path(programme, sitting)}.sittings"


def _group_path(programme: Programme, reason: Reason) -> str:
    for index, group in enumerate(programme.groups):
        if group.id == reason.parameters.get("group"):
            if reason.code == "no_consent":
                return f"groups[{index}].young_people.guardian_consent"
            if reason.code == "no_way_home":
                return f"groups[{index}].young_people.travel_home_price"
            for number, need in enumerate(group.requirements):
                if need.id == reason.parameters.get("requirement"):
                    return f"groups[{index}].requirements[{number}]"
            return f"groups[{index}]"
    return "groups"
