"""BibTeX: citations for LaTeX and reference managers, in UTF-8, one ``@misc`` entry a record."""

from collections.abc import Iterator

from app.formats.citation import citation_of
from app.formats.format import Format, Listing

_ESCAPES = str.maketrans(
    {character: f"\\{character}" for character in "&%$#_"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
)
"""What LaTeX prints for its own characters; braces by name, because BibTeX counts them also behind a backslash."""


def write_bibtex(listing: Listing) -> Iterator[bytes]:
    """An entry for each record, with a blank line between."""
    for body in listing.records:
        yield f"{_entry(body, listing.base)}\n".encode()


def _entry(body: bytes, base: str) -> str:
    citation = citation_of(body, base)
    fields = {"title": f"{{{citation.title.translate(_ESCAPES)}}}"}
    if citation.author:
        fields["author"] = f"{{{citation.author.translate(_ESCAPES)}}}"  # in braces, a byline is one name however it is written
    if citation.publisher:
        fields["publisher"] = citation.publisher.translate(_ESCAPES)
    if citation.issued:
        year, month, day = citation.issued.split("-")
        fields |= {"year": year, "month": str(int(month)), "date": f"{year}-{month}-{day}"}
    fields |= {"url": citation.url, "note": citation.note.translate(_ESCAPES)}
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{citation.id},\n{lines}\n}}\n"


_ALIASES = ("text/x-bibtex",)
BIBTEX = Format("bib", "application/x-bibtex; charset=utf-8", "BibTeX citations", write_bibtex, is_export=True, aliases=_ALIASES)
