"""Processes to be killed: some serve the form to many, some take in what waits in the spool.

Run as a program; deployment settings come from the environment. For each line it reads, `tell` or `drain`, it divides
into one more process and says its number. While the file `away` lies in the data folder, the database answers nobody.
What was acknowledged stands in the folder `receipts`: the words and the code, a line each, written after the answer.
"""

import os
import re
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from core.app import create_app
from core.config import Deployment
from core.db import db
from core.safeguarding.telling.draining import drain
from core.web.house import house

TELL = "/ashdown/tell-someone/"
TOKEN = re.compile(r'data-draft="ashdown">.*?name="csrf_token"[^>]*value="([^"]+)"', re.DOTALL)
CODE = re.compile(r'class="code[^>]*><strong>([^<]+)<')


def main() -> None:
    """Divide whenever asked."""
    here = Deployment.from_environ(os.environ)
    app = create_app(here)
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *_: _refuse(here.data / "away"))
        db.engine.dispose()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _tell(app, here.data / "receipts") if line.strip() == "tell" else _drain(app)
        print(child, flush=True)


def _refuse(away: Path) -> None:
    if away.exists():
        raise OperationalError("any", None, Exception("the database is away"))


def _tell(app: Flask, receipts: Path) -> NoReturn:
    """One after the other tells somebody, each clicks twice."""
    client = app.test_client()
    with (receipts / str(os.getpid())).open("ab", buffering=0) as written:
        for number in range(1_000_000):
            found = TOKEN.search(client.get(TELL).get_data(as_text=True))
            assert found
            words = f"{os.getpid()}-{number}"
            for _ in range(2):
                answer = client.post(TELL, data={"words": words, "csrf_token": found[1]})
                code = CODE.search(answer.get_data(as_text=True))
                assert code
                written.write(f"{words} {code[1]}\n".encode())
    os._exit(0)


def _drain(app: Flask) -> NoReturn:
    while True:
        with app.app_context():
            council: Any = house().authorities.by_file("ashdown")
            with suppress(OperationalError):
                drain(house().authorities.find("ashdown") or council)
        time.sleep(0.05)


if __name__ == "__main__":
    main()
