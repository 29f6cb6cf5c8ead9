"""Why a candidate is left out: the rule that says so, a short code and what fills its message."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reason:
    """A rule's name, a code within it, and parameters for the message."""

    rule: str
    code: str
    parameters: dict[str, object] = field(default_factory=dict, hash=False)
