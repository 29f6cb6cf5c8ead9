"""Ways to spoil the sense of the full document, each with the path that is to be told."""

from collections.abc import Callable
from typing import Any

from tests.unit.document.documents import changed, full_document

FULL = full_document()
Doc = dict[str, Any]


def at(path: str, value: Any) -> Callable[[Doc], Doc]:
    return lambda document: changed(document, path, value)


def added(path: str, value: Any) -> Callable[[Doc], Doc]:
    def spoil(document: Doc) -> Doc:
        node: Any = document
        for step in path.split("."):
            node = node[int(step)] if step.isdigit() else node[step]
        return changed(document, path.replace(".0", "[0]").replace(".1", "[1]"), [*node, value])

    return spoil


def twice(path: str) -> Callable[[Doc], Doc]:
    def spoil(document: Doc) -> Doc:
        node: Any = document
        for step in path.split("."):
            node = node[int(step)] if step.isdigit() else node[step]
        return changed(document, path.replace(".0", "[0]").replace(".1", "[1]"), [*node, node[0]])

    return spoil


def both(*steps: Callable[[Doc], Doc]) -> Callable[[Doc], Doc]:
    def spoil(document: Doc) -> Doc:
        for step in steps:
            document = step(document)
        return document

    return spoil


UNKNOWN = [
    "groups[0].home_area",
    "venues[0].area",
    "staff[0].home_area",
    "suppliers[0].areas[0]",
    "travel[0].from_area",
    "travel[0].to_area",
    "sessions[0].invited[0]",
    "sessions[0].venues[0]",
    "sessions[0].tools[0]",
    "sessions[1].milestones[0].milestone",
    "sessions[1].follows[0].session",
    "sessions[2].feeds_back_on",
    "sessions[0].sittings[0].place",
    "coordination.staff",
    "other_costs[0].sessions[0]",
    "pins[0].sitting",
    "pins[0].place",
    "pins[0].team[0].staff",
    "pins[0].places[0].group",
    "pins[0].support[0].supplier",
    "amount_pins[0].sitting",
]
IDS = [
    "milestones",
    "areas",
    "groups",
    "sessions",
    "venues",
    "tools",
    "staff",
    "suppliers",
    "other_costs",
    "targets",
    "budget.caps",
    "budget.ring_fences",
    "budget.funding",
    "venues.0.rooms",
    "groups.0.requirements",
]
TWICE = [
    "sessions.0.invited",
    "sessions.0.modes",
    "sessions.0.venues",
    "sessions.0.tools",
    "sessions.0.starts",
    "sessions.0.wanted_starts",
    "sessions.1.follows",
    "sessions.0.sittings",
    "groups.0.characteristics",
    "groups.0.availability.cells",
    "staff.0.availability.cells",
    "staff.1.training",
    "calendar.weekly_starts",
    "item_answers",
    "rate_card.rates",
    "amount_pins",
    "travel",
    "budget.caps.0.categories",
    "suppliers.0.modes",
    "suppliers.0.areas",
    "suppliers.0.cancellation",
]
IN_PLACE: list[tuple[str, str, Any]] = [
    ("the period reversed", "calendar.ends_on", "2026-12-31"),
    ("a period of six years", "calendar.ends_on", "2033-01-31"),
    ("a blocked range reversed", "calendar.blocked[0].ends_on", "2027-01-01"),
    ("a closure reversed", "venues[0].closures[0].ends_on", "2027-01-01"),
    ("leave reversed", "staff[0].away[0].ends_on", "2027-01-01"),
    ("a session's dates reversed", "sessions[0].latest_on", "2027-01-11"),
    ("a milestone outside", "milestones[0].on", "2029-01-01"),
    ("a limit outside", "sessions[0].earliest_on", "2026-01-01"),
    ("availability reversed", "groups[0].availability.latest", "09:00"),
    ("no weekly pattern", "calendar.weekly_starts", []),
    (
        "too many sittings",
        "sessions",
        [{**FULL["sessions"][1], "id": f"s{n}", "follows": [], "repeats": {"count": 400}} for n in range(6)],
    ),
    ("no session", "sessions", []),
    ("a session after itself", "sessions[1].follows[0].session", "decide"),
    ("a limit on no feedback", "sessions[0].feedback_within_days", 9),
    ("too many in person", "groups[0].in_person_count", 8),
    ("too many online", "groups[0].online_count", 8),
    ("preferring beyond able", "groups[0].prefer_online_count", 5),
    ("too many wheelchairs", "groups[0].wheelchair_count", 8),
    ("too much care", "groups[0].care.count", 8),
    ("too many declining", "groups[0].payment.declined_count", 8),
    ("too many young people", "groups[0].young_people.count", 8),
    ("too many devices", "groups[0].digital.device_count", 5),
    ("too many free", "groups[0].availability.cells[0].free_count", 8),
    ("a characteristic of too many", "groups[0].characteristics[0].count", 8),
    ("a requirement of too many", "groups[0].requirements[0].count", 8),
    ("a characteristic without name", "groups[0].characteristics[0].key", ""),
    ("least above wanted", "sessions[0].least_people", 39),
    ("most below wanted", "sessions[0].most_people", 3),
    ("more required than there are", "sessions[0].repeats.required_count", 3),
    ("all break", "sessions[0].break_minutes", 120),
    ("nobody invited", "sessions[0].invited", []),
    ("no way to hold it", "sessions[0].modes", []),
    ("floor above level", "targets[0].floor", 0.9),
    ("an unknown characteristic", "targets[2].characteristic", "x"),
    ("no requirement in it", "groups[0].requirements[0].all_of", []),
    ("a venue without rooms", "venues[0].rooms", []),
    ("a venue never open", "venues[0].openings", []),
    ("hours reversed", "venues[0].openings[0].closes", "08:00"),
    ("a room without layout", "venues[0].rooms[0].layouts", []),
    ("a layout twice", "venues[0].rooms[0].layouts[1].kind", "cabaret"),
    ("more wheelchairs than places", "venues[0].rooms[0].layouts[0].wheelchair_places", 41),
    ("half a day longer than a day", "venues[0].rooms[0].tariff.half_day_minutes", 500),
    ("a feature twice", "venues[0].features[1].key", "step_free_route"),
    ("a tool named as a venue", "tools[0].id", "library"),
    ("lived experience paid by an employer", "groups[0].payment.kind", "employer"),
    ("an employer without price", "groups[1].payment.employer_price_per_hour", None),
    ("care without price", "groups[0].care.price_per_hour", None),
    ("no way home", "groups[0].young_people.travel_home_price", None),
    ("nobody stays", "groups[0].recruitment.stay_share", 0),
    ("recruiting without a share", "groups[0].recruitment.stay_share", None),
    ("no mile", "rate_card.mile", None),
    ("no catering", "rate_card.catering_per_person", None),
    ("no device", "equipment.device", None),
    ("no data", "equipment.data_per_sitting", None),
    ("no help", "equipment.setup_help", None),
    ("a tool without price", "tools[0].licence", {}),
    ("no rate", "rate_card.rates", []),
    ("no rung", "rate_card.rates[0].rungs", []),
    ("rungs that fall in time", "rate_card.rates[0].rungs[1].up_to_minutes", 30),
    ("rungs that fall in pay", "rate_card.rates[0].rungs[1].amount_pence", 3),
    ("induction before any rate", "rate_card.rates[0].valid_from", "2027-02-01"),
    ("a cap on nothing", "budget.caps[0].categories", []),
    ("a fence on contingency", "budget.ring_fences[0].category", "contingency"),
    ("a cost as contingency", "other_costs[0].category", "contingency"),
    ("a source without years", "budget.funding[0].years", []),
    ("a year outside the period", "other_costs[1].financial_year", "2028-29"),
    ("a year of its own that is none", "other_costs[1].financial_year", "2026-28"),
    ("a year of what falls at each session", "other_costs[0].financial_year", "2026-27"),
    ("years that do not follow", "budget.funding[0].years[0].financial_year", "2026-28"),
    ("VAT above all", "budget.vat.standard_percent", 101),
    ("an answer without why", "item_answers[0].because", ""),
    ("support without a name", "suppliers[0].support", ""),
    ("a supplier in no mode", "suppliers[0].modes", []),
    ("a supplier without price", "suppliers[0].bands", []),
    ("bands that do not rise", "suppliers[0].bands[1].up_to_minutes", 120),
    ("more than all due", "suppliers[0].cancellation[0].percent", 101),
    ("training for nothing", "staff[1].training[0].gives", ""),
    ("a skill nobody has", "sessions[0].team.skill", "juggling"),
    ("on-costs beyond sense", "staff[0].pay.on_cost_percent", 201),
    ("an unknown faith", "calendar.avoid_faiths[0]", "football"),
    ("a state of no sitting", "sessions[0].sittings[0].number", 3),
    ("announced nowhere", "sessions[0].sittings[0].place", ""),
    ("announced for no time", "sessions[0].sittings[0].start", None),
    ("seconds", "sessions[0].sittings[0].start", "2027-01-19T10:30:05"),
    ("a state outside", "sessions[0].sittings[0].start", "2028-01-19T10:30:00"),
    ("a pin without why", "pins[0].reason", ""),
    ("a pin outside", "pins[0].on", "2028-01-01"),
    ("half a hybrid place", "pins[0].place", "library/learning-room+"),
    ("places of a standing group", "pins[0].places[0].group", "deaf-disabled"),
    ("places beyond the group", "pins[0].places[0].room_count", 9),
    ("an amount without why", "amount_pins[0].reason", ""),
]
"""What makes no sense where it stands: its name, its path, the value put there."""

