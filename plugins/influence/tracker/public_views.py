"""What happened? for everybody: the list of what was asked, and the whole story of one question."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal
from uuid import UUID

from flask import request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from core.api import fragment, gettext, gettext_noop, kept, local_today, page, public, public_page, reading
from plugins.influence.blueprint import blueprint
from plugins.influence.here import chosen, council, not_here, or_not_here, reader
from plugins.influence.tracker import listing, story
from plugins.influence.tracker.public import is_shown_here

PAPERS = (
    ("influence.public_map", gettext_noop("As a picture")),
    ("influence.said_did", gettext_noop("You said, we did: on one page, to print")),
    ("influence.poster", gettext_noop("A poster")),
    ("influence.easy_read", gettext_noop("Easy Read")),
)


MOST_KEPT = 400  # cards of a council in one language and band


@blueprint.get("/")
@public("everybody may see what young people asked and what came of it (W22, LA57)")
@public_page
def index() -> Response:
    """What was asked, the newest first: by theme, place, group and state."""
    authority, filters = council(), listing.Filters.of(request.args)
    rows, following = _rows(filters) if is_shown_here() else (Markup(""), None)
    return page(
        "influence/tracker.html",
        face=_face(),
        rows=rows,
        pages=_pages(filters, following),
        filters=filters,
        tabs=_tabs(filters),
        choices=kept(authority, ("influence.tracker", reading()), lambda: listing.choices(authority)),
        is_shown=is_shown_here(),
        ways=ways(),
    )


@blueprint.get("/<int:number>")
@public("a question is here once somebody has cleared it for everybody; any other is the neutral 404")
@public_page
def public_ask(number: int) -> Response:
    """One question and everything that came of it."""
    if not is_shown_here():
        not_here()
    found = or_not_here(story.tell(council(), number))
    return page("influence/public_ask.html", face=_face(), story=found, ways=ways(), papers=_papers(number))


def ways() -> dict[str, str]:
    """Where a reader can go from here: say something, type a code, check the promises, see what they asked."""
    found = {
        "code": url_for("influence.by_code"),
        "ledger": url_for("influence.ledger"),
        "print": url_for("influence.you_said"),
    }
    if chosen().idea_box or reader().is_signed_in:
        found["say"] = url_for("influence.say")
    if reader().person_id is not None:
        found["mine"] = url_for("influence.mine")
    return found


def _papers(number: int) -> list[tuple[str, str]]:
    return [(label, url_for(endpoint, number=number)) for endpoint, label in PAPERS]


def _rows(filters: listing.Filters) -> tuple[Markup, str | None]:
    """The list as it is printed, and where the next page starts. The first page, which everybody opens, is kept until
    something changes: those who are signed in read the same.
    """
    if not filters.is_plain or filters.after:
        return _printed(filters)
    return kept(council(), ("influence.lines", filters, reading(), local_today()), lambda: _printed(filters))


def _printed(filters: listing.Filters) -> tuple[Markup, str | None]:
    rows, following = listing.found(filters, chosen().page_size)
    cards = _cards(rows)
    return Markup("").join(cards[row.id] for row in rows), following


def _cards(rows: Sequence[Any]) -> Mapping[UUID, Markup]:
    """Each of these questions as it is printed, whatever was asked for; one that was printed since anything changed
    is not printed again.
    """
    known: dict[UUID, Markup] = kept(council(), ("influence.cards", reading(), local_today()), dict)
    cards = {row.id: known[row.id] for row in rows if row.id in known}
    fresh = [row for row in rows if row.id not in cards]
    base = url_for("influence.index")
    for row, line in zip(fresh, listing.printed(council(), fresh) if fresh else (), strict=True):
        cards[row.id] = Markup(fragment("influence/tracker_card.html", {"line": line, "base": base}))
    if len(known) > MOST_KEPT:
        known.clear()
    known.update(cards)
    return cards


def _pages(filters: listing.Filters, following: str | None) -> dict[str, str | None]:
    here = filters.kept()
    return {
        "next": url_for("influence.index", **here, after=following) if following else None,
        "previous": url_for("influence.index", **here) if filters.after else None,
    }


def _tabs(filters: listing.Filters) -> list[tuple[str, str, bool]]:
    orders = (("", gettext_noop("Newest questions")), (listing.ANSWERED, gettext_noop("Answered lately")))
    others: dict[str, Any] = {name: value for name, value in filters.kept().items() if name != "order"}
    return [
        (gettext(label), url_for("influence.index", **others, order=key or None), key == filters.order)
        for key, label in orders
    ]


def _face() -> Literal["young", "public"]:
    """Young people see their own face here, everyone else the public one."""
    return "young" if "young_person" in reader().roles else "public"
