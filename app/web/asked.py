"""What a query string asks: read as its model has it, wherever the string comes from."""

from collections import Counter
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import TypeVar

from pydantic import BaseModel
from starlette.datastructures import QueryParams

from app.query.errors import Fault, QueryError
from app.query.parameters import repeatable

Q = TypeVar("Q", bound=BaseModel)
_MOST_QUESTIONS = 2_000


def read_query(model: type[Q], asked: bytes | str) -> Q:
    """What a query string says; as bytes, as it comes in a request. Raises Pydantic's ``ValidationError``."""
    given, lists = QueryParams(asked), repeatable(model)
    return model.model_validate({name: given.getlist(name) if name in lists else given[name] for name in given})


def refuse_repeated(asked: bytes | str, repeatable: Collection[str] = ()) -> None:
    """Refuse a parameter that is given twice and takes one value: which of them would count?"""
    repeated = {name: count for name, count in _repeated(asked).items() if name not in repeatable}
    if repeated:
        raise QueryError(
            *(Fault(name, "repeated_parameter", f"{name} is given {count} times; it takes one value.") for name, count in repeated.items())
        )


@lru_cache(_MOST_QUESTIONS)
def _repeated(query: bytes | str) -> Mapping[str, int]:
    """The parameters that a question gives more than once, and how often."""
    counts = Counter(name for name, _ in QueryParams(query).multi_items())
    return {name: count for name, count in counts.items() if count > 1}
