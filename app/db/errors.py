"""What can be wrong with a database, each as one sentence for a terminal."""


class DatabaseError(Exception):
    """A database that cannot be used as it is."""


class DatabaseUnreachableError(DatabaseError):
    """Nothing answers at the address of the database."""

    def __init__(self, url: str, reason: str) -> None:
        """Name the address, without its password, and the driver's reason."""
        super().__init__(f"the database {url} cannot be reached: {reason}")


class DatabaseFailedError(DatabaseError):
    """The database stopped answering, or never did."""

    def __init__(self, url: str, reason: str) -> None:
        """Name the address, without its password, and the driver's reason."""
        super().__init__(f"the database {url} does not answer: {' '.join(reason.split())}")


class TookTooLongError(DatabaseFailedError):
    """The database ended a statement that took longer than it may. Others are answered as ever; this one would take as long again."""

    def __init__(self, url: str, reason: str) -> None:
        """Name the address, without its password, and the driver's reason."""
        DatabaseError.__init__(self, f"the database {url} ended a statement: {' '.join(reason.split())}")


class DatabaseVersionError(DatabaseError):
    """The tables are not those that this version of the code reads."""


class MirrorError(DatabaseError):
    """The data set is a copy, and is written where it comes from."""

    def __init__(self, source: str) -> None:
        """Name the source."""
        super().__init__(f"this is a mirror of {source}, which only follows it: change the data there")
        self.source = source
