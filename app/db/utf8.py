"""Text as the bytes that it is stored in: what is only passed on need not be read as characters and written again."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import UserDefinedType


class Utf8(UserDefinedType[bytes]):
    """Bytes in UTF-8. SQLite hands them out by itself; of others the text is encoded."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], bytes] | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """Encode what is text."""
        return None if dialect.name == "sqlite" else _encoded


class utf8(FunctionElement[bytes]):  # noqa: N801 (as SQL functions are written)
    """``utf8(column)`` selects a text column as bytes."""

    inherit_cache = True
    type = Utf8()
    name = "utf8"


@compiles(utf8)
def _as_text(element: utf8, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 (SQLAlchemy's signature)
    return compiler.process(element.clauses, **options)


@compiles(utf8, "sqlite")
def _as_blob(element: utf8, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 (SQLAlchemy's signature)
    return f"CAST({compiler.process(element.clauses, **options)} AS BLOB)"


def _encoded(text: str) -> bytes:
    return text.encode()
