"""Examples: answers that the service gave to stated questions, on the seed, at a stated moment."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from sqlmodel import Session

from app.db.engine import open_engine, writing
from app.db.migrate import migrate
from app.editorial.keys import create_key
from app.ingest.files import read_data_files
from app.ingest.load import load
from app.main import create_app
from app.model import Scope
from app.openapi.desk_examples import WRITTEN, ask_the_desk
from app.openapi.more_examples import ask_for_more
from app.openapi.schema_examples import Named
from app.openapi.sharing import response_name
from app.settings import CHECKOUT, Settings
from app.web.problem_types import Problems
from app.web.problems import Problem

_SEED = CHECKOUT / "app" / "seed"
_LOADED_AT = datetime(2026, 1, 1, tzinfo=UTC)
_REQUEST_ID = "01KDVRT500EXAMPLE0REQUEST0"
_MARK = "01KDVRT5000EXAMPLE0REVISION"
_LISTS = {
    "list_claims": "/claims?claimant=China&kind=position&limit=1&q=%22economic+migrants%22&snippets=true&facets=act",
    "list_stakeholders": "/stakeholders?name=Beijing",
    "list_figures": "/figures?place=China&value_min=1000&limit=1",
    "list_documents": "/documents?limit=1",
    "list_topics": "/topics?limit=1",
    "list_vocabularies": "/vocabularies?is_closed=false&limit=1",
    "compare_figures": "/figures/compare?measure=departures&place=China",
    "list_changes": "/changes?limit=1",
    "list_exports": "/exports",
    "get_index": "/",
    "get_api_catalog": "/.well-known/api-catalog",
    "get_health": "/healthz",
    "list_problem_types": "/problems",
    "get_problem_type": "/problems/invalid-query",
}
_RECORDS = {
    "get_claim": "list_claims",
    "get_stakeholder": "list_stakeholders",
    "get_figure": "list_figures",
    "get_document": "list_documents",
    "get_topic": "list_topics",
    "get_vocabulary": "list_vocabularies",
}
_PROBLEMS = {
    Problems.INVALID_QUERY: ("/claims?actor=Korea", {}),
    Problems.NOT_FOUND: ("/stakeholders/Beijing", {}),
    Problems.NOT_ACCEPTABLE: ("/claims", {"Accept": "image/png"}),
}


@dataclass(frozen=True, slots=True)
class Examples:
    """Answers and bodies of requests by operation id, problems by the name of their response, and more by the name of their schema."""

    answers: dict[str, Any]
    sent: dict[str, Any]
    problems: dict[str, Any]
    others: Sequence[Named]


def real_examples() -> Examples:
    """Ask a service of our own every question of this module."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'examples.sqlite'}"
        engine = open_engine(url)
        migrate(engine)
        with Session(writing(engine)) as session:
            load(session, read_data_files(_SEED), _LOADED_AT)
            key = create_key(session, "an editor", [Scope.ADMIN], _LOADED_AT, None)
            session.commit()
        engine.dispose()
        return asyncio.run(_ask(Settings(database_url=url, public_url=None), key))


async def _ask(settings: Settings, key: str) -> Examples:
    app = create_app(settings)
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://example.invalid", headers={"X-Request-ID": _REQUEST_ID}) as client:
        answers = {operation: (await client.get(path)).json() for operation, path in _LISTS.items()}
        for operation, listed_by in _RECORDS.items():
            address, one = answers[listed_by]["items"][0]["url"], operation.removeprefix("get_")
            asked_of_it = {operation: "", f"list_{one}_versions": "/versions", f"get_{one}_version": "/versions/1"}
            if one in WRITTEN:
                asked_of_it[f"get_{one}_content"] = "/content"
            asked_of_it[f"compare_{one}_versions"] = "/differences?older=1&newer=1"
            answers |= {name: (await client.get(f"{address}{path}")).json() for name, path in asked_of_it.items()}
        answers["list_exports"]["mark"] = _MARK[:26]
        answers["get_readiness"] = {"status": "ready", "revision": 1, "mark": _MARK[:26], "source": "primary", "mirror_of": None}
        others = await ask_for_more(client, key)
        written, sent = await ask_the_desk(client, key, answers)
        asked = {kind: (await client.get(path, headers=headers)).json() for kind, (path, headers) in _PROBLEMS.items()}
    app.state.service.reads.close()
    return Examples(answers | written, sent, {response_name(kind): asked.get(kind) or _told(kind) for kind in Problems}, others)


def _told(kind: Problems) -> dict[str, Any]:
    """A problem that cannot be had by asking."""
    page = kind.page
    problem = Problem(
        type=page.url, title=page.title, status=page.status, detail=page.explanation, instance="/claims", request_id=_REQUEST_ID, errors=[]
    )
    return problem.model_dump(mode="json")
