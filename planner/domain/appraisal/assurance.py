"""What has to be assured before money is spent: each done, due, or not needed because."""

from typing import Final, Literal

from planner.domain.programme.base import Day, Id, Part, Pence, Text, Title, Words

CHECKS: Final[dict[str, str]] = {
    "equality": "Equality impact assessment",
    "data-protection": "Data protection impact assessment",
    "duty-to-involve": "Duty to involve the people affected",
    "quotes": "Quotes for what is spent with one supplier",
    "social-value": "Social value",
    "approver": "Limit of whoever approves",
}
"""What is asked of every scheme, in the order in which it is asked."""


class AssuranceAnswer(Part):
    """How one check stands; `because` says why it is not needed, or where it is kept; `by_role` is a role, never a name."""

    check: Id
    state: Literal["", "done", "due", "not_needed"] = ""
    because: Words = ""
    due_on: Day | None = None
    by_role: Text = ""


class QuoteThreshold(Part):
    """From which spend with one supplier how many quotes, or a tender, are asked for."""

    from_pence: Pence
    asks_for: Title


class Assurance(Part):
    """The answers, the organisation's thresholds, and how much the approver may approve (None: not said)."""

    answers: tuple[AssuranceAnswer, ...] = ()
    thresholds: tuple[QuoteThreshold, ...] = ()
    approver_limit_pence: Pence | None = None
    approver_role: Text = ""
