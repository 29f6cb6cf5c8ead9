"""The pages: one blueprint a page group, headers on every answer, and errors in words."""

from __future__ import annotations

from flask import Flask
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from planner.web import by_hand, errors, filters, headers, inputs, plan_files, plans, project_home, projects


def attach(app: Flask) -> None:
    """Register every page, header and error page with `app`."""
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.loader = ChoiceLoader([app.jinja_env.loader or components, components])
    filters.attach(app)
    headers.attach(app)
    errors.attach(app)
    app.register_blueprint(projects.pages)
    app.register_blueprint(plans.pages)
    app.register_blueprint(plan_files.pages)
    app.register_blueprint(by_hand.pages)
    app.register_blueprint(project_home.pages)
    app.register_blueprint(inputs.pages)
