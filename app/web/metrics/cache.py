"""The response cache where it is counted how often it has an answer."""

from typing import Any

from app.web.cache import Answer, Cache, Key


class CountedCache(Cache):
    """Counts the questions that can be kept: those that it answers, and those that it has to pass on."""

    def __init__(self, *given: Any) -> None:  # noqa: ANN401 (as the cache takes them)
        """Begin with none."""
        super().__init__(*given)
        self.hits = self.misses = 0

    async def known(self, key: Key) -> Answer | None:
        """The answer that is kept."""
        answer = self.answers.get(key) or await super().known(key)  # a call less for most
        if answer is None:
            self.misses += 1
        else:
            self.hits += 1
        return answer
