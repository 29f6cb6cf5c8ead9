"""Prices as they are asked for everywhere: an amount, how sure it is, where it comes from, and its terms behind *More*."""

from __future__ import annotations

from typing import ClassVar

from planner.forms.choices import ChoiceField, yes_or_no
from planner.forms.fields import DayField, MoneyField, ShareField, TextField, WordsField
from planner.forms.parts import Block, Inner, PartField, within_a_row

EVIDENCE = (
    ("our_estimate", "Our estimate"),
    ("published", "A published price"),
    ("quote", "A quote"),
    ("decided", "Decided by us"),
)
BASES = (
    ("new_money", "New money, from this budget"),
    ("already_funded", "Already funded from elsewhere"),
    ("in_kind", "Given in kind"),
)
VAT_TREATMENTS = (("none", "No VAT"), ("standard", "Standard rate"), ("reduced", "Reduced rate"))
MORE = ("priced_on", "basis", "vat", "vat_recovery_share", "url", "cost_code", "is_capital", "note")


class TermsForm(Inner):
    """Everything about a price but its amount."""

    evidence = ChoiceField(
        "How sure is this price?",
        choices=EVIDENCE,
        default="our_estimate",
        blank="our_estimate",
        as_radios=False,
    )
    source = TextField("Where does it come from?")
    priced_on = DayField("From what day is it valid?")
    basis = ChoiceField(
        "Who bears it?", choices=BASES, default="new_money", blank="new_money", as_radios=False
    )
    vat = ChoiceField("VAT to add", choices=VAT_TREATMENTS, default="none", blank="none", as_radios=False)
    vat_recovery_share = ShareField(
        "VAT recovered on this price", "Leave empty to use the organisation's answer"
    )
    url = TextField("Web address of the source", blank="")
    cost_code = TextField("Cost code", width="10")
    is_capital = yes_or_no("Is it capital spending?", default=False)
    note = WordsField("Note", blank="")
    blank_without: ClassVar[tuple[str, ...]] = (
        "source",
        "priced_on",
        "vat_recovery_share",
        "url",
        "cost_code",
        "note",
    )
    layout = (Block(("evidence", "source")), Block(MORE, "More about this price", is_more=True))

    @property
    def words(self) -> str:
        """How sure it is and where it comes from, as what follows an amount, and of its terms those that are not usual."""
        fields = self._fields
        told = ": ".join(words for words in (self.evidence.shown.lower(), self.source.shown) if words)
        unusual = [
            f"{within_a_row(fields[name].label.text)}: {fields[name].shown}"
            for name in MORE
            if fields[name].shown and fields[name].data != fields[name].default
        ]
        return "; ".join([told, *unusual])


class PriceForm(TermsForm):
    """An amount in pounds, before VAT, with its terms."""

    amount_pence = MoneyField(
        "Amount, before VAT", required="Enter the amount, for example 12.50: it cannot be priced without"
    )
    blank_without: ClassVar[tuple[str, ...]] = (
        "amount_pence",
        "source",
        "priced_on",
        "vat_recovery_share",
        "url",
        "cost_code",
        "note",
    )
    layout = (
        Block(("amount_pence", "evidence", "source")),
        Block(MORE, "More about this price", is_more=True),
    )

    @property
    def words(self) -> str:
        """The amount, how sure it is and where it comes from."""
        return f"{self.amount_pence.shown} ({super().words})"


def price_field(label: str, hint: str = "", *, is_open: bool = True) -> PartField:
    """Give a field for a price that may be left empty."""
    return PartField(PriceForm, label, hint, is_optional=True, is_open=is_open)
