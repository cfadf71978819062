"""The audit of commands: who changed something where the database is, without a key."""

from datetime import datetime
from getpass import getuser

from sqlmodel import Session

from app.model import Attempt

_METHOD = "RUN"
_DONE = 200


def write_down_command(session: Session, command: str, moment: datetime, noun: str | None = None, record_id: str | None = None) -> None:
    """Write down, in the transaction of what it changed, that the user of this process ran a command."""
    session.add(
        Attempt(
            attempted_at=moment,
            key_id="",
            key_name=getuser(),
            method=_METHOD,
            path=command,
            request_id="",
            status=_DONE,
            noun=noun,
            record_id=record_id,
        )
    )
