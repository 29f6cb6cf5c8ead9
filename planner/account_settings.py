"""How accounts, limits and mail are set: Flask-Security's settings and words, what is derived from the secret, what is read."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

SHORTEST_PASSWORD_CHARACTERS = 12
SESSION_LIFETIME = timedelta(hours=12)

ACCOUNTS: dict[str, Any] = {
    "SECURITY_STATIC_FOLDER": None,
    "SECURITY_API_ENABLED_METHODS": ["session"],
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_POST_LOGOUT_VIEW": "/sign-in",
    "SECURITY_VERIFY_URL": "/confirm-password",
    "SECURITY_FRESHNESS": timedelta(minutes=30),
    "SECURITY_FRESHNESS_GRACE_PERIOD": timedelta(0),
    "SECURITY_CHANGEABLE": True,
    "SECURITY_CHANGE_URL": "/account/password",
    "SECURITY_POST_CHANGE_VIEW": "/account",
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
    "SECURITY_PASSWORD_LENGTH_MIN": SHORTEST_PASSWORD_CHARACTERS,
    "SECURITY_PASSWORD_SALT": "argon2 salts by itself",
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
    "SECURITY_SEND_PASSWORD_RESET_NOTICE_EMAIL": False,
    "SECURITY_TWO_FACTOR": True,
    "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
    "SECURITY_TWO_FACTOR_SETUP_URL": "/account/second-factor",
    "SECURITY_TWO_FACTOR_POST_SETUP_VIEW": "/account",
    "SECURITY_TWO_FACTOR_TOKEN_VALIDATION_URL": "/sign-in/code",
    "SECURITY_TWO_FACTOR_RESCUE_URL": "/sign-in/lost-device",
    "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
    "SECURITY_TWO_FACTOR_SELECT_URL": "/sign-in/second-factor",
    "SECURITY_TOTP_ISSUER": "Co-production planner",
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES_URL": "/account/recovery-codes",
    "SECURITY_MULTI_FACTOR_RECOVERY_URL": "/sign-in/recovery-code",
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
}
"""How Flask-Security runs: own addresses, argon2id, no GET that changes anything, nothing told about who has an account."""

WORDS: dict[str, tuple[str, str]] = {
    "SECURITY_MSG_GENERIC_AUTHN_FAILED": (
        "Check the email address and the password: together they do not open an account that is in use",
        "error",
    ),
    "SECURITY_MSG_PASSWORD_NOT_PROVIDED": ("Enter a password", "error"),
    "SECURITY_MSG_INVALID_PASSWORD": ("Enter the password that you sign in with", "error"),
    "SECURITY_MSG_PASSWORD_INVALID_LENGTH": ("Choose a password of at least %(length)s characters", "error"),
    "SECURITY_MSG_PASSWORD_IS_THE_SAME": ("Choose a password that is not your present one", "error"),
    "SECURITY_MSG_RETYPE_PASSWORD_MISMATCH": ("Enter the same new password twice", "error"),
    "SECURITY_MSG_PASSWORD_CHANGE": (
        "Your password is changed. Wherever else you were signed in, you are now signed out.",
        "success",
    ),
    "SECURITY_MSG_TWO_FACTOR_INVALID_TOKEN": (
        "Enter the six numbers that your app shows now, for example 123456",
        "error",
    ),
    "SECURITY_MSG_TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": (
        "From now on you also enter a code from your app when you sign in. Make recovery codes next.",
        "success",
    ),
    "SECURITY_MSG_TWO_FACTOR_DISABLED": ("The second factor is turned off.", "success"),
    "SECURITY_MSG_TWO_FACTOR_SETUP_EXPIRED": (
        "That took longer than %(within)s. Nothing was changed: start again.",
        "error",
    ),
    "SECURITY_MSG_TWO_FACTOR_METHOD_NOT_AVAILABLE": ("Choose to use an app, or to turn it off", "error"),
    "SECURITY_MSG_TWO_FACTOR_PERMISSION_DENIED": ("Enter your email address and password first.", "error"),
    "SECURITY_MSG_TWO_FACTOR_LOGIN_SUCCESSFUL": ("You are signed in.", "success"),
    "SECURITY_MSG_INVALID_RECOVERY_CODE": (
        "Enter one of your recovery codes that you have not used yet, for example 12ab-34cd-56ef",
        "error",
    ),
    "SECURITY_MSG_NO_RECOVERY_CODES_SETUP": ("You have no recovery codes yet.", "info"),
    "SECURITY_MSG_REAUTHENTICATION_REQUIRED": ("Confirm your password before you go on.", "info"),
    "SECURITY_MSG_REAUTHENTICATION_SUCCESSFUL": ("Thank you. Go on where you were.", "success"),
    "SECURITY_MSG_API_ERROR": ("That did not work. Nothing was changed: start again.", "error"),
    "SECURITY_MSG_ANONYMOUS_USER_REQUIRED": ("You are signed in already.", "info"),
}
"""What Flask-Security says, in our words: an error is an instruction."""

MAIL_TEXTS = ("MAIL_SERVER", "MAIL_USERNAME", "MAIL_PASSWORD", "MAIL_DEFAULT_SENDER")
MAIL_SWITCHES = ("MAIL_USE_TLS", "MAIL_USE_SSL")
MAIL_TIMEOUT_SECONDS = 20
ON = frozenset({"1", "true", "yes", "on"})


def mail_settings(environment: Mapping[str, str]) -> dict[str, Any]:
    """Give Flask-Mailman's settings as the environment has them; without MAIL_SERVER no mail is ever sent.

    Raises `ValueError` with what to change where MAIL_PORT is not a number.
    """
    settings: dict[str, Any] = {name: environment.get(name) or None for name in MAIL_TEXTS}
    settings |= {name: environment.get(name, "").lower() in ON for name in MAIL_SWITCHES}
    settings["MAIL_PORT"] = whole_number(environment, "MAIL_PORT", 587 if settings["MAIL_USE_TLS"] else 25)
    settings["MAIL_TIMEOUT"] = MAIL_TIMEOUT_SECONDS
    return settings


def limit_settings(environment: Mapping[str, str]) -> dict[str, Any]:
    """Give Flask-Limiter's settings: what was tried is counted in Redis where REDIS_URL names one, else in this process."""
    return {
        "RATELIMIT_STORAGE_URI": environment.get("REDIS_URL") or "memory://",
        "RATELIMIT_IN_MEMORY_FALLBACK_ENABLED": True,
        "RATELIMIT_KEY_PREFIX": "planner",
    }


def whole_number(environment: Mapping[str, str], name: str, otherwise: int) -> int:
    """Give a setting that is a whole number of 0 or more; raises `ValueError` with what to change."""
    text = environment.get(name, "").strip()
    if not text:
        return otherwise
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f'{name} must be a whole number such as {otherwise}, not "{text}".')
    return int(text)


def secrets_of_accounts(secret: str) -> dict[str, Any]:
    """Give what encrypts second factors and recovery codes at rest, derived from the application's one secret."""
    codes = hmac.digest(secret.encode(), b"recovery codes", hashlib.sha256)
    totp = hmac.digest(secret.encode(), b"authenticator apps", hashlib.sha256)
    return {
        "SECURITY_TOTP_SECRETS": {"1": totp.hex()},
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS": [base64.urlsafe_b64encode(codes)],
    }
