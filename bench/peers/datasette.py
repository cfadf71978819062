"""What Datasette is asked: the questions of this service, as queries on the same tables and the same indexes.

Each is as fast as we could make it: rows are chosen by an index first, and only the twenty that are shown are read. A newsroom that
sets Datasette up with less care gets less.
"""

from pathlib import Path
from urllib.parse import quote

METADATA_NAME = "metadata.json"

_BODIES = (
    "SELECT record.body FROM ({chosen}) AS chosen JOIN record ON record.noun = 'claims' AND record.item_id = chosen.id"
    " ORDER BY chosen.place DESC, chosen.id"
)
_OF_ACTOR = (
    "SELECT involvement.claim_id AS id, involvement.reported_on AS place FROM stakeholder"
    " JOIN involvement ON involvement.part = 'actor' AND involvement.stakeholder_id = stakeholder.id"
    " WHERE stakeholder.slug = :actor ORDER BY involvement.reported_on DESC, involvement.claim_id LIMIT 20"
)
_WITH_WORDS = (
    "SELECT rowid >> 3 AS id, rowid IN (SELECT rowid FROM search WHERE search MATCH 'own : ' || :words) AS place FROM search"
    " WHERE search MATCH :words AND rowid & 7 = 0 ORDER BY place DESC, rowid LIMIT 20"
)
"""As this service ranks: claims that have the words in their statement come first."""
_BY_ID = "SELECT body FROM record WHERE noun = 'claims' AND public_id = :id"
_INVOLVING = (
    "id IN (SELECT involvement.claim_id FROM stakeholder JOIN involvement ON involvement.part = 'actor'"
    " AND involvement.stakeholder_id = stakeholder.id WHERE stakeholder.slug = '{actor}')"
)


def metadata(path: Path) -> dict[str, object]:
    """Datasette's metadata for that file: its canned queries ``newest``, ``words`` and ``one``."""
    queries = {"newest": _BODIES.format(chosen=_OF_ACTOR), "words": _BODIES.format(chosen=_WITH_WORDS), "one": _BY_ID}
    return {"databases": {path.stem: {"queries": {name: {"sql": sql} for name, sql in queries.items()}}}}


def newest(path: Path, actor: str) -> str:
    """The address of the twenty newest claims that involve somebody."""
    return f"/{path.stem}/newest.json?actor={actor}&_shape=array"


def words(path: Path, word: str) -> str:
    """The address of the first twenty claims with a word, by the full-text index of this service."""
    return f"/{path.stem}/words.json?words={word}&_shape=array"


def one(path: Path, public_id: str) -> str:
    """The address of a claim."""
    return f"/{path.stem}/one.json?id={public_id}&_shape=array"


def facets(path: Path, actor: str) -> str:
    """The address of the twenty newest claims that involve somebody, and of how many there are of each kind and certainty."""
    where = quote(_INVOLVING.format(actor=actor))
    return f"/{path.stem}/claim.json?_where={where}&_facet=kind&_facet=certainty&_sort_desc=reported_on&_size=20"


def export(path: Path) -> str:
    """The address of all claims as CSV: the columns of their table, of which there are fewer than in ours."""
    return f"/{path.stem}/claim.csv?_stream=on"
