"""Standards that the region's lead publishes, and each council's own line by line (N58)."""

from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from core.api import Form, current_actor, db, disclosure, offers, page, requires
from plugins.practice_exchange import here
from plugins.practice_exchange.blueprint import blueprint, region_blueprint
from plugins.practice_exchange.here import Desk
from plugins.practice_exchange.looking import LOOK, looked, unlooked
from plugins.practice_exchange.standards import reading
from plugins.practice_exchange.standards.forms import MappingForm, RegionalStandardForm
from plugins.practice_exchange.tabs import crumbs, tabs
from plugins.practice_exchange.visibility import LEADS, OFFERS, READS
from plugins.practice_exchange.vocabulary import FAR_TONES


@blueprint.get("/<region>/standards/")
@requires(READS)
def standards(region: str) -> Response:
    """Every standard of the region."""
    return _standards(here.desk(region))


@region_blueprint.get("/standards/", endpoint="standards")
@requires(LEADS)
def standards_of_lead(region: str) -> Response:
    """The same for the region's lead, who publishes them."""
    return _standards(here.lead_desk(region))


@region_blueprint.route("/standards/new", methods=["GET", "POST"])
@requires(LEADS)
def new_standard(region: str) -> Response:
    """Publish a standard to the councils of the region."""
    desk, form = here.lead_desk(region), RegionalStandardForm()
    if form.validate_on_submit():
        draft = offers.Draft(
            id=form.record_id,
            region=region,
            sort="standard",
            title=form.title.data or "",
            summary=form.about.data or "",
            parts=tuple(offers.Telling("", line) for line in form.as_lines()),
        )
        made = offers.lead_offer(draft, current_actor().user_id)
        db.session.commit()
        flash("Published. Councils of the region can map their plans to it.", "success")
        return redirect(desk.url("standard", id=made.id))
    status = 422 if form.is_submitted() else 200
    trail = crumbs(desk, ("Standards", desk.url("standards")), ("Publish a standard", None))
    return page(
        "practice_exchange/standard_form.html", face="worker", desk=desk, form=form, crumbs_here=trail, status=status
    )


@blueprint.get("/<region>/standards/<uuid:id>")
@requires(READS)
def standard(region: str, id: UUID) -> Response:
    """One standard: our own lines, and what the other councils say."""
    return _standard(here.desk(region), id)


@region_blueprint.get("/standards/<uuid:id>", endpoint="standard")
@requires(LEADS)
def standard_of_lead(region: str, id: UUID) -> Response:
    """One standard: for each line how many councils mapped it, and in which words."""
    return _standard(here.lead_desk(region), id)


@region_blueprint.post("/standards/<uuid:id>/back")
@requires(LEADS)
def take_standard_back(region: str, id: UUID) -> Response:
    """Take a standard back: its words are gone, and so is what councils said of it."""
    desk = here.lead_desk(region)
    if not Form().validate_on_submit():
        here.not_here()
    here.shown(region, id, "standard")
    here.or_not_here(offers.lead_change(region, id, current_actor().user_id))
    db.session.commit()
    flash("Taken back. Councils do not see it any more.", "success")
    return redirect(desk.url("standards"))


@blueprint.route("/<region>/standards/<uuid:id>/<line>", methods=["GET", "POST"])
@requires(OFFERS)
def map_line(region: str, id: UUID, line: str) -> Response:
    """Say how far this council is with one line; what was said before makes room."""
    desk = here.desk(region)
    found = here.shown(region, id, "standard")
    one = here.or_not_here(next((each for each in reading.lines(desk, found) if each.key == line), None))
    form = MappingForm()
    form.offer_plan(reading.of_our_plans(desk))
    seen = looked({"In your own words": form.words.data or ""} if form.is_submitted() else {})
    refused = LOOK if unlooked(seen) else ""
    if form.validate_on_submit() and not refused:
        _map(desk, found, one, form)
        db.session.commit()
        flash("Kept. The region’s lead and its councils can read it.", "success")
        return redirect(desk.url("standard", id=id))
    if not form.is_submitted() and one.own:
        form.stage.data, form.words.data = one.own.offer.stage, one.own.offer.summary
    return page(
        "practice_exchange/map_line.html",
        face="worker",
        status=422 if form.is_submitted() else 200,
        desk=desk,
        crumbs_here=crumbs(
            desk, ("Standards", desk.url("standards")), (found.title, desk.url("standard", id=id)), ("Our line", None)
        ),
        standard=found,
        line=one,
        form=form,
        seen=seen,
        refused=refused,
        kinds=disclosure.KINDS,
    )


def _standards(desk: Desk) -> Response:
    return page(
        "practice_exchange/standards.html",
        face="worker",
        desk=desk,
        crumbs_here=crumbs(desk, ("Standards", None)),
        tabs=tabs(desk, "standards"),
        rows=reading.standards(desk),
        new_url=None if desk.council else url_for("practice_exchange_region.new_standard", region=desk.region),
    )


def _standard(desk: Desk, id: UUID) -> Response:
    found = here.shown(desk.region, id, "standard")
    back = None if desk.council else url_for("practice_exchange_region.take_standard_back", region=desk.region, id=id)
    return page(
        "practice_exchange/standard.html",
        face="worker",
        desk=desk,
        crumbs_here=crumbs(desk, ("Standards", desk.url("standards")), (found.title, None)),
        standard=found,
        lines=reading.lines(desk, found),
        tones=FAR_TONES,
        back_url=back,
    )


def _map(desk: Desk, standard: offers.Offer, line: reading.StandardLine, form: MappingForm) -> None:
    source, title = reading.source_of(desk, form.plan.data or "")
    if line.own is not None and line.own.offer.id != form.record_id:
        offers.take_back(line.own.offer.id, "owner", current_actor().user_id)
    draft = offers.Draft(
        id=form.record_id,
        region=desk.region,
        sort="mapping",
        about_id=standard.id,
        line=line.key,
        stage=form.stage.data,
        title=title,
        summary=form.words.data or "",
        source=source,
    )
    offers.offer(draft, current_actor().user_id)
