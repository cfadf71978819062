"""Whose copy a data set is; the state at a moment, and the last erasure, found by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_ERASED = sa.text("kind = 'erased'")


def upgrade() -> None:
    """Apply the change."""
    op.add_column("data_set", sa.Column("source", sa.String(), nullable=True))
    op.create_index("ix_change_changed_at_seq", "change", ["changed_at", "seq"])
    op.create_index("ix_change_erased", "change", ["seq"], sqlite_where=_ERASED, postgresql_where=_ERASED)


def downgrade() -> None:
    """Take the change back."""
    op.drop_index("ix_change_erased", "change")
    op.drop_index("ix_change_changed_at_seq", "change")
    op.drop_column("data_set", "source")
