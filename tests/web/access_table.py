"""THE table: who may call what, one line for every address and method.

A new address needs a line here, or `test_access_table` fails. What each person gets is worked out from the guard and from
`planner.services.permissions.MAY`; `allowed` is what those get who may (a status code, or `SIGN_IN` for being sent to sign in),
`but` names single people who get something else. Paths are filled in from the world that the test sets up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from planner.models import ADMINISTRATOR, ProjectRole
from planner.services.permissions import Permission, may
from planner.web.guards import ANYBODY, SIGNED_IN

SIGN_IN = "is sent to sign in"
Seen = int | str


class Who(StrEnum):
    """Everybody who asks: nobody in particular, each role in the own project, a lead elsewhere, an administrator."""

    ANONYMOUS = "anonymous"
    LEAD = "lead"
    CONTRIBUTOR = "contributor"
    FINANCE_REVIEWER = "finance_reviewer"
    COMMISSIONER = "commissioner"
    READER = "reader"
    LEAD_ELSEWHERE = "lead_elsewhere"
    ADMINISTRATOR = "administrator"


ROLES = {Who(role.value): role for role in ProjectRole}


@dataclass(frozen=True)
class Row:
    """An address and a method, the guard that stands before it, and what those get who may."""

    method: str
    path: str
    guard: str
    allowed: Seen = 200
    data: Mapping[str, str] = field(default_factory=dict)
    but: Mapping[Who, Seen] = field(default_factory=dict)

    def expected(self, who: Who) -> Seen:
        """What somebody gets: others' projects are not there for them, and what a role may not do is said."""
        if who in self.but:
            return self.but[who]
        if self.guard == ANYBODY:
            return self.allowed
        if who is Who.ANONYMOUS:
            return SIGN_IN
        if self.guard == SIGNED_IN:
            return self.allowed
        if self.guard == ADMINISTRATOR:
            return self.allowed if who is Who.ADMINISTRATOR else 404
        role = ROLES.get(who)
        if role is None:
            return 404
        return self.allowed if may(role, Permission(self.guard)) else 403

    def __str__(self) -> str:
        """Name the row in the list of tests."""
        return f"{self.method} {self.path}"


NOT_SIGNED_IN = {Who.ANONYMOUS: 200}
SEE_PLAN, SEE_INPUTS, MANAGE = Permission.SEE_PLAN, Permission.SEE_INPUTS, Permission.MANAGE
ONLY_SEE_PLANS = (Who.FINANCE_REVIEWER, Who.COMMISSIONER, Who.READER)
CHANGE, BUILD, SCORE = Permission.CHANGE_INPUTS, Permission.BUILD, Permission.SCORE
ISSUE = Permission.ISSUE


def _day(name: str) -> dict[str, str]:
    return {f"{name}-day": "1", f"{name}-month": "3", f"{name}-year": "2027"}


