"""The pages on which a council chooses something of its own, looks its words through, offers it and takes it back."""

from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from core.api import Form, Ref, current_actor, db, disclosure, offers, page, required_authority, requires
from plugins.practice_exchange import here
from plugins.practice_exchange.blueprint import blueprint
from plugins.practice_exchange.exchange import offering
from plugins.practice_exchange.exchange.forms import OfferForm
from plugins.practice_exchange.looking import LOOK, looked, unlooked
from plugins.practice_exchange.tabs import crumbs
from plugins.practice_exchange.visibility import OFFERS


@blueprint.get("/<region>/offer")
@requires(OFFERS)
def choose(region: str) -> Response:
    """What of ours could be offered to this region."""
    desk, authority = here.desk(region), required_authority()
    return page(
        "practice_exchange/choose.html",
        face="worker",
        desk=desk,
        crumbs_here=crumbs(desk, ("Offer something", None)),
        choices=offering.choices(authority, region),
    )


@blueprint.route("/<region>/offer/<plugin>/<kind>/<uuid:id>", methods=["GET", "POST"])
@requires(OFFERS)
def offer(region: str, plugin: str, kind: str, id: UUID) -> Response:
    """Read it as another council would, look at each mark, and offer it."""
    desk, authority, source = here.desk(region), required_authority(), Ref(plugin, kind, id)
    snapshot = here.or_not_here(offers.told(authority, source))
    form = OfferForm()
    form.offer_regions([(one.slug, one.name) for one in offers.regions_of(authority)], region)
    seen = looked(offering.texts(snapshot))
    refused = LOOK if form.is_submitted() and unlooked(seen) else ""
    if form.validate_on_submit() and not refused:
        offering.offer(authority, source, snapshot, form.regions.data or [], form.record_id)
        db.session.commit()
        flash("Offered. Staff of the region’s councils can read it, and take a copy.", "success")
        return redirect(desk.url("shelf"))
    return page(
        "practice_exchange/offer.html",
        face="worker",
        status=422 if form.is_submitted() else 200,
        desk=desk,
        crumbs_here=crumbs(desk, ("Offer something", url_for(".choose", region=region)), (snapshot.title, None)),
        snapshot=snapshot,
        contact=here.contact_of(authority),
        form=form,
        seen=seen,
        refused=refused,
        kinds=disclosure.KINDS,
    )


@blueprint.post("/<region>/offers/<uuid:id>/back")
@requires(OFFERS)
def take_back(region: str, id: UUID) -> Response:
    """Take something of ours back: its words are gone at once, and whoever has a copy is told to remove it."""
    desk = here.desk(region)
    if not Form().validate_on_submit():
        here.not_here()
    found = here.or_not_here(offers.take_back(id, "owner", current_actor().user_id))
    offering.forget_told(id)
    db.session.commit()
    flash("Taken back. Nobody can read it any more, and councils that took a copy are told to remove it.", "success")
    back = {"question": "questions", "answer": "questions", "mapping": "standards"}.get(found.sort, "shelf")
    return redirect(desk.url(back))
