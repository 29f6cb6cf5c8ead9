"""What fair means in this project: targets of thirteen kinds, each asked for in words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, get_args

from planner.domain.programme import targets as schema
from planner.domain.programme.draft import Body
from planner.forms import target_forms as forms
from planner.forms.pages import Kind, Page, Task
from planner.forms.parts import Block
from planner.reports.words import count_words, duration_words, share_words

KINDS: tuple[tuple[type[schema.TargetTerms], type[forms.TargetForm], str, str], ...] = (
    (
        schema.EqualFooting,
        forms.EqualFootingForm,
        "Equal footing",
        "People with lived experience make up a good part of those taking part.",
    ),
    (
        schema.Representation,
        forms.RepresentationForm,
        "Representation",
        "People with a characteristic, such as disabled people, hold a fair part of the places.",
    ),
    (
        schema.Continuity,
        forms.ContinuityForm,
        "Not a one-off",
        "Every group comes several times, and takes part in each stage it is invited to.",
    ),
    (
        schema.TimesPeopleCanMake,
        forms.TimesForm,
        "Times people can make",
        "Sessions are held when most of every group can come.",
    ),
    (
        schema.Familiar,
        forms.FamiliarForm,
        "The same time and place",
        "Sessions that repeat keep their weekday, time and place, which many people need in order to come.",
    ),
    (
        schema.SpreadOfPlaces,
        forms.SpreadForm,
        "Spread of places",
        "A fair part of the sessions that meet in person are held in an area.",
    ),
    (schema.TravelWithin, forms.TravelForm, "Short journeys", "No group has to travel too long, on average."),
    (
        schema.ChoiceOfMode,
        forms.ModeForm,
        "In person or online",
        "A good part of the sessions can be joined online, or in person.",
    ),
    (
        schema.NobodyIsTheOnlyOne,
        forms.OnlyOneForm,
        "Nobody is the only one",
        "There are at least two people of every group at each session it comes to.",
    ),
    (
        schema.FacilitatorRatio,
        forms.RatioForm,
        "Small circles",
        "There are enough facilitators for everybody to be heard.",
    ),
    (
        schema.WantedSize,
        forms.SizeForm,
        "Close to the wanted size",
        "Sessions come close to the number of people wanted.",
    ),
    (
        schema.MoneyReachingPeople,
        forms.MoneyForm,
        "Money reaching people",
        "A good part of the money is paid to people for taking part.",
    ),
    (
        schema.Process,
        forms.ProcessForm,
        "How the work is done",
        "Decisions are shared, people hear what became of them, and preparing is paid.",
    ),
)
"""The schema, the form, the name and the words of every kind of target, in the order in which they are offered."""


def kind_of(model: type[schema.TargetTerms]) -> str:
    """The value of `kind` that names a kind of target in the document."""
    return str(get_args(model.model_fields["kind"].annotation)[0])


def explained(form: type[forms.TargetForm], title: str, words: str) -> type[forms.TargetForm]:
    """A kind's form with the name of the kind, and what it is, at its head."""

    class Explained(form):  # type: ignore[misc, valid-type]
        layout = (Block((), title, words), *form.layout)

    made: type[forms.TargetForm] = Explained
    return made


TITLES: Mapping[str, str] = {kind_of(model): title for model, _, title, _ in KINDS}
"""The name of every kind."""


def level_in_words(entry: Mapping[str, Any]) -> str:
    """How much a target asks for, as its row in the list tells it."""
    if "level" in entry:
        most = "at most " if entry.get("direction") == "at_most" else ""
        return most + share_words(Decimal(str(entry["level"])))
    if "times" in entry:
        return count_words(entry["times"], "time")
    if "minutes" in entry:
        return f"at most {duration_words(entry['minutes'])}"
    if "people_per_facilitator" in entry:
        return f"at most {entry['people_per_facilitator']} for each facilitator"
    return count_words(len(entry["items"]), "thing") if "items" in entry else "at least 2 people"


def _row(entry: Body, draft: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        TITLES.get(entry["kind"], entry["kind"]),
        "Must" if entry["strength"] == "must" else "Aim",
        level_in_words(entry),
        str(entry["agreed_with"]),
    )


TARGETS = Kind(
    "targets",
    "What fair means here",
    "a target",
    schema.Target,
    (Page("about", "About this target", forms.TargetForm),),
    columns=("Kind", "Must or aim", "How much", "Agreed with"),
    row=_row,
    empty="Say what fair means in this project. The plan comes as close to every target as the money allows, and says what is "
    "missing. Agree them with the people who take part.",
    chosen_by="kind",
    forms_by_choice={kind_of(model): explained(form, title, words) for model, form, title, words in KINDS},
    models_by_choice={kind_of(model): model for model, _, _, _ in KINDS},
    choices=tuple((kind_of(model), title, words) for model, _, title, words in KINDS),
)
TASK = Task(
    "targets",
    "Targets",
    "What fair means here, agreed with the people who take part",
    (TARGETS,),
)
