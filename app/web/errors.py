"""What can be wrong with the service itself."""


class NotReadyError(Exception):
    """The database does not answer, is not migrated, or holds no data."""
