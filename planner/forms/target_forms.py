"""The forms of targets: what every target says, and what each kind asks of its own."""

from __future__ import annotations

from typing import Any

from planner.forms.benchmarks import Benchmark, by_key, choices_of, facilitator_ratios, population
from planner.forms.choices import ChecksField, ChoiceField
from planner.forms.fields import CountField, DayField, KeyField, MinutesField, ShareField, TextField
from planner.forms.filling import FillField, put
from planner.forms.page_form import PartForm
from planner.forms.parts import Block, Inner

STRENGTHS = (
    ("aim", "An aim: the plan comes as close as it can, and says what is missing"),
    ("must", "A must: no plan is made that does not meet it"),
)
PROCESS = (
    ("shared_decisions", "Decisions are shared with the people taking part"),
    ("feedback", "A session after each decision tells people what became of it"),
    ("paid_preparation", "Time to prepare is paid"),
    ("breaks", "Breaks are long enough"),
    ("shared_delivery", "People share in delivery or evaluation afterwards"),
)
AGREED = Block(("agreed_with", "agreed_on"), "Who agreed it")
MEASURE = Block(("benchmark", "source"), "What it is measured against")
MORE = ("weight", "id")


def layout(*own: str, measure: tuple[str, ...] = (), more: tuple[str, ...] = ()) -> tuple[Block, ...]:
    """The blocks of a target's form: what it asks of its own, and what every target says."""
    return (
        Block(("title", *own, "strength")),
        Block((*measure, *MEASURE.fields), MEASURE.title),
        AGREED,
        Block((*more, *MORE), is_more=True),
    )


class TargetForm(PartForm):
    """What every target says."""

    title = TextField(
        "What is the target called?",
        "In words that everybody taking part understands",
        required="Enter what the target is called, for example Everybody can make it",
    )
    strength = ChoiceField(
        "How strict is it?", choices=STRENGTHS, default="aim", blank="aim", required="Choose how strict it is"
    )
    benchmark = TextField(
        "What do you measure it against?",
        "For example people using the service, by the council’s own records",
    )
    source = TextField("Where does that figure come from?")
    agreed_with = TextField("Agreed with", "For example the reference group’s members. No names of people")
    agreed_on = DayField("Agreed on")
    weight = CountField(
        "How much does it count against the others?",
        "From 1 to 100. Left at 1, all targets count the same",
        default=1,
        blank=1,
    )
    id = KeyField(
        "Reference", "Used in documents and downloads; made of the title if you leave it empty", blank=""
    )
    layout = layout()


def level_field(label: str, hint: str = "For example 50") -> ShareField:
    """Give the field for what is wanted, as a percentage."""
    made: ShareField = ShareField(label, hint, required="Enter a percentage, for example 50")
    return made


class SharedForm(TargetForm):
    """A target with a level and a floor."""

    level = level_field("What part is wanted?")
    floor = ShareField(
        "Never below",
        "An aim may fall short of what is wanted, but not of this. 0 if there is no such limit",
        default=0,
        blank=0,
    )
    layout = layout("level", more=("floor",))

    def validate(self, extra_validators: Any = None) -> bool:
        """Read the form; the floor is no higher than the level."""
        held = bool(super().validate(extra_validators))
        if self.level.data is not None and self.floor.data is not None and self.floor.data > self.level.data:
            self.floor.take((), f"Enter {self.level.shown} or less, what is wanted")
            return False
        return held


class EqualFootingForm(SharedForm):
    """People with lived experience among those taking part."""

    scope = ChoiceField(
        "At which sessions?",
        choices=(("deciding", "At each session that decides something"), ("every", "At every session")),
        default="deciding",
        blank="deciding",
        required="Choose at which sessions",
    )
    level = level_field("What part of those taking part should have lived experience?")
    layout = layout("scope", "level", more=("floor",))


class BenchmarkChoice(Inner):
    """Which published figure to fill in."""

    figure = ChoiceField(
        "Figure", choices=choices_of(population()), required="Choose a figure", as_radios=False
    )


class RatioChoice(Inner):
    """Which published ratio to fill in."""

    figure = ChoiceField(
        "Figure", choices=choices_of(facilitator_ratios()), required="Choose a figure", as_radios=False
    )


