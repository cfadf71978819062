"""The bounds that shapes share: of what is taken, and of what is answered, which follows from it."""

INTEGER = 2_147_483_647
"""The largest whole number that a column of ours holds (``integer`` of PostgreSQL)."""
EXACT_INTEGER = 9_007_199_254_740_991
"""The largest whole number that every reader of JSON reads exactly (RFC 8259, section 6)."""
MANY = 1_000
"""As many items as somebody may write in one list of a record."""
GATHERED = 10_000
"""As many items as may gather in one list of a record by what is written elsewhere, or as time goes by."""
LONGEST_ADDRESS = 60_000
"""Bytes of a path and query, at most, that any service reads."""
LONGEST_LINK = 6 * LONGEST_ADDRESS + 2_000
"""Characters of a link that repeats a question beside a cursor: what is percent-encoded in it is up to six times as long as it came."""
