"""A team for every sitting that a person places: who is given stays, and the roles left open are filled.

For each sitting the cheapest team within so many steps that keeps every rule, a lead with the skill asked for first; sittings
in order of time, and again with one that found no team at the front. The same answer every time. Source:
`docs/formulation.md` §6.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from planner.costing.charges import staff_charges, training_charge
from planner.costing.context import Pricing
from planner.domain.errors import CannotPrice
from planner.domain.plan import TeamMember
from planner.domain.programme.team import StaffMember
from planner.domain.roles import FACILITATORS, ROLE_ORDER, offers, training_needed
from planner.domain.terms import Role
from planner.optimiser.by_hand.diary import Diary
from planner.optimiser.by_hand.situation import Situation, TeamNeeded

MOST_STEPS = 3000
"""Teams of one sitting are looked through for so many steps; then the best so far counts."""
MOST_ROUNDS = 8
NO_PRICE = 10**12
"""Somebody whose time has no price comes last."""

Team = tuple[TeamMember, ...]
Training = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Wanted:
    """A sitting with the team that its numbers of people need."""

    situation: Situation
    needed: TeamNeeded

    @property
    def id(self) -> str:
        """The sitting's id."""
        return self.situation.entry.id

    @property
    def given(self) -> Team:
        """Who is given, and who is pinned beside them."""
        given = self.situation.entry.given.team
        known = {each.staff for each in given}
        pinned = (each for pin in self.situation.entry.sitting.pins for each in pin.team)
        beside = {
            each.staff: TeamMember(staff=each.staff, role=each.role)
            for each in pinned
            if each.staff not in known
        }
        return (*given, *beside.values())

    def open_roles(self) -> tuple[Role, ...]:
        """Roles that nobody is given for, in the order in which they are filled."""
        there = [each.role for each in self.given]
        left: list[Role] = []
        for role in self.needed.roles:
            if role in there:
                there.remove(role)
            else:
                left.append(role)
        return tuple(left)


def teams_of(pricing: Pricing, wanted: tuple[Wanted, ...]) -> dict[str, Team]:
    """The team of each sitting, in the order of roles; where none is whole, as many of it as there are."""
    order = list(wanted)
    best: dict[str, Team] = {}
    fewest: int | None = None
    for _ in range(MOST_ROUNDS):
        teams, lacking = _one_round(pricing, wanted, order)
        if fewest is None or len(lacking) < fewest:
            best, fewest = teams, len(lacking)
        moved = next((each for each in lacking if each is not order[0]), None)
        if moved is None:
            break
        order = [moved, *(each for each in order if each is not moved)]
    return {
        key: tuple(sorted(team, key=lambda each: (ROLE_ORDER.index(each.role), each.staff)))
        for key, team in best.items()
    }


def _one_round(
    pricing: Pricing, wanted: tuple[Wanted, ...], order: list[Wanted]
) -> tuple[dict[str, Team], list[Wanted]]:
    """Teams found sitting by sitting, and the sittings for which none is whole."""
    diary = Diary(pricing.programme)
    for each in wanted:
        for member in each.given:
            diary.add(member.staff, member.role, each.situation)
    teams: dict[str, Team] = {}
    lacking: list[Wanted] = []
    trained: Training = frozenset()
    for each in order:
        search = Search(pricing, diary, each, trained)
        added = search.best()
        if added is None:
            lacking.append(each)
            added = search.as_many_as_there_are()
        for member in added:
            diary.add(member.staff, member.role, each.situation)
        teams[each.id] = (*each.given, *added)
        trained |= search.training(added)
    return teams, lacking


