"""Accounts and memberships, the trail of changes, and what a run needs in order to be carried out in the background.

No table is made anew: on SQLite that would take the rows that refer to it along. Runs that were left open by a program that
ended are closed: nobody carries them out any more.

Revision: 0003, after: 0002
"""

import sqlalchemy as sa
from alembic import op
from flask_security.datastore import AsaList

from planner.models.base import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KINDS = "'created', 'added', 'changed', 'removed', 'put_back', 'replaced'"
ROLES = "'lead', 'contributor', 'finance_reviewer', 'commissioner', 'reader'"
RUN_COLUMNS = ("started_by", "worker", "attempts", "heartbeat_at", "stop_asked_at", "is_open", "is_by_hand")


def instant(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, UtcDateTime(timezone=True), nullable=nullable)


def reference(table: str, column: str, to: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete=ondelete)


def upgrade() -> None:
    accounts()
    links()
    changes()
    op.add_column("project", sa.Column("hand_placed", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("run", sa.Column("started_by", sa.String(255), nullable=False, server_default=""))
    op.add_column("run", sa.Column("worker", sa.String(80), nullable=False, server_default=""))
    op.add_column("run", sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("run", instant("heartbeat_at", nullable=True))
    op.add_column("run", instant("stop_asked_at", nullable=True))
    op.add_column("run", sa.Column("is_open", sa.Integer(), nullable=True))
    op.add_column("run", sa.Column("is_by_hand", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        "UPDATE run SET state = 'failed', reason = 'The program ended while this plan was being built. Build it again.' "
        "WHERE state IN ('queued', 'running')"
    )
    op.create_index("ix_run_project_id_is_open", "run", ["project_id", "is_open"], unique=True)


def accounts() -> None:
    op.create_table(
        "role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("description", sa.String(255), nullable=True),
        sa.Column("permissions", AsaList(), nullable=True),
        instant("update_datetime"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
        sa.UniqueConstraint("name", name=op.f("uq_role_name")),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(255), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("password", sa.String(255), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(64), nullable=False),
        instant("confirmed_at", nullable=True),
        sa.Column("tf_primary_method", sa.String(64), nullable=True),
        sa.Column("tf_totp_secret", sa.String(255), nullable=True),
        sa.Column("tf_phone_number", sa.String(128), nullable=True),
        sa.Column("mf_recovery_codes", sa.JSON(), nullable=True),
        instant("created_at"),
        instant("update_datetime"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("email", name=op.f("uq_user_account_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_user_account_fs_uniquifier")),
    )
    op.create_table(
        "user_role",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        reference("user_role", "role_id", "role", "CASCADE"),
        reference("user_role", "user_id", "user_account", "CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "role_id", name=op.f("pk_user_role")),
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        instant("created_at"),
        sa.CheckConstraint(f"role IN ({ROLES})", name=op.f("ck_membership_role_is_known")),
        reference("membership", "project_id", "project", "CASCADE"),
        reference("membership", "user_id", "user_account", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("user_id", "project_id", name=op.f("uq_membership_user_id_project_id")),
    )
    op.create_index(op.f("ix_membership_project_id"), "membership", ["project_id"])


def links() -> None:
    op.create_table(
        "one_time_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        instant("expires_at"),
        instant("used_at", nullable=True),
        instant("created_at"),
        sa.Column("note", sa.Text(), nullable=False),
        reference("one_time_link", "user_id", "user_account", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_one_time_link_token_hash")),
    )
    op.create_index(op.f("ix_one_time_link_user_id"), "one_time_link", ["user_id"])


def changes() -> None:
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("part", sa.String(120), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("form_key", sa.String(128), nullable=True),
        instant("created_at"),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_change_kind_is_known")),
        reference("change", "project_id", "project", "CASCADE"),
        reference("change", "user_id", "user_account", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sa.UniqueConstraint("form_key", name=op.f("uq_change_form_key")),
    )
    op.create_index("ix_change_project_id_id", "change", ["project_id", "id"])
    op.create_index(op.f("ix_change_user_id"), "change", ["user_id"])


def downgrade() -> None:
    op.drop_index("ix_run_project_id_is_open", "run")
    for column in reversed(RUN_COLUMNS):
        op.drop_column("run", column)
    op.drop_column("project", "hand_placed")
    for table in ("change", "one_time_link", "membership", "user_role", "user_account", "role"):
        op.drop_table(table)
