"""What lets people join online, and the tools they meet in: data, devices, help, hybrid kits, licences.

Source: `docs/formulation.md` §8.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from planner.costing.context import Occasion, Pricing
from planner.costing.lines import Cost
from planner.domain.dates import financial_year_of
from planner.domain.errors import CannotPrice
from planner.domain.programme.base import Price
from planner.domain.programme.places import Tool
from planner.domain.terms import Category, Known


def _online_counts(pricing: Pricing, occasion: Occasion, need: str) -> dict[str, int]:
    """By group: how many of those who may come online have a digital need ("device", "data", "setup_help")."""
    counts = {}
    for group in pricing.invited(occasion.session):
        needing: int = getattr(group.digital, f"{need}_count")
        if needing:
            counts[group.id] = min(needing, pricing.may_come(group, occasion).online)
    return counts


def data(pricing: Pricing, occasion: Occasion) -> Cost | None:
    """Mobile data for those who may join online and have none.

    Source: `docs/formulation.md` §8, *data*.
    """
    if occasion.place.tool is None:
        return None
    quantity = sum(_online_counts(pricing, occasion, "data").values())
    if quantity == 0:
        return None
    price = _needed(pricing.programme.equipment.data_per_sitting, "no_data_price")
    return Cost(
        rule="data",
        subject=(occasion.sitting_id,),
        category=Category.DIGITAL_ACCESS,
        item="Mobile data",
        about=occasion.session.title,
        driver="people who may join online and lack data",
        quantity=quantity,
        unit="person",
        rate=pricing.unit_rate(price.amount_pence, price),
        financial_year=financial_year_of(occasion.day),
        sittings=(occasion.sitting_id,),
    )


def devices_needed(pricing: Pricing, occasions: Iterable[Occasion]) -> int:
    """The largest number of devices in use at once: at any instant, those of all sittings in progress.

    A sitting that ends as another starts hands its devices on.
    """
    changes: list[tuple[datetime, int]] = []
    for occasion in occasions:
        if occasion.place.tool is None:
            continue
        count = sum(_online_counts(pricing, occasion, "device").values())
        changes.append((occasion.start, count))
        changes.append((occasion.start + timedelta(minutes=occasion.session.minutes), -count))
    in_use = largest = 0
    for _, change in sorted(changes):
        in_use += change
        largest = max(largest, in_use)
    return largest


def setup_help_needed(pricing: Pricing, occasions: Iterable[Occasion]) -> dict[str, int]:
    """By group: the most people at any one sitting who may join online and want help to set up; nought left out."""
    needed: dict[str, int] = {}
    for occasion in occasions:
        if occasion.place.tool is None:
            continue
        for group_id, count in _online_counts(pricing, occasion, "setup_help").items():
            if count > needed.get(group_id, 0):
                needed[group_id] = count
    return needed


def devices(pricing: Pricing, quantity: int) -> Cost | None:
    """Devices bought once, up to the largest need at one time.

    Source: `docs/formulation.md` §8, *devices*.
    """
    if quantity == 0:
        return None
    price = _needed(pricing.programme.equipment.device, "no_device_price")
    driver = "the most people without a device who may be online at one time"
    return _once(pricing, "device", "Devices to join with", driver, quantity, price)


def setup_help(pricing: Pricing, quantity: int) -> Cost | None:
    """Help to set up, once for each person who wants it.

    Source: `docs/formulation.md` §8, *set-up help*.
    """
    if quantity == 0:
        return None
    price = _needed(pricing.programme.equipment.setup_help, "no_setup_help_price")
    driver = "people who may join online and want help to set up, each once"
    return _once(pricing, "setup_help", "Help to get online", driver, quantity, price)


def _once(pricing: Pricing, rule: str, item: str, driver: str, quantity: int, price: Price) -> Cost:
    return Cost(
        rule=rule,
        subject=(),
        category=Category.DIGITAL_ACCESS,
        item=item,
        driver=driver,
        quantity=quantity,
        unit="device" if rule == "device" else "person",
        rate=pricing.unit_rate(price.amount_pence, price),
        financial_year=pricing.first_year,
    )


def hybrid_kit(pricing: Pricing, occasion: Occasion) -> Cost | None:
    """Hire of one kit for a hybrid sitting in a room that is not known to be ready for it.

    None where the room is ready, or where an estimate relies on it (then it is listed to be visited).
    Source: `docs/formulation.md` §1 and §8, *hybrid kit*.
    """
    room, price = occasion.place.room, pricing.programme.equipment.hybrid_kit_per_sitting
    if room is None or occasion.place.tool is None or room.is_hybrid_ready is Known.YES or price is None:
        return None
    return Cost(
        rule="hybrid_kit",
        subject=(occasion.sitting_id,),
        category=Category.ONLINE_TOOLS,
        item="Hybrid meeting kit",
        about=occasion.session.title,
        driver="sessions in the room and online at once, in a room without its own equipment",
        quantity=1,
        unit="kit",
        rate=pricing.unit_rate(price.amount_pence, price),
        financial_year=financial_year_of(occasion.day),
        sittings=(occasion.sitting_id,),
    )


def licence_event(pricing: Pricing, occasion: Occasion) -> Cost | None:
    """What a tool's licence costs for each sitting in it, where it is priced so.

    Source: `docs/formulation.md` §8, *licence event*.
    """
    tool = occasion.place.tool
    if tool is None:
        return None
    licence = tool.licence
    if licence.event is None:
        if licence.month is None and licence.year is None:
            raise CannotPrice("no_licence_price", tool=tool.id)
        return None
    return Cost(
        rule="licence_event",
        subject=(occasion.sitting_id,),
        category=Category.ONLINE_TOOLS,
        item=f"Licence of {tool.name} for one event",
        about=occasion.session.title,
        driver="sessions in the online tool",
        quantity=1,
        unit="event",
        rate=pricing.unit_rate(licence.event.amount_pence, licence.event),
        financial_year=financial_year_of(occasion.day),
        sittings=(occasion.sitting_id,),
    )


def licence_month(pricing: Pricing, tool: Tool, month: date) -> Cost | None:
    """One month of a tool's licence; None where it has no price by the month. `month` is its first day.

    Source: `docs/formulation.md` §8, *licence month, year*.
    """
    return _licence(pricing, tool, tool.licence.month, month, "month")


def licence_year(pricing: Pricing, tool: Tool, first_month: date) -> Cost | None:
    """Twelve months of a tool's licence from `first_month`; None where it has no price by the year.

    Source: `docs/formulation.md` §8, *licence month, year*.
    """
    return _licence(pricing, tool, tool.licence.year, first_month, "year")


def _licence(pricing: Pricing, tool: Tool, price: Price | None, month: date, unit: str) -> Cost | None:
    if price is None:
        return None
    return Cost(
        rule=f"licence_{unit}",
        subject=(tool.id, f"{month:%Y-%m}"),
        category=Category.ONLINE_TOOLS,
        item=f"Licence of {tool.name}",
        about=f"{month:%B %Y}" if unit == "month" else f"twelve months from {month:%B %Y}",
        driver="months with a session in the online tool",
        quantity=1,
        unit=unit,
        rate=pricing.unit_rate(price.amount_pence, price),
        financial_year=financial_year_of(month),
    )


def _needed(price: Price | None, code: str) -> Price:
    if price is None:
        raise CannotPrice(code)
    return price
