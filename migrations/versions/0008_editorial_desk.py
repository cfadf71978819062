"""What the editorial desk needs: keys, drafts, the audit, receipts, corrections; and what became of records that are no more."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def _text(length: int) -> sa.types.TypeEngine[str]:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "api_key",
        sa.Column("id", _text(26), nullable=False),
        sa.Column("name", _text(100), nullable=False),
        sa.Column("scopes", sa.String(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_api_key"),
    )
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("attempted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key_id", _text(26), nullable=False),
        sa.Column("key_name", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("noun", _text(32), nullable=True),
        sa.Column("record_id", _text(100), nullable=True),
        sa.Column("comment", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("detail", sa.String(), nullable=True),
        sa.Column("content", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
    )
    op.create_index("ix_attempt_key_id", "attempt", ["key_id"])

    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", _text(30), nullable=False),
        sa.Column("noun", _text(32), nullable=False),
        sa.Column("record_id", _text(100), nullable=True),
        sa.Column("base", sa.String(length=64), nullable=True),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("comment", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.String(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.UniqueConstraint("public_id", name="uq_draft_public_id"),
    )
    op.create_table(
        "receipt",
        sa.Column("key_id", _text(26), nullable=False),
        sa.Column("idempotency_key", _text(255), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("headers", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key_id", "idempotency_key", name="pk_receipt"),
    )
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name="fk_correction_claim_id_claim"),
        sa.PrimaryKeyConstraint("id", name="pk_correction"),
    )
    op.create_index("ix_correction_claim_id", "correction", ["claim_id"])

    op.add_column("change", sa.Column("moved_to", _text(100), nullable=True))

    op.add_column("record", sa.Column("gone", sa.String(32), nullable=True))
    op.add_column("record", sa.Column("moved_to", _text(100), nullable=True))


def downgrade() -> None:
    """Take the change back. Records that are gone go with what says so: an earlier code would show them."""
    op.execute("DELETE FROM record WHERE gone IS NOT NULL")
    op.drop_column("record", "moved_to")
    op.drop_column("record", "gone")

    op.drop_column("change", "moved_to")

    op.drop_table("correction")
    op.drop_table("receipt")
    op.drop_table("draft")

    op.drop_table("attempt")
    op.drop_table("api_key")
