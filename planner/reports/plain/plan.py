"""A plan told in plain words."""

from collections.abc import Iterable, Mapping, Sequence

from planner.domain.facts import access_features
from planner.domain.money import format_pence
from planner.domain.plan import Plan
from planner.domain.programme.document import Programme
from planner.domain.programme.money import PayRate
from planner.domain.programme.places import AccessFeature
from planner.domain.terms import Basis, Category, Known
from planner.reports.compare.money import PAID_OUT, TOGETHER
from planner.reports.costs import CostTree, cost_tree
from planner.reports.equity import targets_table
from planner.reports.headline import left_out_rows
from planner.reports.names import in_order
from planner.reports.narrative import narrative
from planner.reports.plain.model import PlainDate, PlainPlace, PlainPlan
from planner.reports.schedule import ScheduleRow, schedule_table
from planner.reports.words import SMALL_UNDER, duration_words, list_words, sentence

EXPENSES = {
    Category.TRAVEL: "Your travel",
    Category.CARE: "Childcare, or care for somebody you look after",
    Category.SUBSISTENCE: "Meals on long days",
    Category.DIGITAL_ACCESS: "A device, data, or help to get online",
    Category.CATERING: "Food and drink at sessions",
}
"""What is provided where the plan has money for it, whoever bears it."""


def plain_plan(programme: Programme, plan: Plan) -> PlainPlan:
    """The plan as it is told to those who take part; numbers of people of a group are left out, and who needs what."""
    story = narrative(programme, plan)
    rows = schedule_table(programme, plan).rows
    series = {session.id: session.title for session in programme.sessions}
    tree = cost_tree(programme, plan)
    return PlainPlan(
        title=programme.title,
        purpose=sentence(programme.purpose.strip()),
        what=story.what,
        dates=tuple(_date(row, series[row.sitting_id.rpartition("-")[0]]) for row in rows),
        places=_places(programme, plan),
        support=_support(programme, plan),
        expenses=tuple(
            words
            for category, words in EXPENSES.items()
            if any(line.category is category and line.value_pence > 0 for line in plan.lines)
        ),
        pay=_pay(programme, plan),
        decides=tuple(_unique(f"{row.title}: {row.decides}" for row in rows if row.decides)),
        fixed=tuple(_unique(row.is_not_open for row in rows if row.is_not_open)),
        money=_money(programme, tree),
        total=tree.amounts.new,
        targets=tuple(
            (row.title, f"{row.standing}, where {row.level} {_asked(row.strength)}.", row.is_met)
            for row in targets_table(programme, plan).rows
        ),
        co_production=story.co_production,
        left_out=tuple(f"{row.title}: {row.because}" for row in left_out_rows(programme, plan)),
    )


def _money(programme: Programme, tree: CostTree) -> tuple[tuple[str, str], ...]:
    """Sections and what they come to; payments and expenses as one where there is a small group.

    Less the same of another option they would tell what it costs, and so how many it is.
    """
    if not any(group.size < SMALL_UNDER for group in programme.groups):
        return tuple((section.title, section.amounts.new) for section in tree.sections)
    merged = [section for section in tree.sections if section.section in TOGETHER]
    one = format_pence(sum(section.amounts.new_pence for section in merged))
    rest = [section for section in tree.sections if section.section not in TOGETHER]
    return ((PAID_OUT, one), *((section.title, section.amounts.new) for section in rest))


def _asked(strength: str) -> str:
    return "is required" if strength == "Must" else "is aimed for"


def _unique(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _date(row: ScheduleRow, series: str) -> PlainDate:
    return PlainDate(
        row.date,
        row.time,
        row.title,
        series,
        row.where,
        row.mode,
        row.decides,
        row.is_not_open,
        row.feeds_back_on,
    )


def _places(programme: Programme, plan: Plan) -> tuple[PlainPlace, ...]:
    """The venues and tools in use with their features; a room's own answer takes the place of its venue's."""
    labels = {(feature.kind, feature.key): feature.label for feature in access_features()}
    used = _unique(planned.place for planned in in_order(plan))
    venues = {key.partition("+")[0].partition("/")[0]: None for key in used if "/" in key}
    rooms = {key.partition("+")[0] for key in used if "/" in key}
    tools = {key.partition("+")[2] if "/" in key else key for key in used}
    found = []
    for venue in programme.venues:
        if venue.id in venues:
            own = {feature.key: feature for feature in venue.features}
            answers = [
                own | {feature.key: feature for feature in room.features}
                for room in venue.rooms
                if f"{venue.id}/{room.id}" in rooms
            ]
            found.append(_place(venue.name, "venue", _in_every(answers or [own]), labels))
    found += [
        _place(tool.name, "tool", tool.features, labels) for tool in programme.tools if tool.id in tools
    ]
    return tuple(found)


def _in_every(rooms: Sequence[Mapping[str, AccessFeature]]) -> Iterable[AccessFeature]:
    """What holds in every room in use: missing in one, it is not there; unknown in one, nobody has checked it."""
    for key in dict.fromkeys(key for room in rooms for key in room):
        answers = [room[key].is_there if key in room else Known.UNKNOWN for room in rooms]
        state = next((each for each in (Known.NO, Known.UNKNOWN) if each in answers), Known.YES)
        yield next(room[key] for room in rooms if key in room).model_copy(update={"is_there": state})


def _place(
    name: str, kind: str, answers: Iterable[AccessFeature], labels: dict[tuple[str, str], str]
) -> PlainPlace:
    by_state: dict[Known, list[str]] = {}
    for answer in answers:
        words = labels.get((kind, answer.key), answer.key.replace("_", " ").capitalize())
        by_state.setdefault(answer.is_there, []).append(words)
    return PlainPlace(
        name, kind == "tool", tuple(by_state.get(Known.YES, ())), tuple(by_state.get(Known.UNKNOWN, ()))
    )


def _support(programme: Programme, plan: Plan) -> tuple[str, ...]:
    """The kinds of support that are booked for any session."""
    booked = {each.supplier for planned in plan.sittings for each in planned.support if each.workers}
    return tuple(_unique(supplier.name for supplier in programme.suppliers if supplier.id in booked))


def _pay(programme: Programme, plan: Plan) -> tuple[str, ...]:
    """The rate card that holds when the sessions begin, rung by rung, and what counts as paid time."""
    if not any(
        line.category is Category.INVOLVEMENT_PAYMENT and line.basis is not Basis.IN_KIND
        for line in plan.lines
    ):
        return ("Nobody is paid for taking part in this plan.",)
    card, held = programme.rate_card, in_order(plan)
    first = held[0].start.date() if held else programme.calendar.starts_on
    valid = [rate for rate in card.rates if rate.valid_from <= first]
    told = _rungs(max(valid, key=lambda rate: rate.valid_from)) if valid else []
    counts = ["the session"]
    if card.pays_preparation:
        counts.append("time to prepare")
    if card.pays_travel_time:
        counts.append("travel time")
    told.append(f"Paid time is {list_words(counts)}.")
    return tuple(told)


def _rungs(rate: PayRate) -> list[str]:
    told = [
        f"Up to {duration_words(rung.up_to_minutes)}: {format_pence(rung.amount_pence)}"
        for rung in rate.rungs
    ]
    if rate.further_hour_pence:
        told.append(f"Each further hour: {format_pence(rate.further_hour_pence)}")
    return told
