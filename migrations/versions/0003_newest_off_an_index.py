"""Days beside who is involved and beside figures, and changes by noun: the newest are read off an index, however many there are."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change. The tables are not copied, since others refer to them; the default is for the moment until the days are there."""
    for table in ("involvement", "figure"):
        op.add_column(table, sa.Column("reported_on", sa.Date(), nullable=False, server_default="0001-01-01"))
    op.execute("UPDATE involvement SET reported_on = (SELECT reported_on FROM claim WHERE claim.id = involvement.claim_id)")
    op.execute("UPDATE figure SET reported_on = (SELECT reported_on FROM claim WHERE claim.id = figure.claim_id)")
    op.create_index("ix_involvement_newest", "involvement", ["part", "stakeholder_id", "reported_on", "claim_id"])
    op.create_index("ix_figure_reported_on_id", "figure", ["reported_on", "id"])
    op.drop_index("ix_record_updated_at", "record")
    op.create_index("ix_record_noun_updated_at_item_id", "record", ["noun", "updated_at", "item_id"])


def downgrade() -> None:
    """Take the change back."""
    op.drop_index("ix_record_noun_updated_at_item_id", "record")
    op.create_index("ix_record_updated_at", "record", ["updated_at"])
    for table, index in (("involvement", "ix_involvement_newest"), ("figure", "ix_figure_reported_on_id")):
        op.drop_index(index, table)
        op.drop_column(table, "reported_on")
