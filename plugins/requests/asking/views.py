"""Asking to work with young people: how it goes, the form, what is half written, with an account or without one."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import clock, create_once, db, gettext, page, public, public_page, signed_in, tries
from plugins.requests import rules, telling
from plugins.requests.asking import agencies, choices, receipts, shown, writing
from plugins.requests.blueprint import blueprint
from plugins.requests.fatigue import similar
from plugins.requests.forms import asking as boxes
from plugins.requests.forms.asking import ReceiptForm, RequestForm, StrangerRequestForm
from plugins.requests.here import (
    AT_ONCE,
    REFUSALS,
    chosen,
    council,
    note,
    or_not_here,
    reader,
    request_or_404,
    said_of,
)
from plugins.requests.models import Request
from plugins.requests.visibility import MINE
from plugins.requests.vocabulary import LEVELS

TRIES = "requests-code"
SECTIONS = ("WHO", "WHAT", "SPACE", "VOICE", "AUDIENCE", "INFLUENCE", "ETHICS")


@blueprint.get("/")
@public("agencies read how they can ask young people, and young people what adults must tell them")
@public_page
def how() -> Response:
    """How to ask: the steps, who decides, what is promised."""
    choice = chosen()
    levels = [one for one in LEVELS if one in {line.level for line in choice.approvals}]
    return page("requests/how.html", choice=choice, levels=[LEVELS[one] for one in levels])


@blueprint.route("/ask", methods=["GET", "POST"])
@public("any agency or researcher may ask, where the council has its form open; many at once must wait")
def new() -> Response:
    """Begin a request; kept half-way, or sent at once. Sent twice, it is kept once."""
    if reader().person_id is None and not chosen().open_form:
        return page("requests/closed.html")
    form = _form()
    if not form.validate_on_submit():
        return _form_page(form, None, url_for("requests.how"))
    if reader().person_id is None and (minutes := _wait()):
        return _form_page(form, None, url_for("requests.how"), wait=minutes)
    made, is_new = create_once(Request, form, lambda id: writing.new(id, form.values(), reader()))
    if is_new:
        writing.look_through(made)
        writing.leave_address(made)
        note("request_begun", made)
        if made.guest_id is not None:
            telling.asker(made, str(made.id), telling.LETTER)
    return _kept(form, made, first=True)


@blueprint.get("/mine")
@signed_in("everyone may see what they asked for themselves")
def mine() -> Response:
    """What I asked for: everything, with where it stands."""
    return page("requests/mine.html", face="worker", rows=shown.mine(reader()))


@blueprint.get("/mine/<uuid:id>")
@signed_in("everyone may see what they asked for themselves")
def my_request(id: UUID) -> Response:
    """One of my requests: where it stands and what is next."""
    found = request_or_404(id, MINE)
    return _own_page(found, None)


@blueprint.route("/mine/<uuid:id>/edit", methods=["GET", "POST"])
@signed_in("everyone may write on at what they asked for themselves")
def edit_mine(id: UUID) -> Response:
    """Write on at my request, and send it."""
    return _edit(request_or_404(id, MINE), None)


@blueprint.post("/mine/<uuid:id>/withdraw")
@signed_in("everyone may take back what they asked for themselves")
def withdraw_mine(id: UUID) -> Response:
    """Take my request back."""
    return _withdraw(request_or_404(id, MINE), url_for("requests.my_request", id=id))


@blueprint.route("/code", methods=["GET", "POST"])
@public("whoever asked without an account types the code of their receipt")
def by_code() -> Response:
    """Type the code; the request follows. Of a wrong code nothing is said but that we do not know it."""
    form = ReceiptForm()
    if not form.validate_on_submit():
        return page("requests/code.html", face="public", form=form, status=400 if form.is_submitted() else 200)
    if wait := tries.enter(TRIES):
        return _refused(form, _wait_words(max(1, round(wait.total_seconds() / 60))))
    found = receipts.find(form.code.data)
    if found is None:
        return _refused(form, gettext("We do not know this code. Look at it again. Nothing was changed."))
    tries.was_right(TRIES)
    db.session.commit()
    return _quiet(redirect(url_for("requests.by_link", token=receipts.code_token(found))))


@blueprint.get("/with/<token>")
@public("the link in a letter, or the code of a receipt, opens one request; its signed end is the proof")
def by_link(token: str) -> Response:
    """One request of somebody without an account."""
    return _own_page(_by(token), token)


@blueprint.route("/with/<token>/edit", methods=["GET", "POST"])
@public("whoever opened their own request by its code or link writes on at it")
def edit_by_link(token: str) -> Response:
    """Write on at it, and send it."""
    return _edit(_by(token), token)


@blueprint.post("/with/<token>/withdraw")
@public("whoever opened their own request by its code or link takes it back")
def withdraw_by_link(token: str) -> Response:
    """Take it back."""
    return _withdraw(_by(token), url_for("requests.by_link", token=token))


def _by(token: str) -> Request:
    return or_not_here(receipts.request_of(token))


def _form() -> RequestForm:
    form = RequestForm() if reader().person_id is not None else StrangerRequestForm()
    form.offer(choices.groups(reader()), chosen().sensitive)
    return form


def _kept(form: RequestForm, found: Request, first: bool = False) -> Response:
    """After saving: on to sending where that was pressed, else a receipt; a refusal keeps what was written."""
    code = writing.receipt(found) if found.asker_id is None and first else ""
    token = receipts.code_token(found) if found.asker_id is None else None
    db.session.commit()
    if "send" in request.form and (refusal := _sent(found)):
        return _form_page(form, found, _own_url(found, token), token=token, refusals=[refusal], code=code)
    if code:
        return _quiet(page("requests/receipt.html", face="public", code=code, token=token, it=found))
    flash(
        gettext("Sent. Thank you.") if found.state == "sent" else gettext("Kept. Go on whenever you like."), "success"
    )
    return redirect(_own_url(found, token))


def _sent(found: Request) -> str:
    """Send it; why not, or ""."""
    try:
        if found.state in rules.WRITABLE:
            writing.send(found, reader())
        db.session.commit()
    except REFUSALS as refusal:
        db.session.rollback()
        return said_of(refusal)
    return ""


def _edit(found: Request, token: str | None) -> Response:
    back = _own_url(found, token)
    if found.state not in rules.WRITABLE:
        flash(gettext(rules.ALREADY.get(found.state) or writing.SENT), "warning")
        return redirect(back)
    form = RequestForm() if found.asker_id is not None else StrangerRequestForm()
    form.offer(choices.groups(reader()), dict.fromkeys([*chosen().sensitive, *found.touches]))
    if not form.is_submitted():
        form.show(found)
    elif form.version.data != str(found.version):
        form.keep_version(found)
        return _form_page(form, found, back, token=token, refusals=[AT_ONCE], status=409)
    elif form.validate():
        writing.change(found, form.values())
        writing.look_through(found)
        writing.leave_address(found)
        note("request_written", found)
        return _kept(form, found)
    return _form_page(form, found, back, token=token)


def _withdraw(found: Request, back: str) -> Response:
    try:
        writing.withdraw(found, reader())
        db.session.commit()
        flash(gettext("Taken back. Nobody has to answer it any more."), "success")
    except REFUSALS as refusal:
        db.session.rollback()
        flash(said_of(refusal), "warning")
    return redirect(back)


def _form_page(
    form: RequestForm,
    found: Request | None,
    back: str,
    *,
    token: str | None = None,
    refusals: Any = (),
    wait: int = 0,
    code: str = "",
    status: int = 0,
) -> Response:
    if found is not None and refusals:
        form.keep_version(found)
    answer = page(
        "requests/ask.html",
        form=form,
        it=found,
        back=back,
        action=_edit_url(found, token) if found else "",
        refusals=refusals,
        wait=_wait_words(wait) if wait else "",
        code=code,
        sections={name.lower(): getattr(boxes, name) for name in SECTIONS},
        stopped=agencies.stop_words(found) if found and not refusals else "",
        similar=similar.alike(reader(), found) if found else [],
        status=status or (429 if wait else 400 if form.is_submitted() else 200),
    )
    return _quiet(answer)


def _own_page(found: Request, token: str | None) -> Response:
    answer = page(
        "requests/my_request.html",
        face="public" if token else "worker",
        it=found,
        told=shown.story(found),
        edit_url=_edit_url(found, token) if found.state in rules.WRITABLE else "",
        withdraw_url=_withdraw_url(found, token) if (found.state, "withdraw") in rules.MOVES else "",
        faults=writing.faults(found) if found.state in rules.WRITABLE else [],
        council_name=council().name,
        clock=clock,
    )
    return _quiet(answer)


def _own_url(found: Request, token: str | None) -> str:
    return url_for("requests.by_link", token=token) if token else url_for("requests.my_request", id=found.id)


def _edit_url(found: Request, token: str | None) -> str:
    return url_for("requests.edit_by_link", token=token) if token else url_for("requests.edit_mine", id=found.id)


def _withdraw_url(found: Request, token: str | None) -> str:
    if token:
        return url_for("requests.withdraw_by_link", token=token)
    return url_for("requests.withdraw_mine", id=found.id)


def _wait() -> int:
    """Count one more from this address within the hour; minutes to wait where there were very many. Commits."""
    wait = tries.enter(f"requests-ask-{datetime.now(UTC):%Y%m%d%H}")
    return max(1, round(wait.total_seconds() / 60)) if wait else 0


def _wait_words(minutes: int) -> str:
    words = gettext("Too many came from here. Wait %(minutes)s minutes, then send it again.", minutes=minutes)
    return f"{words} {gettext('Nothing was changed.')}"


def _refused(form: ReceiptForm, words: str) -> Response:
    form.code.errors = [words]
    return page("requests/code.html", face="public", form=form, status=400)


def _quiet(response: Response) -> Response:
    """No machine lists it, and no cache keeps it."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response
