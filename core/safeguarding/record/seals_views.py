"""The seals on the chronologies, for leads: to print, or to keep a copy of where nobody here can reach it."""

import csv
import io

from flask import Response, url_for
from flask.typing import ResponseReturnValue

from core.access.stamps import requires
from core.clock import by_the_clock, local_today
from core.safeguarding.blueprint import desk as blueprint
from core.safeguarding.record import seals
from core.safeguarding.store import LEAD
from core.web.render import page
from core.web.request import required_authority

SHOWN = 60  # on the page; the file for a spreadsheet has them all
HEADS = ("number", "sealed at", "root")


@blueprint.get("/seals")
@requires(LEAD)
def sealed() -> ResponseReturnValue:
    """The newest seals, what they are for, and what to do with them."""
    rows = seals.newest(SHOWN)
    return page("safeguarding/seals.html", rows=rows, local=by_the_clock, file_url=url_for(".sealed_file"))


@blueprint.get("/seals.csv")
@requires(LEAD)
def sealed_file() -> ResponseReturnValue:
    """All of them for a spreadsheet; they tell nothing about anybody."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADS)
    writer.writerows((row.number, row.at.isoformat(), row.root) for row in seals.newest())
    answer = Response(out.getvalue(), mimetype="text/csv")
    name = f"{required_authority().slug}-seals-{local_today().isoformat()}.csv"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
