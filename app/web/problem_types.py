"""The catalogue of problem types: everything that can go wrong, with a page for each under ``/problems`` (RFC 9457)."""

from enum import Enum
from http import HTTPStatus

from pydantic import BaseModel, ConfigDict, Field


class ProblemType(BaseModel):
    """One kind of problem that this API answers with."""

    model_config = ConfigDict(frozen=True)

    code: str = Field(max_length=100, description="The id of the problem type.")
    url: str = Field(max_length=2000, description="The value of `type` in problems of this kind, and the address of this page.")
    status: int = Field(ge=400, le=599, description="The HTTP status code.")
    title: str = Field(max_length=200, description="What it is, the same for all problems of this kind.")
    explanation: str = Field(max_length=2000, description="When it happens and what to do.")


class Problems(Enum):
    """Every problem type."""

    BAD_REQUEST = "bad-request", HTTPStatus.BAD_REQUEST, "The request cannot be read", "It is not HTTP, or not as the standard has it."
    NOT_FOUND = (
        "not-found",
        HTTPStatus.NOT_FOUND,
        "There is nothing at this address",
        "The path or the id is unknown. Ids are whole and in lower case; `errors` names near ones. The lists find records by name.",
    )
    METHOD_NOT_ALLOWED = (
        "method-not-allowed",
        HTTPStatus.METHOD_NOT_ALLOWED,
        "The method is not allowed here",
        "The `Allow` header and `errors` list the methods that are.",
    )
    NOT_ACCEPTABLE = (
        "not-acceptable",
        HTTPStatus.NOT_ACCEPTABLE,
        "No representation that is accepted",
        "The `Accept` header leaves out every media type of this address. `errors` lists them.",
    )
    CONTENT_TOO_LARGE = (
        "content-too-large",
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "The request body is too large",
        "Reading needs no body. The detail names the limit.",
    )
    URI_TOO_LONG = (
        "uri-too-long",
        HTTPStatus.REQUEST_URI_TOO_LONG,
        "The address is too long",
        "Ask for less in one query: fewer filters, or several requests. The detail names the limit.",
    )
    UNSUPPORTED_MEDIA_TYPE = (
        "unsupported-media-type",
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        "The media type of the body is not supported",
        "Reading needs no body: send none, and no `Content-Type`.",
    )
    UNAUTHORIZED = (
        "unauthorized",
        HTTPStatus.UNAUTHORIZED,
        "A key is needed",
        "Writing needs a key: `Authorization: Bearer` and the key. It is missing, wrong, expired or revoked. Reading needs none.",
    )
    FORBIDDEN = (
        "forbidden",
        HTTPStatus.FORBIDDEN,
        "This is not allowed",
        "The key holds, and lacks the scope that this needs; or this is a mirror, and is written at its source. The detail says which.",
    )
    CONFLICT = (
        "conflict",
        HTTPStatus.CONFLICT,
        "It cannot be done to what there is now",
        "There is such a record already, or it is in a state in which this cannot be done. The detail says which.",
    )
    GONE = (
        "gone",
        HTTPStatus.GONE,
        "The record was erased",
        "The law demanded that it be erased. Only its id is left, so that nobody else gets it.",
    )
    PRECONDITION_FAILED = (
        "precondition-failed",
        HTTPStatus.PRECONDITION_FAILED,
        "The record has changed since you read it",
        "Somebody changed it meanwhile. `errors` says where it differs from what you sent, `ETag` how it is now. Nothing was changed.",
    )
    INVALID_CONTENT = (
        "invalid-content",
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "What was sent cannot be written",
        "It breaks a rule, or names something that there is not. `errors` points at each place, and says what would be right.",
    )
    PRECONDITION_REQUIRED = (
        "precondition-required",
        HTTPStatus.PRECONDITION_REQUIRED,
        "Say which state of the record you have read",
        "A change needs `If-Match` with the `ETag` that the record had when you read it, so that nobody's work is overwritten.",
    )
    RANGE_NOT_SATISFIABLE = (
        "range-not-satisfiable",
        HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
        "The file has no such part",
        "The `Range` header asks for bytes beyond the end of the file; `Content-Range` says how many it has. It may be complete already.",
    )
    INVALID_QUERY = (
        "invalid-query",
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "The question cannot be answered as it was put",
        "A parameter or a name is unknown, a value is not of its kind, or a cursor is another's; `errors` says what would be right.",
    )
    TOO_MANY_REQUESTS = (
        "too-many-requests",
        HTTPStatus.TOO_MANY_REQUESTS,
        "Too many requests",
        "Wait as long as the `Retry-After` header says. Conditional requests and longer pages need fewer requests.",
    )
    INTERNAL_ERROR = (
        "internal-error",
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "Something went wrong on our side",
        "The request was in order. Tell us its `request_id`: the log has the rest.",
    )
    NOT_READY = (
        "not-ready",
        HTTPStatus.SERVICE_UNAVAILABLE,
        "The service is not ready",
        "The database does not answer, takes too long over the question, or holds no data yet. Try again when `Retry-After` says.",
    )

    def __init__(self, code: str, status: HTTPStatus, title: str, explanation: str) -> None:
        """Make the page of the type."""
        self.page = ProblemType(code=code, url=f"/problems/{code}", status=int(status), title=title, explanation=explanation)


BY_STATUS = {problem.page.status: problem for problem in reversed(Problems)}
BY_CODE = {problem.page.code: problem for problem in Problems}
