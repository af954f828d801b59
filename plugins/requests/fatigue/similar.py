"""What young people have said already to something like this: past requests and public questions with their answers.

"Asked in March already: here is what they said" (LA33). Only what the reader may read.
"""

import re
from datetime import date
from typing import Any, Final, NamedTuple

from flask import url_for
from sqlalchemy import case

from core.api import Actor, db, gettext, search
from plugins.influence.api import published_alike
from plugins.requests.models import Request
from plugins.requests.visibility import DESK, PAST

MOST: Final = 5
MOST_WORDS: Final = 5
SHORTEST: Final = 3
SAY_LITTLE: Final = """
about after again all also and any are been before being but can could did does doing each for from get had has
have hear help her here his how into its just know like make may more most much need new not now off old one
only other our out over own people say see she should some such than that the their them then there they think
this those through too two use want was way were what when where which while who why will with work would yes
yet you young your yours
"""
COMMON: Final = frozenset(SAY_LITTLE.split())
_WORD: Final = re.compile(r"[^\W\d_]+")


class Before(NamedTuple):
    """One earlier thing: when, what was asked, what came of it; `url` is "" where the reader may not open it."""

    on: date | None
    title: str
    words: str
    url: str


def words_of(text: str) -> tuple[str, ...]:
    """The words by which a text is like another: the long ones that say something, the first few, each once."""
    found = (word.casefold() for word in _WORD.findall(text))
    return tuple(dict.fromkeys(word for word in found if len(word) >= SHORTEST and word not in COMMON))[:MOST_WORDS]


def alike(actor: Actor, request: Request) -> list[Before]:
    """What is like this request, past requests first."""
    words = words_of(f"{request.title} {request.question}")
    past = _past(actor, words, request) if actor.is_member else []
    return [*past, *_public(words)]


def _past(actor: Actor, words: tuple[str, ...], request: Request) -> list[Before]:
    if not words:
        return []
    opens: Any = DESK.criteria(actor, Request)
    hits = [search.hits(Request.id, "requests", "request", word) for word in words]
    matched = sum((case((hit, 1), else_=0) for hit in hits), start=db.literal(0))
    query = (
        db.select(Request.id, Request.title, Request.asked_on, Request.findings, opens.label("opens"))
        .where(PAST.criteria(actor, Request), Request.id != request.id, Request.findings != "")
        .where(db.or_(*hits))
        .order_by(matched.desc(), Request.asked_on.desc(), Request.number.desc())
        .limit(MOST)
    )
    return [
        Before(row.asked_on, row.title, row.findings, url_for("requests.one", id=row.id) if row.opens else "")
        for row in db.session.execute(query)
    ]


def _public(words: tuple[str, ...]) -> list[Before]:
    found = published_alike(words, MOST)
    return [Before(one.asked_on, one.title, _answered(one.answered_on), _page(one.number)) for one in found]


def _answered(on: date | None) -> str:
    return gettext("It was answered, and everybody can read it.") if on else gettext("It waits for an answer.")


def _page(number: int) -> str:
    return url_for("influence.public_ask", number=number)
