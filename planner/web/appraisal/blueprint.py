"""The address of the appraisal."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("appraisal", __name__, url_prefix="/projects/<slug>/appraisal")
