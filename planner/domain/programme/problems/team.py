"""The team and the suppliers: scales, skills, and terms that cannot be."""

from collections.abc import Iterator
from decimal import Decimal

from planner.domain.programme.document import Programme
from planner.domain.programme.problems.found import Problem
from planner.domain.programme.problems.walk import again
from planner.domain.programme.team import Supplier


def suppliers_can_be_priced(programme: Programme) -> Iterator[Problem]:
    """A supplier gives some kind of support in some mode at bands that rise."""
    for number, supplier in enumerate(programme.suppliers):
        here = f"suppliers[{number}]"
        if not supplier.support:
            yield Problem(f"{here}.support", 'Name the kind of support, for example "bsl_interpreter"')
        if not supplier.modes:
            yield Problem(f"{here}.modes", "Name at least one way of meeting: in_person, online or hybrid")
        for name, values in (("modes", supplier.modes), ("areas", supplier.areas)):
            for index in again(values):
                yield Problem(f"{here}.{name}[{index}]", "Remove this entry: the same is already in the list")
        yield from _bands(here, supplier)
        yield from _cancellation(here, supplier)


def _bands(here: str, supplier: Supplier) -> Iterator[Problem]:
    if not supplier.bands:
        yield Problem(f"{here}.bands", "Add at least one price: up to so many minutes, so many pence")
    for index in range(1, len(supplier.bands)):
        before, band = supplier.bands[index - 1], supplier.bands[index]
        if band.up_to_minutes <= before.up_to_minutes:
            message = f"Enter more than {before.up_to_minutes} minutes, the band before"
            yield Problem(f"{here}.bands[{index}].up_to_minutes", message)


def _cancellation(here: str, supplier: Supplier) -> Iterator[Problem]:
    for index, term in enumerate(supplier.cancellation):
        if term.percent > Decimal(100):
            yield Problem(
                f"{here}.cancellation[{index}].percent", "Enter a percentage from 0 to 100, for example 50"
            )
    for index in again(term.days_before for term in supplier.cancellation):
        yield Problem(f"{here}.cancellation[{index}].days_before", "Give each number of days once")


def training_gives_something(programme: Programme) -> Iterator[Problem]:
    """Training names what it gives."""
    for number, member in enumerate(programme.staff):
        for index, training in enumerate(member.training):
            if not training.gives:
                message = 'Name what it gives: "lead", "host" or a skill'
                yield Problem(f"staff[{number}].training[{index}].gives", message)


def skills_asked_for_exist(programme: Programme) -> Iterator[Problem]:
    """A skill that a session asks for is one that somebody of the team has or can be trained in."""
    has = {skill for member in programme.staff for skill in member.skills}
    has |= {training.gives for member in programme.staff for training in member.training}
    for number, session in enumerate(programme.sessions):
        if session.team.skill and session.team.skill not in has:
            message = f'Name a skill of the team: nobody has or can be trained in "{session.team.skill}"'
            yield Problem(f"sessions[{number}].team.skill", message)


def pay_is_per_hour_of_somebody(programme: Programme) -> Iterator[Problem]:
    """On-costs are a percentage of pay that somebody could mean."""
    for number, member in enumerate(programme.staff):
        if member.pay.on_cost_percent > Decimal(200):
            yield Problem(
                f"staff[{number}].pay.on_cost_percent", "Enter a percentage from 0 to 200, for example 15"
            )
