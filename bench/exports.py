"""How long exports take to start and to end, and how much memory they hold: ``python -m bench.exports [CLAIMS]``.

The database is SQLite in a temporary folder, the client reads as fast as it is given; both share this machine.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.generate import fill
from bench.serving import server

_CLAIMS = 200_000
_EXPORTS = ("/claims.csv", "/claims.ndjson", "/claims.ndjson?sort=event_date", "/claims.csl", "/claims.bib")
_MIB = 2**20


def main(count: int) -> None:
    """Measure every export of that many claims, after one that warms the server up."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'exports.sqlite'}"
        fill(url, count)
        _say(f"{count:,} claims")
        with server(url) as running:
            running.measure("/claims.csv?q=refugees")
            for path in _EXPORTS:
                answer = running.measure(path)
                told = f"first byte {answer.first_seconds:.3f} s, all {answer.seconds:.1f} s, {answer.size / _MIB:,.0f} MiB"
                _say(f"{path:<32} {answer.status} {told}, memory +{answer.growth / _MIB:.1f} MiB")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else _CLAIMS)
