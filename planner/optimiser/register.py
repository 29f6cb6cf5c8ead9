"""The register: every rule and target by name with the function that states it, and the table of them for the documentation.

`python -m planner.optimiser.register` prints the table; with `--write PATH` it puts it between the marks of that file.
"""

import inspect
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from planner.optimiser.aims import people, places, times
from planner.optimiser.build import GENERATORS
from planner.optimiser.constraints import pruning

_BY_NAME: Final[dict[str, Callable[..., Any]]] = {
    function.__name__: function
    for function in (
        *GENERATORS,
        pruning.rooms_are_open,
        pruning.wheelchair_places_suffice,
        pruning.access_requirements_are_met,
        pruning.young_people_are_safe,
        pruning.milestones_hold,
        *(people.equal_footing, people.representation, people.nobody_is_the_only_one),
        *(people.wanted_size, people.facilitator_ratio),
        *(times.continuity, times.times_people_can_make, times.familiar),
        *(places.spread_of_places, places.travel_within, places.choice_of_mode),
        *(places.money_reaching_people, places.process),
    )
}

TARGET_KINDS: Final = (
    "equal_footing",
    "representation",
    "continuity",
    "times_people_can_make",
    "familiar",
    "spread_of_places",
    "travel_within",
    "choice_of_mode",
    "nobody_is_the_only_one",
    "facilitator_ratio",
    "wanted_size",
    "money_reaching_people",
    "process",
)
RULE_NAMES: Final = (
    "held_once",
    "one_sitting_in_a_room",
    "rooms_are_open",
    "starts_are_allowed",
    "no_one_is_in_two_places",
    "staff_hours_hold",
    "everyone_fits",
    "wheelchair_places_suffice",
    "least_size_is_reached",
    "access_requirements_are_met",
    "invited_whole",
    "shared_evenly",
    "online_by_choice",
    "able_to_come",
    "in_order",
    "feedback_follows_its_decision",
    "milestones_hold",
    "enough_facilitators",
    "team_members_are_able",
    "young_people_are_safe",
    "fair_pay",
    "load_holds",
    "within_budget",
    "within_caps",
    "within_funding",
    "ring_fences_hold",
    "as_pinned",
    "things_bought_once_cover_the_need",
    "bookings_cover_their_sittings",
)

RULES: Final[Mapping[str, Callable[..., Any]]] = {
    name: _BY_NAME[name] for name in (*RULE_NAMES, *TARGET_KINDS)
}
"""Rules first, then kinds of target; the function's docstring has the five lines, `function.how` says how it acts."""
AIMS: Final[Mapping[str, Callable[..., Any]]] = {name: RULES[name] for name in TARGET_KINDS}

LABELS: Final = ("For all", "Maths", "Unit and Kind", "Source")
BEGIN, END = "<!-- rules:begin -->", "<!-- rules:end -->"


def five_lines(name: str) -> tuple[str, ...]:
    """The sentence of a rule, then what stands at each of `LABELS`; raises `ValueError` if one is missing."""
    text = inspect.cleandoc(RULES[name].__doc__ or "")
    pattern = r"(?P<sentence>.+?)\n\n" + "".join(rf"{label}: (.+?)(?:\n(?! )|$)" for label in LABELS)
    found = re.match(pattern + "$", text, re.DOTALL)
    if found is None:
        raise ValueError(f"the docstring of {name} has not its five lines")
    return tuple(" ".join(part.split()) for part in found.groups())


def table() -> str:
    """The table of all rules in Markdown."""
    lines = [
        "| rule | in words | for all | maths | unit and kind | how | source |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, function in RULES.items():
        sentence, sets, maths, unit, source = five_lines(name)
        cells = (f"`{name}`", sentence, sets, maths, unit, function.how, source)  # type: ignore[attr-defined]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def with_table(text: str) -> str:
    """A document with the table between its marks; raises `ValueError` where they are missing."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the document has no marks {BEGIN} and {END}")
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


def main(arguments: list[str]) -> int:
    """Print the table, or write it into the document named after `--write`."""
    if arguments[:1] == ["--write"]:
        document = Path(arguments[1] if len(arguments) > 1 else "docs/formulation.md")
        document.write_text(with_table(document.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        sys.stdout.write(table() + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
