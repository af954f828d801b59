"""Taking words back: the words, the file and the quotes go, the place where they stood and the trail stay."""

from collections.abc import Sequence

from core.api import Ref, db, files, notify, search, touch, unsaid, utcnow
from plugins.influence.models import Ask, AskView, Verdict, View, ViewNote, ViewTag


def forget(view: View, why: str) -> list[Ask]:
    """Take the words of `view` out of everything and say which asks rested on it; flushes.

    `why`: asked (by whoever said it), source (the space took it back), erased or kept_long_enough. Called twice it is
    done once. What happened to those asks is for the caller to write into their trail.
    """
    if view.taken_back_at is not None:
        return []
    now = utcnow()
    view.words, view.by_words, view.taken_back_at, view.taken_back_why = "", "", now, why
    search.drop(Ref("influence", "view", view.id))
    _remove_file(view)
    if view.guest_id is not None:
        notify.guests.forget(view.guest_id)
    view.guest_id, view.code_hash = None, None
    db.session.execute(db.update(Verdict).where(Verdict.view_id == view.id).values(words="", public_words=""))
    for model in (ViewNote, ViewTag):
        db.session.execute(db.delete(model).where(model.view_id == view.id))
    rows: Sequence[AskView] = db.session.scalars(db.select(AskView).where(AskView.view_id == view.id)).all()
    for row in rows:
        row.public_quote, row.taken_back_at = "", now
    db.session.flush()
    unsaid(Ref("influence", "view", view.id))  # whoever quotes it lets it go too
    touch(view.authority_id)  # public pages with its words are gone with the next request
    asks = db.select(Ask).where(Ask.id.in_([row.ask_id for row in rows])).order_by(Ask.number)
    return list(db.session.scalars(asks)) if rows else []


def _remove_file(view: View) -> None:
    """The drawing or the recording goes with the words, bytes and all."""
    file_id, view.file_id = view.file_id, None
    if file_id is not None:
        for use in files.shown_at(Ref("influence", "view", view.id)):
            files.end_use(use, by_user_id=None)
        db.session.flush()
        files.remove(file_id, by_user_id=None)
