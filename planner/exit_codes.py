"""How commands end: the exit codes that others script against, and click's own refusals turned into the one for wrong use."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import click
from flask.cli import AppGroup

EXIT_CHECK_FAILED = 1
EXIT_REFUSED = 2
EXIT_NO_PLAN = 3
EXIT_LIMIT = 4
EXIT_FAILED = 5
EXIT_WRONG_USE = 64


class Number(click.FloatRange):
    """A number within limits; what is not a number is refused too."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Give the number; raises `click.BadParameter`."""
        number = float(super().convert(value, param, ctx))
        if not math.isfinite(number):
            self.fail(f"{value!r} is not a number.", param, ctx)
        return number


def _as_wrong_use(work: Callable[[], Any]) -> Any:
    """Do `work`; whatever click refuses about its use ends with exit code 64 rather than click's own 2."""
    try:
        return work()
    except click.UsageError as problem:
        setattr(problem, "exit_code", EXIT_WRONG_USE)  # noqa: B010 -- click declares it for the class only
        raise


class PlanCommand(click.Command):
    """A command whose wrong use ends with exit code 64."""

    def make_context(self, *arguments: Any, **settings: Any) -> click.Context:
        """Read the arguments; raises `click.UsageError` with exit code 64."""
        context: click.Context = _as_wrong_use(
            lambda: super(PlanCommand, self).make_context(*arguments, **settings)
        )
        return context

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; raises `click.UsageError` with exit code 64."""
        return _as_wrong_use(lambda: super(PlanCommand, self).invoke(ctx))


class PlanGroup(AppGroup):
    """The group of planning commands; its own wrong use ends with exit code 64 too."""

    command_class = PlanCommand

    def make_context(self, *arguments: Any, **settings: Any) -> click.Context:
        """Read the arguments; raises `click.UsageError` with exit code 64."""
        context: click.Context = _as_wrong_use(
            lambda: super(PlanGroup, self).make_context(*arguments, **settings)
        )
        return context

    def invoke(self, ctx: click.Context) -> Any:
        """Find and run the command; raises `click.UsageError` with exit code 64."""
        return _as_wrong_use(lambda: super(PlanGroup, self).invoke(ctx))
