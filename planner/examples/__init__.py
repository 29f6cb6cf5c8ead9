"""Worked examples: programme documents that ship with the planner, each figure sourced or marked as illustrative."""

from importlib import resources

_ORDER = ("respite-care", "county-wide", "small-grant", "cannot-be-met")


def example_names() -> tuple[str, ...]:
    """Names of the examples, in the order in which they are best read."""
    return _ORDER


def example_text(name: str) -> str:
    """The document of example `name` as JSON text (UTF-8).

    Raises `LookupError` if there is no example of that name.
    """
    if name not in _ORDER:
        raise LookupError(name)
    return resources.files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8")
