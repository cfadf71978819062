"""Hold the OpenAPI document against the last released one: ``python -m scripts.contract``."""

import json
import sys
from pathlib import Path

from scripts.contract.verdict import faults

_CHECKOUT = Path(__file__).resolve().parent.parent.parent
RELEASED = _CHECKOUT / "openapi" / "released" / "openapi.json"
PRESENT = _CHECKOUT / "openapi" / "openapi.json"
CHANGELOG = _CHECKOUT / "CHANGELOG.md"


def main() -> None:
    """Say what stands against it, with exit status 1; nothing where nothing does."""
    released, present = (json.loads(path.read_text(encoding="utf-8")) for path in (RELEASED, PRESENT))
    if found := faults(released, present, CHANGELOG.read_text(encoding="utf-8")):
        told = "\n".join(f"  {fault}" for fault in found)
        where = "CONTRIBUTING.md says under 'Release' how a breaking change is declared, and what to do before the first release."
        sys.exit(f"error: clients of version {released['info']['version']} would break:\n{told}\n{where}")


if __name__ == "__main__":
    main()
