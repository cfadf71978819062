"""full text search, and by which code records were rendered."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change. What is indexed is written when records are published: loading the data anew fills it."""
    with op.batch_alter_table("data_set") as batch_op:
        batch_op.add_column(sa.Column("rendering", sa.String(length=64), nullable=False, server_default=""))
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE search USING fts5(own, other, tokenize='ascii')")
        return
    op.execute(
        "CREATE TABLE search (noun varchar(32) NOT NULL, item_id integer NOT NULL, words tsvector NOT NULL,"
        " CONSTRAINT pk_search PRIMARY KEY (noun, item_id))"
    )
    op.execute("CREATE INDEX ix_search_words ON search USING gin (words)")


def downgrade() -> None:
    """Take the change back."""
    op.execute("DROP TABLE search")
    with op.batch_alter_table("data_set") as batch_op:
        batch_op.drop_column("rendering")
