"""The pages of a new council: where one left off, a page for each step, the look at the whole, the folder."""

from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from core.access.stamps import requires
from core.admin.new_council.forms import NameForm, plain_where
from core.admin.new_council.steps import BY_KEY, STEPS, Ground, Step
from core.audit import record_platform
from core.authority.models import CouncilDraft
from core.authority.profiles.compose import taken
from core.authority.profiles.folder import writable, write, zipped
from core.authority.profiles.profile import PARTS
from core.authority.start import FolderRefused
from core.db import begin_write, db, utcnow
from core.hooks.values import Ref
from core.web.forms import create_once
from core.web.house import house
from core.web.render import page
from core.web.request import current_actor

blueprint = Blueprint("new_council", __name__, url_prefix="/new-council")
NOWHERE = "No folder of HEARD_AUTHORITIES can be written to. Nothing was written. Download the folder instead."


@blueprint.get("/")
@requires("councils.start")
def drafts() -> ResponseReturnValue:
    """Councils that were begun, and a button for another."""
    rows = db.session.scalars(db.select(CouncilDraft).order_by(CouncilDraft.changed_at.desc())).all()
    return page("admin/new_council/drafts.html", face="public", drafts=rows)


@blueprint.route("/begin", methods=["GET", "POST"])
@requires("councils.start")
def begin() -> ResponseReturnValue:
    """The first step; with it a draft is kept."""
    form = NameForm()
    if form.is_submitted():
        begin_write()
    ground = Ground(CouncilDraft(name="", answers={}))
    if not (form.validate_on_submit() and _is_free(form, ground)):
        return _step_page(BY_KEY["name"], form, None)
    ground.keep("name", form)
    made = {"user_id": current_actor().user_id, "name": ground.draft.name, "answers": ground.draft.answers}
    draft, new = create_once(CouncilDraft, form, lambda record_id: CouncilDraft(id=record_id, **made))
    if new:
        _note("council.begun", draft)
    db.session.commit()
    return redirect(url_for(".step", draft_id=draft.id, part=STEPS[1].key))


@blueprint.route("/<uuid:draft_id>/<part>", methods=["GET", "POST"])
@requires("councils.start")
def step(draft_id: UUID, part: str) -> ResponseReturnValue:
    """One step, as it was answered before; saving goes on to the next."""
    present = BY_KEY.get(part) or abort(404)
    ground = _held(draft_id) if request.method == "POST" else _ground(draft_id)
    if part == "names" and not _is_ready_for_names(ground):
        return redirect(url_for(".check", draft_id=draft_id))
    form = ground.form(part)
    if not form.validate_on_submit() or (isinstance(form, NameForm) and not _is_free(form, ground)):
        return _step_page(present, form, ground)
    ground.keep(part, form)
    db.session.commit()
    return redirect(_after(present, draft_id))


@blueprint.get("/<uuid:draft_id>/check")
@requires("councils.start")
def check(draft_id: UUID) -> ResponseReturnValue:
    """What the council will be: what is missing, what is wrong, what its file says."""
    ground = _ground(draft_id)
    made = ground.made
    return page(
        "admin/new_council/check.html",
        face="public",
        draft=ground.draft,
        steps=_links(ground),
        waiting=ground.waiting,
        faults=ground.faults(),
        made=made,
        taken=_taken(ground),
        parts=[plugin for plugin in house().plugins if plugin.name in made.wish.plugins],
        target=writable(house().deployment.authorities),
    )


@blueprint.post("/<uuid:draft_id>/write")
@requires("councils.start")
def write_folder(draft_id: UUID) -> ResponseReturnValue:
    """Write the folder, once; what is still wrong is told on the page before."""
    ground = _held(draft_id)
    draft = ground.draft
    if draft.written_at is None:
        if refusal := _written(ground):
            flash(refusal, "warning")
            return redirect(url_for(".check", draft_id=draft_id))
        draft.written_at = utcnow()
        _note("council.folder_written", draft)
        db.session.commit()
    return redirect(url_for(".written", draft_id=draft_id))


