"""Calendars to follow: of one public group, of all of them, of one meeting, and one's own, which a secret opens."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import (
    ANONYMOUS,
    Form,
    Person,
    db,
    gettext,
    local_today,
    page,
    public,
    signed_in,
)
from plugins.groups.api import SEES_GROUP, Group
from plugins.meetings import ical
from plugins.meetings.feeds import events, own
from plugins.meetings.here import chosen, council, meeting_or_404, not_here, or_not_here, reader
from plugins.meetings.models import Feed, Meeting
from plugins.meetings.views.blueprint import blueprint

QUARTER_OF_AN_HOUR = 900  # seconds
NO_SECRETS = "private, no-store"


@blueprint.get("/all.ics")
@public("what the directory's groups have ahead is no secret; hidden groups are left out")
def all_feed() -> Response:
    """The meetings of all groups that a stranger may know of."""
    listed = db.select(Group.id).where(*_for_strangers())
    name = gettext("Meetings, %(council)s", council=council().file.short_name)
    return _public_feed(Meeting.group_id.in_(listed), name, url_for("meetings.index", _external=True))


@blueprint.get("/group/<key>.ics")
@public("when a group of the directory meets is no secret; a hidden group has no feed")
def group_feed(key: str) -> Response:
    """The meetings of one group that a stranger may know of."""
    query = db.select(Group.id, Group.key, Group.name).where(Group.key == key, *_for_strangers())
    group = or_not_here(db.session.execute(query).one_or_none())
    return _public_feed(Meeting.group_id == group.id, group.name, url_for("groups.group", key=key, _external=True))


@blueprint.get("/<uuid:id>.ics")
@public("a meeting is seen by whoever sees its group")
def meeting_file(id: UUID) -> Response:
    """One meeting as a file to save in a calendar."""
    found = meeting_or_404(id)
    (row,) = events.rows(Meeting.id == found.id) or (not_here(),)
    event = events.named(council(), row, url=_address(row.id), with_place=_shows_place())
    answer = Response(ical.one_event(event), content_type=ical.CONTENT_TYPE)
    answer.headers["Cache-Control"] = NO_SECRETS
    answer.headers["Content-Disposition"] = "attachment; filename=meeting.ics"
    return answer


@blueprint.get("/feed/<token>.ics")
@public("whoever holds the secret of a feed made it, or was given it; it shows no name and no place")
def own_feed(token: str) -> Response:
    """One's own feed; an address that ended answers like one that never was."""
    found = or_not_here(own.read(token, local_today()))
    body = ical.feed([events.neutral(council(), row) for row in found], gettext("Meetings"))
    answer = Response(body, content_type=ical.CONTENT_TYPE)
    answer.headers["Cache-Control"] = NO_SECRETS
    return answer


@blueprint.route("/feeds", methods=["GET", "POST"])
@signed_in("a calendar of one's own")
def own_feeds() -> Response:
    """My own calendar: what it shows, who could see it, a new address, and taking one back."""
    person = or_not_here(db.session.get(Person, reader().person_id) if reader().person_id else None)
    form, secret = Form(), ""
    if form.validate_on_submit():
        try:
            secret = own.make(person)
            db.session.commit()
        except own.NotNow as refused:
            flash(str(refused), "warning")
    return _own_page(person, form, secret)


@blueprint.post("/feeds/<uuid:id>/end")
@signed_in("a calendar of one's own")
def end_feed(id: UUID) -> Response:
    """Take an address back, now."""
    query = db.select(Feed).where(Feed.id == id, Feed.person_id == reader().person_id)
    own.take_back(or_not_here(db.session.scalars(query).one_or_none()))
    db.session.commit()
    flash(gettext("That address does not work any more. Take it out of your phone too."), "success")
    return redirect(url_for("meetings.own_feeds"))


def _own_page(person: Person, form: Form, secret: str) -> Response:
    address = url_for("meetings.own_feed", token=secret, _external=True) if secret else ""
    answer = page(
        "meetings/feeds.html",
        form=form,
        refused=own.why_not(person),
        alive=own.alive(person.id),
        address=address,
        webcal=address.replace("https://", "webcal://").replace("http://", "webcal://"),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _public_feed(wanted: object, name: str, url: str) -> Response:
    if not chosen().public_dates:
        not_here()
    with_place = chosen().public_place
    found = [
        events.named(council(), row, url=_address(row.id), with_place=with_place) for row in events.rows(wanted)
    ]
    answer = Response(ical.feed(found, name, url=url), content_type=ical.CONTENT_TYPE)
    answer.headers["Cache-Control"] = f"public, max-age={QUARTER_OF_AN_HOUR}"
    answer.add_etag()
    return answer.make_conditional(request)


def _for_strangers() -> tuple[object, object]:
    return SEES_GROUP.criteria(ANONYMOUS), Group.members_hidden.is_(False)


def _shows_place() -> bool:
    return chosen().public_place or reader().can("meetings.view")


def _address(id: UUID) -> str:
    return url_for("meetings.meeting", id=id, _external=True)
