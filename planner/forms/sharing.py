"""The forms of sharing: a link, a comment, a reply."""

from planner.domain.sharing import ABOUT_WORDS
from planner.forms.choices import ChoiceField
from planner.forms.fields import TextField, WordsField
from planner.forms.page_form import PartForm

PROJECT_PLAN = "The project’s own plan"
YES_OR_NO = [("no", "Show it with the reply"), ("yes", "Do not show it")]


class LinkForm(PartForm):
    """A link to be made."""

    audience = TextField(
        "For whom is this link?",
        "For your own list, such as “Carers’ group”. Never the name of a person.",
        required="Enter for whom the link is, for example Carers’ group",
    )
    option_key = ChoiceField(
        "Which plan does it show?", offered="shared", blank="", as_radios=False, is_strict=True
    )


class CommentForm(PartForm):
    """A comment of somebody who takes part."""

    about = ChoiceField(
        "What is it about?", choices=list(ABOUT_WORDS.items())[1:], blank="", as_radios=False, is_strict=True
    )
    words = WordsField(
        "Your comment",
        "Do not write who you are, or anything about your health or that of somebody else.",
        required="Enter your comment",
    )


class ReplyForm(PartForm):
    """The reply to a comment."""

    reply = WordsField("Your reply", "It stands on the shared page together with the comment.")
    is_hidden = ChoiceField(
        "Is the comment shown?",
        choices=YES_OR_NO,
        read_as=lambda choice: choice == "yes",
        show_as=lambda value: "yes" if value else "no",
        blank=False,
        is_strict=True,
    )
