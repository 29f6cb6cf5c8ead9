"""The business case as a document: chapters in order, a person's own words in the place of those proposed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from planner.reports.case.appendix import appendix
from planner.reports.case.economic import economic
from planner.reports.case.figures import figures_of
from planner.reports.case.financial import commercial, financial
from planner.reports.case.management import decision, management
from planner.reports.case.model import CaseFacts, Chapter, Fixed, Form, Passage
from planner.reports.case.strategic import strategic, summary
from planner.reports.case.writing import blocks_of, filled_in
from planner.reports.paper import Block, Heading, Paper, Turn, blanks_in
from planner.reports.words import count_words, date_words

FORM_WORDS: Mapping[Form, str] = {"full": "Business case", "short": "Business case, short form"}


@dataclass(frozen=True)
class WrittenPassage:
    """A passage as it stands: whose words they are, as they are edited (with names of figures) and as they are printed."""

    passage: Passage
    is_own: bool
    edited: str
    printed: str

    @property
    def blanks(self) -> tuple[str, ...]:
        """What there is still to write."""
        return blanks_in(self.printed)


@dataclass(frozen=True)
class Case:
    """A business case in one of its forms; its chapters and figures are worked out once."""

    facts: CaseFacts
    form: Form

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters in their order, with those of their parts that the form has."""
        facts = self.facts
        every = (
            summary(facts),
            strategic(facts),
            economic(facts),
            commercial(facts),
            financial(facts),
            management(facts),
            decision(facts),
            *appendix(facts),
        )
        kept = (replace(each, parts=tuple(filter(self._has, each.parts))) for each in every)
        return tuple(chapter for chapter in kept if chapter.parts)

    def _has(self, part: Passage | Fixed) -> bool:
        return self.form == "full" or part.in_short

    @cached_property
    def figures(self) -> dict[str, str]:
        """Every figure that words may name."""
        return figures_of(self.facts)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Its passages in their order."""
        return tuple(part for chapter in self.chapters for part in chapter.parts if isinstance(part, Passage))

    def written(self, own: Mapping[str, str]) -> dict[str, WrittenPassage]:
        """Its passages by key; `own` are a person's words by passage, in the place of those proposed."""
        return written(self.passages, own, self.figures)

    def paper(self, own: Mapping[str, str], *, reference: str) -> Paper:
        """The whole case as a document; `reference` stands at the foot of every page."""
        passages = self.written(own)
        blanks = sum(len(each.blanks) for each in passages.values())
        told = (
            FORM_WORDS[self.form],
            f"“{self.facts.chosen.title}”, {self.facts.chosen.source}",
            date_words(self.facts.made_on),
            f"{count_words(blanks, 'blank')} still to be written" if blanks else "",
        )
        blocks = (block for chapter in self.chapters for block in chapter_blocks(chapter, passages))
        return Paper(
            self.facts.project,
            " · ".join(part for part in told if part),
            reference,
            self.facts.made_on,
            tuple(blocks),
            has_contents=self.form == "full",
        )


def written(
    passages: Iterable[Passage], own: Mapping[str, str], figures: Mapping[str, str]
) -> dict[str, WrittenPassage]:
    """Passages by key as they stand, with a person's `own` words where there are some."""
    found = {}
    for each in passages:
        edited = own.get(each.key, each.proposed)
        found[each.key] = WrittenPassage(each, each.key in own, edited, filled_in(edited, figures))
    return found


def chapter_blocks(chapter: Chapter, passages: Mapping[str, WrittenPassage]) -> Iterator[Block]:
    """A chapter's blocks under its heading."""
    if chapter.is_across:
        yield Turn(True)
    yield Heading(1, chapter.title)
    for part in chapter.parts:
        if isinstance(part, Passage):
            yield Heading(2, part.title)
            yield from blocks_of(passages[part.key].printed)
        else:
            yield from part.blocks