ELSEWHERE: list[tuple[str, Callable[[Doc], Doc], str]] = [
    ("a start not of the pattern", at("sessions[0].starts[0].at", "11:11"), "sessions[0].starts[0]"),
    (
        "a wanted start not allowed",
        at("sessions[0].wanted_starts[0].at", "11:11"),
        "sessions[0].wanted_starts[0]",
    ),
    (
        "a session past midnight",
        both(
            at("calendar.weekly_starts", [{"weekday": "tuesday", "at": "20:00"}]),
            at("sessions[1].minutes", 300),
        ),
        "sessions[1].minutes",
    ),
    (
        "a circle of follows",
        at("sessions[0].follows", [{"session": "decide"}]),
        "sessions[0].follows[0].session",
    ),
    (
        "a circle through feedback",
        at("sessions[1].follows[0].session", "feedback"),
        "sessions[2].feeds_back_on",
    ),
    ("feedback on no decision", at("sessions[1].decision", None), "sessions[2].feeds_back_on"),
    (
        "feedback before its decision",
        both(at("sessions[1].earliest_on", "2027-05-01"), at("sessions[2].latest_on", "2027-04-01")),
        "sessions[2].latest_on",
    ),
    (
        "least apart above most",
        at("sessions[0].repeats.least_days_apart", 31),
        "sessions[0].repeats.most_days_apart",
    ),
    (
        "papers longer than most apart",
        at("sessions[0].papers_days", 31),
        "sessions[0].repeats.most_days_apart",
    ),
    (
        "follows least above most",
        at("sessions[1].follows[0].least_days", 201),
        "sessions[1].follows[0].most_days",
    ),
    ("feedback within its papers", at("sessions[2].papers_days", 43), "sessions[2].feedback_within_days"),
    (
        "both more than either",
        at(
            "groups[0].characteristics",
            [
                {"key": "a", "count": 1},
                {"key": "disabled", "count": 2},
                {"key": "a+disabled", "count": 2},
                {"key": "deaf", "count": 1},
            ],
        ),
        "groups[0].characteristics[2].count",
    ),
    ("an empty any-of", at("groups[0].requirements[0].all_of", [[]]), "groups[0].requirements[0].all_of[0]"),
    *(
        (
            f"item {item!r}",
            at("groups[0].requirements[0].all_of", [[item]]),
            "groups[0].requirements[0].all_of[0][0]",
        )
        for item in (
            "",
            "ramp",
            "venue:",
            ":ramp",
            "room:ramp",
            "venue:no_such",
            "tool:no_such",
            "support:no_such",
        )
    ),
    (
        "hours overlapping",
        added("venues.0.openings", {"weekday": "monday", "opens": "12:00", "closes": "13:00"}),
        "venues[0].openings[6].opens",
    ),
    (
        "a room without price",
        at("venues[1].rooms[0].tariff", {"terms": {}}),
        "venues[1].rooms[0].tariff.hour_pence",
    ),
    (
        "shared as no target says",
        both(
            at("sessions[1].sharing", "by_target"),
            at("targets", [each for each in FULL["targets"] if each["kind"] != "representation"]),
        ),
        "sessions[1].sharing",
    ),
    ("a journey unknown", both(at("travel", []), at("venues[0].area", "valley")), "travel"),
    (
        "two roles",
        at(
            "pins[0].team",
            [{"staff": "project-lead", "role": "lead"}, {"staff": "project-lead", "role": "online_host"}],
        ),
        "pins[0].team[1].staff",
    ),
    ("places of the uninvited", at("sessions[1].invited", ["deaf-disabled"]), "pins[0].places[0].group"),
    (
        "pins that contradict",
        added("pins", {"sitting": "decide-1", "reason": "x", "at": "13:00"}),
        "pins[1].at",
    ),
]
"""What makes no sense because of something else: its name, how it is spoilt, the path that is told."""

SPOILT = [(name, at(path, value), path) for name, path, value in IN_PLACE] + ELSEWHERE
