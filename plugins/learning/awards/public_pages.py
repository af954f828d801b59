"""Awards for everybody: the rounds, one round with its winners, and putting somebody forward without an account.

The form is a page of its own, never kept ready: public pages carry no form (NC23 to NC27).
"""

from datetime import UTC, datetime
from typing import Literal

from flask import redirect, url_for
from werkzeug.wrappers import Response

from core.api import Ref, create_once, db, page, public, public_page, safeguarding, tries
from plugins.learning.awards import reading, results
from plugins.learning.awards.forms import NominateForm
from plugins.learning.blueprint import blueprint
from plugins.learning.here import chosen, note, reader, round_called
from plugins.learning.models import AwardRound, Nomination
from plugins.learning.vocabulary import ROUND_STATES, TONES


@blueprint.get("/awards/")
@public("everybody may see which awards there are and who agreed to be named as a winner (NC23)")
@public_page
def awards() -> Response:
    """Every round that is no longer planned, the newest first."""
    found = _some()
    newest = next((one for one in found if one.state == "announced"), None)
    won = results.results_of(newest.id).named if newest else []
    shown = {"rounds": found, "newest": newest.id if newest else None, "won": won}
    return page("learning/awards.html", face=face(), states=ROUND_STATES, tones=TONES, shown=shown)


@blueprint.get("/awards/<key>/")
@public("everybody may read what an award is for; a round that is still planned is the neutral 404")
@public_page
def award(key: str) -> Response:
    """One round: what for, until when, and who won."""
    round = round_called(key)
    outcome = results.results_of(round.id) if round.state == "announced" else None
    return page(
        "learning/award.html",
        face=face(),
        round=round,
        categories=reading.categories(round),
        outcome=outcome,
        unnamed=results.unnamed_words(outcome.unnamed) if outcome else "",
        is_open=reading.takes_nominations(round) and may_nominate(),
        states=ROUND_STATES,
        tones=TONES,
    )


@blueprint.route("/awards/<key>/nominate", methods=["GET", "POST"])
@public("friends, family and workers put somebody forward without an account, while the round is open (NC24)")
def nominate(key: str) -> Response:
    """Put somebody forward; sent twice, it is kept once."""
    round = round_called(key)
    if not (reading.takes_nominations(round) and may_nominate()):
        return page("learning/nominate_closed.html", face=face(), round=round)
    form = NominateForm()
    form.offer(reading.categories(round), results.round_areas(round))
    if not form.validate_on_submit():
        return _form_page(round, form)
    if wait := _wait():
        return _form_page(round, form, wait)
    _kept(round, form)
    return redirect(url_for("learning.nominated", key=key))


@blueprint.get("/awards/<key>/thank-you")
@public("it says what happens next, and nothing of anybody")
def nominated(key: str) -> Response:
    """After putting somebody forward."""
    return page("learning/nominated.html", face=face(), round=round_called(key))


def face() -> Literal["young", "public"]:
    """Young people see their own face here, everyone else the public one."""
    return "young" if "young_person" in reader().roles else "public"


def may_nominate() -> bool:
    """Whether this reader may put somebody forward, as the council has chosen."""
    return chosen().nominate or reader().is_member


def _some() -> list[AwardRound]:
    return reading.rounds()[: chosen().page_size]


def _kept(round: AwardRound, form: NominateForm) -> None:
    actor = reader()
    row, is_new = create_once(
        Nomination, form, lambda id: Nomination(id=id, round_id=round.id, by_id=actor.person_id, **form.values())
    )
    if is_new:
        about = Ref("learning", "nomination", row.id)
        url = url_for("learning.run_nomination", key=round.key, id=row.id)
        safeguarding.screened(row.why, about, actor, url=url)
        note("nominated", row)
    db.session.commit()


def _wait() -> int:
    """Minutes to wait where very many came from this address within the hour, else 0. Commits."""
    wait = tries.enter(f"learning-nominate-{datetime.now(UTC):%Y%m%d%H}")
    return max(1, round(wait.total_seconds() / 60)) if wait else 0


def _form_page(round: AwardRound, form: NominateForm, wait: int = 0) -> Response:
    status = 429 if wait else 400 if form.is_submitted() else 200
    return page("learning/nominate.html", face=face(), round=round, form=form, wait=wait, status=status)
