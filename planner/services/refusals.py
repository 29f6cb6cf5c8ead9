"""What a service refuses although it was asked properly, told in words that say what to do instead."""

from __future__ import annotations


class Refused(Exception):
    """Something that cannot be done; `words` say why and what to do, `field` names the form field that causes it."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.words = words
        self.field = field
