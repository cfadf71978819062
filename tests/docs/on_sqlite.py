"""Which database the examples of the documentation run on."""

import pytest

ON_SQLITE = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The documentation shows the API, not its database: once is enough."""
