"""What the pages of photos show: a page of pictures with what each may be used for, and one picture in full."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from core.db import db
from core.files import serving, tagging
from core.files.agreement import answers_of, pictures_of
from core.files.models import PURGED, USABLE, WAITING, WITHDRAWN, FileUse, StoredFile
from core.files.rules import BELONGING, USES
from core.people.models import Person

PAGE = 24
SHELVES = {
    "waiting": "Waiting",
    "usable": "May be used",
    "withdrawn": "Withdrawn",
    "papers": "Papers",
}
_STATES = {"waiting": (WAITING,), "usable": (USABLE,), "withdrawn": (WITHDRAWN, PURGED)}


@dataclass(frozen=True)
class Line:
    """One picture of a list; `uses` are what everybody on it agrees to now, in words."""

    file: StoredFile
    alt: str
    uses: tuple[str, ...] = ()
    people: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Somebody:
    """One person on a picture, and which uses they agree to, in words; none where they do not agree, whyever."""

    person: Person
    agrees: tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """One picture in full: who is on it, what it may be used for, and who is missing for what may not be."""

    file: StoredFile
    alt: str
    people: list[Somebody]
    allowed: set[str]
    missing: dict[str, list[Person]]
    uses: list[FileUse] = field(default_factory=list)


def counts() -> dict[str, int]:
    """How many files stand on each shelf."""
    on_shelves = StoredFile.kind.not_in(BELONGING)
    grouped = select(StoredFile.kind, StoredFile.state, func.count(StoredFile.id)).where(on_shelves)
    found = dict.fromkeys(SHELVES, 0)
    for kind, state, count in db.session.execute(grouped.group_by(StoredFile.kind, StoredFile.state)):
        shelf = next((name for name, states in _STATES.items() if state in states), "") if kind == "photo" else "papers"
        if shelf:
            found[shelf] += count
    return found


def shelf(name: str, after: UUID | None) -> tuple[list[Line], UUID | None]:
    """A page of a shelf, newest first, and the id to go on from."""
    query = select(StoredFile).where(_on(name)).order_by(StoredFile.created_at.desc(), StoredFile.id.desc())
    last = db.session.get(StoredFile, after) if after else None
    if last is not None:
        at = StoredFile.created_at
        query = query.where(or_(at < last.created_at, and_(at == last.created_at, StoredFile.id < last.id)))
    rows = list(db.session.scalars(query.limit(PAGE + 1)))
    return _lines(rows[:PAGE]), rows[PAGE - 1].id if len(rows) > PAGE else None


def of_people(file_ids: Iterable[UUID]) -> list[Line]:
    """These files as lines, newest first."""
    asked = select(StoredFile).where(StoredFile.id.in_(list(file_ids)))
    return _lines(list(db.session.scalars(asked.order_by(StoredFile.created_at.desc(), StoredFile.id))))


def seen(file: StoredFile) -> Seen:
    """Everything about one file as it stands now."""
    picture = pictures_of((file.id,)).get(file.id)
    tags = tagging.tags_of(file.id)
    people = {one.id: one for one in _people(tag.person_id for tag in tags)}
    answers = answers_of([picture] if picture else [])
    allowed = {use for use in USES if picture and picture.may(use, answers)}
    missing = {use: [people[one] for one in people if picture and one in picture.missing(use, answers)] for use in USES}
    named = [
        Somebody(
            people[tag.person_id],
            tuple(
                title for use, title in USES.items() if picture and tag.person_id not in picture.missing(use, answers)
            ),
        )
        for tag in tags
    ]
    asked = select(FileUse).where(FileUse.file_id == file.id).order_by(FileUse.published_at.desc(), FileUse.id)
    return Seen(file, alt_of(file), named, allowed, missing, list(db.session.scalars(asked)))


def alt_of(file: StoredFile) -> str:
    """What is read out in place of a picture."""
    return file.caption or "A picture that nobody has described yet"


def named_in(file: StoredFile) -> list[str]:
    """Names of people on the picture that its description gives away."""
    words = {word.strip(".,;:!?()'\"").casefold() for word in file.caption.split()}
    people = _people(tag.person_id for tag in tagging.tags_of(file.id))
    return sorted({part for one in people for part in f"{one.name} {one.known_as}".split() if part.casefold() in words})


def address(line: Line | Seen, size: str) -> str:
    """Where a picture lies."""
    return serving.url(line.file, size)


def _lines(files: list[StoredFile]) -> list[Line]:
    pictures = pictures_of(file.id for file in files)
    answers = answers_of(pictures.values())
    found = []
    for file in files:
        picture = pictures.get(file.id)
        uses = tuple(title for use, title in USES.items() if picture and picture.may(use, answers))
        found.append(Line(file, alt_of(file), uses, picture.people if picture else frozenset()))
    return found


def _on(name: str) -> ColumnElement[bool]:
    if name == "papers":
        return StoredFile.kind.not_in({"photo", *BELONGING})
    return and_(StoredFile.kind == "photo", StoredFile.state.in_(_STATES[name]))


def _people(ids: Iterable[UUID]) -> list[Person]:
    wanted = list(ids)
    return list(db.session.scalars(select(Person).where(Person.id.in_(wanted)))) if wanted else []
