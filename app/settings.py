"""Every setting of the service, read once at the edge from ``FACTS_*`` environment variables."""

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, DirectoryPath, Field, ValidationInfo
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

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
    max_url_bytes: int = Field(default=16_000, ge=256, le=60_000, description="The longest path and query that is read.")
    max_body_bytes: int = Field(default=1_048_576, ge=0, description="The largest request body that is read.")
    max_import_bytes: int = Field(default=64 * 2**20, ge=0, description="The largest file that `POST /imports` takes.")
    cache_bytes: int = Field(default=64 * 2**20, ge=0, description="How much of its answers a worker keeps in memory; 0 keeps none.")
    cache_seconds: int = Field(default=60, ge=0, description="How long a cache may answer without asking again.")
