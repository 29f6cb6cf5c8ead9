"""Who takes part in a project, for its leads."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from planner.models import ProjectRole
from planner.services import members
from planner.services.access import Access
from planner.services.members import ListedMember
from planner.services.permissions import ROLE_NAMES, ROLE_WORDS, Permission
from planner.services.refusals import Refused
from planner.web import limits
from planner.web.account_forms import AddMemberForm, RoleForm, refuse
from planner.web.guards import needs, writes
from planner.web.limits import limited

pages = Blueprint("members", __name__)

Answer = str | tuple[str, int] | AnyResponse


@pages.route("/projects/<slug>/members", methods=["GET", "POST"])
@needs(Permission.MANAGE)
@limited(limits.PEOPLE_LOOKED_FOR, limits.by_person)
@writes
def people(access: Access) -> Answer:
    """List who takes part in a project, and let somebody with an account take part."""
    form = AddMemberForm()
    if not form.is_submitted():
        return members_page(access, form)
    if not form.validate():
        return members_page(access, form), 400
    try:
        user = members.add_member(access.project_id, form.email.data, ProjectRole(form.role.data))
    except Refused as refusal:
        refuse(form, refusal)
        return members_page(access, form), 400
    flash(f"{user.shown_name} takes part now.", "success")
    return redirect(url_for("members.people", slug=access.slug))


def members_page(access: Access, form: AddMemberForm | None = None, problem: str = "") -> str:
    """Show who takes part; `problem` says what was refused."""
    return render_template(
        "members/list.html",
        access=access,
        members=members.list_members(access.project_id),
        form=form or AddMemberForm(),
        problem=problem,
        roles=ROLE_WORDS,
        role_names=ROLE_NAMES,
    )


@pages.post("/projects/<slug>/members/<int(max=2147483647):member_id>/role")
@needs(Permission.MANAGE)
@writes
def change_role(access: Access, member_id: int) -> Answer:
    """Make somebody something else in the project."""
    form = RoleForm()
    if not form.validate():
        return members_page(access, problem="Choose what this person is in the project."), 400
    try:
        changed = members.change_role(access.project_id, member_id, ProjectRole(form.role.data))
    except Refused as refusal:
        return members_page(access, problem=refusal.words), 400
    if changed is None:
        abort(404)
    flash(f"{changed.name} is now: {ROLE_NAMES[changed.role]}.", "success")
    return back(access, changed)


@pages.post("/projects/<slug>/members/<int(max=2147483647):member_id>/remove")
@needs(Permission.MANAGE)
@writes
def remove(access: Access, member_id: int) -> Answer:
    """Let somebody take no part in the project any more."""
    try:
        removed = members.remove_member(access.project_id, member_id)
    except Refused as refusal:
        return members_page(access, problem=refusal.words), 400
    if removed is None:
        abort(404)
    flash(f"{removed.name} takes no part any more.", "success")
    return back(access, removed)


def back(access: Access, changed: ListedMember) -> AnyResponse:
    """Go back to the list; whoever changed themselves may not see it any more, and goes to their projects."""
    if changed.user_id == access.user_id:
        return redirect(url_for("projects.home"))
    return redirect(url_for("members.people", slug=access.slug))
