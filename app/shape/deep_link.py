"""Links to words within a page, after the WICG specification of URL fragment text directives."""

from urllib.parse import quote


def deep_link(url: str | None, prefix: str, exact: str, suffix: str) -> str | None:
    """``url#:~:text=prefix-,exact,-suffix``, or None where the document has no address."""
    if url is None:
        return None
    parts = [f"{_escaped(prefix)}-" if prefix.strip() else "", _escaped(exact), f"-{_escaped(suffix)}" if suffix.strip() else ""]
    return f"{url}{'' if '#' in url else '#'}:~:text={','.join(part for part in parts if part)}"


def _escaped(words: str) -> str:
    return quote(words.strip(), safe="").replace("-", "%2D")
