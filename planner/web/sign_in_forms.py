"""Flask-Security's forms as we want them: nothing more asked than is needed."""

from __future__ import annotations

import re
from typing import Any

from flask_security.forms import (
    ChangePasswordForm,
    EqualToLocalize,
    LoginForm,
    TwoFactorRescueForm,
    TwoFactorSetupForm,
    VerifyForm,
    password_required,
)
from flask_security.utils import validate_redirect_url
from wtforms import HiddenField, PasswordField, RadioField
from wtforms.validators import Length

OWN_ADDRESS = re.compile(r"/(?![/\\])[^\\\s]*")
LONGEST_PASSWORD_CHARACTERS = 1_000


def password_field(*more: Any) -> PasswordField:
    """Give a field for a password; what is longer than any password is refused before it is worked on."""
    longest = Length(max=LONGEST_PASSWORD_CHARACTERS, message="Enter at most 1,000 characters")
    return PasswordField("Password", [password_required, longest, *more])


class SignInForm(LoginForm):
    """Email address and password; nobody is remembered beyond the session, and only own addresses are gone on to."""

    remember = None
    password = password_field()

    def __init__(self, *args: Any, **settings: Any) -> None:
        """Read the form; an address of another site to go on to is forgotten."""
        super().__init__(*args, **settings)
        if not (OWN_ADDRESS.fullmatch(self.next.data or "") and validate_redirect_url(self.next.data)):
            self.next.data = ""


class ConfirmForm(VerifyForm):
    """One's password, once more."""

    password = password_field()


class NewPasswordForm(ChangePasswordForm):
    """One's present password and a new one, twice."""

    password = password_field()
    new_password = password_field()
    new_password_confirm = password_field(EqualToLocalize("new_password", message="RETYPE_PASSWORD_MISMATCH"))


class SecondFactorForm(TwoFactorSetupForm):
    """Turning the second factor on or off: a button for each, no list of methods; a telephone is never asked for."""

    setup = HiddenField()
    phone = HiddenField()


class LostDeviceForm(TwoFactorRescueForm):
    """Nothing is asked: the page says what to do."""

    help_setup = RadioField(choices=[])
