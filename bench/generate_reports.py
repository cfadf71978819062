"""Generated reports, one after the other: each depends on the seed and its number alone, none is kept."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from app.ingest.files import Report
from app.ingest.ids import permanent_id
from app.ingest.payload.report import ReportPayload
from bench.generate_claims import Writer
from bench.generate_text import Passages
from bench.generate_world import World

_FIRST_DAY = datetime(2004, 1, 5, 9, 30, tzinfo=UTC)
_DAYS = 20 * 365
_NEAR = 20
"""How far back within its report the claim lies that another bears on."""
_ELSEWHERE_SHARE = 0.2


def make_reports(seed: int, world: World, claims: int, documents: int) -> Iterator[Report]:
    """So many claims in so many reports, over twenty years."""
    for number in range(documents):
        count = claims * (number + 1) // documents - claims * number // documents
        yield _report(Random(f"{seed}/{number}"), world, number, count, _FIRST_DAY + timedelta(days=_DAYS * number // documents))  # noqa: S311


def _report(random: Random, world: World, number: int, count: int, published_at: datetime) -> Report:
    title = world.language.words(random, 3, 9).capitalize()
    slug = _slug(number)
    passages = Passages(world.language, title)
    writer = Writer(random, world, passages, published_at.date())
    elsewhere = [permanent_id("clm", _slug(random.randrange(number)), _key(0))] if number else []
    claims = []
    for index in range(count):
        near = [_key(other) for other in range(max(0, index - _NEAR), index)]
        others = elsewhere if elsewhere and random.random() < _ELSEWHERE_SHARE else near
        claims.append(writer.claim(_key(index), others))
    document = {
        "id": slug,
        "title": title,
        "publisher": world.outlets.draw(random, 1)[0],
        "published_at": published_at,
        "language": "en",
        "url": f"https://news.example/{published_at:%Y/%m/%d}/{slug}",
        "front_matter_blocks": 1,
    }
    return Report(Path(f"{slug}.yaml"), ReportPayload.model_validate({"document": document, "claims": claims}), passages.anchors)


def _slug(number: int) -> str:
    return f"report-{number}"


def _key(index: int) -> str:
    return f"claim-{index}"
