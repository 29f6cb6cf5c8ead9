"""Options are read here, from the plain JSON values in which they are kept."""

import json
from collections.abc import Mapping
from typing import Any

from planner.domain.options.differences import Differences
from planner.domain.options.option import Option


def option_of(body: Mapping[str, Any]) -> Option:
    """The option that plain JSON values hold; raises `pydantic.ValidationError` where they hold none."""
    return Option.model_validate_json(json.dumps(body), strict=True)


def differences_of(body: Mapping[str, Any]) -> Differences:
    """The differences that plain JSON values hold; raises `pydantic.ValidationError` where they hold none."""
    return Differences.model_validate_json(json.dumps(body), strict=True)
