"""Wrong questions, and what a helpful answer to each of them says."""

from collections.abc import Sequence
from typing import NamedTuple


class Wrong(NamedTuple):
    """A question that is refused with 422: which parameter, with which code, and what its problem must say, allow or suggest."""

    address: str
    parameter: str
    code: str
    says: str = ""
    allowed: Sequence[str] = ()
    suggested: Sequence[str] = ()


NAMES = [
    Wrong("/claims?actor=Chna", "actor", "unknown_name", "Did you mean 'China'?", suggested=["China"]),
    Wrong("/claims?actor=Chinese+goverment", "actor", "unknown_name", "Names must be whole", suggested=["Chinese government"]),
    Wrong("/claims?actor=Korea", "actor", "ambiguous_name", "North Korea", suggested=["north-korea", "south-korea"]),
    Wrong("/claims?actor=korea&kind=plan", "actor", "ambiguous_name", "South Korea", suggested=["north-korea", "south-korea"]),
    Wrong("/stakeholders?name=Korea", "name", "ambiguous_name", "by its id", suggested=["north-korea", "south-korea"]),
    Wrong("/stakeholders?parent=Untied+Nations", "parent", "unknown_name", suggested=["United Nations"]),
    Wrong("/claims?actor=Atlantis", "actor", "unknown_name", "/stakeholders lists them"),
    Wrong("/claims?actor=...", "actor", "unknown_name"),
    Wrong("/claims?actor=%2A", "actor", "unknown_name"),
    Wrong("/claims?actor=%25", "actor", "unknown_name"),
    Wrong("/claims?actor=" + "a" * 300, "actor", "unknown_name"),
    Wrong("/claims?topic=refugee-statsu", "topic", "unknown_name", "/topics lists them", suggested=["Refugee status"]),
    Wrong("/claims?document=some-other-report", "document", "unknown_name", "/documents lists them"),
    Wrong("/documents?publisher=Radio+Free+Asja", "publisher", "unknown_name", suggested=["Radio Free Asia"]),
    Wrong("/figures?unit=persons", "unit", "unknown_name", "/vocabularies/units lists them", suggested=["person"]),
    Wrong("/figures?measure=departure", "measure", "unknown_name", "/vocabularies/measures lists them", suggested=["departures"]),
    Wrong("/figures?claim=clm_00000000000000000000000000", "claim", "unknown_name", "has the id"),
    Wrong("/claims?actor=", "actor", "bad_value", "write a whole name or an id"),
    Wrong("/claims?actor", "actor", "bad_value"),
    Wrong("/claims?actor=" + "x" * 301, "actor", "bad_value", "at most 300 characters"),
    Wrong("/claims?" + "&".join(["actor=China"] * 21), "actor", "bad_value", "at most 20"),
    Wrong("/claims?actor=Chi%00na", "actor", "bad_value", "control characters"),
    Wrong("/claims?actor=China%0A", "actor", "bad_value", "control characters"),
    Wrong("/claims?actor=%1B%5B31mChina", "actor", "bad_value", "control characters"),
    Wrong("/claims?actor=Chi%E2%80%AEna", "actor", "unknown_name"),
    Wrong("/claims?topic=%00", "topic", "bad_value"),
    Wrong("/claims?actor=%FF", "actor", "unknown_name"),
    Wrong("/claims?actor=%ED%A0%80", "actor", "unknown_name"),
    Wrong("/claims?actor=%ZZ", "actor", "unknown_name"),
]
PARAMETERS = [
    Wrong("/claims?actors=China", "actors", "unknown_parameter", "Did you mean 'actor'?", ["actor", "kind", "limit"], ["actor"]),
    Wrong("/claims?Actor=China", "Actor", "unknown_parameter", allowed=["actor"], suggested=["actor"]),
    Wrong("/claims?page=2", "page", "unknown_parameter", allowed=["cursor", "limit"]),
    Wrong("/claims?offset=10", "offset", "unknown_parameter", allowed=["cursor", "limit"]),
    Wrong("/claims?=x", "", "unknown_parameter", allowed=["actor"]),
    Wrong("/claims?actor%5B%5D=China", "actor[]", "unknown_parameter", suggested=["actor"]),
    Wrong("/claims?%00=1", "\0", "unknown_parameter"),
    Wrong("/topics?actor=China", "actor", "unknown_parameter", allowed=["cursor", "limit", "sort", "updated_since"]),
    Wrong("/figures?has_figure=true", "has_figure", "unknown_parameter", allowed=["value_min"]),
    Wrong("/claims/clm_00000000000000000000000000?fields=id", "fields", "unknown_parameter", allowed=["as_of"]),
    Wrong("/stakeholders/china?limit=1", "limit", "unknown_parameter", allowed=["as_of"]),
    Wrong("/?q=China", "q", "unknown_parameter", "takes no parameters"),
    Wrong("/problems?limit=1", "limit", "unknown_parameter", "takes no parameters"),
    Wrong("/docs?x=", "x", "unknown_parameter", "takes no parameters"),
    Wrong("/healthz?verbose=1", "verbose", "unknown_parameter", "takes no parameters"),
    Wrong("/readyz?verbose=1", "verbose", "unknown_parameter", "takes no parameters"),
    Wrong("/claims?limit=1&limit=2", "limit", "repeated_parameter", "2 times"),
    Wrong("/claims?sort=published&sort=published", "sort", "repeated_parameter", "one value"),
    Wrong("/claims?since=2008-01-01&since=2008-01-01&since=2008-01-01", "since", "repeated_parameter", "3 times"),
    Wrong("/claims?has_figure=true&has_figure=false", "has_figure", "repeated_parameter"),
    Wrong("/figures?value_min=1&value_min=2", "value_min", "repeated_parameter"),
    Wrong("/claims?cursor=AA&cursor=AA", "cursor", "repeated_parameter"),
]
VALUES = [
    Wrong("/claims?limit=0", "limit", "out_of_range", "greater than or equal to 1"),
    Wrong("/claims?limit=501", "limit", "out_of_range", "less than or equal to 500"),
    Wrong("/claims?limit=999999999", "limit", "out_of_range"),
    *(
        Wrong(f"/claims?limit={given}", "limit", "bad_value", "whole number")
        for given in ("-1", "1.5", "1e2", "abc", "", "0x10", "+5", "%205")
    ),
    Wrong("/claims?limit=%D9%A3", "limit", "bad_value", "whole number"),
    Wrong("/claims?limit=9999999999999999999999", "limit", "bad_value"),
    *(
        Wrong(f"/claims?since={given}", "since", "bad_value")
        for given in ("0", "1", "", "2008", "2008-13-01", "2008-02-30", "02-01-2008", "2008-01-02T10:40:00Z", "0000-01-01", "yesterday")
    ),
    Wrong("/claims?until=2007-02-29", "until", "bad_value"),
    Wrong("/claims?until=%5B2008-01,2008-02%5D", "until", "bad_value", "YYYY-MM-DD"),
    Wrong("/documents?since=199x-01-01", "since", "bad_value", "YYYY-MM-DD"),
    *(
        Wrong(f"/claims?updated_since={given}", "updated_since", "bad_value")
        for given in ("2008-01-02T10:40:00", "2008-01-02", "1199269200", "2008-01-02T25:00:00Z", "2008-01-02T10:40:00%2B99:00", "now", "")
    ),
    Wrong("/claims?updated_since=2008-01-02T10:40:00+01:00", "updated_since", "bad_value", "%2B"),
    Wrong("/claims?updated_since=0001-01-01T00:00:00%2B05:00", "updated_since", "bad_value"),
    Wrong("/claims?updated_since=9999-12-31T23:59:59-05:00", "updated_since", "bad_value"),
    *(Wrong(f"/claims?has_figure={given}", "has_figure", "bad_value", "true or false") for given in ("yes", "2", "t", "on", "", "null")),
    Wrong("/vocabularies?is_closed=maybe", "is_closed", "bad_value", "true or false"),
    Wrong("/claims?kind=rumour", "kind", "not_allowed", "Allowed: decision", ["decision", "ranking"]),
    Wrong("/claims?kind=descision", "kind", "not_allowed", "Did you mean 'decision'?", ["decision"], ["decision"]),
    Wrong("/claims?kind=", "kind", "not_allowed", allowed=["decision"]),
    Wrong("/claims?kind=Decision", "kind", "not_allowed", suggested=["decision"]),
    Wrong("/claims?kind=decision,plan", "kind", "not_allowed", suggested=["decision"]),
    Wrong("/claims?kind=decision&kind=x%00", "kind", "not_allowed"),
    Wrong("/claims?certainty=certian", "certainty", "not_allowed", allowed=["known_whether"], suggested=["certain"]),
    Wrong("/claims?act=say", "act", "not_allowed", suggested=["says"]),
    Wrong("/claims?polarity=negative", "polarity", "not_allowed", allowed=["affirmed", "denied"]),
    Wrong("/claims?status=draft", "status", "not_allowed", allowed=["published", "corrected", "retracted"]),
    Wrong("/claims?status=in_review", "status", "not_allowed"),
    Wrong(
        "/claims?sort=date", "sort", "not_allowed", allowed=["-published", "published", "-event_date", "event_date", "-updated", "updated"]
    ),
    Wrong("/claims?sort=", "sort", "not_allowed"),
    Wrong("/claims?sort=%2Bpublished", "sort", "not_allowed", suggested=["published"]),
    Wrong("/stakeholders?sort=published", "sort", "not_allowed", allowed=["name", "-name"]),
    Wrong("/stakeholders?kind=country", "kind", "not_allowed", allowed=["state"]),
    Wrong("/figures?comparator=%3E%3D", "comparator", "not_allowed", allowed=["at_least", "more_than"]),
    Wrong("/figures?match=likely", "match", "not_allowed", allowed=["possible", "certain"]),
    *(
        Wrong(f"/figures?value_min={given}", "value_min", "bad_value")
        for given in ("NaN", "1e9", "Infinity", "-Infinity", "inf", "0x1F", "1,000", ".5", "5.", "%2B5", "", "forty", "%D9%A3", "1" * 16)
    ),
    Wrong("/figures?value_max=1.00000000001", "value_max", "bad_value"),
    Wrong("/claims?q=", "q", "bad_value", "write words to search for"),
    Wrong("/claims?facets=", "facets", "bad_value", "such as kind,topic"),
    Wrong("/claims?facets=kind;topic", "facets", "bad_value", "with commas between them"),
    Wrong("/claims?fields=", "fields", "bad_value", "such as id,version"),
    Wrong("/figures?claim=clm_1", "claim", "bad_value", "clm_ and 26 digits or small letters"),
    Wrong("/figures?claim=CLM_00000000000000000000000000", "claim", "bad_value"),
    Wrong("/figures?claim=fig_00000000000000000000000000", "claim", "bad_value"),
]
REVERSED = [
    ("/claims?since=2009-01-01&until=2008-01-01", ("since", "until")),
    ("/documents?since=2009-01-01&until=2008-12-31", ("since", "until")),
    ("/figures?value_min=50&value_max=30", ("value_min", "value_max")),
    ("/figures?value_min=0.5&value_max=-0.5&match=certain", ("value_min", "value_max")),
    ("/figures?value_min=10&value_max=9.9999999999", ("value_min", "value_max")),
]
