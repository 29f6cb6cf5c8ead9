"""How a project begins: its title, a template, a worked example, or a document."""

from __future__ import annotations

from flask_wtf.file import FileField

from planner.forms.choices import ChoiceField
from planner.forms.fields import DayField, TextField
from planner.forms.page_form import PartForm


class BlankForm(PartForm):
    """A project from a blank page."""

    title = TextField("What is the project called?", required="Enter what the project is called")


class TemplateForm(PartForm):
    """A project from a template."""

    template = ChoiceField(
        "Which template?", offered="template", is_strict=True, required="Choose a template", as_radios=True
    )
    title = TextField("What is the project called?", "Leave empty to use the template's title")
    starts_on = DayField(
        "When might it start?", "The dates of the template count from this day. For example 24 9 2026",
        required="Enter the day on which it might start",
    )  # fmt: skip


class ExampleForm(PartForm):
    """A project from a worked example."""

    example = ChoiceField(
        "Which example?", offered="example", is_strict=True, required="Choose an example", as_radios=True
    )


class DocumentForm(PartForm):
    """A programme document as a file."""

    file = FileField("Programme document (JSON)")
