"""Whether a changed programme allows nothing that the one before did not: what was proven of that one then holds for it too."""

from typing import Any

from planner.domain.programme import Programme

PLAIN_PIN = frozenset({"sitting", "reason", "note", "runs", "place", "on", "at", "team"})
"""What a pin may say that only forbids; fixed places and support also change what is paid."""


def is_narrowed(before: Programme, now: Programme) -> bool:
    """Whether the programme differs by nothing but places withdrawn, more that is pinned, and less money.

    A target may be measured against the budget (money reaching people): with less of it the same plan falls no less short than
    before, so that what was proven of shortfalls holds, and of what comes after them too.
    """
    old, new = before.model_dump(mode="json"), now.model_dump(mode="json")
    for part in ("venues", "pins"):
        if not _is_part(part, old.pop(part), new.pop(part)):
            return False
    was, total = old["budget"].pop("total_pence"), new["budget"].pop("total_pence")
    return bool(old == new and total <= was)


def _is_part(part: str, old: list[Any], new: list[Any]) -> bool:
    if part == "venues":
        return all(each in old for each in new)
    added = [each for each in new if each not in old]
    return all(each in new for each in old) and all(map(_only_forbids, added))


def _only_forbids(pin: dict[str, Any]) -> bool:
    return all(name in PLAIN_PIN for name, value in pin.items() if value not in ("", None, [], ()))