ROWS = (
    Row("GET", "/", SIGNED_IN),
    Row("GET", "/favicon.ico", ANYBODY, 204),
    Row("GET", "/static/planner/planner.css", ANYBODY),
    # Beginning a project
    Row("GET", "/new", SIGNED_IN),
    *(Row("GET", f"/new/{way}", SIGNED_IN) for way in ("blank", "template", "example", "document")),
    Row("POST", "/new/blank", SIGNED_IN, 302, {"title": "Mine"}),
    Row("POST", "/new/template", SIGNED_IN, 302, {"template": "reference-group", **_day("starts_on")}),
    Row("POST", "/new/example", SIGNED_IN, 302, {"example": "small-grant"}),
    Row("POST", "/new/document", SIGNED_IN),
    Row("GET", "/first-estimate", SIGNED_IN),
    Row("POST", "/first-estimate", SIGNED_IN, 200, {"people_count": "12"}),
    # A project's inputs
    Row("GET", "/projects/{slug}/", SEE_PLAN, but=dict.fromkeys(ONLY_SEE_PLANS, 302)),
    Row("GET", "/projects/{slug}/check", SEE_INPUTS),
    Row("GET", "/projects/{slug}/inputs/budget", SEE_INPUTS),
    Row("POST", "/projects/{slug}/inputs/budget", CHANGE, 200, {"total_pence": "-1"}),
    Row("GET", "/projects/{slug}/inputs/milestones", SEE_INPUTS),
    Row("GET", "/projects/{slug}/inputs/milestones/_add", CHANGE),
    Row("POST", "/projects/{slug}/inputs/milestones/_add", CHANGE, 302, {"title": "Board", **_day("on")}),
    Row("GET", "/projects/{slug}/inputs/groups/carers", SEE_INPUTS),
    Row("GET", "/projects/{slug}/inputs/groups/carers/free", SEE_INPUTS),
    Row("POST", "/projects/{slug}/inputs/milestones/board/about", CHANGE, 200, {"title": ""}),
    Row("GET", "/projects/{slug}/inputs/groups/carers/_remove", CHANGE),
    Row("POST", "/projects/{slug}/inputs/groups/carers/_remove", CHANGE, 302),
    Row("POST", "/projects/{slug}/inputs/undo/{change}", CHANGE, 302),
    Row("GET", "/projects/{slug}/document", CHANGE),
    Row("POST", "/projects/{slug}/document", CHANGE),
    Row("GET", "/projects/{slug}/document.json", SEE_INPUTS),
    Row("GET", "/projects/{slug}/remove", MANAGE),
    Row("POST", "/projects/{slug}/remove", MANAGE, 302),
    # Building a plan
    Row("GET", "/projects/{slug}/build", BUILD),
    Row(
        "POST",
        "/projects/{slug}/runs",
        BUILD,
        303,
        {"strategy": "fairest", "closeness": "two", "minutes": "1"},
    ),
    Row("GET", "/projects/{slug}/runs/{run}", BUILD, 303),
    Row("GET", "/projects/{slug}/runs/{run}/state", BUILD),
    Row("POST", "/projects/{slug}/runs/{run}/stop", BUILD, 303),
    Row("GET", "/projects/{slug}/by-hand", BUILD),
    Row("POST", "/projects/{slug}/by-hand", BUILD, 200, {"button": "check"}),
    # A project's plans
    Row("GET", "/projects/{slug}/plan", SEE_PLAN, 302),
    Row("GET", "/projects/{slug}/plan.json", SEE_INPUTS),
    Row("GET", "/projects/{slug}/programme.json", SEE_INPUTS),
    Row("GET", "/projects/{slug}/plans", SEE_PLAN),
    Row("GET", "/projects/{slug}/plans/{plan}", SEE_PLAN),
    *(
        Row("GET", f"/projects/{{slug}}/plans/{{plan}}/{part}", SEE_PLAN)
        for part in ("schedule", "costs", "targets", "proof", "downloads", "costs.csv", "timeline-wide.svg")
    ),
    Row("GET", "/projects/{slug}/plans/{plan}/plan.json", SEE_INPUTS),
    Row("GET", "/projects/{slug}/plans/{plan}/programme.json", SEE_INPUTS),
    # Options
    Row("GET", "/projects/{slug}/options", SEE_PLAN),
    Row("POST", "/projects/{slug}/options/offer", CHANGE, 303),
    *(Row("GET", f"/projects/{{slug}}/options/_add/{way}", CHANGE) for way in ("planned", "typed")),
    Row("POST", "/projects/{slug}/options/_add/planned", CHANGE, 200, {"title": ""}),
    Row("GET", "/projects/{slug}/options/{option}", SEE_INPUTS),
    Row("POST", "/projects/{slug}/options/{option}", CHANGE, 200, {"title": ""}),
    Row("POST", "/projects/{slug}/options/{option}/remove", CHANGE, 303),
    Row("POST", "/projects/{slug}/options/{option}/put-back", CHANGE, 303),
    Row("GET", "/projects/{slug}/options/{option}/costs.csv", SEE_INPUTS),
    Row("GET", "/projects/{slug}/options/{option}/upload", CHANGE),
    Row("POST", "/projects/{slug}/options/{option}/upload", CHANGE),
    Row("POST", "/projects/{slug}/options/build", BUILD, 303),
    Row("POST", "/projects/{slug}/options/{option}/build", BUILD, 303),
    Row("POST", "/projects/{slug}/options/stop", BUILD, 303),
    # Options side by side
    Row("GET", "/projects/{slug}/compare", SEE_PLAN),
    Row("GET", "/projects/{slug}/compare/options-wide.svg", SEE_PLAN),
    Row("GET", "/projects/{slug}/compare/comparison.csv", SEE_PLAN),
    Row("GET", "/projects/{slug}/compare/frontier", SEE_PLAN),
    Row("POST", "/projects/{slug}/compare/frontier", BUILD, 303),
    Row("GET", "/projects/{slug}/compare/frontier/wide.svg", SEE_PLAN, 404),
    # Appraisal
    Row("GET", "/projects/{slug}/appraisal", SEE_PLAN),
    Row("GET", "/projects/{slug}/appraisal/assurance", SEE_PLAN),
    Row("GET", "/projects/{slug}/appraisal/parts/factors", SEE_INPUTS),
    Row("POST", "/projects/{slug}/appraisal/parts/objectives", CHANGE, 303),
    Row("GET", "/projects/{slug}/appraisal/scores", SEE_PLAN),
    Row("GET", "/projects/{slug}/appraisal/scores/mine", SCORE),
    Row("POST", "/projects/{slug}/appraisal/scores/mine", SCORE, 303),
    # The business case
    Row("GET", "/projects/{slug}/case", SEE_PLAN),
    Row("GET", "/projects/{slug}/case/picture-costs.svg", SEE_PLAN),
    Row("GET", "/projects/{slug}/case/draft/schedule.csv", SEE_PLAN),
    Row("GET", "/projects/{slug}/case/words/summary.asked", ISSUE),
    Row("POST", "/projects/{slug}/case/words/summary.asked", ISSUE, 200, {"words": "For {{nothing}}"}),
    Row("GET", "/projects/{slug}/case/issue", ISSUE),
    Row("POST", "/projects/{slug}/case/issue", ISSUE, 303),
    Row("GET", "/projects/{slug}/case/issues/1", SEE_PLAN),
    Row("GET", "/projects/{slug}/case/issues/1/costs.csv", SEE_PLAN),
    # What is shared
    Row("GET", "/projects/{slug}/share", CHANGE),
    Row("POST", "/projects/{slug}/share", CHANGE, 200, {"audience": "Carers"}),
    Row("POST", "/projects/{slug}/share/1/withdraw", CHANGE, 303),
    Row("GET", "/projects/{slug}/share/comments/1", CHANGE),
    Row("POST", "/projects/{slug}/share/comments/1", CHANGE, 200, {"is_hidden": "perhaps"}),
    Row("GET", "/shared/{token}", ANYBODY),
    Row("POST", "/shared/{token}", ANYBODY, 303, {"words": "Tuesdays are market day."}),
    # Who takes part in a project
    Row("GET", "/projects/{slug}/members", MANAGE),
    Row("POST", "/projects/{slug}/members", MANAGE, 302, {"email": "{elsewhere}", "role": "reader"}),
    Row("POST", "/projects/{slug}/members/{member}/role", MANAGE, 302, {"role": "commissioner"}),
    Row("POST", "/projects/{slug}/members/{member}/remove", MANAGE, 302),
    # Accounts, for administrators
    Row("GET", "/people", ADMINISTRATOR),
    Row("POST", "/people", ADMINISTRATOR, 200, {"email": "new@planner.example", "name": "New"}),
    Row("GET", "/people/{person}", ADMINISTRATOR),
    Row("POST", "/people/{person}/link", ADMINISTRATOR),
    Row("POST", "/people/{person}/stop", ADMINISTRATOR, 302),
    Row("POST", "/people/{person}/promote", ADMINISTRATOR, 302),
    Row("POST", "/people/{person}/second-factor-off", ADMINISTRATOR, 302),
    Row("POST", "/people/{person}/projects", ADMINISTRATOR, 302, {"project": "{project}", "role": "lead"}),
    # One's own account
    Row("GET", "/account", SIGNED_IN),
    Row("POST", "/account", SIGNED_IN, 302, {"name": "Another name"}),
    Row("GET", "/account/second-factor.svg", SIGNED_IN, 404),
    Row("GET", "/account/password", SIGNED_IN),
    Row("POST", "/account/password", SIGNED_IN),
    Row("GET", "/account/second-factor", SIGNED_IN),
    Row("POST", "/account/second-factor", SIGNED_IN, 200, {"setup": "authenticator"}),
    Row("POST", "/account/second-factor/no-such-state", SIGNED_IN, 302, {"code": "123456"}),
    Row("GET", "/account/recovery-codes", SIGNED_IN),
    Row("POST", "/account/recovery-codes", SIGNED_IN),
    Row("GET", "/confirm-password", SIGNED_IN),
    Row("POST", "/confirm-password", SIGNED_IN),
    # Signing in and out
    Row("GET", "/sign-in", ANYBODY, 302, but=NOT_SIGNED_IN),
    Row("POST", "/sign-in", ANYBODY, 302, but=NOT_SIGNED_IN),
    Row("POST", "/sign-out", ANYBODY, SIGN_IN),
    Row("GET", "/sign-in/code", ANYBODY, 302, but={Who.ANONYMOUS: SIGN_IN}),
    Row("POST", "/sign-in/code", ANYBODY, 302, but={Who.ANONYMOUS: SIGN_IN}),
    Row("GET", "/sign-in/recovery-code", ANYBODY, 302, but={Who.ANONYMOUS: SIGN_IN}),
    Row("POST", "/sign-in/recovery-code", ANYBODY, 302, but={Who.ANONYMOUS: SIGN_IN}),
    Row("GET", "/sign-in/lost-device", ANYBODY),
    Row("POST", "/sign-in/lost-device", ANYBODY),
    Row("GET", "/sign-in/second-factor", ANYBODY, 404),
    Row("POST", "/sign-in/second-factor", ANYBODY, 404),
    Row("GET", "/forgotten-password", ANYBODY),
    Row("POST", "/forgotten-password", ANYBODY),
    Row("GET", "/links/{link}", ANYBODY),
    Row("POST", "/links/{link}", ANYBODY, 400),
)
