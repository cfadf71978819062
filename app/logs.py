"""The log: a line for each thing that is told, as text or as JSON, with the id of the request in whose handling it was told.

Everything of the service goes this way, what the server itself tells too. It is written to standard output; what a command says to whoever
called it is no part of it.
"""

import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

ACCESS = "app.access"
"""The logger of one line for each request."""
current_request: ContextVar[str] = ContextVar("current_request", default="-")
"""The id of the request that is being handled."""

_UNPRINTABLE = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160))} | {0x2028: "\\u2028", 0x2029: "\\u2029"}
"""What would end a line, or be taken for a command by a terminal."""


class LogForm(StrEnum):
    """How the log is written."""

    TEXT = "text"
    JSON = "json"


class OfRequest(logging.Filter):
    """Gives each entry the id of the request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything through."""
        record.request_id = current_request.get()
        return True


class TextForm(logging.Formatter):
    """Time, level, request, who tells it, and what: one line, and the trace of an error below it."""

    def __init__(self) -> None:
        """Write each of them."""
        super().__init__("%(asctime)s %(levelname)s %(request_id)s %(name)s: %(message)s")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002, N802 (logging's signature)
        """The moment in UTC, as the API writes it."""
        return datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (logging's name)
        """The line; what clients sent can neither end it nor begin another."""
        return super().formatMessage(record).translate(_UNPRINTABLE)


def log_config(form: LogForm) -> dict[str, Any]:
    """The configuration of ``logging``. It is plain data, because each worker is handed it."""
    json = {
        "()": "pythonjsonlogger.json.JsonFormatter",
        "fmt": ["levelname", "request_id", "name", "message"],
        "rename_fields": {"levelname": "level", "name": "logger"},
        "timestamp": "time",
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"of_request": {"()": "app.logs.OfRequest"}},
        "formatters": {"form": json if form is LogForm.JSON else {"()": "app.logs.TextForm"}},
        "handlers": {
            "output": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "filters": ["of_request"], "formatter": "form"}
        },
        "loggers": {ACCESS: {"level": "INFO"}},
        "root": {"level": "WARNING", "handlers": ["output"]},
    }
