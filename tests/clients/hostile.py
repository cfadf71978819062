"""Claims whose words look like formulas, dates and the ends of rows: what a spreadsheet might not leave as it is."""

import json
from pathlib import Path

from sqlmodel import Session, col, select

from app.claims.columns import CLAIM_COLUMNS
from app.db.engine import open_engine, writing
from app.model import Record
from app.shape.row import row_of
from tests.clients.live import prepare
from tests.fiction import fictional_claim, fictional_files

FORMULAS = (
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\r\n=1+1",
    '=HYPERLINK("https://evil.example","x")',
    "＝1+1",  # noqa: RUF001 (the wide sign)
    "+41 44 268",
    "-",
)
"""What is run, or is run by some."""
PLAIN = (
    'He said "no", then “yes”.',
    '"',
    '""",=1+1',
    "one, two; three\tfour",
    "first\nsecond\rthird\r\nfourth\n\nsixth",
    "ends with a line\n",
    "  spaces  around  ",
    "Ünïcödé, 難民, لاجئون, 🚢",
    "'=1+1",
    "#N/A",
    "https://example.org/?a=1&b=<2>",
    "word " * 399 + "words",
)
"""What is text to everybody, and hard to carry."""
HOSTILE = (*FORMULAS, *PLAIN)
TITLE = "=1+1, a title"


def hostile_database(folder: Path, url: str | None = None) -> str:
    """The URL of a database, by default in ``folder``, with a claim for each hostile text, in its statement and its condition.

    Loading trims what stands before and after a text, so the texts are put into the stored records.
    """
    claims = [fictional_claim(f"claim-{place}", f"Claim {place}.", condition=f"Condition {place}.") for place in range(len(HOSTILE))]
    url = prepare(url or f"sqlite:///{folder / 'hostile.sqlite'}", fictional_files(folder / "data", claims, title=TITLE))
    engine = open_engine(url)
    with Session(writing(engine)) as session:
        for record in session.exec(select(Record).where(col(Record.noun) == "claims")).all():
            body = json.loads(record.body)
            text = HOSTILE[int(body["statement"].removeprefix("Claim ").removesuffix("."))]
            said = body | {"statement": text, "condition": text}
            record.body, record.row = json.dumps(said, ensure_ascii=False), row_of(CLAIM_COLUMNS, said)
        session.commit()
    engine.dispose()
    return url


def guarded(text: str) -> str:
    """The text as CSV has it."""
    return f"'{text}" if text in {*FORMULAS, TITLE} else text
