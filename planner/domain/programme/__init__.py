"""The programme document, a module a part; `Programme` is the whole."""

from planner.domain.programme.document import SCHEMA_VERSION, Programme

__all__ = ["SCHEMA_VERSION", "Programme"]
