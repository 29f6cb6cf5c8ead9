"""What a person writes into the business case."""

from typing import Annotated

from pydantic import StringConstraints

from planner.domain.programme.base import Part


class PassageWords(Part):
    """The words of a passage: figures by name in braces, blanks in square brackets, paragraphs parted by empty lines."""

    words: Annotated[str, StringConstraints(max_length=20_000, strip_whitespace=True)] = ""
