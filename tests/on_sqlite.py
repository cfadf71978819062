"""Which tests run on SQLite alone: those of what is made after a record was read, and of what is refused before one is.

tests/web/test_both_databases.py holds the answers from PostgreSQL against those from SQLite, so that neither needs to be asked twice.
"""

import pytest

ON_SQLITE = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
