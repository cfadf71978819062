"""The log in either form, as a handler writes it."""

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from logging.config import DictConfigurator

import pytest

from app.logs import LogForm, current_request, log_config


def written(form: LogForm, message: str, *values: object, **kept: object) -> str:
    """What the handler of the configuration writes of an error."""
    stream = StringIO()
    config = log_config(form)
    config["handlers"]["output"]["stream"] = stream
    configurator = DictConfigurator(config)
    configurator.config["filters"] = {"of_request": configurator.configure_filter(config["filters"]["of_request"])}
    configurator.config["formatters"] = {"form": configurator.configure_formatter(config["formatters"]["form"])}
    handler: logging.Handler = configurator.configure_handler(configurator.config["handlers"]["output"])
    record = logging.LogRecord("app.web", logging.ERROR, __file__, 1, message, values, sys.exc_info() if sys.exc_info()[0] else None)
    vars(record).update(kept)
    handler.handle(record)
    return stream.getvalue()


@contextmanager
def handling(request_id: str) -> Iterator[None]:
    token = current_request.set(request_id)
    try:
        yield
    finally:
        current_request.reset(token)


def test_text_has_time_level_request_logger_and_message() -> None:
    with handling("newsroom-42"):
        line = written(LogForm.TEXT, "lost %s", "the table")
    moment, _, rest = line.partition(" ")
    assert rest == "ERROR newsroom-42 app.web: lost the table\n"
    assert moment.startswith("20")
    assert moment.endswith("Z")


@pytest.mark.parametrize("form", LogForm)
def test_line_carries_no_request_outside_of_one(form: LogForm) -> None:
    line = written(form, "begun")
    assert "ERROR - app.web: begun" in line or json.loads(line)["request_id"] == "-"


def test_json_is_one_object_a_line_with_all_that_was_given() -> None:
    with handling("newsroom-42"):
        line = written(LogForm.JSON, "lost %s", "the\ntable", path="/claims", status=500)
    assert line.count("\n") == 1
    entry = json.loads(line)
    assert entry.pop("time").startswith("20")
    assert entry == {
        "level": "ERROR",
        "request_id": "newsroom-42",
        "logger": "app.web",
        "message": "lost the\ntable",
        "path": "/claims",
        "status": 500,
    }


@pytest.mark.parametrize("form", LogForm)
def test_trace_of_an_error_is_told(form: LogForm) -> None:
    line = ""
    try:
        int("at the door")
    except ValueError:
        line = written(form, "failed")
    assert "ValueError: invalid literal" in line
    assert form is LogForm.TEXT or json.loads(line)["exc_info"].startswith("Traceback")


@pytest.mark.parametrize("sent", ["\n2026-01-01 ERROR forged", "\r", "\x1b[2J", "\x85", "\u2028", "\x00"])
def test_what_a_client_sends_makes_no_line_of_its_own(sent: str) -> None:
    line = written(LogForm.TEXT, "no such path: /claims%s", sent)
    assert len(line.splitlines()) == 1
    assert all(character.isprintable() for character in line.removesuffix("\n"))