def fill_population(small: Any, form: Any) -> None:
    """Write a figure into the form: what it is measured against, and what is wanted where that is empty."""
    figure = _fill_benchmark(by_key(population())[small.figure.body], form)
    if form["level"].is_blank:
        put(form["level"], float(figure.value))


def fill_ratio(small: Any, form: Any) -> None:
    """Write a ratio into the form, with its source."""
    figure = _fill_benchmark(by_key(facilitator_ratios())[small.figure.body], form)
    put(form["people_per_facilitator"], int(figure.value))


def _fill_benchmark(figure: Benchmark, form: Any) -> Benchmark:
    put(form["benchmark"], figure.words)
    put(form["source"], figure.source)
    return figure


class RepresentationForm(SharedForm):
    """Places held by people with a characteristic."""

    fill_in: FillField = FillField(
        BenchmarkChoice,
        "No local figure?",
        "Best is a figure of your own: how many of the people the service is for. These are for all of England, or England "
        "and Wales.",
        button="Fill in this figure",
        fill=fill_population,
    )
    characteristic = ChoiceField(
        "Whose places are counted?",
        "Characteristics are entered with each group of people",
        offered="characteristics",
        required="Choose whose places are counted",
    )
    direction = ChoiceField(
        "Is that a least or a most?",
        "A most is only for where the people themselves ask for one",
        choices=(("at_least", "At least"), ("at_most", "At most")),
        default="at_least",
        blank="at_least",
    )
    level = level_field("What part of the places should they hold?")
    layout = layout("characteristic", "level", measure=("fill_in",), more=("direction", "floor"))


class ContinuityForm(TargetForm):
    """Every group comes again."""

    times = CountField("How many times does every group come, at least?", suffix="times", default=2, blank=2)
    layout = layout("times")


class SpreadForm(SharedForm):
    """Sessions held in an area."""

    area = ChoiceField("In which area?", offered="areas", required="Choose an area")
    level = level_field("What part of the sessions should be held there?")
    layout = layout("area", "level", more=("floor",))


class TravelForm(TargetForm):
    """Average travel."""

    minutes = MinutesField(
        "How long may one way take, on average?",
        "For the group that travels farthest. For example 30 minutes",
        required="Enter how long one way may take, for example 30 minutes",
    )
    layout = layout("minutes")


class ModeForm(SharedForm):
    """Sessions that can be joined in one way."""

    way = ChoiceField(
        "How can they be joined?",
        choices=(("in_person", "In person"), ("online", "Online")),
        required="Choose how they can be joined",
    )
    level = level_field("What part of the sessions?")
    layout = layout("way", "level", more=("floor",))


class TimesForm(SharedForm):
    """Times people can make."""

    level = level_field("What part of each group should be able to come?", "For example 75")


class FamiliarForm(SharedForm):
    """The same time and place."""

    level = level_field("What part of the sessions that repeat should keep them?", "For example 100")


class SizeForm(SharedForm):
    """Close to the wanted size."""

    level = level_field("How close?", "100 is the wanted size itself. For example 60")


class MoneyForm(SharedForm):
    """Money reaching people."""

    level = level_field(
        "What part of the money should reach people?",
        "What is spent on access, care, travel and contingency is not counted. For example 55",
    )


class OnlyOneForm(TargetForm):
    """Nobody is the only one."""

    characteristics = ChecksField(
        "Of whom should there be two at least?",
        "Groups of people always count. Tick characteristics that count as well",
        offered="characteristics",
    )
    layout = layout("characteristics")


class RatioForm(TargetForm):
    """People for each facilitator."""

    fill_in: FillField = FillField(
        RatioChoice, "A published standard", button="Fill in this figure", fill=fill_ratio
    )
    people_per_facilitator = CountField(
        "At most how many people for each facilitator?", suffix="people", default=7, blank=7
    )
    layout = layout("people_per_facilitator", measure=("fill_in",))


class ProcessForm(TargetForm):
    """How the work is done."""

    items = ChecksField("What does it ask for?", choices=PROCESS, required="Tick at least one")
    layout = layout("items")
