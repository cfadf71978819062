"""The response cache: whole answers, kept as long as the data are as they were, in front of everything else.

An answer is kept under the mark of the revision that it was made from; when the watch tells another mark, all are forgotten. Only what
anybody may see is kept: a request with credentials, with a range or with a condition on time goes through. An answer is kept when it is
asked for the second time, so that a stream of questions that nobody repeats leaves those alone that are.
"""

import asyncio
from dataclasses import dataclass, field
from functools import lru_cache

import anyio
import anyio.to_thread
from cachetools import LRUCache
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.db.watch import Watch
from app.web.encodings import IDENTITY, coding_for, encode, is_worth_it, tag_as_given, tag_in, without_coding
from app.web.request_id import request_id

Header = tuple[bytes, bytes]

_METHODS = ("GET", "HEAD")
_UNKEPT = frozenset(
    {
        b"accept-datetime",
        b"authorization",
        b"content-length",
        b"cookie",
        b"expect",
        b"if-modified-since",
        b"prefer",
        b"range",
        b"transfer-encoding",
    }
)
"""Request headers that an answer may hang on, and that its key has no place for."""
_ANY = frozenset({b"", b"*/*", b"application/json"})
"""What all asks for the first format."""
_OF_THE_BODY = frozenset({b"content-encoding", b"content-length", b"content-type", b"link"})
"""What a 304 leaves out: a client has it with the body (RFC 9110, section 15.4.5)."""
_OK = 200
_NOT_MODIFIED = 304
_LONGEST_KEY = 1_000
_MOST_QUESTIONS = 20_000
_LARGEST_BYTES = 4 * 2**20
_OVERHEAD_BYTES = 2_000
"""What an entry costs beside its bodies, roughly."""

Key = tuple[bytes, bytes, bytes]


@dataclass(slots=True)
class Answer:
    """A complete 200: its headers, and its body in each coding that was asked for."""

    headers: list[Header]
    body: bytes
    codings: dict[str, "Encoded"] = field(default_factory=dict)

    @property
    def etag(self) -> bytes:
        """The validator of the body as it is."""
        return next((value for name, value in self.headers if name == b"etag"), b"")

    @property
    def size(self) -> int:
        """What keeping it costs, in bytes."""
        return _OVERHEAD_BYTES + len(self.body) + sum(len(encoded.body) for coding, encoded in self.codings.items() if coding)

    def encoded(self, coding: str) -> "Encoded":
        """The answer in a coding, made where it is asked for the first time."""
        if (made := self.codings.get(coding)) is None:
            made = self.codings[coding] = _encoded(self, coding)
        return made


@dataclass(frozen=True, slots=True)
class Encoded:
    """An answer as it is sent: the messages of a 200, and the headers of a 304."""

    headers: list[Header]
    body: bytes
    renewed: list[Header]


