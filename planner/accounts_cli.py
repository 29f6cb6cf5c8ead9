"""The command line of accounts: `flask --app wsgi accounts ...`, for whoever has the planner's own machine in hand."""

from __future__ import annotations

import click
from flask import Flask, current_app

from planner.exit_codes import PlanGroup

accounts = PlanGroup("accounts", help="The first administrator, and a way in for those who are locked out.")


def attach(app: Flask) -> None:
    """Give the application the group of commands about accounts."""
    app.cli.add_command(accounts)


@accounts.command("first-link")
def first_link() -> None:
    """Print a one-time address that makes the first administrator; say how to sign in where there is an account."""
    from planner.extensions import db
    from planner.services import accounts as people
    from planner.services.links import LIFETIME_WORDS, Purpose, make_link

    if not people.there_is_none():
        click.echo(f"Sign in at {current_app.config['PLANNER_ADDRESS']}/sign-in")
        click.echo("Forgotten your password? flask --app wsgi accounts reset-link YOUR-EMAIL-ADDRESS")
        return
    address = make_link(Purpose.FIRST)
    db.session.commit()
    click.echo(
        f"Nobody has an account yet. Make the first one here (works once, for {LIFETIME_WORDS[Purpose.FIRST]}):"
    )
    click.echo(address)


@accounts.command("reset-link")
@click.argument("email")
@click.option(
    "--without-second-factor",
    is_flag=True,
    help="Also turn off the second factor of this account: for those who lost their device.",
)
def reset_link(email: str, without_second_factor: bool) -> None:
    """Print a one-time address by which the account with this EMAIL address chooses a new password."""
    from planner.extensions import db
    from planner.services import accounts as people
    from planner.services.addresses import find_by_email
    from planner.services.refusals import Refused

    try:
        user = find_by_email(email)
    except Refused as refusal:
        raise click.BadArgumentUsage(f"{refusal.words}.") from None
    if user is None:
        raise click.BadArgumentUsage(f"There is no account with the address {email}.")
    if not user.active:
        raise click.BadArgumentUsage("This account is stopped: an administrator has to let it be used again.")
    if without_second_factor:
        people.turn_off_second_factor(user)
    address = people.make_reset_link(user)
    db.session.commit()
    click.echo(address)