@blueprint.get("/<uuid:draft_id>/written")
@requires("councils.start")
def written(draft_id: UUID) -> ResponseReturnValue:
    """What is left to do on the machine, in two commands."""
    ground = _ground(draft_id)
    if ground.draft.written_at is None:
        abort(404)
    return page("admin/new_council/written.html", face="public", draft=ground.draft, slug=ground.made.wish.slug)


@blueprint.get("/<uuid:draft_id>/folder.zip")
@requires("councils.start")
def folder_zip(draft_id: UUID) -> ResponseReturnValue:
    """The folder as a zip file."""
    ground = _ground(draft_id)
    if ground.waiting:
        return redirect(url_for(".check", draft_id=draft_id))
    response = Response(zipped(ground.made), mimetype="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{ground.made.wish.slug}.zip"'
    return response


@blueprint.post("/<uuid:draft_id>/forget")
@requires("councils.start")
def forget(draft_id: UUID) -> ResponseReturnValue:
    """Throw a draft away; a folder that was written stays."""
    draft = _held(draft_id).draft
    _note("council.draft_forgotten", draft)
    db.session.delete(draft)
    db.session.commit()
    flash("The draft is gone. A folder that was written from it is still there.")
    return redirect(url_for(".drafts"))


def _ground(draft_id: UUID) -> Ground:
    return Ground(db.session.get(CouncilDraft, draft_id) or abort(404))


def _held(draft_id: UUID) -> Ground:
    """The draft to be changed: a colleague who saves another page at the same time waits, and loses nothing."""
    begin_write()
    return Ground(db.session.get(CouncilDraft, draft_id, with_for_update=True) or abort(404))


def _is_ready_for_names(ground: Ground) -> bool:
    return bool(ground.made.named)


def _is_free(form: NameForm, ground: Ground) -> bool:
    """Refuse a slug or a code that another council has or had."""
    if ground.draft.written_at is not None:
        return True  # its own folder is there by now
    reason = ground.taken(form.slug.data or "", form.ons_code.data or "")
    if reason:
        form.slug.errors = [reason]
    return not reason


def _written(ground: Ground) -> str:
    """Write it, or say why not."""
    if ground.waiting or ground.faults():
        return "Nothing was written: something is still missing or wrong. It stands on this page."
    wish = ground.made.wish
    if reason := ground.taken(wish.slug, wish.ons_code):
        return f"{reason} Nothing was written."
    target = writable(house().deployment.authorities)
    if target is None:
        return NOWHERE
    try:
        write(ground.made, target)
    except FolderRefused as refusal:
        return str(refusal)
    return ""


def _note(action: str, draft: CouncilDraft) -> None:
    about = Ref("core", "council_draft", draft.id)
    record_platform(action, about, detail={"name": draft.name}, by=current_actor().user_id)


def _after(present: Step, draft_id: UUID) -> str:
    """The step that follows, or the look at the whole."""
    following = next(iter(STEPS[STEPS.index(present) + 1 :]), None)
    if following is None:
        return url_for(".check", draft_id=draft_id)
    return url_for(".step", draft_id=draft_id, part=following.key)


def _taken(ground: Ground) -> list[tuple[str, str]]:
    """What comes from whom, in words."""
    titles = {slug: profile.title for slug, profile in ground.profiles.items()}
    return [
        (PARTS[part].title if part in PARTS else plain_where(part), titles[slug])
        for part, slug in taken(ground.made.wish)
    ]


def _links(ground: Ground) -> list[tuple[Step, str, bool]]:
    """Every step with its address, and whether it was answered."""
    draft = ground.draft
    return [(one, url_for(".step", draft_id=draft.id, part=one.key), one.key in ground.answers) for one in STEPS]


def _step_page(present: Step, form: object, ground: Ground | None) -> ResponseReturnValue:
    number = STEPS.index(present) + 1
    return page(
        "admin/new_council/step.html",
        face="public",
        step=present,
        form=form,
        number=number,
        of=len(STEPS),
        steps=_links(ground) if ground else [],
        draft=ground.draft if ground else None,
    )