class Cache:
    """Answers again what was answered before, in the coding that the client takes, for as long as it is true."""

    def __init__(self, app: ASGIApp, watch: Watch, max_bytes: int) -> None:
        """Wrap ``app``; hold at most about ``max_bytes``, nothing where that is 0."""
        self.app = app
        self.watch = watch
        self.max_bytes = max_bytes
        self.mark: str | None = None
        """Of which revision the answers are."""
        self.told: str | None = None
        self.is_told = False
        """Whether the watch has told a mark since the requests came that are at hand now."""
        self.answers: LRUCache[Key, Answer] = LRUCache(max(max_bytes, 1), getsizeof=lambda answer: answer.size)
        self.asked: LRUCache[Key, bool] = LRUCache(_MOST_QUESTIONS)
        self.asking: dict[Key, anyio.Event] = {}
        """What is being asked now, and will be kept: each ends with its event."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or scope["method"] not in _METHODS:
            await self.app(scope, receive, send)
            return
        question = _Question(scope, dict(scope["headers"]))
        key = self._key(question)
        if key is None:
            await self._pass(question, receive, send)
            return
        answer = await self.known(key)
        if answer is None:
            answer = await self._ask(key, question, receive, send)
        if answer is not None:
            coding = question.coding
            await _send(answer.codings.get(coding) or await self._encode(key, answer, coding), answer, question, send)

    def _key(self, question: "_Question") -> Key | None:
        """Under what the answer is kept; None where it is not."""
        mark = self._current_mark() if self.max_bytes else None
        scope, headers = question.scope, question.headers
        if mark is None or len(headers) != len(scope["headers"]) or not _UNKEPT.isdisjoint(headers):
            return None
        query, accept = scope["query_string"], headers.get(b"accept", b"")
        if len(query) + len(accept) > _LONGEST_KEY:
            return None
        return scope["raw_path"], _canonical(query), b"" if accept in _ANY else accept

    def _current_mark(self) -> str | None:
        """The mark of the current revision, if it is known. Requests that were in before the watch was asked share what it told."""
        if not self.is_told:
            self.told, self.is_told = self.watch.mark(), True
            asyncio.get_running_loop().call_soon(self._ask_again)  # after those that are in, and before whatever comes now
            if self.told not in (None, self.mark):
                self.mark = self.told
                self.answers.clear()
        return self.told

    def _ask_again(self) -> None:
        self.is_told = False

    async def known(self, key: Key) -> Answer | None:
        """The answer that is kept; where somebody asks the same already, the one that comes of that: many who wait are one question.

        Whoever finds nothing after that asks by himself, so that nobody waits twice.
        """
        if (answer := self.answers.get(key)) is None and (asking := self.asking.get(key)) is not None:
            await asking.wait()
            answer = self.answers.get(key)
        return answer

    async def _pass(self, question: "_Question", receive: Receive, send: Send) -> None:
        """Let the application answer. Codings are none of its business: it knows the tag of the body as it is."""
        scope, given = question.scope, question.headers.get(b"if-none-match", b"")
        if without_coding(given) == given:
            await self.app(scope, receive, send)
            return
        own = [(name, without_coding(value) if name == b"if-none-match" else value) for name, value in scope["headers"]]

        async def send_tagged(message: Message) -> None:
            if message.get("status") == _NOT_MODIFIED:
                tagged = [(name, tag_as_given(value, given) if name == b"etag" else value) for name, value in message["headers"]]
                message = {**message, "headers": tagged}
            await send(message)

        await self.app({**scope, "headers": own}, receive, send_tagged)

    async def _ask(self, key: Key, question: "_Question", receive: Receive, send: Send) -> Answer | None:
        """Let the application answer. What it says is returned if it is to be sent from here; otherwise it was sent already.

        Only what asks for a whole answer fills the cache: 304 and HEAD cost the application little.
        """
        is_repeated, mark = key in self.asked, self.mark
        self.asked[key] = True
        asks_for_all = question.scope["method"] == "GET" and b"if-none-match" not in question.headers
        if not asks_for_all or (question.coding == IDENTITY and not is_repeated):
            await self._pass(question, receive, send)
            return None
        taken, ended = _Taken(send), anyio.Event()
        if is_repeated:
            self.asking.setdefault(key, ended)
        try:
            await self.app(question.scope, receive, taken)
            if (answer := taken.answer) is not None and is_repeated and mark == self.mark:
                self.answers[key] = answer
            return answer
        finally:
            ended.set()
            if self.asking.get(key) is ended:
                del self.asking[key]

    async def _encode(self, key: Key, answer: Answer, coding: str) -> Encoded:
        """The answer in a coding, made beside the event loop because it takes a while."""
        encoded = await anyio.to_thread.run_sync(answer.encoded, coding) if coding else answer.encoded(coding)
        if self.answers.get(key) is answer:
            self.answers[key] = answer  # it is larger now
        return encoded


@dataclass(frozen=True, slots=True)
class _Question:
    """A request, with its headers by name."""

    scope: Scope
    headers: dict[bytes, bytes]

    @property
    def coding(self) -> str:
        """The coding that the client takes."""
        return coding_for(self.headers.get(b"accept-encoding", b""))


class _Taken:
    """Takes an answer in where it is one that can be kept; passes any other through."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.start: Message | None = None
        self.body = bytearray()
        self.answer: Answer | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and self._can_be_kept(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                self.answer = Answer(list(self.start["headers"]), bytes(self.body))

    def _can_be_kept(self, start: Message) -> bool:
        """Whether it is complete, public, of a length that is told and not too long, and no file that is asked for in parts."""
        headers = dict(start["headers"])
        length = int(headers.get(b"content-length", b"-1"))
        is_public = headers.get(b"cache-control", b"").startswith(b"public")
        is_whole = b"etag" in headers and b"accept-ranges" not in headers
        return start["status"] == _OK and is_public and is_whole and 0 <= length <= _LARGEST_BYTES


async def _send(encoded: Encoded, answer: Answer, question: _Question, send: Send) -> None:
    headers = question.headers
    own = (b"x-request-id", request_id(headers.get(b"x-request-id", b"").decode("latin-1")).encode())
    known = headers.get(b"if-none-match")
    if known is not None and (known.strip() == b"*" or answer.etag.removeprefix(b"W/") in without_coding(known)):
        await send({"type": "http.response.start", "status": _NOT_MODIFIED, "headers": [*encoded.renewed, own]})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": _OK, "headers": [*encoded.headers, own]})
    await send({"type": "http.response.body", "body": b"" if question.scope["method"] == "HEAD" else encoded.body})


def _encoded(answer: Answer, coding: str) -> Encoded:
    told = {name: value for name, value in answer.headers if name != b"x-request-id"}
    body = answer.body
    if coding and is_worth_it(told.get(b"content-type", b""), len(body)):
        body = encode(body, coding)
        told |= {b"content-encoding": coding.encode(), b"content-length": str(len(body)).encode(), b"etag": tag_in(told[b"etag"], coding)}
    headers = list(told.items())
    return Encoded(headers, body, [header for header in headers if header[0] not in _OF_THE_BODY])


@lru_cache(maxsize=4096)
def _canonical(query: bytes) -> bytes:
    """The same question however its parameters are ordered; values of one parameter keep their order."""
    if b"&" not in query:
        return query
    pairs: list[bytes] = query.split(b"&")
    return b"&".join(sorted(pairs, key=lambda pair: bytes(pair).partition(b"=")[0]))
