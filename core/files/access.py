"""Who may be given the bytes of a file, asked anew at every request.

Staff who may see files; whoever is on a photo; whoever was shown it at a record of a plugin a moment ago; and
everybody, while it is published online. For the last two everyone on it must agree at this very moment. A file that was
withdrawn is given to nobody.
"""

from uuid import UUID

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import select

from core.access.actor import Actor
from core.db import db
from core.files.agreement import usable
from core.files.models import PURGED, WITHDRAWN, FileTag, FileUse, StoredFile
from core.files.rules import BELONGING, ONLINE, PRINT
from core.web.request import current_actor

SEEN_ON_SCREEN = ("thumb", "screen")
AN_HOUR = 3600  # seconds that an address handed out with a plugin's page is good for; a new page brings a new one


def is_gone(file: StoredFile) -> bool:
    """True once nobody may be given it any more."""
    return file.state in (WITHDRAWN, PURGED)


def may_see(actor: Actor, file: StoredFile, size: str) -> bool:
    """Say whether this member may be given the file in this size.

    Staff see a photo to find out who is on it; a size that is good for print only once it may leave the group. A
    drawing or a recording is seen with its record alone, by whoever may read that.
    """
    if is_on(actor.person_id, file.id):
        return True
    if not actor.can("files.view") or file.kind in BELONGING:
        return False
    return size in SEEN_ON_SCREEN or file.kind != "photo" or any(usable((file.id,), use) for use in (PRINT, ONLINE))


def is_on(person_id: UUID | None, file_id: UUID) -> bool:
    """True when this person is on the file."""
    if person_id is None:
        return False
    mine = select(FileTag.id).where(FileTag.file_id == file_id, FileTag.person_id == person_id)
    return db.session.scalar(mine) is not None


def key_for(use: FileUse) -> str:
    """A key for whoever is reading the page now, to see the photo of this use; the page has asked whether they may."""
    return _keys().dumps(str(use.id))


def opens(key: str, file: StoredFile) -> bool:
    """Say whether this key, in this reader's hands, opens the file: its use goes on and everybody agrees to it."""
    try:
        use_id = UUID(_keys().loads(key, max_age=AN_HOUR))
    except (BadSignature, ValueError, TypeError):
        return False
    use = db.session.get(FileUse, use_id)
    goes_on = use is not None and use.file_id == file.id and use.withdrawn_at is None
    return goes_on and use is not None and file.id in usable((file.id,), use.use)


def _keys() -> URLSafeTimedSerializer:
    reader = current_actor()
    return URLSafeTimedSerializer(current_app.secret_key or "", salt=f"file:{reader.user_id}:{reader.session_id}")
