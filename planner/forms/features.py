"""What is recorded of a place's or a tool's access: feature by feature, with how it is known and since when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from planner.forms.choices import ChoiceField
from planner.forms.fields import DayField, Offers, TextField, WordsField
from planner.forms.parts import Inner, PartField, problems_of
from planner.forms.rows import RowsField
from planner.forms.weekly import about

ANSWERS = (("yes", "Yes"), ("no", "No"), ("unknown", "Not known"), ("", "Not asked yet"))
LOOKED_INTO = ("yes", "no")
"""The answers that somebody has evidence for."""


class FeatureForm(Inner):
    """One access feature."""

    key = TextField(
        "What is it?", "For example Garden to walk in", required="Say what it is, or leave all of it empty"
    )
    is_there = ChoiceField(
        "Is it there?",
        choices=ANSWERS,
        as_radios=True,
        required="Say whether it is there: yes, no or not known",
    )
    evidence = TextField("How do you know?", "For example visited with two members of the group")
    checked_on = DayField("When was it checked?")
    note = WordsField("Note", blank="")
    blank_without: ClassVar[tuple[str, ...]] = ("is_there", "evidence", "checked_on", "note")
    label = ""
    """What it is, where that is known; else it is asked for."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was recorded."""
        return super().is_blank and (bool(self.label) or self.key.is_blank)

    @property
    def known_by(self) -> str:
        """How and since when it is known, in a line; empty where nothing says so."""
        words = [self.evidence.shown, self.checked_on.shown, self.note.shown]
        return ", ".join(word for word in words if word)


class EvidenceFiller(Inner):
    """The evidence and the date of many answers at once."""

    evidence = TextField("How do you know?", "For example visited with two members of the group")
    checked_on = DayField("When was it checked?")


class FeaturesField(RowsField):
    """Access features: first those that people here need and everybody counts on, then all the others.

    What is recorded keeps its order, new answers follow; features that the packaged list does not know stay.
    """

    drawn_as = "features"
    filler: EvidenceFiller

    def __init__(self, label: str, hint: str = "", *, of: str, **given: Any) -> None:
        """`of` is what has the features: "venue" or "tool"."""
        super().__init__(FeatureForm, label, hint, one="something else", **given)
        self.of = of
        self.stored: tuple[str, ...] = ()
        self.first_keys: tuple[str, ...] = ()

    def process(self, formdata: Any, data: Any = None, **given: Any) -> None:
        """Read the features sent, or show those there are."""
        self.stored = tuple(str(each["key"]) for each in data or [])
        super().process(formdata, data, **given)
        self.filler = EvidenceFiller(formdata=formdata, prefix=f"{self.name}_fill-")

    def offer(self, offers: Offers) -> None:
        """Give every feature of the packaged list that has no line an empty one, and each line its words."""
        self.offers = offers
        known = dict(offers.get(f"{self.of}_features", []))
        self.first_keys = tuple(key for key, _ in offers.get(f"{self.of}_features_first", []))
        there = {entry.form.key.data for entry in self.entries}
        for key in known:
            if key not in there and len(self.entries) < self.max_entries:
                self.append_entry({"key": key})
        for entry in self.entries:
            entry.offer(offers)
            self._name(entry, known)

    def _name(self, entry: PartField, known: dict[str, str]) -> None:
        key = entry.form.key.data
        if key in known or key in self.stored:
            entry.form.label = known.get(key) or str(key).replace("_", " ")

    @property
    def first(self) -> list[PartField]:
        """The features to ask for first, in the order of the packaged list."""
        found = [entry for entry in self.entries if entry.form.key.data in self.first_keys]
        return sorted(found, key=lambda entry: self.first_keys.index(entry.form.key.data))

    @property
    def others(self) -> list[PartField]:
        """All the other features."""
        return [entry for entry in self.entries if entry.form.key.data not in self.first_keys]

    @property
    def recorded_count(self) -> int:
        """How many of the other features have an answer."""
        return sum(1 for entry in self.others if not entry.is_blank)

    @property
    def others_have_problems(self) -> bool:
        """Whether something among the others has to be put right: they are shown then."""
        return any(entry.problems for entry in self.others if not entry.is_blank)

    @property
    def shown(self) -> str:
        """What is there, what is not, and what is not known, a line each."""
        lines = []
        for answer, words in ANSWERS[:3]:
            named = [entry.form.label for entry in self.kept if entry.form.is_there.written == answer]
            lines += [f"{words}: {'; '.join(named)}"] if named else []
        return "\n".join(lines)

    def validate(self, form: Any, extra_validators: Sequence[Any] = ()) -> bool:
        """Read the features that were answered, after giving evidence to those of yes and no that have none."""
        is_read = self.filler.validate()
        if is_read and not self.filler.is_blank:
            is_read = self._give_evidence()
        return bool(super().validate(form, extra_validators)) and is_read

    def _give_evidence(self) -> bool:
        """Give evidence and date to those without; says whether each was wanted, so that nothing written is lost."""
        answered = [entry.form for entry in self.kept if entry.form.is_there.data in LOOKED_INTO]
        is_wanted = True
        for name in ("evidence", "checked_on"):
            given = self.filler[name]
            without = [form[name] for form in answered if form[name].is_blank]
            if given.data and not without:
                given.take((), "Leave this empty: every yes and every no says it already")
                is_wanted = False
            for field in without if given.data else []:
                field.raw_data = None
                field.process(None, given.data)
        if is_wanted:
            self.filler = EvidenceFiller(prefix=f"{self.name}_fill-")
        return is_wanted

    def take(self, steps: Sequence[str | int], message: str) -> bool:
        """Hand a problem to the feature it is about; one about what it is goes to its answer where that is not asked for."""
        if len(steps) > 1 and isinstance(steps[0], int) and steps[0] < len(self.kept):
            form = self.kept[steps[0]].form
            if steps[1] == "key" and form.label:
                return bool(form.is_there.take((), message))
        return super().take(steps, message)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Those of the features, then those of the evidence for many."""
        own = [(self.id, str(error)) for error in self.errors if isinstance(error, str)]
        lines = [(at, about(entry.form.label, words)) for entry in self.kept for at, words in entry.problems]
        return [*own, *lines, *problems_of(self.filler)]
