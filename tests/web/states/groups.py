"""Every page of the planner in every state, in groups that stand by themselves, and the views that each group shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask

from planner.forms.pages import Kind, Task
from planner.forms.registry import TASKS
from tests.web.states import of_accounts, of_appraisal, of_case, of_inputs, of_options, of_plans, of_projects
from tests.web.states.visiting import Visitor


@dataclass(frozen=True)
class Group:
    """`gather` fills an empty application and visits its pages; `views` are those it has to have seen."""

    gather: Callable[[Flask], Visitor]
    views: frozenset[str]


def _group(gather: Callable[[Flask], Visitor], views: str) -> Group:
    return Group(gather, frozenset(views.split()))


def _of(task: Task) -> Group:
    lists = any(isinstance(item, Kind) for item in task.items)
    singles = not all(isinstance(item, Kind) for item in task.items)
    return _group(
        lambda app: of_inputs.states_of(app, task),
        "inputs.entries inputs.add inputs.entry_page inputs.ask_to_remove " * lists
        + "inputs.single " * singles,
    )


GROUPS: dict[str, Group] = {
    "beginning": _group(
        of_projects.states_of_beginning,
        "projects.home starting.choose starting.blank starting.template starting.example starting.document estimating.answers",
    ),
    "projects": _group(
        of_projects.states_of_projects,
        "project.tasks checking.check exchange.document exchange.ask_to_remove",
    ),
    "plans": _group(
        of_plans.states_of_plans,
        "plans.every_plan plans.overview plans.schedule plans.costs plans.targets plans.proof plans.downloads",
    ),
    "runs": _group(of_plans.states_of_runs, "runs.build runs.run"),
    "options": _group(
        of_options.states_of_options,
        "options.every_option options.option options.add options.ask_for_file compare.side_by_side frontier.shown",
    ),
    "appraisal": _group(
        of_appraisal.states_of_appraisal,
        "appraisal.whole appraisal.assured appraisal.part appraisal.every_card appraisal.card",
    ),
    "case": _group(of_case.states_of_case, "case.whole case.edit case.ask case.issued"),
    "sharing": _group(of_case.states_of_sharing, "share.links share.comment shared.plan"),
    "by hand": _group(of_plans.states_of_placing, "by_hand.show"),
    "before signing in": _group(
        of_accounts.states_before_signing_in,
        "security.login accounts.forgotten_password security.two_factor_rescue accounts.link"
        " security.two_factor_token_validation security.mf_recovery",
    ),
    "accounts": _group(
        of_accounts.states_of_accounts,
        "accounts.account security.two_factor_setup security.mf_recovery_codes security.verify security.change_password"
        " people.people people.person members.people",
    ),
    **{f"inputs, {task.name}": _of(task) for task in TASKS},
}
WITH_SECTIONS = frozenset({"inputs.entry"})
"""Shown where an entry has several pages; else its address leads to its only page."""

NO_PAGES = frozenset(
    {
        "static",
        "projects.favicon",
        "projects.plan",
        "projects.plan_document",
        "projects.programme_document",
        "exchange.download",
        "runs.state",
        "options.costs_file",
        "compare.picture",
        "case.picture",
        "case.draft",
        "case.issued_file",
        "frontier.picture",
        "compare.file",
        "plans.picture",
        "plan_files.file",
        "plan_files.plan_document",
        "plan_files.programme_document",
        "accounts.second_factor_picture",
        "security.tf_select",
    }
)
"""Files, pictures, documents, a way to the latest plan, and an address of Flask-Security that is never there."""
