"""One thing that I said: who may read it now, letting more or fewer people read it, and taking it back."""

from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from core.api import db, gettext, page, signed_in, utcnow
from plugins.influence.blueprint import blueprint
from plugins.influence.here import council, note, reader, view_or_404
from plugins.influence.models import Ask, AskView, View
from plugins.influence.visibility import MY_VIEWS
from plugins.influence.vocabulary import PERMISSIONS
from plugins.influence.voice import ideas, uploads
from plugins.influence.voice.idea_forms import WORKER, MayReadForm
from plugins.influence.voice.taking_back import narrow, take_back


@blueprint.route("/mine/said/<uuid:id>", methods=["GET", "POST"])
@signed_in("everybody decides about what they said themselves")
def my_view(id: UUID) -> Response:
    """What I said and who may read it; the choice can be changed at any time, wider or narrower."""
    found, form = view_or_404(id, MY_VIEWS), MayReadForm()
    workers = ideas.workers_of(reader())
    form.offer(workers, alone=True)
    if not form.is_submitted():
        form.permission.data = f"{WORKER}{found.worker_id}" if found.permission == "my_worker" else found.permission
    elif form.validate():
        return _changed(found, form)
    return page(
        "influence/my_view.html",
        view=found,
        form=form,
        file=uploads.shown(found),
        now=_now(found, dict(workers)),
        from_space=found.entered == "reported",
        asked=_is_asked(found),
        hears=ideas.hears_later(reader()),
        read_by=ideas.read_by(council()),
        status=400 if form.is_submitted() else 200,
    )


@blueprint.post("/mine/said/<uuid:id>/take-back")
@signed_in("everybody may take back what they said themselves")
def take_my_view_back(id: UUID) -> Response:
    """It goes: from here, from questions, from public pages."""
    found = view_or_404(id, MY_VIEWS)
    take_back(found, "asked")
    note("view_taken_back", found)
    db.session.commit()
    flash(gettext("It is taken back. Nobody can read it any more."), "success")
    return redirect(url_for("influence.mine"))


def _changed(view: View, form: MayReadForm) -> Response:
    before = view.permission
    view.permission, view.worker_id = form.chosen
    view.chosen_at = utcnow()
    db.session.flush()
    narrow(view, council())
    note("view_permission_changed", view, before=before, after=view.permission)
    db.session.commit()
    flash(gettext("It is changed. It holds from now on."), "success")
    return redirect(url_for("influence.my_view", id=view.id))


def _now(view: View, workers: dict[UUID, str]) -> str:
    """Who may read it, in a sentence."""
    if view.permission == "my_worker" and view.worker_id in workers:
        return gettext("%(name)s may read it", name=workers[view.worker_id])
    return gettext(PERMISSIONS[view.permission])


def _is_asked(view: View) -> bool:
    """Say whether a question that was sent rests on it."""
    joined = (Ask.authority_id == AskView.authority_id) & (Ask.id == AskView.ask_id)
    query = db.select(AskView.id).join(Ask, joined).where(AskView.view_id == view.id, Ask.asked_on.is_not(None))
    return db.session.scalar(query.where(AskView.taken_back_at.is_(None)).limit(1)) is not None
