"""Options, how they are judged, what was issued, and what is shared with the people who take part.

A project may have a run open for each of its options; one of them is carried out at a time.

Revision: 0004, after: 0003
"""

import sqlalchemy as sa
from alembic import op

from planner.models.base import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = ("share_comment", "share_link", "issue_file", "issue", "case_text", "score_card", "appraisal", "project_option")
ONE_RUNNING = sa.text("state = 'running'")
MODERATED = sa.text("user_id IS NULL")


def instant(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, UtcDateTime(timezone=True), nullable=nullable)


def number(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def words(name: str, most: int, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(most), nullable=nullable)


def reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete="CASCADE")


def once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def key(table: str, column: str = "id") -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(column, name=op.f(f"pk_{table}"))


def upgrade() -> None:
    op.add_column("run", sa.Column("option_key", sa.String(40), nullable=False, server_default=""))
    op.drop_index("ix_run_project_id_is_open", "run")
    op.create_index(
        "ix_run_project_id_option_key_is_open", "run", ["project_id", "option_key", "is_open"], unique=True
    )
    op.create_index(
        "ix_run_one_running", "run", ["project_id"], unique=True, sqlite_where=ONE_RUNNING, postgresql_where=ONE_RUNNING
    )
    options()
    judging()
    issues()
    sharing()


def options() -> None:
    op.create_table(
        "project_option",
        number("id"),
        number("project_id"),
        words("key", 40),
        words("kind", 30),
        sa.Column("body", sa.JSON(), nullable=False),
        number("position"),
        number("version"),
        words("form_key", 128, nullable=True),
        instant("removed_at", nullable=True),
        instant("created_at"),
        sa.CheckConstraint("length(key) > 0", name=op.f("ck_project_option_key_is_not_empty")),
        reference("project_option", "project_id", "project"),
        key("project_option"),
        once("project_option", "project_id", "key"),
        once("project_option", "form_key"),
    )


def judging() -> None:
    op.create_table(
        "appraisal",
        number("project_id"),
        sa.Column("body", sa.JSON(), nullable=False),
        number("version"),
        instant("updated_at"),
        reference("appraisal", "project_id", "project"),
        key("appraisal", "project_id"),
    )
    op.create_table(
        "score_card",
        number("id"),
        number("project_id"),
        number("user_id", nullable=True),
        words("scorer", 255),
        sa.Column("body", sa.JSON(), nullable=False),
        number("version"),
        instant("updated_at"),
        reference("score_card", "project_id", "project"),
        reference("score_card", "user_id", "user_account"),
        key("score_card"),
    )
    op.create_index("ix_score_card_project_id_user_id", "score_card", ["project_id", "user_id"], unique=True)
    op.create_index(op.f("ix_score_card_user_id"), "score_card", ["user_id"])
    op.create_index(
        "ix_score_card_moderated",
        "score_card",
        ["project_id"],
        unique=True,
        sqlite_where=MODERATED,
        postgresql_where=MODERATED,
    )


def issues() -> None:
    op.create_table(
        "case_text",
        number("id"),
        number("project_id"),
        words("passage", 120),
        sa.Column("words", sa.Text(), nullable=False),
        words("proposed_digest", 64),
        words("writer", 255),
        number("version"),
        instant("updated_at"),
        reference("case_text", "project_id", "project"),
        key("case_text"),
        once("case_text", "project_id", "passage"),
    )
    op.create_table(
        "issue",
        number("id"),
        number("project_id"),
        number("number"),
        words("kind", 20),
        words("title", 255),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("made_of", sa.JSON(), nullable=False),
        words("issued_by", 255),
        instant("issued_at"),
        words("form_key", 128, nullable=True),
        reference("issue", "project_id", "project"),
        key("issue"),
        once("issue", "project_id", "number"),
        once("issue", "form_key"),
    )
    op.create_table(
        "issue_file",
        number("id"),
        number("issue_id"),
        words("name", 120),
        words("media_type", 120),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        words("sha256", 64),
        reference("issue_file", "issue_id", "issue"),
        key("issue_file"),
        once("issue_file", "issue_id", "name"),
    )


def sharing() -> None:
    op.create_table(
        "share_link",
        number("id"),
        number("project_id"),
        words("token_hash", 64),
        words("audience", 200),
        words("option_key", 40),
        words("made_by", 255),
        instant("created_at"),
        instant("expires_at", nullable=True),
        instant("revoked_at", nullable=True),
        words("form_key", 128, nullable=True),
        reference("share_link", "project_id", "project"),
        key("share_link"),
        once("share_link", "token_hash"),
        once("share_link", "form_key"),
    )
    op.create_index(op.f("ix_share_link_project_id"), "share_link", ["project_id"])
    op.create_table(
        "share_comment",
        number("id"),
        number("link_id"),
        words("about", 40),
        sa.Column("words", sa.Text(), nullable=False),
        instant("created_at"),
        sa.Column("reply", sa.Text(), nullable=False),
        words("replied_by", 255),
        instant("replied_at", nullable=True),
        instant("hidden_at", nullable=True),
        words("form_key", 128, nullable=True),
        sa.CheckConstraint("length(words) > 0", name=op.f("ck_share_comment_words_are_not_empty")),
        reference("share_comment", "link_id", "share_link"),
        key("share_comment"),
        once("share_comment", "form_key"),
    )
    op.create_index(op.f("ix_share_comment_link_id"), "share_comment", ["link_id"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    op.execute("DELETE FROM run WHERE option_key <> ''")
    op.drop_index("ix_run_one_running", "run")
    op.drop_index("ix_run_project_id_option_key_is_open", "run")
    op.create_index("ix_run_project_id_is_open", "run", ["project_id", "is_open"], unique=True)
    op.drop_column("run", "option_key")
