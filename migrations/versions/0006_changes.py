"""The sequence of all changes; what is published now is its beginning, because what it was before was not kept."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_BEGIN = """
INSERT INTO change (seq, noun, item_id, version, kind, revision, changed_at)
SELECT row_number() OVER (ORDER BY revision, noun, item_id), noun, item_id, version,
       CASE version WHEN 1 THEN 'created' ELSE 'updated' END, revision, updated_at
FROM record
"""


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "change",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("noun", sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql"), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("etag", sa.String(64), nullable=True),
        sa.Column("body", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_change"),
        sa.UniqueConstraint("noun", "item_id", "version", name="uq_change_noun_item_id_version"),
    )
    op.execute(_BEGIN)


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("change")
