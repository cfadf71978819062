"""Evidence as records show it, after the W3C Web Annotation model (TextPositionSelector, TextQuoteSelector)."""

from pydantic import Field

from app import model
from app.shape.base import Count, DeepLink, Line, Ordinal, Sha256, Shape
from app.shape.deep_link import deep_link
from app.shape.ref import DocumentRef, document_ref


class Evidence(Shape):
    """The exact place in a document that a fact rests on."""

    document: DocumentRef = Field(description="The document.")
    paragraph: Ordinal = Field(description="The paragraph, counted from 1 after headline and dateline.")
    start: Count = Field(description="Where the passage begins: Unicode code points from the start of the text.")
    end: Ordinal = Field(description="Where the passage ends, exclusive.")
    exact: Line = Field(description="The words that the passage begins with: at most twelve, as printed.")
    prefix: Line = Field(description="The words before `exact`, where it stands more than once in the text; else empty.")
    suffix: Line = Field(description="The words after `exact`, where it stands more than once in the text; else empty.")
    sha256: Sha256 = Field(description="SHA-256 of the whole passage in UTF-8, so that it can be checked without quoting it.")
    deep_link: DeepLink | None = Field(description="A link that opens the document at these words; null where it has no address.")


def evidence_shape(row: model.Evidence) -> Evidence:
    """An anchor as records show it; needs its document loaded."""
    return Evidence(
        document=document_ref(row.document),
        paragraph=row.paragraph,
        start=row.start,
        end=row.end,
        exact=row.exact,
        prefix=row.prefix,
        suffix=row.suffix,
        sha256=row.sha256,
        deep_link=deep_link(row.document.url, row.prefix, row.exact, row.suffix),
    )
