"""Pages of what leaves a case: referral packs and what became of them, the bundle for another system."""

from collections.abc import Callable
from datetime import time
from typing import Any
from uuid import UUID

from flask import Response, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from core.access.stamps import requires
from core.clock import NoSuchTime, local_moment
from core.db import begin_write, db
from core.safeguarding import seeing
from core.safeguarding.blueprint import desk
from core.safeguarding.models import DutyOverride
from core.safeguarding.record import keys
from core.safeguarding.record.chronology import read
from core.safeguarding.referrals import bundle, contents, packs
from core.safeguarding.referrals.forms import HOW, AcceptedForm, HandOverForm, ReferralForm, SentForm, WhenForm
from core.safeguarding.store import Store
from core.safeguarding.writing import write
from core.web.render import page
from core.web.request import current_actor

NO_OVERRIDE = (
    "A refusal can only be overridden by a decision of two: propose it under “Share against somebody's wish”, and come "
    "back once another lead has agreed."
)
Said = Callable[[], dict[str, Any]]
MAY_SHARE = ("acted", "approved", "done", "reviewed")


@desk.get("/<store>/<uuid:case_id>/referrals")
@requires("safeguarding.work")
def referrals(store: str, case_id: UUID) -> ResponseReturnValue:
    """What was given out of a case: each pack with its hashes, how it was sent, who accepted it."""
    where = seeing.store_of(store)
    case = seeing.one(where, case_id, "What was given out")
    entries = read(where, case)
    bundles = [one for one in reversed(entries) if one.kind == bundle.KIND and one.body]
    may = current_actor().can("safeguarding.lead")
    made = packs.from_entries(entries)
    return page("safeguarding/referrals.html", case=case, store=where, packs=made, bundles=bundles, may=may)


@desk.route("/<store>/<uuid:case_id>/referrals/new", methods=["GET", "POST"])
@requires("safeguarding.lead")
def refer(store: str, case_id: UUID) -> ResponseReturnValue:
    """Prepare a referral: to whom, what goes along, why."""
    where, form = seeing.store_of(store), ReferralForm()
    case = seeing.one(where, case_id, "Preparing a referral")
    form.offer(contents.parts(where, case))
    if form.validate_on_submit() and _may_share(form, case):
        said = {name: form[name].data for name in ("to", "to_name", "why", "sharing", "sharing_why", "with_people")}
        made = packs.make(where, case, said, form.seqs, form.record_id)
        _enter(where, case_id, packs.PREPARED, made, form.record_id)
        flash("The pack is ready. Nothing has been sent yet: download it, send it, and say here how.", "success")
        return redirect(url_for(".referrals", store=store, case_id=case_id))
    return page(
        "safeguarding/form_on_case.html", form=form, case=case, store=where, heading="Prepare a referral",
        lede="The pack is a PDF and a data file. What is in it is kept exactly as it is.", button="Make the pack",
    )  # fmt: skip


@desk.route("/<store>/<uuid:case_id>/referrals/<uuid:pack_id>/sent", methods=["GET", "POST"])
@requires("safeguarding.lead")
def referral_sent(store: str, case_id: UUID, pack_id: UUID) -> ResponseReturnValue:
    """Write down how a pack was sent, to whom and when."""
    form = SentForm()
    said = lambda: {"how": HOW[form.how.data], "to_name": form.to_name.data}  # noqa: E731
    return _followed(store, case_id, pack_id, form, packs.SENT, "It was sent", said)


@desk.route("/<store>/<uuid:case_id>/referrals/<uuid:pack_id>/accepted", methods=["GET", "POST"])
@requires("safeguarding.lead")
def referral_accepted(store: str, case_id: UUID, pack_id: UUID) -> ResponseReturnValue:
    """Write down who took a referral on, under which reference."""
    form = AcceptedForm()
    said = lambda: {"accepted_by": form.accepted_by.data, "reference": form.reference.data}  # noqa: E731
    return _followed(store, case_id, pack_id, form, packs.ACCEPTED, "It was accepted", said)


