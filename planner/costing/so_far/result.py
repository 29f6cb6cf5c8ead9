"""What "the cost so far" is: a rough figure, its range, and everything that could not be priced yet, in plain words."""

from dataclasses import dataclass, field

from planner.domain.terms import Section


@dataclass(frozen=True)
class MissingCost:
    """Something that is not in the figure yet, and why; `key` is the top-level key of the draft it belongs to."""

    key: str
    words: str


@dataclass(frozen=True)
class CostSoFar:
    """A rough figure of a draft, in whole pence, made without looking for the best plan.

    `total_pence` is new money with contingency; `low_pence` and `high_pence` are None while nothing can be priced.
    `sections` holds the new money of each of the five sections, in their order, and adds up to the total.
    """

    total_pence: int
    low_pence: int | None
    high_pence: int | None
    sections: tuple[tuple[Section, int], ...]
    funded_pence: int
    """Value borne by money already there."""
    in_kind_pence: int
    budget_pence: int | None
    sessions_count: int
    """Sessions counted in the figure, each repeat as one."""
    missing: tuple[MissingCost, ...]
    assumptions: tuple[str, ...]

    @property
    def left_pence(self) -> int | None:
        """What is left of the budget (negative: too much is asked for), or None without a budget."""
        return None if self.budget_pence is None else self.budget_pence - self.total_pence


@dataclass
class Notes:
    """Collects what is missing: each thing said once, the sessions it touches named together."""

    _said: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def say(self, key: str, words: str) -> None:
        """Something of a part that is not counted."""
        self._said.setdefault((key, words), [])

    def of_session(self, key: str, words: str, title: str) -> None:
        """Something of a session that is not counted; `words` has "{sessions}" where their titles come."""
        titles = self._said.setdefault((key, words), [])
        if title not in titles:
            titles.append(title)

    def all(self) -> tuple[MissingCost, ...]:
        """Everything said, in the order in which it was first said."""
        return tuple(
            MissingCost(key, words.replace("{sessions}", _named(titles)))
            for (key, words), titles in self._said.items()
        )


def _named(titles: list[str]) -> str:
    """Titles as people say them: the first, and how many more."""
    if not titles:
        return ""
    more = len(titles) - 1
    if more == 0:
        return f"‘{titles[0]}’"
    return f"‘{titles[0]}’ and {more} more" if more > 1 else f"‘{titles[0]}’ and ‘{titles[1]}’"
