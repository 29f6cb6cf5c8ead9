"""What is written where a plan is shared: for whom a link is, what somebody says, what is answered."""

from typing import Annotated, Final, Literal

from pydantic import StringConstraints

from planner.domain.programme.base import Part, Text, Words

About = Literal["", "dates", "places", "pay", "money", "decisions", "targets"]
ABOUT_WORDS: Final[dict[str, str]] = {
    "": "Something else",
    "dates": "The dates and times",
    "places": "The places, or what is provided",
    "pay": "What people are paid",
    "money": "The budget",
    "decisions": "What people decide",
    "targets": "What we are aiming for",
}
"""What a comment may be about, in words."""

Said = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]


class LinkWords(Part):
    """For whom a link is, and which option it shows ("": the project's own plan)."""

    audience: Text = ""
    option_key: Text = ""


class CommentWords(Part):
    """What somebody says, and what about; nobody has to say who they are."""

    about: About = ""
    words: Said


class ReplyWords(Part):
    """What is answered; once it is there, comment and reply stand on the shared page unless they are hidden."""

    reply: Words = ""
    is_hidden: bool = False
