"""Errors of the core: a code and its parameters; pages and the command line turn them into instructions."""


class PlannerError(Exception):
    """Something a person can put right; `code` is a short stable key, `parameters` fill its message."""

    def __init__(self, code: str, **parameters: object) -> None:
        super().__init__(code, parameters)
        self.code = code
        self.parameters = parameters

    def __str__(self) -> str:
        """Give the code with its parameters, for logs."""
        return f"{self.code} {self.parameters}" if self.parameters else self.code


class CannotPrice(PlannerError):
    """A rate that is needed is missing; a missing rate is never nought."""
