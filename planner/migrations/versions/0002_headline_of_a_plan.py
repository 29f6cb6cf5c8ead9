"""The headline of a plan in words, for lists.

Plans stored before get their new money as their headline. The default of the column serves this step only: the application
always says the headline.

Revision: 0002, after: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

PLAN = sa.table("plan", sa.column("id", sa.Integer), sa.column("total_pence", sa.BigInteger), sa.column("headline", sa.Text))


def upgrade() -> None:
    op.add_column("plan", sa.Column("headline", sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    for key, total_pence in connection.execute(sa.select(PLAN.c.id, PLAN.c.total_pence)).all():
        words = f"£{(total_pence + 50) // 100:,} of new money"
        connection.execute(sa.update(PLAN).where(PLAN.c.id == key).values(headline=words))


def downgrade() -> None:
    op.drop_column("plan", "headline")
