"""Acting: what a request does, in one transaction with its receipt and its entry in the audit."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col
from starlette.requests import Request
from starlette.responses import Response

from app.desk.visit import Reply, Visit, visit_of
from app.editorial.entry import Published
from app.editorial.errors import ContentError, UnauthorizedError
from app.editorial.keys import holds
from app.model import ApiKey, Receipt, Scope
from app.query.errors import Fault
from app.web.service import service_of

_LONGEST_KEY = 255
_KEPT = timedelta(days=7)
"""How long a request may be sent again under its idempotency key."""
_LONGEST_CONDITION = 1_000
Work = Callable[[Session, datetime], Reply]


def act(request: Request, scope: Scope, work: Work, *, is_dry: bool = False) -> Response:
    """Answer with what ``work`` gives, if the key allows it. A request with an idempotency key is worked on once.

    Everything that it writes is one transaction, its entry in the audit included; of a dry run nothing stays.
    """
    visit = visit_of(request)
    visit.holder.check(scope)
    key = _idempotency_key(request)
    with Session(service_of(request).writer) as session:
        moment = datetime.now(UTC)
        _confirm(session, visit, moment)
        if key is not None and (known := session.get(Receipt, (visit.holder.key_id, key))) is not None:
            return _again(known, visit)
        reply = work(session, moment)
        if is_dry:
            session.rollback()
        else:
            visit.write_down(session, reply.status, reply)
            if key is not None:
                session.execute(delete(Receipt).where(col(Receipt.answered_at) < moment - _KEPT))
                session.add(_receipt(visit, key, reply, moment))
            session.commit()
    return _response(reply)


def record_reply(status: int, noun: str, record: Published, location: str | None = None) -> Reply:
    """A record as it is now, with its validator."""
    headers = {"ETag": f'"{record.etag}"'} | ({"Location": location} if location else {})
    return Reply(status, record.body, headers, noun, record.public_id)


def known_state(request: Request) -> str | None:
    """Which state of something an editor has read, as ``If-Match`` says."""
    given = request.headers.get("if-match")
    if given is not None and len(given) > _LONGEST_CONDITION:
        detail = f"If-Match: send the ETag that you have read; more than {_LONGEST_CONDITION} characters are none."
        raise ContentError(Fault("If-Match", "bad_value", detail))
    return given


def _confirm(session: Session, visit: Visit, moment: datetime) -> None:
    """See that the key was not revoked since it was recognised: the transaction that writes is the last that counts."""
    key = session.get(ApiKey, visit.holder.key_id)
    if key is None or not holds(key, moment):
        raise UnauthorizedError(visit.holder.key_id)


def _idempotency_key(request: Request) -> str | None:
    given = request.headers.get("idempotency-key")
    if given is None:
        return None
    key = given.strip().removeprefix('"').removesuffix('"')
    if not 0 < len(key) <= _LONGEST_KEY or "\0" in key:
        detail = f"Idempotency-Key: send a text of 1 to {_LONGEST_KEY} characters, another one for each thing that is to be done once."
        raise ContentError(Fault("Idempotency-Key", "bad_value", detail))
    return key


def _again(known: Receipt, visit: Visit) -> Response:
    if known.digest != visit.digest:
        detail = f"Idempotency-Key: {known.idempotency_key!r} was used for another request; choose a new one."
        raise ContentError(Fault("Idempotency-Key", "key_reused", detail))
    return _response(Reply(known.status, known.body, json.loads(known.headers) | {"Idempotency-Replayed": "true"}))


def _receipt(visit: Visit, key: str, reply: Reply, moment: datetime) -> Receipt:
    return Receipt(
        key_id=visit.holder.key_id,
        idempotency_key=key,
        digest=visit.digest,
        status=reply.status,
        headers=json.dumps(dict(reply.headers)),
        body=reply.body,
        answered_at=moment,
    )


def _response(reply: Reply) -> Response:
    return Response(reply.body or None, reply.status, {**_UNKEPT, **reply.headers}, _JSON if reply.body else None)


_JSON = "application/json"
_UNKEPT = {"Cache-Control": "no-store"}