@desk.get("/<store>/<uuid:case_id>/given-out/<uuid:pack_id>/file.<any(pdf,json,zip):ending>")
@requires("safeguarding.work")
def given_out(store: str, case_id: UUID, pack_id: UUID, ending: str) -> ResponseReturnValue:
    """The exact bytes of a pack or a bundle; kept by no cache."""
    where = seeing.store_of(store)
    case = seeing.one(where, case_id, "A file that was given out")
    try:
        content = packs.opened(where, case, pack_id, ending)
    except (OSError, keys.Unreadable):
        abort(404)
    headers = {
        "Content-Disposition": f'attachment; filename="confidential.{ending}"', "Cache-Control": "private, no-store"
    }
    return Response(content, mimetype=packs.MEDIA[ending], headers=headers)


@desk.get("/to-chase")
@requires("safeguarding.lead")
def to_chase() -> ResponseReturnValue:
    """Referrals that nobody accepted yet, late ones first."""
    db.session.rollback()
    begin_write()
    found = packs.to_chase()
    for store, case, _ in found:
        seeing.noted(store, [case.id], "Referrals to chase")
    db.session.commit()
    return page("safeguarding/to_chase.html", found=found)


@desk.route("/<store>/<uuid:case_id>/hand-over", methods=["GET", "POST"])
@requires("safeguarding.lead")
def hand_over(store: str, case_id: UUID) -> ResponseReturnValue:
    """Make the bundle of the whole case for the council's case system."""
    where, form = seeing.store_of(store), HandOverForm()
    case = seeing.one(where, case_id, "Making a bundle")
    if form.validate_on_submit():
        made = bundle.make(where, case, {"to": form.to.data, "why": form.why.data}, form.record_id)
        _enter(where, case_id, bundle.KIND, made, form.record_id)
        flash("The bundle is ready to be downloaded below.", "success")
        return redirect(url_for(".referrals", store=store, case_id=case_id))
    return page(
        "safeguarding/form_on_case.html", form=form, case=case, store=where, heading="Make a bundle of the whole case",
        lede="A paper, a data file, what was enclosed and a list of their hashes, for the council's case system. The "
        "case stays here as well.", button="Make the bundle",
    )  # fmt: skip


def _followed(
    store: str, case_id: UUID, pack_id: UUID, form: WhenForm, kind: str, heading: str, said: Said
) -> ResponseReturnValue:
    where = seeing.store_of(store)
    if form.validate_on_submit():
        try:
            at = local_moment(form.on.data, form.at.data or time(12))
            _pack_or_404(where, seeing.held(where, case_id), pack_id)
            case = seeing.held(where, case_id)
            write(where, case, kind, {"pack": str(pack_id), **said()}, form.record_id, occurred_at=at)
            db.session.commit()
            flash("Written down.", "success")
            return redirect(url_for(".referrals", store=store, case_id=case_id))
        except NoSuchTime as fault:
            db.session.rollback()
            form.at.errors = [str(fault)]
    case = seeing.one(where, case_id, "What became of a referral")
    pack = _pack_or_404(where, case, pack_id)
    return page(
        "safeguarding/form_on_case.html", form=form, case=case, store=where, heading=heading, lede=pack.to,
        button="Save",
    )  # fmt: skip


def _pack_or_404(store: Store, case: Any, pack_id: UUID) -> packs.Pack:
    return next((one for one in packs.of_case(store, case) if one.id == pack_id), None) or abort(404)


def _may_share(form: ReferralForm, case: Any) -> bool:
    """A refusal is overridden by two, never by whoever fills the form in."""
    if form.sharing.data != "override":
        return True
    asked = select(DutyOverride.id).where(DutyOverride.case_id == case.id, DutyOverride.state.in_(MAY_SHARE))
    if db.session.scalar(asked.limit(1)) is not None:
        return True
    form.sharing.errors = [NO_OVERRIDE]
    return False


def _enter(where: Store, case_id: UUID, kind: str, made: packs.Made, pack_id: UUID) -> None:
    """Made while nobody waited; whoever was barred meanwhile gets the neutral 404 here."""
    case = seeing.held(where, case_id)
    packs.enter(where, case, kind, made, pack_id)
    db.session.commit()
