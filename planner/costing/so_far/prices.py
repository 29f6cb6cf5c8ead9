"""Prices that a draft needs and does not have: each is told, and a price of nought stands in for it."""

from typing import Any

from planner.costing.so_far import stand_ins
from planner.costing.so_far.result import Notes
from planner.domain.programme.document import Programme
from planner.domain.programme.groups import Group
from planner.domain.programme.money import RateCard
from planner.domain.programme.places import Equipment, Tool
from planner.domain.terms import Mode

FREE = stand_ins.FREE
EQUIPMENT = (
    ("device", "device_count", "a device"),
    ("data_per_sitting", "data_count", "mobile data"),
    ("setup_help", "setup_help_count", "help to set up"),
)


def with_every_price(programme: Programme, notes: Notes) -> Programme:
    """A programme in which nothing that is counted lacks its price."""
    return programme.model_copy(
        update={
            "groups": tuple(_group(group, notes) for group in programme.groups),
            "tools": tuple(_tool(tool, notes) for tool in programme.tools),
            "equipment": _equipment(programme, notes),
            "rate_card": _card(programme, notes),
        }
    )


def _group(group: Group, notes: Notes) -> Group:
    changes: dict[str, Any] = {}

    def lacks(what: str, not_counted: str) -> None:
        notes.say("groups", f"{what} is not entered for ‘{group.name}’: {not_counted} is not counted")

    if group.care.count and group.care.price_per_hour is None:
        lacks("The price of an hour of care", "care")
        changes["care"] = group.care.model_copy(update={"price_per_hour": FREE})
    if group.payment.kind == "employer" and group.payment.employer_price_per_hour is None:
        lacks("The price of an hour of people paid by their employer", "their time")
        changes["payment"] = group.payment.model_copy(update={"employer_price_per_hour": FREE})
    if group.young_people.count and group.young_people.travel_home_price is None:
        lacks("The price of a safe journey home", "that journey")
        changes["young_people"] = group.young_people.model_copy(update={"travel_home_price": FREE})
    stay = group.recruitment.stay_share
    if stay is not None and not stay:
        lacks("A share above 0 of people who stay", "finding people to take the place of those who leave")
        changes["recruitment"] = group.recruitment.model_copy(update={"stay_share": None})
    return group.model_copy(update=changes) if changes else group


def _tool(tool: Tool, notes: Notes) -> Tool:
    licence = tool.licence
    if licence.month or licence.year or licence.event:
        return tool
    notes.say("tools", f"No licence price is entered for ‘{tool.name}’: the licence is not counted")
    return tool.model_copy(update={"licence": licence.model_copy(update={"event": FREE})})


def _equipment(programme: Programme, notes: Notes) -> Equipment:
    changes: dict[str, Any] = {}
    for price, count, words in EQUIPMENT:
        needing = sum(getattr(group.digital, count) for group in programme.groups)
        if needing and getattr(programme.equipment, price) is None:
            notes.say("equipment", f"The price of {words} is not entered: what people lack is not counted")
            changes[price] = FREE
    return programme.equipment.model_copy(update=changes)


def _card(programme: Programme, notes: Notes) -> RateCard:
    card = programme.rate_card
    changes: dict[str, Any] = {}
    rates = tuple(sorted((rate for rate in card.rates if rate.rungs), key=lambda rate: rate.valid_from))
    if not rates:
        notes.say("rate_card", "The rate card has no rate yet: payments for taking part are not counted")
        changes["rates"] = (stand_ins.pay_rate(),)
    elif rates[0].valid_from > programme.calendar.starts_on:
        notes.say("rate_card", "No rate of the card is valid at the start yet: the first one is used")
        changes["rates"] = (rates[0].model_copy(update={"valid_from": stand_ins.FIRST_DAY}), *rates[1:])
    else:
        changes["rates"] = rates
    if card.catering_per_person is None:
        if any(session.has_catering and _is_in_a_room(session.modes) for session in programme.sessions):
            notes.say("rate_card", "The price of food and drink is not entered: catering is not counted")
        changes["catering_per_person"] = FREE
    if card.mile is None:
        if any(group.travel.by == "car" and group.payment.kind == "card" for group in programme.groups):
            notes.say("rate_card", "The price of a mile by car is not entered: mileage is not counted")
        elif any(member.is_paid_mileage for member in programme.staff):
            notes.say(
                "rate_card", "The price of a mile by car is not entered: the team’s mileage is not counted"
            )
        changes["mile"] = FREE
    return card.model_copy(update=changes)


def _is_in_a_room(modes: tuple[Mode, ...]) -> bool:
    return any(mode is not Mode.ONLINE for mode in modes)
