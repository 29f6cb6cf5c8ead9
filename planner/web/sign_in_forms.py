"""Flask-Security's forms as we want them: nothing more asked than is needed."""

from __future__ import annotations

from typing import Any

from flask_security.forms import LoginForm, TwoFactorRescueForm, TwoFactorSetupForm
from flask_security.utils import validate_redirect_url
from wtforms import HiddenField, RadioField


class SignInForm(LoginForm):
    """Email address and password; nobody is remembered beyond the session, and only own addresses are gone on to."""

    remember = None

    def __init__(self, *args: Any, **settings: Any) -> None:
        """Read the form; an address of another site to go on to is forgotten."""
        super().__init__(*args, **settings)
        if not validate_redirect_url(self.next.data):
            self.next.data = ""


class SecondFactorForm(TwoFactorSetupForm):
    """Turning the second factor on or off: a button for each, no list of methods; a telephone is never asked for."""

    setup = HiddenField()
    phone = HiddenField()


class LostDeviceForm(TwoFactorRescueForm):
    """Nothing is asked: the page says what to do."""

    help_setup = RadioField(choices=[])
