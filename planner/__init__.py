"""Plans fair, costed schedules for co-producing public services.

Importing this package brings in neither Flask nor the database: the pure core starts in milliseconds wherever it runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from planner.version import APP_VERSION

if TYPE_CHECKING:
    from flask import Flask

__version__ = APP_VERSION


def create_app(overrides: Mapping[str, Any] | None = None) -> Flask:
    """Give the Flask application, set up from the environment.

    `overrides` replace single settings of `planner.config` (used by tests). Raises `planner.config.BadSetting` where
    the environment asks for something that must not run, such as production without a secret.
    """
    from flask import Flask

    from planner import accounts_cli, cli, config, extensions, jobs, web

    app = Flask(__name__, instance_relative_config=True)
    config.configure(app, overrides or {})
    extensions.attach(app)
    web.attach(app)
    jobs.attach(app)
    cli.attach(app)
    accounts_cli.attach(app)
    return app
