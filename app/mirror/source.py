"""The source of a copy, over HTTP: its changes from a number on, waited for if need be."""

from collections.abc import Callable, Iterator, Sequence

import httpx

from app.mirror.errors import CopyError
from app.mirror.told import NotChangesError, Told, ToldPage, read_change, read_page

PAGE = 500
"""Changes that are asked for at once: as many as a page may hold."""
_CONNECT_SECONDS = 10
_READ_SECONDS = 120
_PAUSES = (0.5, 1.0, 2.0, 4.0)
"""Seconds between attempts to read the same page."""
_TOO_MANY = 429
_SERVER_ERROR = 500


class UnreachableError(CopyError):
    """The source does not answer, or not now: it may later."""


class OtherSourceError(CopyError):
    """What answers is no source that this copy could follow."""


class Source:
    """A service of this API. ``sleep`` waits so many seconds."""

    def __init__(self, client: httpx.Client, url: str, sleep: Callable[[float], object]) -> None:
        """Ask at ``url``."""
        self._client = client
        self.url = url.rstrip("/")
        self._sleep = sleep

    def check(self) -> None:
        """Raise :class:`OtherSourceError` where there is no service of this API."""
        answer = self._answer("/", {})
        try:
            has_changes = any(link["href"] == "/changes" for link in answer.json()["links"])
        except (ValueError, KeyError, TypeError):
            has_changes = False
        if not has_changes:
            raise OtherSourceError(f"{self.url}/ is no service of this API: its index names no /changes")

    def last(self) -> int:
        """The number of the last change that there is."""
        return self.page(0, limit=1).last

    def page(self, after: int, limit: int = PAGE, wait: int = 0) -> ToldPage:
        """Changes after that number, or none; waited for so many seconds while there are none."""
        try:
            return read_page(self._answer(f"/changes?after={after}&limit={limit}", {"Prefer": f"wait={wait}"} if wait else {}).text)
        except NotChangesError as error:
            raise self._no_changes() from error

    def changes(self, after: int, first: ToldPage) -> Iterator[Sequence[Told]]:
        """All changes after that number, page by page, to the end that there is; ``first`` was read already."""
        page = first
        while page.items:
            told = self.read(page, after)
            yield told
            after = told[-1].seq
            if after >= page.last:
                return
            page = self._patiently(after)

    def read(self, page: ToldPage, after: int) -> Sequence[Told]:
        """What a page tells. Raises :class:`OtherSourceError` where that does not go on after that number."""
        try:
            told = [read_change(item) for item in page.items]
        except NotChangesError as error:
            raise self._no_changes() from error
        if [change.seq for change in told] != list(range(after + 1, after + 1 + len(told))):
            raise OtherSourceError(f"the changes of {self.url} after {after} have a gap: they begin with {told[0].seq}")
        return told

    def _patiently(self, after: int) -> ToldPage:
        """A page, asked for again where the source is away for a moment: what was taken so far need not be taken again."""
        for seconds in _PAUSES:
            try:
                return self.page(after)
            except UnreachableError:
                self._sleep(seconds)
        return self.page(after)

    def _no_changes(self) -> OtherSourceError:
        return OtherSourceError(
            f"{self.url}/changes does not answer as this version of the API does: mirror with the version of the source"
        )

    def _answer(self, path: str, headers: dict[str, str]) -> httpx.Response:
        try:
            answer = self._client.get(f"{self.url}{path}", headers=headers, timeout=httpx.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS))
        except httpx.TransportError as error:
            raise UnreachableError(f"{self.url} does not answer: {str(error) or type(error).__name__}") from error
        except (httpx.InvalidURL, httpx.HTTPError) as error:
            raise OtherSourceError(f"{self.url} cannot be asked: {error}") from error
        if answer.status_code >= _SERVER_ERROR or answer.status_code == _TOO_MANY:
            raise UnreachableError(f"{self.url} answers {answer.status_code} {answer.reason_phrase}")
        if not answer.is_success:
            raise OtherSourceError(f"{self.url}{path} answers {answer.status_code} {answer.reason_phrase}: it is no service of this API")
        return answer
