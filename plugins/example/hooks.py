"""Where Kind words shows up elsewhere, and what it answers for about people."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for

from core.api import (
    ANONYMOUS,
    Actor,
    Authority,
    DemoMade,
    DemoWorld,
    Erased,
    ExportPart,
    HomePanel,
    NavItem,
    Panel,
    ReadyIssue,
    RetentionDue,
    db,
    hookimpl,
    kept,
    local_today,
    record,
    settings,
    touch,
)
from plugins.example.demo import NOTES
from plugins.example.models import Note
from plugins.example.rules import TO_EVERYBODY, oldest_kept
from plugins.example.settings import KindWordsSettings

NEWEST = 3


@hookimpl
def nav_items(authority: Authority) -> list[NavItem]:
    """One entry for those who may read the board."""
    return [NavItem("Kind words", url_for("example.board"), permission="example.view", order=80)]


@hookimpl
def home_panels(authority: Authority, actor: Actor) -> list[HomePanel]:
    """The newest notes to everybody; on the public page only where the council wants them there."""
    faces = ("young", "worker", "public") if _settings(authority).on_front_page else ("young", "worker")
    notes = kept(authority, "example.newest", _newest)
    if not notes:
        return []
    context = {"notes": notes, "may_read": actor.can("example.view")}
    return [HomePanel("Kind words", "example/home_panel.html", context, order=70, faces=faces)]


def _newest() -> list[Any]:
    """The newest notes to everybody: the same for every reader, so kept until the council's version rises."""
    to_everybody = db.select(Note.to, Note.words).where(TO_EVERYBODY.criteria(ANONYMOUS))
    return list(db.session.execute(to_everybody.order_by(Note.written_on.desc(), Note.id).limit(NEWEST)))


@hookimpl
def person_panels(authority: Authority, person_id: UUID) -> list[Panel]:
    """Notes to this person, with a way to write another."""
    notes = db.session.execute(db.select(Note.words, Note.written_on).where(Note.person_id == person_id)).all()
    context = {"notes": notes, "person_id": person_id}
    return [Panel("Kind words", "example/person_panel.html", context, permission="example.write")]


@hookimpl
def ready_issues(authority: Authority) -> list[ReadyIssue]:
    """A board that nobody has written on yet."""
    if db.session.scalar(db.select(Note.id).limit(1)):
        return []
    todo = "Write the first thank-you, so that nobody meets an empty board."
    return [ReadyIssue("The board of kind words is empty", todo, url_for("example.write"), "example.write")]


@hookimpl
def switched_on(authority: Authority) -> None:
    """Put up the council's first note if the board is empty."""
    welcome = _settings(authority).welcome
    if welcome and not db.session.scalar(db.select(Note.id).limit(1)):
        db.session.add(Note(to="Everybody", words=welcome, written_on=local_today()))


@hookimpl
def switched_off(authority: Authority) -> None:
    """Note in the audit how many notes are now out of sight; they are kept."""
    hidden = db.session.scalar(db.select(db.func.count(Note.id)))
    record("example.hidden", "example", detail={"notes": hidden})
    touch(authority.id)


@hookimpl
def demo_data(authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """A few fictional notes on an empty board."""
    if db.session.scalar(db.select(Note.id).where(Note.to != "Everybody").limit(1)):
        return []
    db.session.add_all(Note(to=to, words=words, written_on=world.today) for to, words in NOTES)
    return [DemoMade("kind words", len(NOTES))]


@hookimpl
def person_export(authority: Authority, person_id: UUID) -> list[ExportPart]:
    """Notes to the person, and notes that the person wrote."""
    mine = db.select(Note).where(db.or_(Note.person_id == person_id, Note.writer_id == person_id))
    rows = [
        {
            "to": note.to,
            "words": note.words,
            "written_on": note.written_on.isoformat(),
            "mine": note.writer_id == person_id,
        }
        for note in db.session.scalars(mine)
    ]
    return [ExportPart("Kind words", rows)] if rows else []


@hookimpl
def person_erase(authority: Authority, person_id: UUID, apply: bool) -> list[Erased]:
    """Notes to the person go; notes by the person stay on the board without their name."""
    to_them = db.session.scalars(db.select(Note).where(Note.person_id == person_id)).all()
    by_them = db.session.scalars(db.select(Note).where(Note.writer_id == person_id)).all()
    for note in by_them if apply else ():
        note.writer_id = None
    for note in to_them if apply else ():
        db.session.delete(note)
    found = [
        Erased("kind words to the person", len(to_them)),
        Erased("their name on kind words", len(by_them)),
    ]
    return [one for one in found if one.count]


@hookimpl
def retention_due(authority: Authority, today: date) -> list[RetentionDue]:
    """Notes older than the council keeps them."""
    oldest = oldest_kept(today, _settings(authority).keep_days)
    ids = db.session.scalars(db.select(Note.id).where(Note.written_on < oldest)).all()
    return [RetentionDue("kind words", ids, oldest, "member")] if ids else []


def _settings(authority: Authority) -> KindWordsSettings:
    return settings(authority, "example", KindWordsSettings).model
