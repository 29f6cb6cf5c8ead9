"""Forms about accounts: what was typed, and what is wrong with it in words."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from planner.models import ProjectRole
from planner.services import accounts
from planner.services.addresses import plain_address
from planner.services.permissions import ROLE_WORDS
from planner.services.refusals import Refused
from planner.web.sign_in_forms import LONGEST_PASSWORD_CHARACTERS

LONGEST_NAME_CHARACTERS = 200


def trimmed(text: str | None) -> str | None:
    """Give a text without the spaces around it."""
    return text.strip() if text else text


def is_address(_form: FlaskForm, field: StringField) -> None:
    """Raise `ValidationError` for what is no email address."""
    try:
        plain_address(field.data or "")
    except Refused as refusal:
        raise ValidationError(refusal.words) from None


def is_readable(_form: FlaskForm, field: StringField) -> None:
    """Raise `ValidationError` for characters that nobody can read or type."""
    if not (field.data or "").isprintable():
        raise ValidationError("Enter a name in letters, without line breaks or control characters")


def is_strong(_form: FlaskForm, field: StringField) -> None:
    """Raise `ValidationError` for a password that will not do."""
    if "\x00" in (field.data or ""):
        raise ValidationError("Choose a password that can be typed")
    problems = accounts.password_problems(field.data or "")
    if problems:
        raise ValidationError(problems[0])


def email_field() -> EmailField:
    """Give a field for an email address."""
    needed = DataRequired("Enter an email address, for example name@council.example")
    return EmailField("Email address", [needed, is_address], filters=[trimmed])


def name_field(label: str = "Name") -> StringField:
    """Give a field for what somebody is called."""
    return StringField(
        label,
        [
            DataRequired("Enter a name, as colleagues know it"),
            Length(max=LONGEST_NAME_CHARACTERS, message="Enter a name of at most 200 characters"),
            is_readable,
        ],
        filters=[trimmed],
    )


def new_password_field() -> PasswordField:
    """Give a field for a new password."""
    return PasswordField(
        "Password",
        [
            DataRequired("Choose a password of at least 12 characters"),
            Length(max=LONGEST_PASSWORD_CHARACTERS, message="Choose a password of at most 1,000 characters"),
            is_strong,
        ],
    )


class FirstForm(FlaskForm):  # type: ignore[misc]
    """The first administrator."""

    name = name_field("Your name")
    email = email_field()
    password = new_password_field()


class WelcomeForm(FlaskForm):  # type: ignore[misc]
    """Somebody's first password, and what they want to be called."""

    name = name_field("Your name")
    password = new_password_field()


class ResetForm(FlaskForm):  # type: ignore[misc]
    """A new password."""

    password = new_password_field()


class NameForm(FlaskForm):  # type: ignore[misc]
    """What somebody wants to be called."""

    name = name_field("Your name")


class EmailForm(FlaskForm):  # type: ignore[misc]
    """The address of somebody who forgot their password."""

    email = email_field()


class AddAccountForm(FlaskForm):  # type: ignore[misc]
    """A new account."""

    email = email_field()
    name = name_field()


class RoleForm(FlaskForm):  # type: ignore[misc]
    """What somebody is in a project."""

    role = RadioField(
        "What they are in this project",
        choices=[SelectChoice(role.value, ROLE_WORDS[role]) for role in ProjectRole],
        validators=[DataRequired("Choose what this person is in the project")],
    )


class AddMemberForm(RoleForm):
    """Somebody new in a project."""

    email = email_field()


class PutForm(RoleForm):
    """Somebody put into a project by an administrator."""

    project = SelectField(
        "Project", coerce=int, validate_choice=True, validators=[DataRequired("Choose a project")]
    )

    def __init__(self, projects: list[tuple[int, str]], *args: Any, **settings: Any) -> None:
        """Read the form; `projects` are what can be chosen."""
        super().__init__(*args, **settings)
        self.project.choices = [SelectChoice(str(key), name) for key, name in projects]


def refuse(form: FlaskForm, refusal: Refused) -> None:
    """Put what a service refused where the form shows it: at the field that causes it, else above all of them."""
    if refusal.field and refusal.field in form:
        form[refusal.field].errors = [refusal.words]
    else:
        form.form_errors.append(refusal.words)
