"""You said, we did: a page to print, a poster, a picture to share and Easy Read of one public ask, and of several.

Source: W22, LA57, L4, NC16 (show what came of it), NC56 (nothing loaded from elsewhere, no tracker), LA41 (Easy Read).
What is public is asked while each is made; nothing is kept longer than the council's version.
"""

from dataclasses import replace
from typing import Any, Final

from flask import request, url_for
from werkzeug.wrappers import Response

from core.api import Actor, Panel, gettext, kept, local_today, page, public, public_page, reading
from plugins.influence.blueprint import blueprint
from plugins.influence.here import council, not_here, or_not_here
from plugins.influence.ledger import facts
from plugins.influence.models import Ask
from plugins.influence.papers import easy, gathering, making
from plugins.influence.tracker import listing, quoting
from plugins.influence.tracker.public import is_shown_here

AT_ONCE: Final = 12  # questions on one page to print
FILTERS: Final = ("theme", "place", "group", "status", "after")
WHY: Final = "what somebody has cleared for everybody, and only while it is public; else the neutral 404"


@blueprint.get("/<int:number>/print")
@public(WHY)
@public_page
def said_did(number: int) -> Response:
    """One question to print and to share."""
    sheet = _sheet(number)
    return page(
        "influence/said_did.html",
        sheet=sheet,
        quotes=quoting.public_quotes(sheet.id, council()),
        address=_address(number),
        code=making.code_picture(_address(number)),
        words=making.card_words(sheet),
    )


@blueprint.get("/<int:number>/print.pdf")
@public(WHY)
def said_did_paper(number: int) -> Response:
    """The same as a tagged PDF."""
    sheet = _sheet(number)
    quotes = {number: [quote.words for quote in quoting.public_quotes(sheet.id, council())]}
    made = making.paper(council(), [(sheet, _address(number))], quotes, sheet.title)
    return _file(made, "application/pdf", f"you-said-we-did-{number}.pdf")


@blueprint.get("/<int:number>/poster.pdf")
@public(WHY)
def poster(number: int) -> Response:
    """A poster on A4, or on A3 with ?size=a3."""
    sheet, size = _sheet(number), request.args.get("size", "a4")
    if size not in making.SIZES:
        not_here()
    made = _made(("poster", number, size), lambda: making.poster(council(), sheet, _address(number), size))
    return _file(made, "application/pdf", f"poster-{number}-{size}.pdf")


@blueprint.get("/<int:number>/card.png")
@public(WHY)
def card(number: int) -> Response:
    """A picture to share."""
    sheet = _sheet(number)
    return _file(_made(("card", number), lambda: making.card(council(), sheet)), "image/png", f"question-{number}.png")


@blueprint.get("/<int:number>/easy")
@public(WHY)
@public_page
def easy_read(number: int) -> Response:
    """One question in Easy Read."""
    sheet = _sheet(number)
    return page("influence/easy_read.html", sheet=sheet, parts=easy.parts(sheet), address=_address(number))


@blueprint.get("/you-said-we-did")
@public(WHY)
@public_page
def you_said() -> Response:
    """What was asked and what came of it, several on a page to print, narrowed as the list of questions is."""
    sheets, filters, following = _several()
    return page(
        "influence/you_said.html",
        sheets=sheets,
        pages={
            "previous": None,
            "next": url_for("influence.you_said", **filters, after=following) if following else None,
        },
        paper=_paper_address(),
        back=url_for("influence.index", **filters),
    )


@blueprint.get("/you-said-we-did.pdf")
@public(WHY)
def you_said_paper() -> Response:
    """The same questions as a tagged PDF."""
    sheets, _, _ = _several()
    paper = [(sheet, _address(sheet.number)) for sheet in sheets]
    made = making.paper(council(), paper, {}, gettext("You said, we did"))
    return _file(made, "application/pdf", "you-said-we-did.pdf")


def part(ask: Ask, actor: Actor) -> Panel | None:
    """On the page of a public ask: what can be printed and shared of it."""
    if not facts.is_public(ask) or not is_shown_here():
        return None
    return Panel(gettext("Print it, share it"), "influence/panel_papers.html", {"number": ask.number}, order=80)


def _sheet(number: int) -> gathering.Sheet:
    return or_not_here(gathering.one(council(), number))


def _several() -> tuple[list[gathering.Sheet], dict[str, Any], str | None]:
    """The answered questions that the address asks for, their filters for another address, and where the next begin."""
    filters = replace(listing.Filters.of(request.args), order=listing.ANSWERED)
    lines, following = listing.lines(council(), filters, AT_ONCE) if is_shown_here() else ([], None)
    kept_filters = {name: value for name, value in filters.kept().items() if name != "order"}
    return gathering.of(council(), [line.number for line in lines]), kept_filters, following


def _address(number: int) -> str:
    """The address of the whole story, as it stands on paper."""
    return url_for("influence.public_ask", number=number, _external=True)


def _paper_address() -> str:
    asked: dict[str, Any] = request.args.to_dict()
    return url_for("influence.you_said_paper", **{name: asked[name] for name in FILTERS if name in asked})


def _made(key: tuple[Any, ...], make: Any) -> bytes:
    """A file once for each version of the council, day and language: it is gone with the next change."""
    found: bytes = kept(council(), ("influence.papers", *key, reading(), local_today(), request.host), make)
    return found


def _file(made: bytes, kind: str, name: str) -> Response:
    answer = Response(made, mimetype=kind)
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
