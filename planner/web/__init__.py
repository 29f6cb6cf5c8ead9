"""The pages: one blueprint a page group, headers on every answer, and errors in words."""

from __future__ import annotations

from flask import Flask
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from planner.web import (
    accounts,
    appraisal,
    by_hand,
    case,
    checking,
    compare,
    errors,
    estimating,
    exchange,
    filters,
    frontier,
    headers,
    hosts,
    inputs,
    members,
    options,
    people,
    plan_files,
    plans,
    project_home,
    projects,
    proxies,
    runs,
    share,
    shared,
    sign_in,
    starting,
    viewer,
)


def attach(app: Flask) -> None:
    """Register every page, header and error page with `app`."""
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.loader = ChoiceLoader([app.jinja_env.loader or components, components])
    app.jinja_env.bytecode_cache = app.config.get("TEMPLATE_BYTECODE")
    proxies.attach(app)
    hosts.attach(app)
    filters.attach(app)
    viewer.attach(app)
    headers.attach(app)
    errors.attach(app)
    sign_in.attach(app)
    for group in (
        projects,
        plans,
        plan_files,
        by_hand,
        project_home,
        checking,
        exchange,
        starting,
        estimating,
        inputs,
        runs,
        options,
        compare,
        frontier,
        appraisal,
        case,
        share,
        shared,
        members,
        accounts,
        people,
    ):
        app.register_blueprint(group.pages)
