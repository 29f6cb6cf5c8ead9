"""The options offered from the start: a proper shortlist, and engagement only, called what it is.

Source: HM Treasury Green Book 5.53 (business as usual, do minimum, preferred way forward, at least one other).
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from planner.domain.money import round_half_up
from planner.domain.options.cost_table import CostTable
from planner.domain.options.differences import Differences, Provision, SessionDifference, TargetDifference
from planner.domain.options.option import Option, OptionKind
from planner.domain.programme.base import MOST_PENCE
from planner.domain.programme.draft import Body
from planner.domain.terms import Strategy, Strength

MORE_SHARE: Final = Decimal("1.15")
"""How much more money the option that reaches further may spend; a proposal, to be edited."""
WHOLE_POUNDS_PENCE: Final = 100_00
"""Proposed budgets are rounded to £100."""


def offered_options(base: Mapping[str, Any]) -> dict[str, Option]:
    """The options proposed for a draft, by key, in the order in which a shortlist is read."""
    return {
        "business-as-usual": _business_as_usual(),
        "do-minimum": _do_minimum(base),
        "preferred": Option(
            kind=OptionKind.PREFERRED,
            title="Preferred way forward",
            summary="Everything as it is entered in the project.",
        ),
        "reach-further": _reach_further(base),
        "engagement-only": _engagement_only(base),
    }


def _business_as_usual() -> Option:
    return Option(
        kind=OptionKind.BUSINESS_AS_USUAL,
        title="Business as usual",
        summary="What is done and spent today, if nothing changes.",
        table=CostTable(),
    )


def _do_minimum(base: Mapping[str, Any]) -> Option:
    """What has to be held, with the musts and without the aims, at the least cost."""
    return Option(
        kind=OptionKind.DO_MINIMUM,
        title="Do minimum",
        summary="Only the sessions that have to be held and the targets that must be met, at the least cost.",
        differences=Differences(
            strategy=Strategy.CHEAPEST,
            sessions=tuple(
                _required_only(session) for session in _of(base, "sessions") if _optional_count(session)
            ),
            targets=tuple(
                TargetDifference(target=target["id"], is_out=True)
                for target in _of(base, "targets")
                if target["strength"] == Strength.AIM.value
            ),
        ),
    )


def _reach_further(base: Mapping[str, Any]) -> Option:
    """Every session that is optional held as well, with more money."""
    budget_pence = (base.get("budget") or {}).get("total_pence")
    return Option(
        kind=OptionKind.OTHER,
        title="Reach further",
        summary="Every session held, the optional ones too, with 15% more money.",
        differences=Differences(
            budget_pence=None if budget_pence is None else _more(budget_pence),
            sessions=tuple(
                SessionDifference(session=session["id"], required_count=session["repeats"]["count"])
                for session in _of(base, "sessions")
                if _optional_count(session)
            ),
        ),
    )


def _engagement_only(base: Mapping[str, Any]) -> Option:
    """People are asked and heard; they decide nothing, hear nothing back and are not paid for preparing."""
    sessions = _of(base, "sessions")
    after = [each for each in sessions if each.get("feeds_back_on") or each.get("shares_in")]
    out = {each["id"] for each in after} if len(after) < len(sessions) else set()
    return Option(
        kind=OptionKind.ENGAGEMENT_ONLY,
        title="Engagement only",
        summary="People are asked and heard. They decide nothing, and no session tells them what became of it. "
        "This is not co-production.",
        differences=Differences(
            sessions=(
                *(SessionDifference(session=key, is_out=True) for key in sorted(out)),
                *(
                    SessionDifference(session=each["id"], has_decision=False)
                    for each in sessions
                    if each.get("decision") and each["id"] not in out
                ),
            ),
            targets=tuple(
                TargetDifference(target=target["id"], is_out=True)
                for target in _of(base, "targets")
                if target["kind"] == "process"
                or (target["kind"] == "equal_footing" and target.get("scope") == "deciding")
            ),
            provision=Provision(pays_preparation=False),
        ),
    )


def _of(base: Mapping[str, Any], part: str) -> Sequence[Body]:
    entries: Sequence[Body] = base.get(part) or ()
    return entries


def _optional_count(session: Body) -> int:
    repeats = session["repeats"]
    required = repeats.get("required_count")
    return 0 if required is None else int(repeats["count"] - min(required, repeats["count"]))


def _required_only(session: Body) -> SessionDifference:
    required = session["repeats"]["required_count"]
    if required == 0:
        return SessionDifference(session=session["id"], is_out=True)
    return SessionDifference(session=session["id"], count=required)


def _more(budget_pence: int) -> int:
    hundreds = round_half_up(Fraction(MORE_SHARE) * Fraction(budget_pence, WHOLE_POUNDS_PENCE))
    return min(hundreds * WHOLE_POUNDS_PENCE, MOST_PENCE)
