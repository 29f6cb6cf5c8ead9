"""The model of a programme: its variables and what the rules have built so far; passed to every rule and every aim."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from planner.costing.context import Pricing
from planner.domain.programme import Programme
from planner.domain.programme.groups import Group
from planner.domain.programme.sessions import SessionPlan
from planner.domain.programme.team import StaffMember
from planner.domain.terms import Category, Mode, Role
from planner.optimiser.candidates import Candidates
from planner.optimiser.ledger import Ledger
from planner.optimiser.linear import Rows, Sum, Var
from planner.optimiser.order import Order
from planner.optimiser.variables import Attendance, Held, Option

TeamCell = tuple[Mode, str, str]
"""Mode, financial year (if funding asks) and area (if anybody's mileage is paid): what the cost of a role depends on."""


@dataclass(eq=False)
class Assignment:
    """A member of staff in a role at a sitting held in a cell."""

    staff: str
    role: Role
    cell: TeamCell
    variable: Var


@dataclass(frozen=True)
class SharedBooking:
    """A booking that a sitting may share with others on one day: what it is alike by, and the most that its part saves."""

    key: Hashable
    first_minute: int
    free_minute: int
    """From when on another may begin: the end, and what has to be between two in one place."""
    category: Category
    financial_year: str
    most_pence: int


@dataclass(frozen=True)
class Undated:
    """What a model without dates (`planner.optimiser.apart`) knows instead: what repeats keep, and what sharing may save."""

    pattern: Callable[[Option], Hashable]
    shared: Callable[[Option], Iterable[SharedBooking]]
    may_share: frozenset[tuple[str, str]]
    """Sessions (both ways; a session with itself too) of which two sittings may share a date."""


@dataclass(eq=False)
class PlanModel:
    """Programme, rows and variables; rules fill the dictionaries in the order of the register."""

    programme: Programme
    pricing: Pricing
    candidates: Candidates
    order: Order
    rows: Rows
    held: dict[str, Held]
    ledger: Ledger
    is_year_needed: bool
    undated: Undated | None = None
    """Set where each way of holding a sitting has one start that stands for all: rules about dates are then left out."""
    attendance: dict[tuple[str, str], Attendance] = field(default_factory=dict)
    """By sitting and group."""
    team: dict[str, list[Assignment]] = field(default_factory=dict)
    """By sitting."""
    training: dict[tuple[str, str], Var] = field(default_factory=dict)
    """By member of staff and what the training gives."""
    topups: dict[str, Var] = field(default_factory=dict)
    contingency: Var | None = None
    together: dict[tuple[object, ...], Var] = field(default_factory=dict)
    started: dict[str, list[Var]] = field(default_factory=dict)
    """By sitting: whether it has started by each of its starts, in order of time."""

    def pattern_of(self, option: Option) -> Hashable:
        """Weekday, time and place of an option: what repeats are to keep."""
        if self.undated is not None:
            return self.undated.pattern(option)
        return (*option.slot.key[:2], option.holding.place.id)

    def group(self, group_id: str) -> Group:
        """The group of that id."""
        return self.pricing.groups[group_id]

    def index_of(self, group_id: str) -> int:
        """A short stable key of a group for names."""
        return list(self.pricing.groups).index(group_id)

    def staff_index(self, staff_id: str) -> int:
        """A short stable key of a member of staff for names."""
        return list(self.pricing.staff).index(staff_id)

    def member(self, staff_id: str) -> StaffMember:
        """The member of staff of that id."""
        return self.pricing.staff[staff_id]

    def sittings_of(self, session: SessionPlan) -> tuple[Held, ...]:
        """The sittings of a session plan that may run."""
        return tuple(held for held in self.held.values() if held.sitting.session.id == session.id)

    def people(self, held: Held, *, lived: bool | None = None, way: str = "all") -> Sum:
        """Places at a sitting: of everybody, or of lived-experience groups only (or the others only)."""
        made = Sum()
        for group_id in held.sitting.session.invited:
            if lived is None or self.group(group_id).is_lived_experience is lived:
                attends = self.attendance[held.sitting.id, group_id]
                if way != "online":
                    made.add(1, attends.room)
                if way != "room":
                    made.add(1, attends.online)
        return made

    def is_known(self, held: Held) -> bool:
        """Whether everybody's places follow from place and start."""
        return not any(
            self.attendance[held.sitting.id, each].is_decided for each in held.sitting.session.invited
        )

    def assigned(
        self,
        held: Held,
        staff_id: str | None = None,
        roles: tuple[Role, ...] = tuple(Role),
        modes: tuple[Mode, ...] = tuple(Mode),
    ) -> Sum:
        """How many of the team (or whether this person) are there in these roles and modes."""
        return Sum.of(
            each.variable
            for each in self.team.get(held.sitting.id, ())
            if (staff_id is None or each.staff == staff_id) and each.role in roles and each.cell[0] in modes
        )

    def starts_by_day(self, held: Held) -> dict[object, list[datetime]]:
        """A sitting's starts by date."""
        by_day: dict[object, list[datetime]] = {}
        for start in held.starts:
            by_day.setdefault(start.date(), []).append(start)
        return by_day
