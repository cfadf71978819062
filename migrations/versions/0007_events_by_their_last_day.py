"""An index for the claims on events since a day: few end late, and all claims were read to find them."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_index("ix_claim_event_until_id", "claim", ["event_until", "id"])


def downgrade() -> None:
    """Take the change back."""
    op.drop_index("ix_claim_event_until_id", "claim")
