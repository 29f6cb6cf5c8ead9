"""Equity targets that a new project starts with: aims, so that a first plan shows what is missed rather than failing."""

from typing import Any

from planner.domain.starting.meetings import DESIRABLE_PER_FACILITATOR
from planner.domain.starting.people import CENSUS, MINORITY, percent_of_census
from planner.domain.starting.prices import Part, standard

TO_AGREE = "To be agreed with the people who take part"


def target(kind: str, title: str, **more: Any) -> Part:
    """A target of a kind, not agreed with anybody yet."""
    return {"kind": kind, "id": kind.replace("_", "-"), "title": title, "benchmark": TO_AGREE, **more}


def sensible_targets(*, times_level: float = 0.6) -> list[Part]:
    """Equal footing where something is decided, voices by the census, times people can make, process, and good company."""
    facilitation = standard("facilitation", "people per facilitator", "desirable")
    return [
        target(
            "equal_footing",
            "At least half of those deciding have lived experience",
            scope="deciding",
            level=0.5,
        ),
        *representation(),
        target("times_people_can_make", "Most of each group can make it", level=times_level),
        target("familiar", "Repeats keep weekday, time and place", level=1),
        target(
            "facilitator_ratio",
            f"At most {DESIRABLE_PER_FACILITATOR} people a facilitator",
            people_per_facilitator=DESIRABLE_PER_FACILITATOR,
            benchmark=f"{facilitation.source}: desirable",
            source=facilitation.url,
        ),
        target(
            "process", "Shared decisions, feedback, paid preparation, breaks, a share in seeing it through"
        ),
    ]


def representation() -> list[Part]:
    """Disabled people and people of minority ethnic groups hold the places that the census says."""
    shares = {
        "disabled": ("Disabled people hold their share of places", percent_of_census("disabled")),
        "minority_ethnic": (
            "People of minority ethnic groups hold their share of places",
            percent_of_census(*MINORITY),
        ),
    }
    return [
        target(
            "representation",
            title,
            id=f"voices-{key.replace('_', '-')}",
            characteristic=key,
            level=round(percent / 100, 4),
            benchmark=f"{CENSUS.source}, England and Wales; use local figures where there are any",
            source=CENSUS.url,
        )
        for key, (title, percent) in shares.items()
    ]
