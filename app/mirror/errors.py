"""Why a copy cannot be made or go on. Each says what is wrong and what would be right, as one sentence for a terminal."""


class CopyError(Exception):
    """A copy cannot be made, or not go on."""


class UnreadableRecordError(CopyError):
    """A record that this version cannot make rows of."""

    def __init__(self, address: str, reason: str) -> None:
        """Name the record, and what stands in the way."""
        super().__init__(f"this version of facts cannot read the record {address}: {' '.join(reason.split())[:300]}")


class OpenReferencesError(CopyError):
    """Records name others that have not come yet."""

    def __init__(self, lacking: str) -> None:
        """Name the first of them."""
        super().__init__(f"the changes end before {lacking}, which is named in them")
