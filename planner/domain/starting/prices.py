"""Prices of starting documents: published ones from the packaged facts, all others our own estimate and marked as assumed."""

from decimal import Decimal
from typing import Any

from planner.domain.facts import Rate, Standard, rates, standards

Part = dict[str, Any]
"""A part of a programme document as plain JSON values."""


def newest(scheme: str, item: str) -> Rate:
    """The newest packaged rate of a scheme; raises `LookupError` where there is none: the facts and this package go together."""
    found = [rate for rate in rates() if (rate.scheme, rate.item) == (scheme, item)]
    if not found:
        raise LookupError(f"no rate {item!r} of {scheme!r}")
    return max(found, key=lambda rate: rate.valid_from_text)


def standard(topic: str, rule: str, level: str | None = None) -> Standard:
    """The packaged standard of a topic whose rule starts so; raises `LookupError` where there is none."""
    for each in standards():
        if each.topic == topic and each.rule.startswith(rule) and level in (None, each.level):
            return each
    raise LookupError(f"no standard {rule!r} of {topic!r}")


def published_terms(rate: Rate, **more: Any) -> Part:
    """Price terms of a published rate: its source, address and the first day it was valid."""
    undated = "" if rate.valid_from else ", undated"
    terms: Part = {
        "evidence": "published",
        "source": f"{rate.source}: {rate.item} ({rate.confidence if rate.valid_from else 'published'}{undated})"[
            :200
        ],
        "url": rate.url,
    }
    if rate.valid_from is not None:
        terms["priced_on"] = rate.valid_from.isoformat()
    return {**terms, **more}


def published(scheme: str, item: str, which: int = 0, **more: Any) -> Part:
    """A published price; `which` of the alternatives that the item names."""
    rate = newest(scheme, item)
    return {"amount_pence": rate.amounts_pence[which], **published_terms(rate, **more)}


def estimated_terms(what: str, **more: Any) -> Part:
    """Price terms of our own estimate: nobody has quoted it."""
    return {
        "evidence": "our_estimate",
        "source": f"Our estimate: {what}",
        "note": "Assumed: ask for a quote, or put in what you pay.",
        **more,
    }


def estimated(pence: int, what: str, **more: Any) -> Part:
    """A price that is our own estimate."""
    return {"amount_pence": pence, **estimated_terms(what, **more)}


def people_of(size: int, percent: Decimal | str) -> int:
    """How many of a group a percentage is: rounded up, and one raised to two so that nobody is alone; never more than all.

    Source: the quotas of the Furness citizens' jury in `planner/facts/standards.csv`.
    """
    exact = size * Decimal(percent) / 100
    whole = int(exact) + (exact != int(exact))
    return min(size, max(2, whole)) if whole else 0
