"""The OpenAPI document."""


def documents() -> dict[str, str]:
    """Every rendering by file name."""
    return {}
