"""Whom to believe about who asks: only as many proxies as are known to stand in front."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix


def attach(app: Flask) -> None:
    """Read the address of who asks from the nearest PLANNER_TRUSTED_PROXIES proxies; without any, from nobody."""
    count = app.config["PLANNER_TRUSTED_PROXIES"]
    if count:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
