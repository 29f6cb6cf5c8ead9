"""Where a plan stands in one line, what it still rests on, and what it leaves out."""

import re
from dataclasses import dataclass
from datetime import date

from planner.costing.to_find import NOT_PRICES
from planner.domain.facts import access_features
from planner.domain.money import format_pence
from planner.domain.plan import Plan, PlanLine
from planner.domain.programme.document import Programme
from planner.domain.terms import Category, Evidence
from planner.reports.costlines import has_small_numbers
from planner.reports.names import Names
from planner.reports.words import CATEGORY_WORDS, count_words, date_words, pounds_words, sentence

TO_FIND_WORDS = {
    "visit_by": "Visit",
    "quote_by": "Get a quote",
    "answer_by": "Get an answer",
    "price_is_old": "Check an old price",
}

PART_RESTS_ON_ESTIMATES = "part of it rests on estimates"
"""What is said of estimates to a reader who may not see how much it is."""

_RESTS_ON = re.compile(r"£[\d,]+ rests on estimates")


@dataclass(frozen=True)
class Headline:
    """One line and its parts; a part that does not apply is ""."""

    line: str
    """For example "£48,320 of £52,000 · £6,400 rests on estimates · 1 of 9 targets missed: ‘Evenings for unpaid carers’"."""
    money: str
    rests_on: str
    old_prices: str
    missed: str
    left_out: str
    total_pence: int
    budget_pence: int
    estimated_pence: int
    """Nought where the reader may not see it."""
    estimated: str
    """What rests on estimates to the penny: what the quotes to get add up to; "" where nothing does or it is hidden."""


@dataclass(frozen=True)
class ToFindRow:
    """Something that an estimate still rests on; `amount` is what of the plan hangs on it, "" where nothing does."""

    what: str
    thing: str
    where: str
    by: str
    by_on: date | None
    amount: str
    amount_pence: int


@dataclass(frozen=True)
class LeftOutRow:
    """A session that does not run, and why."""

    sitting_id: str
    title: str
    because: str


def headline(programme: Programme, plan: Plan, *, may_see_small_numbers: bool = False) -> Headline:
    """Where a plan stands: new money against the budget, what rests on estimates, targets missed, sessions left out.

    Where small numbers are hidden in `cost_tree`, how much rests on estimates is not told: where one small kind of cost is
    all of it, it would tell that one.
    """
    budget_pence = programme.budget.total_pence
    estimated_pence = sum(line.amount_pence for line in plan.lines if rests_on_estimate(line))
    old_count = sum(1 for thing in plan.to_find if thing.kind == "price_is_old")
    missed = [result.title for result in plan.targets if not result.met]
    money = f"{pounds_words(plan.total_pence)} of {pounds_words(budget_pence)}"
    rests_on = f"{pounds_words(estimated_pence)} rests on estimates" if estimated_pence else ""
    if rests_on and not may_see_small_numbers and has_small_numbers(plan):
        rests_on, estimated_pence = PART_RESTS_ON_ESTIMATES, 0
    old_prices = f"{count_words(old_count, 'price')} more than two years old" if old_count else ""
    missed_words = _missed_words(missed, len(plan.targets)) if missed else ""
    left_out = f"{count_words(len(plan.left_out), 'session')} left out" if plan.left_out else ""
    parts = (money, rests_on, old_prices, missed_words, left_out)
    return Headline(
        " · ".join(part for part in parts if part),
        *parts,
        total_pence=plan.total_pence,
        budget_pence=budget_pence,
        estimated_pence=estimated_pence,
        estimated=format_pence(estimated_pence) if estimated_pence else "",
    )


def without_estimates(line: str) -> str:
    """A headline as it was stored, without how much rests on estimates: for lists, which read no plan to see if it may be."""
    return _RESTS_ON.sub(PART_RESTS_ON_ESTIMATES, line, count=1)


def rests_on_estimate(line: PlanLine) -> bool:
    """Whether a line is new money at a price that nobody has quoted or published; what follows from other lines is none."""
    return line.evidence is Evidence.OUR_ESTIMATE and line.rule not in NOT_PRICES


def _missed_words(titles: list[str], target_count: int) -> str:
    quoted = "; ".join(f"‘{title}’" for title in titles)
    return f"{len(titles)} of {count_words(target_count, 'target')} missed: {quoted}"


def to_find_rows(
    programme: Programme, plan: Plan, *, may_see_small_numbers: bool = False
) -> tuple[ToFindRow, ...]:
    """What an estimate still rests on: what is due first comes first, what has no date last.

    Where small numbers are hidden in `cost_tree`, amounts are left out here: what one kind of cost comes to, divided by its
    price, would tell how many people need it.
    """
    names = Names(programme)
    shows_amounts = may_see_small_numbers or not has_small_numbers(plan)
    things = sorted(
        plan.to_find, key=lambda thing: (thing.by is None, thing.by or date.max, -thing.amount_pence)
    )
    return tuple(
        ToFindRow(
            TO_FIND_WORDS[thing.kind],
            _thing_words(thing.what),
            _where_words(names, thing.where),
            f"by {date_words(thing.by)}" if thing.by else "",
            thing.by,
            format_pence(thing.amount_pence) if thing.amount_pence and shows_amounts else "",
            thing.amount_pence if shows_amounts else 0,
        )
        for thing in things
    )


def _thing_words(what: str) -> str:
    """What is to be found, where costing names it by a key: an access feature, readiness for hybrid, a consent."""
    features = {f"{feature.kind}:{feature.key}": feature.label for feature in access_features()}
    return features.get(what) or _THINGS.get(what) or what


_THINGS = {
    "is_hybrid_ready": "Whether people in the room and online can see and hear each other",
    "guardian_consent": "Whether the guardians of the under-18s consent",
}


def _where_words(names: Names, where: str) -> str:
    """The name of a place, venue, tool, session or kind of cost where `where` is an id; else the words as they stand."""
    if where in {category.value for category in Category}:
        return CATEGORY_WORDS[Category(where)]
    if where in names.venues:
        return names.venues[where].name
    if where in names.tools:
        return names.tools[where].name
    if where.partition("/")[0] in names.venues:
        return names.place(where).words
    return names.sitting(where)


def left_out_rows(programme: Programme, plan: Plan) -> tuple[LeftOutRow, ...]:
    """The sessions that a plan leaves out, in its own order, each with the reason."""
    names = Names(programme)
    return tuple(
        LeftOutRow(
            left.sitting, left.title or names.sitting(left.sitting), sentence(names.on_screen(left.because))
        )
        for left in plan.left_out
    )
