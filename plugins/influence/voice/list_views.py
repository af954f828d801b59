"""The staff list of what was said: look for it, narrow it, tick some and make a question of them."""

from contextlib import suppress
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import db, kept, page, requires
from plugins.groups.api import SEES_GROUP, Group
from plugins.influence.blueprint import blueprint
from plugins.influence.here import chosen, council, reader
from plugins.influence.vocabulary import GIVEN_AS, SORTS
from plugins.influence.voice import about, listing
from plugins.influence.voice import page as page_of_view
from plugins.influence.voice.forms import MAY_READ

STATES = [
    (listing.WAITING, "Idea box, not read yet, oldest first"),
    (listing.UNASKED, "No question yet, oldest first"),
]
MOST_AT_ONCE = 200


@blueprint.get("/views/")
@requires("influence.hear")
def views() -> Response:
    """What the reader may read of what was said, a page at a time."""
    filters, actor, authority = listing.Filters.of(request.args), reader(), council()
    rows, following = listing.lines(actor, filters, chosen().page_size)
    return page(
        "influence/views.html",
        face="worker",
        rows=rows,
        titles={row.id: about.titles(authority, row.tags) for row in rows},
        filters=filters,
        pages={
            "next": url_for("influence.views", **filters.kept(), after=following) if following else None,
            "previous": url_for("influence.views", **filters.kept()) if filters.after else None,
        },
        abouts=_abouts(),
        places=list(about.choices(authority).get("place", about.Vocabulary("", {})).entries.items()),
        groups=_groups(),
        sorts=SORTS,
        states=STATES,
        permissions=MAY_READ,
        given_as=GIVEN_AS,
        may_ask=actor.can("influence.ask"),
    )


@blueprint.post("/views/chosen")
@requires("influence.hear")
def chosen_views() -> Response:
    """What to do with the ticked ones: note that they were read, or make a question of them."""
    ids = _ticked()
    if not ids:
        flash("Tick what you mean first.", "warning")
    elif "ask" in request.form:
        return redirect(url_for("influence.new_ask", view=[str(id) for id in ids]))
    else:
        number = page_of_view.mark_read(ids)
        db.session.commit()
        flash("1 is noted as read." if number == 1 else f"{number} are noted as read.", "success")
    return redirect(url_for("influence.views", **listing.Filters.of(request.args).kept()))


def _ticked() -> list[UUID]:
    """The ticked views; nonsense is left out."""
    found = []
    for typed in request.form.getlist("view")[:MOST_AT_ONCE]:
        with suppress(ValueError):
            found.append(UUID(typed))
    return found


def _abouts() -> list[tuple[str, str]]:
    """Every entry of every list but places, for the filter: "list: entry"."""
    lists = about.choices(council())
    return [
        (about.word_of((name, key)), f"{one.title}: {title}")
        for name, one in lists.items()
        if name != "place"
        for key, title in one.entries.items()
    ]


def _groups() -> list[tuple[str, str]]:
    """The groups that the reader may see, for the filter."""
    actor = reader()
    return kept(council(), ("influence.groups", actor.person_id, actor.roles), _groups_seen)


def _groups_seen() -> list[tuple[str, str]]:
    seen = db.select(Group.key, Group.name).where(SEES_GROUP.criteria(reader())).order_by(Group.name, Group.id)
    return [(row.key, row.name) for row in db.session.execute(seen)]
