"""What came of what I said, and whether I think that it happened: for whoever is signed in (W31, N28)."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import db, gettext, page, signed_in
from plugins.influence.answers import checks
from plugins.influence.blueprint import blueprint
from plugins.influence.heard import stories, verdicts
from plugins.influence.heard.forms import VerdictForm
from plugins.influence.here import ask_or_404, not_here, reader
from plugins.influence.models import Ask


@blueprint.get("/mine/")
@signed_in("everybody sees what came of what they said themselves")
def mine() -> Response:
    """What I said, and what came of it: first what became a question, the newest first."""
    actor, before = reader(), _before()
    if actor.person_id is None:
        not_here()
    found = stories.of_person(actor, before)
    shown, more = found[: stories.AT_ONCE], len(found) > stories.AT_ONCE
    return page(
        "influence/mine.html",
        stories=sorted(shown, key=lambda story: not story.asks),  # first where there is something new to read
        group_asks=[] if before else stories.of_groups(actor, shown),
        checks=[] if before else checks.waiting_for(actor),
        older=url_for("influence.mine", before=shown[-1].view.id) if more else "",
        is_first=before is None,
    )


@blueprint.route("/asks/<uuid:id>/verdict", methods=["GET", "POST"])
@signed_in("only those who asked; the rule on the ask decides")
def verdict(id: UUID) -> Response:
    """Say whether it happened; what was said before stays beside it."""
    found: Ask = ask_or_404(id, verdicts.MAY_JUDGE)
    form = VerdictForm()
    if form.validate_on_submit():
        try:
            verdicts.give(found, reader(), form.verdict.data, form.words.data or "", form)
            db.session.commit()
            flash(gettext("Thank you. We wrote it down, and it stands beside what they say."), "success")
            return redirect(url_for("influence.ask", id=id))
        except verdicts.VerdictRefused as refused:
            db.session.rollback()
            form.verdict.errors = [str(refused)]
    last = verdicts.last_of([id], verdicts.By(person_id=reader().person_id)).get(id)
    return page(
        "influence/verdict.html", form=form, story=stories.of_ask(found, verdicts.By(person_id=reader().person_id)),
        last=last, back=url_for("influence.ask", id=id),
    )  # fmt: skip


def _before() -> UUID | None:
    try:
        return UUID(request.args.get("before", ""))
    except ValueError:
        return None
