"""What is wrong with a plan made by hand, told to a person: the rule, the session it concerns, and what to change."""

from dataclasses import dataclass
from typing import Final

from planner.domain.errors import CannotPrice
from planner.domain.programme import Programme


@dataclass(frozen=True)
class Finding:
    """A rule that is broken or a figure that is missing; `sitting` is empty where it is not about one session alone."""

    rule: str
    sitting: str
    words: str


CANNOT_PRICE: Final = "fair_pay"
"""The rule under which a missing price is told, as candidates are left out under it."""

WHAT_TO_CHANGE: Final[dict[str, str]] = {
    "held_once": "Give it a place and a date, leave it out, or change how many of its sessions have to be held.",
    "one_sitting_in_a_room": "Choose another time or another place.",
    "rooms_are_open": "Choose another place, date or time.",
    "starts_are_allowed": "Choose another date or time.",
    "no_one_is_in_two_places": "Choose somebody else, or another time.",
    "staff_hours_hold": "Choose somebody else for one of these sessions, or move it to another day or week.",
    "everyone_fits": "Choose a larger place, or fewer people.",
    "wheelchair_places_suffice": "Choose a room with more wheelchair places.",
    "least_size_is_reached": "Choose a time and place that more people can make, or invite more people.",
    "access_requirements_are_met": "Choose a place that has it, or add a supplier who can provide it.",
    "invited_whole": "Enter the number of those who are able to come, or leave it empty.",
    "shared_evenly": "Give each group places in proportion to its size, or leave them empty.",
    "online_by_choice": "Enter the number of those who would choose to join online, or leave it empty.",
    "able_to_come": "Enter fewer people, or choose a time and place that more of them can make.",
    "in_order": "Move one of the two sessions.",
    "feedback_follows_its_decision": "Move one of the two sessions.",
    "milestones_hold": "Choose another date.",
    "enough_facilitators": "Choose more of the team, another time when they are free, or fewer people.",
    "team_members_are_able": "Choose somebody else, or another time.",
    "young_people_are_safe": "Change what is missing, so that the young people are safe.",
    "fair_pay": "Enter the price that is missing, or change what needs it.",
    "load_holds": "Spread the sessions over more weeks, or leave one out.",
    "within_budget": "Leave out a session, choose a cheaper place or fewer people, or raise the budget.",
    "within_caps": "Spend less on this, or raise the cap.",
    "within_funding": "Spend less, move sessions to another financial year, or add funding that pays for it.",
    "ring_fences_hold": "Spend more on this, or change the ring-fence.",
    "as_pinned": "Put it back as it is fixed, or remove what is fixed.",
    "things_bought_once_cover_the_need": "Leave empty what is bought, so that it is worked out.",
    "bookings_cover_their_sittings": "Enter it again, so that its bookings are worked out.",
}
"""An instruction for every rule; a target that is missed has `TARGET_MISSED`."""
TARGET_MISSED: Final = "Move sessions, change numbers of people, or change the target."

_MISSING: Final[dict[str, str]] = {
    "no_care_price": "Enter what an hour of replacement care costs for {group}",
    "unknown_staff": "Choose somebody of the team in place of ‘{staff}’",
    "no_travel_link": "Enter how far it is from {from_area} to {to_area}",
    "unknown_group": "Choose a group of this project in place of ‘{group}’",
    "no_training": "Enter what training for ‘{gives}’ costs for {staff}",
    "no_employer_price": "Enter what an hour of {group} costs their employer",
    "nobody_stays": "Enter the share of {group} who are likely to stay, above nought",
    "no_catering_price": "Enter what catering costs a person",
    "unknown_licence": "Choose a licence of an online tool in place of ‘{licence}’",
    "no_licence_price": "Enter what a licence of {tool} costs",
    "no_supplier": "Add a supplier of {support}",
    "no_pay_rate": "Enter what people are paid on this date: the rate card has nothing for {on}",
    "no_mileage_rate": "Enter what a mile costs",
    "no_subsistence_price": "Enter what a meal on a long day costs",
    "unknown_supplier": "Choose a supplier of this project in place of ‘{supplier}’",
    "no_room_to_hire": "Choose a room to hire in place of {place}",
    "no_travel_home_price": "Enter what the journey home of the young people of {group} costs",
    "room_has_no_price": "Enter what {place} costs for this long",
    "support_has_no_price": "Enter what {supplier} charges for this long",
    "unknown_session": "Choose a session of this project in place of ‘{session}’",
    "more_online_than_in_all": "Enter for {group} at least as many people in all as online",
    "unknown_place": "Choose a place where this session may be held in place of ‘{place}’",
}


class _Shown(dict[str, object]):
    """Parameters of a message; one that is missing shows as nothing rather than breaking the message."""

    def __missing__(self, key: str) -> str:
        return ""


def missing_price_in_words(programme: Programme, missing: CannotPrice) -> str:
    """Why something cannot be priced, as an instruction."""
    shown = _Shown(missing.parameters)
    venues = {f"{venue.id}/{room.id}": room.name for venue in programme.venues for room in venue.rooms}
    areas = {area.id: area.name for area in programme.areas}
    names = {
        "group": {group.id: f"‘{group.name}’" for group in programme.groups},
        "staff": {member.id: member.title for member in programme.staff},
        "supplier": {supplier.id: supplier.name for supplier in programme.suppliers},
        "tool": {tool.id: tool.name for tool in programme.tools},
        "place": venues,
        "from_area": areas,
        "to_area": areas,
    }
    for key, known in names.items():
        if key in shown:
            shown[key] = known.get(str(shown[key]), shown[key])
    words = _MISSING.get(missing.code, f"Enter the price that is missing ({missing.code.replace('_', ' ')})")
    return f"This cannot be priced. {words.format_map(shown)}."
