"""When a message is tried again: the waits that Standard Webhooks proposes."""

from datetime import timedelta
from random import Random

_WAITS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
_JITTER = 0.2
"""Up to so much longer, so that what failed together is not tried again together."""
MOST_ATTEMPTS = len(_WAITS) + 1
HOLDING_ATTEMPTS = 2
"""So many failures of a message hold back those after it: a short outage keeps their order, a bad message stops nothing for long."""


def wait_after(attempts: int, random: Random) -> timedelta | None:
    """How long to wait after that many attempts in vain; None where they were enough."""
    return _WAITS[attempts - 1] * random.uniform(1, 1 + _JITTER) if attempts < MOST_ATTEMPTS else None
