"""The staff list of asks, with their clocks."""

from flask import request, url_for
from werkzeug.wrappers import Response

from core.api import db, page, requires
from plugins.groups.api import SEES_GROUP, Board, Group
from plugins.influence.asks import listing
from plugins.influence.blueprint import blueprint
from plugins.influence.here import chosen, council, reader
from plugins.influence.vocabulary import STATUSES, TONES
from plugins.influence.voice import about


@blueprint.get("/asks/")
@requires("influence.follow")
def asks() -> Response:
    """What was asked, of whom, and by when they must answer."""
    filters = listing.Filters.of(request.args)
    rows, following = listing.lines(reader(), filters, chosen().page_size)
    return page(
        "influence/asks.html",
        face="worker",
        rows=rows,
        filters=filters,
        tones=TONES,
        groups=_groups(),
        boards=_boards(),
        abouts=_abouts(),
        statuses=[*STATUSES.items(), (listing.ALL, "All")],
        pages={
            "next": url_for("influence.asks", **filters.kept(), after=following) if following else None,
            "previous": url_for("influence.asks", **filters.kept()) if filters.after else None,
        },
    )


def _groups() -> list[tuple[str, str]]:
    seen = db.select(Group.key, Group.name).where(SEES_GROUP.criteria(reader())).order_by(Group.name)
    return [(row.key, row.name) for row in db.session.execute(seen)]


def _boards() -> list[tuple[str, str]]:
    return [(row.key, row.name) for row in db.session.execute(db.select(Board.key, Board.name).order_by(Board.name))]


def _abouts() -> list[tuple[str, str]]:
    lists = about.choices(council())
    return [(about.word_of((name, key)), title) for name, one in lists.items() for key, title in one.entries.items()]
