"""What tables show of a record, stored beside its JSON."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change. Records have no row until they are rendered anew: the data set says that no code has done so."""
    op.add_column("record", sa.Column("row", sa.String(), nullable=True))
    op.execute("UPDATE data_set SET rendering = ''")


def downgrade() -> None:
    """Take the change back."""
    op.drop_column("record", "row")
