"""What the lead of a region does: look at drafts, let the attacker try them, sign, see what was signed.

A draft shows what its release would show, and nothing else: a lead sees no council's figures.
"""

from datetime import datetime

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField
from wtforms.validators import InputRequired

from core.api import ZONE, Form, Quarter, current_actor, day, db, forms, page, releases, requires, signing
from plugins.regional.blueprint import region_blueprint
from plugins.regional.comparison import Compared, quarter_words
from plugins.regional.opened import Opened, not_here, opened
from plugins.regional.visibility import SIGN

NO_KEY = (
    "The key that releases are signed with cannot be read. Nothing was signed. Tell whoever runs this copy of Heard."
)


class SignForm(Form):
    """Yes, with open eyes; `digest` is of the text that was looked at."""

    digest = HiddenField()
    sure = forms.YesField(
        "I have looked at the figures. I know that nobody can change them or take them back once they are signed.",
        validators=[InputRequired("Tick the box if you want to sign. Nothing was signed yet.")],
    )


@region_blueprint.get("/drafts/")
@requires(SIGN)
def drafts(region: str) -> ResponseReturnValue:
    """What waits for the lead, and what was signed so far, by whom."""
    here = _led(region)
    return page(
        "regional/drafts.html",
        face="worker",
        region=here.region,
        why=here.why_none,
        drafts=[(one, _on(one.made_at), _hidden(one.document)) for one in releases.drafts(region)],
        signed=[(one, _on(one.signed_at)) for one in releases.sign_offs(region)],
        words=quarter_words,
    )


@region_blueprint.get("/drafts/<quarter>/")
@requires(SIGN)
def draft(region: str, quarter: str) -> ResponseReturnValue:
    """One draft as its release would read, what the attacker said of it, and what can be done now."""
    here = _led(region)
    return _draft_page(here, _draft(here, quarter), SignForm())


@region_blueprint.post("/drafts/<quarter>/try")
@requires(SIGN)
def try_draft(region: str, quarter: str) -> ResponseReturnValue:
    """Let the attacker try the draft now, and keep what came of it."""
    here = _led(region)
    found = _draft(here, quarter)
    _let_go()
    outcome = releases.try_it(region, Quarter.read(found.document.quarter))
    said = (
        "Nothing that is kept back can be worked out." if outcome.holds else "This draft cannot be signed: see below."
    )
    flash(said, "success" if outcome.holds else "warning")
    return redirect(url_for(".draft", region=region, quarter=quarter))


@region_blueprint.post("/drafts/<quarter>/sign")
@requires(SIGN)
def sign(region: str, quarter: str) -> ResponseReturnValue:
    """Sign it: the attacker runs once more, on the text that was looked at."""
    here = _led(region)
    found, form = _draft(here, quarter), SignForm()
    if not form.validate_on_submit():
        return _draft_page(here, found, form)
    _let_go()
    try:
        releases.sign(region, Quarter.read(quarter), by=current_actor(), digest=form.digest.data or "")
    except (releases.ReleaseRefused, signing.Unavailable) as refused:
        flash(NO_KEY if isinstance(refused, signing.Unavailable) else str(refused), "danger")
        return redirect(url_for(".draft", region=region, quarter=quarter))
    flash(f"{quarter_words(quarter)} is signed. Everybody can read it from now on.", "success")
    return redirect(url_for(".overview", region=region, quarter=quarter))


def _led(slug: str) -> Opened:
    """The region, for its own lead alone; somebody else's is the neutral 404."""
    here = opened(slug)
    return here if releases.may_sign(current_actor(), slug) else not_here()


def _draft(here: Opened, quarter: str) -> releases.Draft:
    """The draft of a quarter, or the neutral 404."""
    waiting = (one for one in releases.drafts(here.slug) if one.document.quarter == quarter)
    return next(waiting, None) or not_here()


def _let_go() -> None:
    """End this request's own transaction: the attack takes a while, and what follows it is kept in one of its own."""
    db.session.rollback()


def _draft_page(here: Opened, found: releases.Draft, form: SignForm) -> ResponseReturnValue:
    form.digest.data = found.digest
    first = releases.drafts(here.slug)[0].document.quarter
    return page(
        "regional/draft.html",
        face="worker",
        region=here.region,
        draft=found,
        made_on=_on(found.made_at),
        tried_on=_on(found.outcome.at) if found.outcome else "",
        quarter=quarter_words(found.document.quarter),
        release=Compared((*reversed(here.signed), found.document)),
        members=here.names(found.document.members),
        first=quarter_words(first) if first != found.document.quarter else "",
        form=form,
    )


def _hidden(document: releases.Document) -> int:
    """How many of its numbers are kept back."""
    return sum(list(table.shown.values.values()).count(None) for table in document.tables)


def _on(moment: datetime) -> str:
    """The day of a moment, by the clock on the wall."""
    return day(moment.astimezone(ZONE).date())
