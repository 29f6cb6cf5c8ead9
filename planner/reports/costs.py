"""The cost tree: five sections, their items, their lines; every section and item is there, with an amount or a reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.costing.standard_items import ItemState, StandardItem, standard_items
from planner.domain.money import format_pence, split_by_largest_remainder
from planner.domain.plan import Plan, PlanLine
from planner.domain.programme.document import Programme
from planner.domain.terms import ACCESS_CATEGORIES, SECTION_OF, Basis, Category, Section
from planner.reports.costlines import (
    EXPENSES_TOGETHER,
    CostLine,
    LineShowing,
    PriceSource,
    line_showing,
    shown_lines,
)
from planner.reports.words import CATEGORY_WORDS, SECTION_WORDS, list_words, sentence, share_words


@dataclass(frozen=True)
class Amounts:
    """Pence by who bears them, and the same in words; `share_percent` is of the plan's new money, whole per cents."""

    new_pence: int
    funded_pence: int
    in_kind_pence: int
    new: str
    funded: str
    in_kind: str
    share_percent: int

    @property
    def value_pence(self) -> int:
        """The value of it all, whoever bears it."""
        return self.new_pence + self.funded_pence + self.in_kind_pence


@dataclass(frozen=True)
class CostItem:
    """A standard item of a section: its lines, or why it has none ("Not needed: ...", "Don't know yet: ...")."""

    categories: tuple[Category, ...]
    """One, or several merged where one of them would give a small number away."""
    title: str
    amounts: Amounts
    state: ItemState
    words: str
    lines: tuple[CostLine, ...]


@dataclass(frozen=True)
class CostSection:
    """One of the five sections; `words` says how it stands where nothing has an amount, else what of it is contingency."""

    section: Section
    title: str
    amounts: Amounts
    words: str
    items: tuple[CostItem, ...]

    @property
    def sources(self) -> tuple[PriceSource, ...]:
        """Where the section's prices come from, each source once, in the order of its lines."""
        return tuple(
            dict.fromkeys(source for item in self.items for line in item.lines for source in line.sources)
        )


@dataclass(frozen=True)
class CostTree:
    """All costs of a plan; the lines add up to the sections, and the sections to `amounts`, to the penny."""

    sections: tuple[CostSection, ...]
    amounts: Amounts
    access_pence: int | None
    """New money for access support, care and getting online, as one total; None where small numbers are hidden.

    Less what access support comes to line by line, it would tell what care and getting online come to.
    """
    access: str
    vat: str
    """What share of VAT is recovered, and why, in sentences; "" where no line says anything of VAT."""
    has_illustrative_prices: bool
    hides_small_numbers: bool


def cost_tree(programme: Programme, plan: Plan, *, may_see_small_numbers: bool = False) -> CostTree:
    """The costs of a plan in whole pence, summed from its lines (contingency and top-ups among them).

    Lines that count people merge across groups. Unless `may_see_small_numbers`, a plan that would give away a number of
    people under 5 shows such items as one amount each, and travel, care, meals and getting online as one together.
    """
    showing = line_showing(programme, plan, may_see_small_numbers)
    standard = standard_items(programme, plan.lines)
    amounts = _amounts(plan.lines, 100 if any(line.amount_pence for line in plan.lines) else 0)
    own = [[line for line in plan.lines if SECTION_OF[line.category] is section] for section in Section]
    shares = _shares(amounts.share_percent, own)
    sections = tuple(
        _section(showing, [item for item in standard if item.section is section], lines, share)
        for section, lines, share in zip(Section, own, shares, strict=True)
    )
    access_pence = None
    if not showing.hides:
        access_pence = sum(line.amount_pence for line in plan.lines if line.category in ACCESS_CATEGORIES)
    return CostTree(
        sections,
        amounts,
        access_pence,
        "" if access_pence is None else format_pence(access_pence),
        _vat_words(programme) if any("VAT at" in line.vat for line in plan.lines) else "",
        any(line.is_illustrative for section in sections for item in section.items for line in item.lines),
        showing.hides,
    )


