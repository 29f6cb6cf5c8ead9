"""Figures to measure targets against, made of the packaged standards, each with its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from planner.domain.facts import Standard, standards
from planner.forms.fields import Choice

_PEOPLE = (
    "are disabled",
    "are 65 or older",
    "are unpaid carers (aged 5 and over)",
    "are Asian, Asian British or Asian Welsh",
    "are Black, or of mixed ethnic groups",
    "are of other ethnic groups",
    "",
)
"""What the parts of the standard's value count; the largest group of all is no measure for a least, and is passed over."""
_CARERS = (
    "of unpaid carers in England are disabled",
    "of people in England who are not unpaid carers are disabled",
)
_RATIOS = ("essential", "desirable")


@dataclass(frozen=True)
class Benchmark:
    """A published figure: what it says in words, its value as the document holds it, and where it comes from."""

    key: str
    words: str
    value: Decimal
    source: str


@cache
def population() -> tuple[Benchmark, ...]:
    """Shares of people in England and Wales (parts of one): a fall-back where no local figure is known."""
    everyone, carers = (
        _standard("population", "disabled / 65+"),
        _standard("population", "disabled among unpaid carers"),
    )
    return (
        *_shares(
            "people", everyone, [words and f"of people in England and Wales {words}" for words in _PEOPLE]
        ),
        *_shares("carers", carers, _CARERS),
    )


@cache
def facilitator_ratios() -> tuple[Benchmark, ...]:
    """How many people a facilitator has at most, by the standard for citizens' assemblies."""
    found = [each for each in standards() if each.rule == "people per facilitator at most"]
    return tuple(
        Benchmark(each.level, f"At most {each.value} people a facilitator: {each.level} ({each.source})",
                  Decimal(each.value), each.url)
        for each in found if each.level in _RATIOS
    )  # fmt: skip


def choices_of(benchmarks: Sequence[Benchmark]) -> list[Choice]:
    """Benchmarks to choose from."""
    return [(each.key, each.words) for each in benchmarks]


def by_key(benchmarks: Sequence[Benchmark]) -> Mapping[str, Benchmark]:
    """Benchmarks by their key."""
    return {each.key: each for each in benchmarks}


def _standard(topic: str, start: str) -> Standard:
    return next(each for each in standards() if each.topic == topic and each.rule.startswith(start))


def _shares(kind: str, standard: Standard, words: Sequence[str]) -> tuple[Benchmark, ...]:
    return tuple(
        Benchmark(f"{kind}-{number}", f"{percent}% {each}", Decimal(percent) / 100, f"{standard.source}, {standard.url}")
        for number, (percent, each) in enumerate(zip(standard.values, words, strict=True), 1)
        if each
    )  # fmt: skip
