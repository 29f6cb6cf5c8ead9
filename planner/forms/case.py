"""The forms of the business case: a passage in a person's own words, and what is issued."""

from planner.forms.fields import WordsField
from planner.forms.page_form import PartForm

HINT = "An empty line begins a paragraph, “- ” an entry of a list."


class PassageForm(PartForm):
    """The words of a passage."""

    words = WordsField(
        "Words",
        f"Figures by name in braces, such as {{total}}, follow the plan. {HINT}",
    )
