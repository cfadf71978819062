"""The OpenAPI document: what FastAPI derives from the code, made fit for client generators, in three renderings."""

import json

import yaml

from app.openapi.document import openapi_document
from app.openapi.rendering_3_0 import as_3_0


class _WithoutAliases(yaml.SafeDumper):
    """Writes a part that stands in two places twice: not every reader of YAML follows aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 (PyYAML's signature)
        return True


def documents() -> dict[str, str]:
    """Every rendering by file name. They are committed under ``openapi/``, and those files are what the server serves."""
    document = openapi_document()
    return {
        "openapi.json": _as_json(document),
        "openapi.yaml": yaml.dump(document, Dumper=_WithoutAliases, sort_keys=False, allow_unicode=True, width=120),
        "openapi-3.0.json": _as_json(as_3_0(document)),
    }


def _as_json(document: dict[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
