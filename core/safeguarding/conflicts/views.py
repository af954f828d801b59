"""Conflicts of interest at the desk: who is kept from a case, keeping somebody from it, letting them in again, and
saying that one knows somebody in it oneself.
"""

from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import InputRequired, Length

from core.access.stamps import requires
from core.db import db
from core.people.forms import choices
from core.safeguarding import alarms, seeing
from core.safeguarding.blueprint import desk
from core.safeguarding.conflicts import bars
from core.safeguarding.conflicts.desk_people import staff
from core.safeguarding.store import LEAD, Store
from core.users.directory import names_of_members
from core.web.forms import ChoiceField, Form, LongTextField, RadioField
from core.web.render import page
from core.web.request import current_actor

LAST = (
    "Nobody here could look after it then. Heard tells the designated officer (LADO) in the council's file that a case "
    "waits; ring them as well before you step out."
)
NOBODY = "nobody"  # what the alarm is called that goes out because no lead may read a case any more
SAY_WHY = "Write why: whoever looks after this case later must understand it."


class BarForm(Form):
    """Whom to keep from a case, and why."""

    who = ChoiceField("Who?", validators=[InputRequired("Choose somebody.")])
    why = RadioField(
        "Why?", choices=choices((key, bars.WHY[key]) for key in bars.BY_HAND), validators=[InputRequired("Choose one.")]
    )
    note = LongTextField("What makes you think so?", validators=[InputRequired(SAY_WHY), Length(max=2000)])


class NoteForm(Form):
    """Why somebody is let in again."""

    note = LongTextField("Why may they see it?", validators=[InputRequired(SAY_WHY), Length(max=2000)])


class DeclareForm(Form):
    """Why one keeps out of a case oneself; a few words will do."""

    note = LongTextField(
        "Whom do you know, and how?", description="A few words are enough. The other leads read them.",
        validators=[InputRequired("Write whom you know."), Length(max=2000)],
    )  # fmt: skip


@desk.route("/<store>/<uuid:case_id>/conflicts", methods=["GET", "POST"])
@requires("safeguarding.lead")
def conflicts(store: str, case_id: UUID) -> ResponseReturnValue:
    """Who is kept from this case and why; a lead keeps somebody else from it here."""
    where, form = seeing.store_of(store), BarForm()
    here = [one for one in staff() if one.is_at_desk and one.user_id != current_actor().user_id]
    out = bars.barred(where, case_id)
    names = {str(one.user_id): one.names[0] for one in here if one.user_id not in out}
    form.who.choices = choices([("", "Choose somebody"), *sorted(names.items(), key=lambda pair: pair[1])])
    if form.validate_on_submit():
        case = seeing.held(where, case_id)
        bars.bar(where, case, UUID(form.who.data), form.why.data, current_actor().user_id, form.note.data or "")
        _committed(where, case)
        flash("They do not find this case any more. They were not told.", "success")
        return redirect(url_for(".conflicts", store=store, case_id=case_id))
    case = seeing.one(where, case_id, "Who is kept from a case")
    rows = bars.live(where, case.id)
    called = names_of_members(row.user_id for row in rows)
    return page("safeguarding/conflicts.html", form=form, case=case, store=where, rows=rows, names=called, why=bars.WHY)


@desk.route("/<store>/<uuid:case_id>/conflicts/<uuid:user_id>/let-in", methods=["GET", "POST"])
@requires("safeguarding.lead")
def let_in(store: str, case_id: UUID, user_id: UUID) -> ResponseReturnValue:
    """Let somebody see a case again; never oneself, for whoever is kept from it does not find this page."""
    where, form, by = seeing.store_of(store), NoteForm(), current_actor().user_id
    if form.validate_on_submit() and by is not None:
        case = seeing.held(where, case_id)
        bars.let_in(where, case, user_id, by, form.note.data or "")
        db.session.commit()
        flash("They find this case again.", "success")
        return redirect(url_for(".conflicts", store=store, case_id=case_id))
    case = seeing.one(where, case_id, "Letting somebody see a case again")
    row = next((one for one in bars.live(where, case.id) if one.user_id == user_id), None) or abort(404)
    name = names_of_members([user_id]).get(user_id, "Somebody who has left")
    return page(
        "safeguarding/form_on_case.html", form=form, case=case, store=where, heading=f"Let {name} see it again",
        lede=f"Kept from it because: {bars.WHY.get(row.why, row.why).lower()}. From their next page on they find it.",
        button="Let them see it",
    )  # fmt: skip


@desk.route("/<store>/<uuid:case_id>/i-know-somebody", methods=["GET", "POST"])
@requires("safeguarding.work")
def declare(store: str, case_id: UUID) -> ResponseReturnValue:
    """Say that one knows somebody in a case: it is gone at once, and only another lead can bring it back."""
    where, form, actor = seeing.store_of(store), DeclareForm(), current_actor()
    if form.validate_on_submit() and actor.user_id is not None:
        case = seeing.held(where, case_id)
        bars.bar(where, case, actor.user_id, "declared", actor.user_id, form.note.data or "")
        _committed(where, case)
        flash("Thank you. You do not see this case any more.", "success")
        return redirect(url_for(".listing" if actor.can(LEAD) else ".mine"))
    case = seeing.one(where, case_id, "Saying that one knows somebody")
    others = {lead.user_id for lead in _leads_but(actor.user_id)} - bars.barred(where, case_id)
    return page(
        "safeguarding/form_on_case.html", form=form, case=case, store=where, heading="I know somebody in this case",
        lede="You lose sight of it at once. You cannot undo that yourself: another lead would have to let you in.",
        warning=LAST if not others else "", warning_title="You are the last lead who can see it",
        button="I step out of this case", button_kind="warning",
    )  # fmt: skip


def _leads_but(user_id: UUID | None) -> list[Any]:
    return [one for one in staff() if one.is_lead and one.user_id != user_id]


def _committed(store: Store, case: Any) -> None:
    """Where no lead may read it any more, somebody outside the council is told."""
    nobody, case_id = not bars.is_anybody_left(store, case.id), case.id
    if nobody:
        alarms.ring_again(store, case, NOBODY)
    db.session.commit()
    if nobody:
        alarms.send_now(case_id)
