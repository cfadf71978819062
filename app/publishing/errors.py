"""What cannot be published."""

from pydantic import ValidationError

_BOUNDS = {"too_long", "string_too_long"}


class RecordTooLargeError(Exception):
    """A record would hold more than the shape of its noun has room for: by what was written, or by what gathered in it from elsewhere."""

    def __init__(self, noun: str, public_id: str, detail: str) -> None:
        """Keep all of it in ``args``, from which it is made again when it comes from another process."""
        super().__init__(noun, public_id, detail)

    def __str__(self) -> str:
        noun, public_id, detail = self.args
        return f"/{noun}/{public_id} would be larger than a record may be: {detail}"


def is_of_size(error: ValidationError) -> bool:
    """Whether a shape refused a record only because there is too much in it."""
    return all(each["type"] in _BOUNDS for each in error.errors())


def told(error: ValidationError) -> str:
    """Where a record has too much in it, and how much it may have."""
    return "; ".join(f"{'.'.join(map(str, (error.title, *each['loc'])))}: {each['msg']}" for each in error.errors(include_input=False))
