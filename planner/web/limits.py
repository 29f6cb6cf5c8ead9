"""How often somebody may try: limits that count what failed, by address and by account."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from typing import Any

from flask import Response, request, session
from flask_limiter.util import get_remote_address
from flask_security import current_user

from planner.extensions import limiter

View = Callable[..., Any]

SIGN_INS_BY_ADDRESS = "20 per 5 minutes"
SIGN_INS_BY_ACCOUNT = "20 per hour"
CODES = "10 per 15 minutes"
PASSWORDS_AGAIN = "10 per 15 minutes"
LINKS_BY_ADDRESS = "30 per 5 minutes"
LETTERS_BY_ADDRESS = "20 per hour"
LETTERS_BY_ACCOUNT = "5 per hour"
PEOPLE_LOOKED_FOR = "30 per hour"
COMMENTS_BY_ADDRESS = "30 per hour"
"""A library or a day centre may be one address for many people."""


def by_address() -> str:
    """Name who asks by their address; of an IPv6 address by its network, since one person has all of that."""
    text = get_remote_address()
    try:
        address = ip_address(text)
    except ValueError:
        return text
    if isinstance(address, IPv6Address):
        return f"{int(address) >> 64:x}::/64"
    return text


def by_typed_account() -> str:
    """Name the account that is tried by a digest of the address that was typed."""
    typed = request.form.get("email", "").strip().lower()
    return "account " + hashlib.sha256(typed.encode(errors="replace")).hexdigest()


def by_account_behind_code() -> str:
    """Name the account whose password was right and whose code is asked for now."""
    return f"code {session.get('tf_user_id') or by_address()}"


def by_person() -> str:
    """Name who is signed in."""
    return f"person {current_user.id}" if current_user.is_authenticated else by_address()


def failed(response: Response) -> bool:
    """Whether an attempt failed: what went well leads on to another page."""
    return response.status_code not in (301, 302, 303)


def refused(response: Response) -> bool:
    """Whether what was asked for is not there, or was not allowed."""
    return response.status_code >= 400


def every(_response: Response) -> bool:
    """Count every attempt."""
    return True


def limited(
    limit: str,
    key: Callable[[], str],
    *,
    counts: Callable[[Response], bool] = failed,
    methods: tuple[str, ...] = ("POST",),
) -> Callable[[View], View]:
    """Let a view be called only so often for each key, as far as `counts` says so; beyond that it answers 429."""
    decorate: Callable[[View], View] = limiter.limit(
        limit, key_func=key, methods=list(methods), override_defaults=False, deduct_when=counts
    )
    return decorate
