"""Quotes: the list for staff, a new one, looking one through, taking it back; and what one's own words are used for."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import (
    Ref,
    create_once,
    db,
    disclosure,
    page,
    requires,
    resolve,
    safeguarding,
    sightings,
    signed_in,
)
from plugins.evidence.blueprint import blueprint
from plugins.evidence.here import chosen, council, note, reader, row_or_404
from plugins.evidence.models import Quote, Story
from plugins.evidence.people import choices_of, is_finding
from plugins.evidence.quotes import clearing, ending, listing, shown
from plugins.evidence.quotes.forms import ClearForm, QuoteForm
from plugins.evidence.visibility import KEEPS_QUOTE, MY_QUOTES, WRITES_STORY
from plugins.evidence.vocabulary import VOICES

SAID = "Words of theirs that may be shown"


@blueprint.get("/desk/quotes")
@requires("evidence.write")
def quotes_desk() -> Response:
    """Every quote, the latest first, with whether it may be shown now."""
    size, at = chosen().page_size, max(request.args.get("skip", 0, int), 0)
    rows, is_more = listing.page_of(size, at)
    sightings.saw(SAID, [row.person_id for row in rows if row.person_id])
    pages = {
        "previous": url_for(".quotes_desk", skip=max(at - size, 0)) if at else None,
        "next": url_for(".quotes_desk", skip=at + size) if is_more else None,
    }
    readable = shown.public_quotes([row.id for row in rows])
    return page("evidence/quotes_desk.html", face="worker", rows=rows, readable=readable, pages=pages, voices=VOICES)


@blueprint.route("/desk/quotes/new", methods=["GET", "POST"])
@requires("evidence.write")
def new_quote() -> Response:
    """Keep what somebody said, with where the words come from (`?from=plugin:kind:id`)."""
    form, source = _offer(QuoteForm()), _source()
    if form.validate_on_submit() and not is_finding() and form.is_settled():
        quote, is_new = create_once(Quote, form, lambda id: _new(id, form, source))
        if is_new:
            words, about = quote.words, Ref("evidence", "quote", quote.id)
            safeguarding.screened(words, about, person_id=quote.person_id, url=url_for(".quote", id=quote.id))
            note("quote_kept", quote)
        db.session.commit()
        flash("The quote is kept. Look it through, so that it can be shown.", "success")
        return redirect(url_for(".quote", id=quote.id))
    wrong = form.is_submitted() and not is_finding()
    at = resolve(council(), source) if source else None
    return page("evidence/quote_new.html", face="worker", form=form, at=at, status=422 if wrong else 200)


@blueprint.route("/desk/quotes/<uuid:id>", methods=["GET", "POST"])
@requires("evidence.write")
def quote(id: UUID) -> Response:
    """One quote: as it was given, and the copy that everybody reads, to be looked through."""
    row = row_or_404(Quote, id, KEEPS_QUOTE)
    form, ticks, refused = ClearForm(), frozenset(request.form.getlist("looked")), ""
    if form.validate_on_submit() and request.form.get("do") == "clear" and reader().can("evidence.publish"):
        try:
            clearing.clear(row, form.words.data, ticks)
            db.session.commit()
            flash("It may be shown now, in a story or a report.", "success")
            return redirect(url_for(".quotes_desk"))
        except clearing.ClearRefused as error:
            db.session.rollback()
            row, refused = row_or_404(Quote, id, KEEPS_QUOTE), str(error)
    if not form.is_submitted():
        form.words.data = row.public_words or row.words
    return _quote_page(row, form, ticks, refused)


def _quote_page(row: Quote, form: ClearForm, ticks: frozenset[str], refused: str) -> Response:
    about = Ref("evidence", "quote", row.id)
    sightings.saw(SAID, [row.person_id] if row.person_id else [], about=about)
    source = Ref(row.source_plugin, row.source_kind, row.source_id) if row.source_id else None
    return page(
        "evidence/quote.html",
        face="worker",
        status=422 if refused or form.errors else 200,
        quote=row,
        form=form,
        looks=clearing.look(row, form.words.data or "", ticks),
        refused=refused,
        stopped=clearing.why_not(row, form.words.data or ""),
        kinds=disclosure.KINDS,
        voices=VOICES,
        source=resolve(council(), source) if source else None,
    )


@blueprint.post("/desk/quotes/<uuid:id>/take-back")
@requires("evidence.write")
def take_quote_back(id: UUID) -> Response:
    """Whoever said it wants it gone: the words go everywhere, at once."""
    row = row_or_404(Quote, id, KEEPS_QUOTE)
    ending.forget(row, "asked")
    note("quote_taken_back", row)
    db.session.commit()
    flash("The words are gone, here and wherever they stood.", "success")
    return redirect(url_for(".quotes_desk"))


@blueprint.get("/my-words")
@signed_in("everybody sees what is shown of their own words, and nobody else's")
def my_words() -> Response:
    """What is kept of the reader's own words to be shown, and how to take it back."""
    seen = db.select(Quote).where(MY_QUOTES.criteria(reader(), Quote)).order_by(Quote.said_on.desc(), Quote.id)
    rows = list(db.session.scalars(seen.limit(chosen().page_size)))
    return page("evidence/my_words.html", rows=rows, readable=shown.public_quotes([row.id for row in rows]))


@blueprint.post("/my-words/<uuid:id>/take-back")
@signed_in("everybody takes back their own words, and nobody else's")
def take_my_words_back(id: UUID) -> Response:
    """The reader's own words go everywhere, at once; nobody asks why."""
    row = row_or_404(Quote, id, MY_QUOTES)
    ending.forget(row, "asked")
    note("quote_taken_back", row)
    db.session.commit()
    flash("Your words are gone. Nobody can read them here any more.", "success")
    return redirect(url_for(".my_words"))


def _new(id: UUID, form: QuoteForm, source: Ref | None) -> Quote:
    row = Quote(id=id, words=form.words.data, voice=form.voice.data, pseudonym=form.pseudonym.data or "")
    row.said_on, row.person_id, row.worker_id = form.said_on.data, form.person, reader().person_id
    row.agreed_how = "" if form.person else form.agreed_how.data or ""
    row.story_id = UUID(form.story.data) if form.story.data else None
    if source is not None:
        row.source_plugin, row.source_kind, row.source_id = source.plugin, source.kind, source.id
    return row


def _offer(form: QuoteForm) -> QuoteForm:
    form.offer(reader())
    seen = db.select(Story.id, Story.title).where(WRITES_STORY.criteria(reader(), Story))
    rows = db.session.execute(seen.order_by(Story.made_at.desc(), Story.id).limit(100))
    form.story.choices = choices_of([("", "None: it stands by itself"), *((str(row.id), row.title) for row in rows)])
    if not form.is_submitted():
        form.story.data = request.args.get("story", "")
    return form


def _source() -> Ref | None:
    """What the words were taken from, as an address carries it; None for nonsense."""
    plugin, _, rest = request.args.get("from", "").partition(":")
    kind, _, id = rest.partition(":")
    try:
        return Ref(plugin[:80], kind[:80], UUID(id)) if plugin and kind else None
    except ValueError:
        return None
