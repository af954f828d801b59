"""Four pictures of a demonstration, one for each thing that happens to photos: used, waiting, withdrawn, no face on it.

Drawn, not taken; they go the way of every photo (NC15): kept, people named, confirmed, put to use while all agree.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from core.consent.reading import standings
from core.consent.rules import NO, Standing
from core.db import db
from core.demo.cast import Cast
from core.demo.scenes import picture
from core.files import keep, put_to_use, tagging, wishes
from core.files.models import StoredFile
from core.files.rules import GROUP_ONLY, ONLINE, PRINT, PURPOSE
from core.people import protection

CAPTIONS = {
    "camp": "A tent by the hills, with bunting over it",
    "boats": "Paper boats on a lake",
    "table": "A table with cups, paper and pens",
    "wall": "A wall that was painted in many colours",
}


def plant(cast: Cast) -> int:
    """Keep the four pictures; returns how many were new: all, or none where they were planted before."""
    if db.session.scalar(select(StoredFile.id).where(StoredFile.id == _id(cast, "camp"))) is not None:
        return 0
    people = [cast.me, *(one.id for one in cast.young)]
    answers = standings(people, PURPOSE)
    hidden = protection.among(people)
    open_to = {one: answers[one] for one in people if one in answers and one not in hidden}
    _in_use(cast, open_to)
    _waiting(cast, open_to)
    _withdrawn(cast, open_to)
    _without_faces(cast)
    return len(CAPTIONS)


def _in_use(cast: Cast, answers: dict[UUID, Standing]) -> None:
    use = next((one for one in (ONLINE, PRINT, GROUP_ONLY) if _who(answers, one)), "")
    file = _kept(cast, "camp", _who(answers, use)[:2])
    if use:
        tagging.confirm(file, nobody_else=True, face_free=False, by_user_id=cast.users["worker"])
        put_to_use(file.id, use, by_user_id=cast.users["worker"], where="Our summer, in pictures")


def _waiting(cast: Cast, answers: dict[UUID, Standing]) -> None:
    """Two agree, one was not asked or has not said: nobody may use it yet."""
    silent = [one for one, said in answers.items() if not said.holds and said.state not in NO]
    file = _kept(cast, "table", [*silent[:1], *_who(answers, GROUP_ONLY)[:2]])
    if silent:
        tagging.confirm(file, nobody_else=True, face_free=False, by_user_id=cast.users["worker"])


def _withdrawn(cast: Cast, answers: dict[UUID, Standing]) -> None:
    """It was in a leaflet; then somebody on it wanted it taken down."""
    who = [one for one in _who(answers, PRINT) if one != cast.me][-1:]
    file = _kept(cast, "boats", who or [one.id for one in cast.young[:1]])
    tagging.confirm(file, nobody_else=True, face_free=False, by_user_id=cast.users["worker"])
    if who:
        put_to_use(file.id, PRINT, by_user_id=cast.users["worker"], where="Leaflet about our groups")
    for one in tagging.tags_of(file.id):
        wishes.take_down(file, one.person_id, by_user_id=None)


def _without_faces(cast: Cast) -> None:
    file = _kept(cast, "wall", ())
    tagging.confirm(file, nobody_else=True, face_free=True, by_user_id=cast.users["worker"])


def _who(answers: dict[UUID, Standing], use: str) -> list[UUID]:
    """Those who agree to this use, whoever signs in first."""
    wanted = {GROUP_ONLY, PRINT, ONLINE} if use == GROUP_ONLY else {use}
    return [one for one, said in answers.items() if said.holds and said.options & wanted]


def _kept(cast: Cast, scene: str, people: Sequence[UUID]) -> StoredFile:
    file = keep(picture(scene, cast.slug), by_user_id=cast.users["worker"], people=people, file_id=_id(cast, scene))
    file.caption = CAPTIONS[scene]
    return file


def _id(cast: Cast, scene: str) -> UUID:
    return cast.id(f"photo of the {scene}")
