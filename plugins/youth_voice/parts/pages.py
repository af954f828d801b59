"""The part of a meeting that is without adults: topics, notes where they are kept, and what is shared with adults."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from core.api import Form, Ref, create_once, db, forms, gettext, lazy_gettext, page, safeguarding, signed_in
from plugins.groups.api import Group
from plugins.meetings.api import Meeting, agenda_of
from plugins.youth_voice.blueprint import blueprint
from plugins.youth_voice.here import chosen, not_here, note, or_not_here, reader
from plugins.youth_voice.models import OwnItem
from plugins.youth_voice.parts import reading
from plugins.youth_voice.vocabulary import OWN_KINDS

WHY = "members have a part of their meeting for themselves; adults of the group see what they share"
MOST = 2000


class OwnPartForm(Form):
    """Something for the members' own part."""

    kind = forms.RadioField(lazy_gettext("What is it?"), default="topic")
    words = forms.LongTextField(
        lazy_gettext("In your words"),
        description=lazy_gettext("Members of your group read this. Adults read it only if you share it."),
        validators=[
            InputRequired(lazy_gettext("Write something first.")),
            Length(max=MOST, message=lazy_gettext("Use 2,000 characters or fewer.")),
        ],
    )

    def offer(self) -> None:
        """Offer topics, and notes where the council lets members keep them."""
        kinds = {key: words for key, words in OWN_KINDS.items() if key == "topic" or chosen().own_notes}
        self.kind.choices = [SelectChoice(key, gettext(words)) for key, words in kinds.items()]


@blueprint.route("/meetings/<uuid:id>/own", methods=["GET", "POST"])
@signed_in(WHY)
def own_part(id: UUID) -> Response:
    """Both parts of a meeting; members add to their own. Sent twice, it is there once."""
    meeting, group = _meeting(id)
    form, member = OwnPartForm(), reading.is_member(reader(), group)
    form.offer()
    if form.is_submitted() and not member:
        not_here()
    if form.validate_on_submit():
        _keep(meeting, form)
        flash(gettext("It is there now. Your group can read it."), "success")
        return redirect(url_for("youth_voice.own_part", id=id))
    return page(
        "youth_voice/own_part.html",
        meeting=meeting,
        group=group,
        form=form,
        member=member,
        agenda=[one for one in agenda_of(meeting) if one.part == "formal"],
        items=reading.items(reader(), id),
        kinds=OWN_KINDS,
        keeps_notes=chosen().own_notes,
        status=400 if form.is_submitted() else 200,
    )


@blueprint.post("/meetings/<uuid:id>/own/<uuid:item_id>/share")
@signed_in(WHY)
def share_own_item(id: UUID, item_id: UUID) -> Response:
    """Show something to the adults of the group, or take that back; a member decides."""
    row = _own(id, item_id)
    row.shared = request.form.get("shared") == "yes"
    note("own_item_shared" if row.shared else "own_item_not_shared", row)
    db.session.commit()
    flash(
        gettext("The adults of your group can read it now.")
        if row.shared
        else gettext("Only your group reads it now."),
        "success",
    )
    return redirect(url_for("youth_voice.own_part", id=id))


@blueprint.post("/meetings/<uuid:id>/own/<uuid:item_id>/remove")
@signed_in(WHY)
def remove_own_item(id: UUID, item_id: UUID) -> Response:
    """Take away what one wrote oneself."""
    row = _own(id, item_id)
    if row.person_id != reader().person_id:
        not_here()
    note("own_item_removed", row)
    db.session.delete(row)
    db.session.commit()
    flash(gettext("It is gone."), "success")
    return redirect(url_for("youth_voice.own_part", id=id))


def _keep(meeting: Meeting, form: OwnPartForm) -> None:
    mine, words, kind = reader().person_id, form.words.data or "", form.kind.data or "topic"
    meeting_id, group_id = meeting.id, meeting.group_id
    values = {"meeting_id": meeting_id, "group_id": group_id, "person_id": mine, "kind": kind, "words": words}
    row, is_new = create_once(OwnItem, form, lambda id: OwnItem(id=id, **values))
    if is_new:
        about, at = Ref("youth_voice", "ownitem", row.id), Ref("meetings", "meeting", meeting_id)
        safeguarding.screened(row.words, about, person_id=mine, at=at)
        note("own_item_added", row)
    db.session.commit()


def _meeting(id: UUID) -> tuple[Meeting, Group]:
    meeting = reading.meeting_of(id)
    group = db.session.get_one(Group, meeting.group_id)
    return (meeting, group) if reading.two_parts(meeting, group) else not_here()


def _own(id: UUID, item_id: UUID) -> OwnItem:
    """Something of this meeting's own part, for a member of the group; nobody else shares or takes away."""
    meeting, group = _meeting(id)
    row: OwnItem = or_not_here(reading.item(reader(), item_id))
    return row if row.meeting_id == meeting.id and reading.is_member(reader(), group) else not_here()
