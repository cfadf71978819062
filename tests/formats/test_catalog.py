"""The catalogue of formats: each is named by what no other is named by."""

from app.formats.catalog import BY_SUFFIX, FORMATS


def test_media_types_of_the_formats_are_distinct() -> None:
    assert len({format_.essence for format_ in FORMATS}) == len(FORMATS) == len(BY_SUFFIX)
    names = [name for format_ in FORMATS for name in (format_.essence, *format_.aliases)]
    assert len(set(names)) == len(names)
