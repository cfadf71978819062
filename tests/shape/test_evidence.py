from app.model import Evidence
from app.shape.evidence import evidence_shape
from tests.shape.chains import document


def row(url: str | None) -> Evidence:
    made = Evidence(
        document_id=1, paragraph=3, start=120, end=160, exact="night ferries", prefix="the ", suffix=" to Tamar", sha256="a" * 64
    )
    made.document = document(url=url)
    return made


def test_evidence_shows_its_document_and_its_place() -> None:
    shape = evidence_shape(row(None))
    assert shape.model_dump() == {
        "document": {"id": "ferries-stop", "title": "Ferries Stop", "url": "/documents/ferries-stop"},
        "paragraph": 3,
        "start": 120,
        "end": 160,
        "exact": "night ferries",
        "prefix": "the ",
        "suffix": " to Tamar",
        "sha256": "a" * 64,
        "deep_link": None,
    }


def test_evidence_links_to_the_words_when_the_document_has_an_address() -> None:
    link = evidence_shape(row("https://news.example/ferries")).deep_link
    assert link == "https://news.example/ferries#:~:text=the-,night%20ferries,-to%20Tamar"


def test_evidence_links_to_long_words_of_a_script_that_is_percent_encoded() -> None:
    evidence = row("https://news.example/ferries")
    evidence.exact = "연" * 300
    link = evidence_shape(evidence).deep_link
    assert link is not None
    assert link.count("%EC%97%B0") == 300
