"""Levers on session plans: whether they must be held, in what order, how, for how many."""

from collections.abc import Callable, Iterator
from functools import partial

from planner.domain.clocks import clock_words
from planner.domain.plan import Plan, PlannedSitting
from planner.domain.programme import Programme
from planner.domain.programme.sessions import SessionPlan
from planner.domain.sittings import sittings_of
from planner.domain.terms import Mode
from planner.optimiser.relax.changed import with_session
from planner.optimiser.relax.lever import Lever, Offer, Settled, fixed
from planner.optimiser.relax.order_levers import order_levers
from planner.optimiser.relax.patches import Edit

_MODE_WORDS = {
    Mode.IN_PERSON: "in person",
    Mode.ONLINE: "online",
    Mode.HYBRID: "in person and online at once",
}


def session_levers(programme: Programme) -> Iterator[Lever]:
    """Everything that session plans ask."""
    titles = {session.id: session.title for session in programme.sessions}
    for index, session in enumerate(programme.sessions):
        yield _held(programme, index, session)
        yield from order_levers(index, session, titles)
        yield from _window(index, session)
        yield from _modes(programme, index, session)
        yield from _sizes(index, session)


def _held(programme: Programme, index: int, session: SessionPlan) -> Lever:
    required = session.repeats.required_count
    required = session.repeats.count if required is None else required

    def asking(programme: Programme, count: int) -> Programme:
        repeats = programme.sessions[index].repeats.model_copy(update={"required_count": count})
        return with_session(programme, index, repeats=repeats)

    offers = []
    running = sum(
        each.is_required and not each.is_fixed for each in sittings_of(programme) if each.session == session
    )
    if required and running == required:
        edit = Edit("set", ("sessions", index, "repeats", "required_count"), required - 1)
        what = (
            f"Make “{session.title}” optional."
            if required == 1
            else f"Require one session of “{session.title}” fewer ({required - 1} of {session.repeats.count})."
        )
        offers.append(Offer("any", partial(asking, count=required - 1), fixed((edit,), what)))
    return Lever(
        "held_once",
        f"sessions[{index}].repeats.required_count",
        f"“{session.title}” has to be held" + (f" {required} times." if required > 1 else "."),
        partial(asking, count=0),
        tuple(offers),
    )


def _window(index: int, session: SessionPlan) -> Iterator[Lever]:
    if session.earliest_on is None and session.latest_on is None and not session.starts:
        return

    def free(programme: Programme) -> Programme:
        return with_session(programme, index, earliest_on=None, latest_on=None, starts=())

    def settle(programme: Programme, plan: Plan) -> Settled | None:
        held = [each for each in plan.sittings if each.session == session.id]
        edits = list(_window_edits(index, session, held))
        what = f"Let “{session.title}” be held {_when(held)}, outside the days and times it is limited to."
        return Settled(what, tuple(edits)) if edits else None

    yield Lever(
        "starts_are_allowed",
        f"sessions[{index}].starts",
        f"“{session.title}” keeps to its own days and times.",
        free,
        (Offer("any", free, settle),),
    )


def _when(held: list[PlannedSitting]) -> str:
    return " and ".join(f"on {each.start:%A %-d %B %Y} at {clock_words(each.start)}" for each in held[:2])


def _window_edits(index: int, session: SessionPlan, held: list[PlannedSitting]) -> Iterator[Edit]:
    days = [each.start.date() for each in held]
    if days and session.earliest_on is not None and min(days) < session.earliest_on:
        yield Edit("set", ("sessions", index, "earliest_on"), min(days).isoformat())
    if days and session.latest_on is not None and max(days) > session.latest_on:
        yield Edit("set", ("sessions", index, "latest_on"), max(days).isoformat())
    known = {(each.weekday.value, each.at) for each in session.starts}
    used = {(f"{each.start:%A}".lower(), f"{each.start:%H:%M}") for each in held}
    for weekday, at in sorted(used - known) if session.starts else ():
        yield Edit("append", ("sessions", index, "starts"), {"weekday": weekday, "at": at})


def _modes(programme: Programme, index: int, session: SessionPlan) -> Iterator[Lever]:
    def free(programme: Programme) -> Programme:
        return with_session(programme, index, modes=tuple(Mode), venues=(), tools=())

    offers = [
        Offer("any", *_one_more_mode(index, session, mode))
        for mode in (Mode.ONLINE, Mode.HYBRID, Mode.IN_PERSON)
        if mode not in session.modes and (programme.venues if mode is not Mode.ONLINE else programme.tools)
    ]
    for kind in ("venues", "tools"):
        if getattr(session, kind):
            anywhere = partial(_anywhere, index=index, kind=kind)
            edit = Edit("set", ("sessions", index, kind), [])
            what = f"Let “{session.title}” be held in any of the programme’s {kind}."
            offers.append(Offer("any", anywhere, fixed((edit,), what)))
    ways = " or ".join(_MODE_WORDS[mode] for mode in session.modes)
    yield Lever(
        "held_once",
        f"sessions[{index}].modes",
        f"“{session.title}” is held {ways}"
        + (" at chosen places." if session.venues or session.tools else "."),
        free,
        tuple(offers),
    )


def _anywhere(programme: Programme, index: int, kind: str) -> Programme:
    return with_session(programme, index, **{kind: ()})


def _one_more_mode(
    index: int, session: SessionPlan, mode: Mode
) -> tuple[Callable[[Programme], Programme], Callable[[Programme, Plan], Settled]]:
    def loosened(programme: Programme) -> Programme:
        return with_session(programme, index, modes=(*session.modes, mode))

    edit = Edit("append", ("sessions", index, "modes"), mode.value)
    if session.modes == (Mode.IN_PERSON,):
        # The document may leave the modes out, since in person is what they are then.
        edit = Edit("set", ("sessions", index, "modes"), [Mode.IN_PERSON.value, mode.value])
    return loosened, fixed((edit,), f"Let “{session.title}” be held {_MODE_WORDS[mode]} too.")


def _sizes(index: int, session: SessionPlan) -> Iterator[Lever]:
    if session.least_people <= 1 and session.most_people is None:
        return

    def free(programme: Programme) -> Programme:
        return with_session(programme, index, least_people=0, most_people=None)

    def settle(programme: Programme, plan: Plan) -> Settled | None:
        sizes = [sum(each.places.values()) for each in plan.sittings if each.session == session.id]
        if not sizes:
            return None
        edits = []
        if min(sizes) < session.least_people:
            edits.append(Edit("set", ("sessions", index, "least_people"), min(sizes)))
        if session.most_people is not None and max(sizes) > session.most_people:
            edits.append(Edit("set", ("sessions", index, "most_people"), max(sizes)))
        people = (
            f"{min(sizes)} people" if min(sizes) == max(sizes) else f"{min(sizes)} to {max(sizes)} people"
        )
        what = f"Let “{session.title}” be held with {people}."
        return Settled(what, tuple(edits)) if edits else None

    yield Lever(
        "least_size_is_reached",
        f"sessions[{index}].least_people",
        f"“{session.title}” is held with at least {session.least_people}"
        + (f" and at most {session.most_people} people." if session.most_people is not None else " people."),
        free,
        (Offer("any", free, settle),),
    )
