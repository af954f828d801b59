"""The public page of the promise ledger, the file that anybody can download, and how to check it (M1)."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from flask import request, url_for
from werkzeug.wrappers import Response

from core.api import page, public, public_page
from plugins.influence.blueprint import blueprint
from plugins.influence.here import chosen, council, not_here
from plugins.influence.ledger import reading
from plugins.influence.tracker.public import is_shown_here

WHY: Final = "what was promised in public; it holds nobody's name, quote or single verdict"
SCRIPT_TEXT: Final = (Path(__file__).parent / "verify_ledger.txt").read_text()
PIECE: Final = 64 * 1024  # bytes sent together
IN_MEMORY: Final = 2 * 1024 * 1024  # bytes of the file; more goes to disk while it is put together


@blueprint.get("/ledger/")
@public(WHY)
@public_page
def ledger() -> Response:
    """What the ledger is, its newest entries, and how to check it."""
    _only_where_shown()
    lines, older = reading.lines(chosen().page_size, _before())
    return page(
        "influence/ledger.html",
        head=reading.head(),
        lines=lines,
        newest=request.args.get("before") is None,
        older=url_for("influence.ledger", before=older) if older else None,
    )


@blueprint.get("/ledger/ledger.jsonl")
@public(WHY)
def ledger_file() -> Response:
    """The whole ledger, one entry on each line; put together before it is sent: a slow reader holds nobody up."""
    _only_where_shown()
    answer = Response(_sent(_put_together()) if request.method == "GET" else None, mimetype="application/x-ndjson")
    answer.headers["Content-Disposition"] = f"attachment; filename={council().slug}-promise-ledger.jsonl"
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@blueprint.get("/ledger/verify_ledger.py")
@public("a program of thirty lines that checks the file; the same for every council")
def ledger_script() -> Response:
    """The program that checks the file, to read before running it."""
    answer = Response(SCRIPT_TEXT, mimetype="text/plain")
    answer.headers["Content-Disposition"] = "inline; filename=verify_ledger.py"
    return answer


def _only_where_shown() -> None:
    if not is_shown_here():
        not_here()


def _before() -> int | None:
    """From which entry the page goes down; what is no number starts at the top."""
    asked = request.args.get("before", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None


def _put_together() -> IO[bytes]:
    """The file, in memory while it is small, else on disk."""
    whole = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed when it has been sent
    for line in reading.written():
        whole.write(line.encode() + b"\n")
    whole.seek(0)
    return whole


def _sent(whole: IO[bytes]) -> Iterator[bytes]:
    with whole:
        while piece := whole.read(PIECE):
            yield piece
