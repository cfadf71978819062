"""The formats there are. A new one is one file and one line here."""

from app.formats.atom import ATOM
from app.formats.bibtex import BIBTEX
from app.formats.csl import CSL
from app.formats.csv_table import CSV
from app.formats.format import Format
from app.formats.json_feed import JSON_FEED
from app.formats.json_list import JSON
from app.formats.jsonld import JSON_LD
from app.formats.ndjson import NDJSON

FORMATS: tuple[Format, ...] = (JSON, CSV, NDJSON, JSON_LD, CSL, BIBTEX, ATOM, JSON_FEED)
"""Every format; the first is the answer where nothing is asked for."""

BY_SUFFIX = {format_.suffix: format_ for format_ in FORMATS}
