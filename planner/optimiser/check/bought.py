"""Rules of things bought once and of bookings: they cover what the sittings need.

Source: `docs/formulation.md` §8.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from planner.domain.programme.groups import Group
from planner.domain.terms import Category
from planner.optimiser.check.case import Broken, Case, Held


def things_bought_once_cover_the_need(case: Case) -> Iterator[Broken]:
    """Licences, devices, set-up help, induction, recruitment and training cover what the sittings need.

    A plan made by hand may leave out what it buys; there is then nothing to compare.
    """
    rule, bought = "things_bought_once_cover_the_need", case.plan.bought
    if not bought.model_fields_set:
        return
    names = case.ground.names
    for held in case.held:
        if not _is_licensed(case, held):
            words = f"No licence of {names.place(held.spot.text)} covers {held.on:%B %Y}."
            yield Broken(rule, held.id, words)
    devices = _devices(case)
    if bought.device_count < devices:
        yield Broken(
            rule, "devices", f"{bought.device_count} devices are bought; {devices} are needed at once."
        )
    for group in case.programme.groups:
        needs = (
            ("set-up help", bought.setup_help, _setup_help(case, group)),
            ("induction", bought.inducted, _inducted(case, group)),
            ("recruitment", bought.recruited, _recruited(case, group)),
        )
        for name, said, needed in needs:
            if said.get(group.id, 0) < needed:
                words = f"{group.name}: {name} for {said.get(group.id, 0)} where {needed} need it."
                yield Broken(rule, group.id, words)
    for training in bought.training:
        member = case.ground.staff.get(training.staff)
        if member is None or not any(each.gives == training.gives for each in member.training):
            words = f"There is no training for ‘{training.gives}’ for {names.staff(training.staff)}."
            yield Broken(rule, training.staff, words)


def _is_licensed(case: Case, held: Held) -> bool:
    tool = held.spot.tool
    if tool is None or (tool.licence.month is None and tool.licence.year is None):
        return True
    first = case.programme.calendar.starts_on
    months = (held.on.year - first.year) * 12 + held.on.month - first.month
    year_from = first.year * 12 + first.month - 1 + months // 12 * 12
    year_label = f"{tool.id}:{year_from // 12}-{year_from % 12 + 1:02d}"
    is_by_month = f"{tool.id}:{held.on:%Y-%m}" in case.plan.bought.licence_months
    return is_by_month or year_label in case.plan.bought.licence_years


def _devices(case: Case) -> int:
    """The most devices in use at one instant; the number can only rise when a sitting starts."""
    needed = 0
    for one in case.held:
        together = [held for held in case.held if held.start <= one.start < held.end]
        needed = max(needed, sum(_lent(case, held) for held in together))
    return needed


def _lent(case: Case, held: Held) -> int:
    return sum(min(group.digital.device_count, case.may_come(held, group)[1]) for group in held.groups)


def _setup_help(case: Case, group: Group) -> int:
    coming = [case.may_come(held, group)[1] for held in case.held if group in held.groups]
    return max((min(group.digital.setup_help_count, online) for online in coming), default=0)


def _largest(case: Case, group: Group) -> int:
    return max((held.places(group) for held in case.held if group in held.groups), default=0)


def _inducted(case: Case, group: Group) -> int:
    is_paid = group.payment.kind == "card" and group.induction_minutes > 0
    return _largest(case, group) if is_paid else 0


def _recruited(case: Case, group: Group) -> int:
    is_invited = any(group.id in session.invited for session in case.programme.sessions)
    if group.recruitment.price_per_person is None or not is_invited:
        return 0
    wanted = group.size if group.membership == "standing" else _largest(case, group)
    stay = group.recruitment.stay_share
    return ceil(wanted / Fraction(stay)) if stay else wanted


def bookings_cover_their_sittings(case: Case) -> Iterator[Broken]:
    """Every room and every worker of a sitting is in a line of hire that names the sitting, unless its amount is pinned."""
    rule, names = "bookings_cover_their_sittings", case.ground.names
    pinned = {(pin.sitting, pin.category) for pin in case.programme.amount_pins}
    for held in case.held if case.plan.lines or case.plan.total_pence else ():
        if held.room_key and (held.id, Category.VENUE) not in pinned:
            key = f"room_hire:{held.room_key}:{held.on}"
            if not any(
                line.key == key and held.id in line.sittings and line.quantity >= 1
                for line in case.plan.lines
            ):
                yield Broken(rule, held.id, f"No line hires {names.place(held.room_key)} for it.")
        for booked in held.planned.support:
            if not booked.workers or (held.id, Category.ACCESS_SUPPORT) in pinned:
                continue
            key = f"support_hire:{booked.supplier}:"
            if not any(
                line.key.startswith(key) and held.id in line.sittings and line.quantity >= booked.workers
                for line in case.plan.lines
            ):
                yield Broken(
                    rule,
                    held.id,
                    f"No line hires {booked.workers} of {names.supplier(booked.supplier)} for it.",
                )
