"""Pages of the desk: what waits, one case, the form of each step. Addresses and titles say nothing of a case."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from core.access.stamps import requires
from core.clock import local_today
from core.db import db, utcnow
from core.files.serving import ENDINGS
from core.safeguarding import seeing
from core.safeguarding.blueprint import desk as blueprint
from core.safeguarding.desk import case as cases
from core.safeguarding.desk import doors, offering, queue, related, rights, telling_time, words
from core.safeguarding.desk.asks import STEPS, Step
from core.safeguarding.desk.forms import form_of, happened, said
from core.safeguarding.desk.next_step import Stand, next_step
from core.safeguarding.desk.steps import Refused, stands_for, take
from core.safeguarding.record import enclosures, keys
from core.safeguarding.record.chronology import Read, read
from core.safeguarding.states import STATES, NotNow
from core.safeguarding.store import LEAD, STORES, Store
from core.web.forms import Form
from core.web.languages import moment
from core.web.render import page
from core.web.request import current_actor, required_authority

WORK = "safeguarding.work"
SANDBOX = "default-src 'none'; sandbox"


@blueprint.get("/")
@requires(LEAD)
def listing() -> ResponseReturnValue:
    """What waits: unread first, then by the clock."""
    wanted = _wanted()
    found = queue.page_of(wanted, request.args.get("after", ""))
    kept: dict[str, Any] = {name: value for name, value in request.args.items() if name != "after"}
    return page(
        "safeguarding/queue.html", wanted=wanted, found=found, waits=queue.waiting(), words=words, now=utcnow(),
        time=telling_time, next_url=url_for(".listing", **kept, after=found.after) if found.after else None,
        first_url=url_for(".listing", **kept) if "after" in request.args else None,
    )  # fmt: skip


@blueprint.get("/<store>/<uuid:case_id>")
@requires(WORK)
def case(store: str, case_id: UUID) -> ResponseReturnValue:
    """One case: what to do next, then everything that is known."""
    of = seeing.store_of(store)
    found = seeing.one(of, case_id, "The case")
    return page("safeguarding/case.html", **_context(of, found, cases.shown(of, found)))


@blueprint.route("/<store>/<uuid:case_id>/step/<step>", methods=["GET", "POST"])
@requires(WORK)
def step(store: str, case_id: UUID, step: str) -> ResponseReturnValue:
    """Take a step; what was typed is shown again when it cannot be taken."""
    of, wanted = seeing.store_of(store), STEPS.get(step) or abort(404)
    if request.method == "POST":
        return _posted(of, case_id, wanted)
    found = seeing.one(of, case_id, f"Form: {wanted.title}")
    rights.demand(of, found, wanted)
    if not stands_for(wanted, of, found):
        flash(f"“{wanted.title}” cannot be done now: the case is at “{words.STATES[found.state]}”.", "info")
        return redirect(url_for(".case", store=store, case_id=case_id))
    entries = cases.visible(read(of, found))
    return _form_page(of, found, wanted, _form(of, found, wanted, entries), entries)


@blueprint.get("/<store>/<uuid:case_id>/enclosures/<uuid:enclosure_id>")
@requires(WORK)
def enclosure(store: str, case_id: UUID, enclosure_id: UUID) -> ResponseReturnValue:
    """A picture or paper that came with the case; kept by no cache, and it can run nothing."""
    of = seeing.store_of(store)
    found = seeing.one(of, case_id, "Something enclosed")
    wanted = next((one for one in enclosures.of(of, found) if one.id == enclosure_id), None) or abort(404)
    try:
        content = enclosures.opened(found, wanted)
    except (OSError, keys.Unreadable):
        abort(404)
    ending = ENDINGS[wanted.media_type]
    where = "inline" if wanted.media_type == "image/jpeg" else "attachment"
    headers = {
        "Content-Disposition": f'{where}; filename="enclosed.{ending}"', "Content-Security-Policy": SANDBOX,
        "Cache-Control": "private, no-store",
    }  # fmt: skip
    return Response(content, mimetype=wanted.media_type, headers=headers)


@blueprint.errorhandler(keys.Unreadable)
def unreadable(fault: keys.Unreadable) -> ResponseReturnValue:
    """What was written is there and does not open: say whom to ring. Nothing was changed."""
    db.session.rollback()
    return page("safeguarding/unreadable.html", status=503)


def _wanted() -> queue.Wanted:
    asked = request.args
    state, store = asked.get("state", ""), asked.get("store", "")
    return queue.Wanted(
        state if state in STATES else queue.OPEN, asked.get("mine") == "yes", store if store in STORES else ""
    )


def _context(of: Store, found: Any, shown: cases.Shown) -> dict[str, Any]:
    lead, may_work = rights.is_lead(), rights.may_work(of, found)
    ways = doors.open_doors(of, found, lead=lead)
    first = doors.first_door(ways, found.decision, (line.kind for line in shown.lines))
    steps = [one for one in STEPS.values() if may_work and stands_for(one, of, found) and (lead or not one.lead)]
    primary = next_step(_stand(of, found, shown)) if first is None else ""
    return {
        "store": of.name, "case": found, "shown": shown, "is_lead": lead, "may_work": may_work,
        "steps": _useful(steps, shown), "primary": next((one for one in steps if one.name == primary), None),
        "doors": ways, "first_door": first, "words": words, "now": utcnow(), "time": telling_time, "form": Form(),
        "enclosed": enclosures.of(of, found), "others": related.to(of, found), "today": local_today(),
        "contacts": required_authority().file.safeguarding.contacts,
    }  # fmt: skip


def _useful(steps: list[Step], shown: cases.Shown) -> list[Step]:
    """Without what has nothing to work on."""
    out = {"done": not shown.actions, "take-back": not shown.given_to}
    return [one for one in steps if not out.get(one.name)]


def _stand(of: Store, found: Any, shown: cases.Shown) -> Stand:
    kinds = {line.kind for line in shown.lines}
    return Stand(
        of.name, found.state, found.decision, bool(kinds & {"action", "referral"}), bool(shown.actions),
        "told" in kinds, shown.closing is not None and shown.closing.by_user_id == current_actor().user_id,
    )  # fmt: skip


def _form(of: Store, found: Any, wanted: Step, entries: list[Read]) -> Form:
    form = form_of(wanted, offering.offered(wanted.name, of, found, entries, request.args.get("find", "")))
    if "of" in form and not form.is_submitted():
        form["of"].data = request.args.get("entry", "")
    return form


def _posted(of: Store, case_id: UUID, wanted: Step) -> ResponseReturnValue:
    found = seeing.held(of, case_id)
    rights.demand(of, found, wanted)
    entries = cases.visible(read(of, found))
    form, moved = _form(of, found, wanted, entries), ""
    if form.validate_on_submit():
        try:
            take(
                of, found, wanted, said(wanted, form), current_actor(), form_id=form.record_id,
                occurred_at=happened(form),
            )  # fmt: skip
            db.session.commit()
            return _after(of, case_id, wanted)
        except NotNow:
            db.session.rollback()
            moved = _moved(of, case_id)
        except (Refused, ValueError) as why:
            form.form_errors.append(str(why))
    db.session.rollback()
    if moved and not wanted.asks:
        flash(moved, "info")
        return redirect(url_for(".case", store=of.name, case_id=case_id))
    return _form_page(of, seeing.one(of, case_id, f"Form: {wanted.title}"), wanted, form, entries, moved)


def _after(of: Store, case_id: UUID, wanted: Step) -> ResponseReturnValue:
    """Back to the case; or to the list, for somebody who may not see it any more."""
    flash(wanted.done, "success")
    if db.session.scalar(seeing.listed(of, of.case.id == case_id)) is None:
        return redirect(url_for(".listing" if rights.is_lead() else ".mine"))
    return redirect(url_for(".case", store=of.name, case_id=case_id))


def _moved(of: Store, case_id: UUID) -> str:
    """What happened to the case since the form was shown."""
    found = seeing.one(of, case_id, "The case")
    lines = [line for line in cases.shown(of, found).lines if line.kind not in ("raised", "added")]
    last = lines[-1] if lines else None
    who = f" {last.who} wrote “{last.title}” on {_when(last.recorded_at)}." if last else ""
    return f"The case has moved on: it is at “{words.STATES[found.state]}”.{who} Nothing of yours was saved."


def _when(at: datetime) -> str:
    return moment(at)


def _form_page(
    of: Store, found: Any, wanted: Step, form: Form, entries: list[Read], moved: str = ""
) -> ResponseReturnValue:
    back = url_for(".case", store=of.name, case_id=found.id)
    note = url_for(".step", store=of.name, case_id=found.id, step="note")
    return page(
        "safeguarding/step.html", store=of.name, case=found, step=wanted, form=form, moved=moved, back=back, note=note,
        find=request.args.get("find", ""), contacts=required_authority().file.safeguarding.contacts, words=words,
    )  # fmt: skip
