"""What makes a function a rule of the register: how it acts on the model, and whether it is a must, an aim or a tie-break."""

from collections.abc import Callable
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


def rule(how: str) -> Callable[[Function], Function]:
    """Mark a function as a rule; `how`: prunes, adds rows, cuts dates, is derived, or several joined by ", "."""

    def mark(function: Function) -> Function:
        function.how = how  # type: ignore[attr-defined]
        return function

    return mark