def _vat_words(programme: Programme) -> str:
    vat = programme.budget.vat
    recovered = "No VAT" if vat.recovery_share == 0 else f"{share_words(vat.recovery_share)} of VAT"
    return " ".join(part for part in (f"{recovered} is recovered.", sentence(vat.because)) if part)


def _shares(whole_percent: int, parts: Sequence[Sequence[PlanLine]]) -> list[int]:
    """Whole per cents of each part's new money that add up to the whole's (nought where there is no new money)."""
    new_pence = [sum(line.amount_pence for line in lines) for lines in parts]
    return split_by_largest_remainder(whole_percent, new_pence) if any(new_pence) else [0] * len(parts)


def _amounts(lines: Sequence[PlanLine], share_percent: int) -> Amounts:
    new_pence = sum(line.amount_pence for line in lines)
    funded_pence = sum(line.value_pence for line in lines if line.basis is Basis.ALREADY_FUNDED)
    in_kind_pence = sum(line.value_pence for line in lines if line.basis is Basis.IN_KIND)
    return Amounts(
        new_pence,
        funded_pence,
        in_kind_pence,
        format_pence(new_pence),
        format_pence(funded_pence),
        format_pence(in_kind_pence),
        share_percent,
    )


def _section(
    showing: LineShowing, standard: Sequence[StandardItem], lines: Sequence[PlanLine], share_percent: int
) -> CostSection:
    section = standard[0].section
    together = [[item] for item in standard]
    if showing.hides and section is Section.EXPENSES:
        together = [list(standard)]
    own = [
        [line for line in lines if any(line.category is one.category for one in some)] for some in together
    ]
    shares = _shares(share_percent, own)
    items = tuple(
        _item(showing, some, its_lines, share)
        for some, its_lines, share in zip(together, own, shares, strict=True)
    )
    words = _reserve_words(lines) if lines else _section_words(items)
    return CostSection(section, SECTION_WORDS[section], _amounts(lines, share_percent), words, items)


def _reserve_words(lines: Sequence[PlanLine]) -> str:
    """How much of a section's new money is contingency; "" where none is."""
    reserve_pence = sum(line.amount_pence for line in lines if line.category is Category.CONTINGENCY)
    return f"{format_pence(reserve_pence)} of it is contingency." if reserve_pence else ""


def _section_words(items: Sequence[CostItem]) -> str:
    states = {item.state for item in items}
    if states == {ItemState.NOT_NEEDED}:
        return "Not needed."
    return "Don't know yet." if ItemState.NOT_KNOWN in states else "Nothing said yet."


def _item(
    showing: LineShowing, standard: Sequence[StandardItem], lines: Sequence[PlanLine], share_percent: int
) -> CostItem:
    categories = tuple(item.category for item in standard)
    title = CATEGORY_WORDS[categories[0]] if len(categories) == 1 else EXPENSES_TOGETHER
    state, words = (ItemState.AMOUNT, "") if lines else _state(standard)
    return CostItem(
        categories, title, _amounts(lines, share_percent), state, words, shown_lines(showing, lines)
    )


def _state(items: Sequence[StandardItem]) -> tuple[ItemState, str]:
    """What is said of standard items that have no amount, and why; what is not known outweighs what is not needed."""
    unknown = [item.because for item in items if item.state is ItemState.NOT_KNOWN]
    if unknown:
        return ItemState.NOT_KNOWN, sentence(f"Don't know yet: {list_words(unknown)}")
    silent = any(item.state is ItemState.NOTHING_SAID for item in items)
    if silent:
        return ItemState.NOTHING_SAID, "Nothing said yet."
    return ItemState.NOT_NEEDED, sentence(f"Not needed because {list_words(item.because for item in items)}")
