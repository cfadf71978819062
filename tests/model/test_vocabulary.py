import pytest

from app.model.vocabulary import CLOSED_VOCABULARIES, ClosedVocabulary, PublicStatus, Relation, Status

VALUES = [(slug, value) for slug, enum in CLOSED_VOCABULARIES.items() for value in enum]


@pytest.mark.parametrize(("slug", "value"), VALUES, ids=[f"{slug}/{value}" for slug, value in VALUES])
def test_value_says_what_it_means_and_shows_an_example(slug: str, value: ClosedVocabulary) -> None:
    assert value.meaning.definition.endswith("."), slug
    assert value.meaning.example
    assert value.meaning.mapping is None or ":" in value.meaning.mapping


@pytest.mark.parametrize("slug", CLOSED_VOCABULARIES)
def test_definitions_differ_within_a_vocabulary(slug: str) -> None:
    enum = CLOSED_VOCABULARIES[slug]
    assert len({value.meaning.definition for value in enum}) == len(enum)


@pytest.mark.parametrize("slug", CLOSED_VOCABULARIES)
def test_vocabulary_says_in_a_line_what_its_values_are(slug: str) -> None:
    enum = CLOSED_VOCABULARIES[slug]
    assert enum.__doc__
    assert enum.__doc__ != ClosedVocabulary.__doc__
    assert enum.__doc__.partition("\n")[0].endswith(".")


def test_every_closed_vocabulary_is_listed() -> None:
    assert set(CLOSED_VOCABULARIES.values()) == set(ClosedVocabulary.__subclasses__())


@pytest.mark.parametrize("relation", Relation)
def test_reverse_of_the_reverse_is_the_relation_itself(relation: Relation) -> None:
    assert relation.reverse is not relation
    assert relation.reverse.reverse is relation


@pytest.mark.parametrize("relation", Relation)
def test_one_of_a_relation_and_its_reverse_is_stored(relation: Relation) -> None:
    assert relation.is_forward is not relation.reverse.is_forward


@pytest.mark.parametrize(
    ("relation", "reverse"),
    [
        ("supports", "supported_by"),
        ("disputes", "disputed_by"),
        ("denies", "denied_by"),
        ("responds_to", "responded_to_by"),
        ("justifies", "justified_by"),
        ("conditions", "conditioned_by"),
        ("updates", "updated_by"),
        ("duplicates", "duplicated_by"),
    ],
)
def test_relation_is_paired_with_its_own_reverse(relation: str, reverse: str) -> None:
    stored = next(member for member in Relation if member.value == relation)
    assert stored.reverse.value == reverse
    assert stored.is_forward


def test_member_reads_as_its_value() -> None:
    assert str(Relation.SUPPORTED_BY) == "supported_by"
    assert isinstance(Relation.SUPPORTED_BY, str)


def test_drafts_are_not_public() -> None:
    assert {status.value for status in PublicStatus} == {status.value for status in Status} - {"draft", "in_review"}
