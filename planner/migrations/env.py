"""How Alembic runs: on the application's own engine, one transaction a revision, constraints by name."""

from alembic import context
from flask import current_app

from planner.extensions import db
from planner.models import Base


def run() -> None:
    """Bring the application's database to the asked revision."""
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            transaction_per_migration=True,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("Migrations run on a database only: there is no offline mode.")
run()
