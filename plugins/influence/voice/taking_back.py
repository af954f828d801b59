"""Taking words back, or letting fewer people read them: they leave every question and every public page at once.

The row stays without words, so that each question's trail can say that something was taken back.
"""

from collections.abc import Iterable

from core.api import Authority, current_authority, db, touch, utcnow
from plugins.influence import trail
from plugins.influence.models import Ask, AskView, View
from plugins.influence.vocabulary import MAY_BE_ASKED
from plugins.influence.voice import keeping
from plugins.influence.voice.forgetting import forget


def take_back(view: View, why: str, by_words: str = "", authority: Authority | None = None) -> None:
    """Take `view` back for good and write it into the trail of each question that rested on it; flushes.

    `why` as in forgetting.forget. `authority` is needed outside a request. Twice is once.
    """
    _told(forget(view, why), by_words, authority)


def narrow(view: View, authority: Authority | None = None, *, reworded: bool = False) -> None:
    """Let what rests on `view` follow who may read it now, after `permission` or the words were changed; flushes.

    What the team may not read leaves the questions; what not everybody may read, and what was cleared in other words,
    leaves public pages.
    """
    keeping.index(view)
    rows = _resting_on(view)
    for row in rows if reworded or view.permission != "published" else ():
        row.public_quote = ""
    leaves = [] if view.permission in MAY_BE_ASKED else [row for row in rows if row.taken_back_at is None]
    for row in leaves:
        row.taken_back_at = utcnow()
    db.session.flush()
    _told(_asks(row.ask_id for row in leaves), "", authority)


def _resting_on(view: View) -> list[AskView]:
    return list(db.session.scalars(db.select(AskView).where(AskView.view_id == view.id)))


def _asks(ids: Iterable[object]) -> list[Ask]:
    wanted = list(ids)
    return list(db.session.scalars(db.select(Ask).where(Ask.id.in_(wanted)).order_by(Ask.number))) if wanted else []


def _told(asks: Iterable[Ask], by_words: str, authority: Authority | None) -> None:
    here = authority or current_authority()
    assert here is not None
    for ask in asks:
        trail.happened(ask, "view_taken_back", authority=here, by_words=by_words)
    touch(here.id)  # public pages with a quote of it are gone with the next request
