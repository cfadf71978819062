"""Indexes for the orders that no index had: by event, by size, and the last changed first where one load changed all."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_INDEXES: dict[str, tuple[str, list[str | sa.TextClause]]] = {
    "ix_claim_earliest_event": ("claim", [sa.text("coalesce(event_from, '0001-01-01')"), "id"]),
    "ix_claim_latest_event": ("claim", [sa.text("coalesce(event_from, '0001-01-01') DESC"), "id"]),
    "ix_figure_smallest": ("figure", [sa.text("coalesce(least, most, 0.0)"), "id"]),
    "ix_figure_largest": ("figure", [sa.text("coalesce(least, most, 0.0) DESC"), "id"]),
    "ix_involvement_newest": ("involvement", ["part", "stakeholder_id", sa.text("reported_on DESC"), "claim_id"]),
    "ix_record_last_changed": ("record", ["noun", sa.text("updated_at DESC"), "item_id"]),
}


def upgrade() -> None:
    """Apply the change."""
    op.drop_index("ix_involvement_newest", "involvement")
    for name, (table, columns) in _INDEXES.items():
        op.create_index(name, table, columns)


def downgrade() -> None:
    """Take the change back."""
    for name, (table, _) in _INDEXES.items():
        op.drop_index(name, table)
    op.create_index("ix_involvement_newest", "involvement", ["part", "stakeholder_id", "reported_on", "claim_id"])
