"""Every setting of the service, read once at the edge from ``FACTS_*`` environment variables."""

import re
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, BeforeValidator, DirectoryPath, Field, ValidationInfo
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from app.limits import LONGEST_ADDRESS
from app.logs import LogForm

CHECKOUT = Path(__file__).resolve().parent.parent
DEFAULT_DATABASE = f"sqlite:///{CHECKOUT / 'facts.sqlite'}"

_DATABASE_FORMS = "must be sqlite:///PATH or postgresql://USER:PASSWORD@HOST:PORT/DATABASE"
_DRIVERS = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def _with_driver(url: str) -> str:
    scheme, separator, rest = url.partition("://")
    if not separator or scheme not in _DRIVERS:
        raise ValueError(_DATABASE_FORMS)
    try:
        return make_url(f"{_DRIVERS[scheme]}://{rest}").render_as_string(hide_password=False)
    except (ArgumentError, ValueError):
        raise ValueError(_DATABASE_FORMS) from None


def _replica_of(url: str, others: ValidationInfo) -> str:
    if not all(str(each).startswith("postgresql") for each in (url, others.data.get("database_url", url))):
        raise ValueError("must be a postgresql:// replica of a postgresql:// FACTS_DATABASE_URL")
    return url


def _without_slash(url: str | None) -> str | None:
    return url.rstrip("/") if url else None


class Rate(NamedTuple):
    """How many requests a client may send in a window of so many seconds."""

    requests: int
    seconds: int


def _rate(text: object) -> object:
    """A rate as it is written, such as 600/minute; None where it is empty."""
    if not isinstance(text, str):
        return text
    if not text:
        return None
    found = re.fullmatch(r"([1-9][0-9]{0,8})/(second|minute|hour|day)", text)
    if found is None:
        raise ValueError("must be so many requests a second, minute, hour or day, such as 600/minute")
    return Rate(int(found[1]), {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400}[found[2]])


def _addresses(text: str) -> str:
    for each in filter(None, text.split(",")):
        try:
            ip_network(each.strip())
        except ValueError:
            raise ValueError("must be addresses or networks, such as 127.0.0.1,10.0.0.0/8") from None
    return text


class Settings(BaseSettings):
    """The settings, with their defaults; an unusable value is refused at start, by name."""

    model_config = SettingsConfigDict(env_prefix="FACTS_", frozen=True)

    database_url: Annotated[str, AfterValidator(_with_driver)] = Field(
        default=DEFAULT_DATABASE, description="SQLite or PostgreSQL; by default a SQLite file in the checkout."
    )
    read_database_url: Annotated[str, AfterValidator(_with_driver), AfterValidator(_replica_of)] | None = Field(
        default=None, description="A streaming replica of that PostgreSQL, to read from while it is up to date."
    )
    database_pool: int = Field(
        default=8, ge=1, le=200, description="Connections each worker may hold to each database, and so requests it reads for at once."
    )
    database_seconds: int = Field(
        default=30, ge=0, le=3600, description="How long PostgreSQL may work on one statement of an answer; 0 sets no limit."
    )
    data_folder: Path = Field(default=CHECKOUT / "app" / "seed", description="The data files that `facts serve` and `facts seed` load.")
    export_folder: DirectoryPath | None = Field(
        default=None,
        description="Where bulk exports and earlier states are kept, for all workers; by default each has a temporary folder of its own.",
    )
    host: str = Field(default="127.0.0.1", description="The address to listen on.")
    port: int = Field(default=8000, ge=1, le=65535, description="The port to listen on.")
    workers: int = Field(
        default=1, ge=1, le=64, description="Processes that answer at that address, each with its own connections and cache."
    )
    public_url: Annotated[str | None, Field(pattern=r"^https?://[^\s/]+/?$"), AfterValidator(_without_slash)] = Field(
        default=None, description="The address readers use, without a path, for absolute links; without it links are root-relative."
    )
    max_url_bytes: int = Field(default=16_000, ge=256, le=LONGEST_ADDRESS, description="The longest path and query that is read.")
    max_body_bytes: int = Field(default=1_048_576, ge=0, description="The largest request body that is read.")
    max_import_bytes: int = Field(default=64 * 2**20, ge=0, description="The largest file that `POST /imports` takes.")
    cache_bytes: int = Field(default=64 * 2**20, ge=0, description="How much of its answers a worker keeps in memory; 0 keeps none.")
    cache_seconds: int = Field(default=60, ge=0, description="How long a cache may answer without asking again.")
    rate_limit: Annotated[Rate | None, NoDecode, BeforeValidator(_rate)] = Field(
        default=None, description="How many requests each client address may send to a worker, such as 600/minute; by default any number."
    )
    trusted_proxies: Annotated[str, AfterValidator(_addresses)] | None = Field(
        default=None, description="The addresses and networks of proxies whose X-Forwarded-For is believed, such as 127.0.0.1,10.0.0.0/8."
    )
    metrics: bool = Field(default=False, description="Whether `/metrics` tells Prometheus what the service counts.")
    log: LogForm = Field(default=LogForm.TEXT, description="How the log is written: as text, or as one JSON object a line.")
    access_log: bool = Field(default=False, description="Whether the log has a line for each request.")
    deliver: bool = Field(default=False, description="Whether `facts serve` delivers webhooks too: one worker of all on the database does.")
    webhook_allow_private: bool = Field(
        default=False, description="Whether webhooks may be sent to private addresses, and over http: for receivers within one network."
    )