@dataclass
class Search:
    """The search for those who join the given members of one sitting's team."""

    pricing: Pricing
    diary: Diary
    wanted: Wanted
    trained: Training
    steps: int = 0
    found: tuple[tuple[int, int], Team] | None = None
    candidates: dict[Role, list[tuple[int, StaffMember]]] = field(default_factory=dict)

    def best(self) -> Team | None:
        """The cheapest whole team found, with one more facilitator where nobody else brings the skill; None if there is none."""
        roles, situation = self.wanted.open_roles(), self.wanted.situation
        self._fill(roles, ())
        if self.found is None and situation.session.team.skill:
            self.steps = 0
            one_more = Role.ONLINE_FACILITATOR if situation.place.room is None else Role.ROOM_FACILITATOR
            self._fill((*roles, one_more), ())
        return None if self.found is None else self.found[1]

    def as_many_as_there_are(self) -> Team:
        """For each open role somebody, where there is somebody."""
        team: Team = ()
        for role in self.wanted.open_roles():
            for _, member in self._for_role(role):
                if member.id not in self._there(team):
                    team = (*team, TeamMember(staff=member.id, role=role))
                    break
        return (*team, *self._adults_beside(team))

    def _fill(self, roles: tuple[Role, ...], team: Team) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            return
        if not roles:
            self._weigh(team)
            return
        there = self._there(team)
        for _, member in self._for_role(roles[0]):
            if member.id not in there:
                self._fill(roles[1:], (*team, TeamMember(staff=member.id, role=roles[0])))

    def _weigh(self, team: Team) -> None:
        """Take a team with the adults and the skill asked for, if it is better than the best so far."""
        team = (*team, *self._adults_beside(team))
        if self._adults(team) < self.wanted.needed.checked_adults or not self._has_skill(team):
            return
        rank = (int(not self._lead_has_skill(team)), sum(self._pence(team)))
        if self.found is None or rank < self.found[0]:
            self.found = rank, team

    def _for_role(self, role: Role) -> list[tuple[int, StaffMember]]:
        """Those who can take a role there, the cheapest first."""
        if role not in self.candidates:
            able = [
                (self._role_pence(member, role), member)
                for member in self.pricing.programme.staff
                if self.diary.can_take(member, role, self.wanted.situation)
            ]
            self.candidates[role] = sorted(able, key=lambda each: each[0])
        return self.candidates[role]

    def _role_pence(self, member: StaffMember, role: Role) -> int:
        situation = self.wanted.situation
        entry = situation.entry
        try:
            charges = staff_charges(self.pricing, member, role, entry.sitting, situation.place, entry.start)
        except CannotPrice:
            return NO_PRICE
        return sum(charge.new_pence for charge in charges)

    def _pence(self, team: Team) -> Iterator[int]:
        staff = self.pricing.staff
        for each in team:
            yield self._role_pence(staff[each.staff], each.role)
        for key, gives in self.training(team) - self.trained:
            try:
                yield training_charge(self.pricing, staff[key], gives).new_pence
            except CannotPrice:
                yield NO_PRICE

    def training(self, added: Team) -> Training:
        """Training that the team has to have with those added: for their roles, and for a skill that nobody brings."""
        staff = self.pricing.staff
        needed = {(each.staff, training_needed(staff[each.staff], each.role)) for each in added}
        skill = self.wanted.situation.session.team.skill
        facilitators = self._facilitators(added)
        if skill and not any(skill in each.skills for each in facilitators):
            taught = [each.id for each in facilitators if offers(each, skill)]
            known = [key for key in taught if (key, skill) in self.trained]
            needed |= {(key, skill) for key in (known or taught)[:1]}
        return frozenset((key, gives) for key, gives in needed if gives)

    def _adults_beside(self, team: Team) -> Team:
        """Checked adults to join a team in which there are too few."""
        beside: Team = ()
        for _, member in self._for_role(Role.CHECKED_ADULT) if self.wanted.needed.checked_adults else ():
            if self._adults((*team, *beside)) >= self.wanted.needed.checked_adults:
                break
            if member.id not in self._there((*team, *beside)):
                beside = (*beside, TeamMember(staff=member.id, role=Role.CHECKED_ADULT))
        return beside

    def _there(self, team: Team) -> set[str]:
        return {each.staff for each in (*self.wanted.given, *team)}

    def _adults(self, team: Team) -> int:
        staff = self.pricing.staff
        return sum(staff[key].is_checked_adult for key in self._there(team) if key in staff)

    def _facilitators(self, team: Team) -> list[StaffMember]:
        members = (each.staff for each in (*self.wanted.given, *team) if each.role in FACILITATORS)
        return [self.pricing.staff[key] for key in members if key in self.pricing.staff]

    def _has_skill(self, team: Team) -> bool:
        skill = self.wanted.situation.session.team.skill
        return not skill or any(
            skill in each.skills or offers(each, skill) for each in self._facilitators(team)
        )

    def _lead_has_skill(self, team: Team) -> bool:
        skill = self.wanted.situation.session.team.skill
        leads = [each.staff for each in (*self.wanted.given, *team) if each.role is Role.LEAD]
        staff = self.pricing.staff
        return not skill or any(skill in staff[key].skills for key in leads if key in staff)
