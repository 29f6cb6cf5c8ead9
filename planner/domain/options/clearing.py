"""What is taken out of a draft, with everything that refers to it."""

from collections.abc import Collection

from planner.domain.programme.draft import Body, Draft


def without_groups(draft: Draft, keys: Collection[str]) -> None:
    """Take groups out of a draft, out of every invitation and out of what was fixed for them."""
    if not keys:
        return
    draft["groups"] = [group for group in draft.get("groups") or () if group["id"] not in keys]
    for session in draft.get("sessions") or ():
        session["invited"] = [key for key in session["invited"] if key not in keys]
    for pin in draft.get("pins") or ():
        pin["places"] = [place for place in pin.get("places") or () if place["group"] not in keys]


def without_sessions(draft: Draft, keys: Collection[str]) -> None:
    """Take sessions out of a draft, and out of the order, the feedback, the costs and the pins of others.

    A cost that was for these sessions alone goes with them; pins of occasions that are no longer held go too.
    """
    sessions: list[Body] = [each for each in draft.get("sessions") or () if each["id"] not in keys]
    draft["sessions"] = sessions
    for session in sessions:
        session["follows"] = [each for each in session.get("follows") or () if each["session"] not in keys]
        if session.get("feeds_back_on") in keys:
            session["feeds_back_on"], session["feedback_within_days"] = None, None
    _clear_costs(draft, keys)
    held = {
        f"{each['id']}-{number}" for each in sessions for number in range(1, each["repeats"]["count"] + 1)
    }
    for part in ("pins", "amount_pins"):
        draft[part] = [pin for pin in draft.get(part) or () if pin["sitting"] in held]


def _clear_costs(draft: Draft, keys: Collection[str]) -> None:
    kept: list[Body] = []
    for cost in draft.get("other_costs") or ():
        of_sessions = cost.get("sessions") or []
        left = [key for key in of_sessions if key not in keys]
        if left or not of_sessions:
            kept.append({**cost, "sessions": left})
    draft["other_costs"] = kept


def without_places(draft: Draft, venues: Collection[str], tools: Collection[str]) -> None:
    """Take venues and online tools out of a draft, out of the choice of every session and out of what was fixed there.

    What was announced there is a draft again: it has to be placed anew.
    """
    for part, keys in (("venues", venues), ("tools", tools)):
        if not keys:
            continue
        draft[part] = [entry for entry in draft.get(part) or () if entry["id"] not in keys]
        for session in draft.get("sessions") or ():
            session[part] = [key for key in session.get(part) or () if key not in keys]
    gone = {*venues, *tools}
    for pin in draft.get("pins") or ():
        if gone & _parts_of_place(pin.get("place") or ""):
            pin["place"] = ""
    for session in draft.get("sessions") or ():
        session["sittings"] = [
            state
            for state in session.get("sittings") or ()
            if not gone & _parts_of_place(state.get("place") or "")
        ]


def _parts_of_place(place: str) -> set[str]:
    room, _, tool = place.partition("+")
    return {room.partition("/")[0], tool} - {""}
