"""The words by which somebody is asked: the council's own, kept as they stood when they were used."""

from uuid import UUID

from sqlalchemy import select

from core.authority.resolve import Authority
from core.authority.wording import WordingText
from core.consent.models import Wording
from core.consent.purposes import Purpose, purposes
from core.db import current_authority_id, db
from core.web.house import house

YOUNG_FROM, STANDARD_FROM = 8, 13  # ages in years from which each text is written


def here() -> Authority:
    """The council whose scope is open."""
    found = house().authorities.by_id(current_authority_id())
    if found is None:
        raise LookupError("the open scope is that of a council that no file names any more")
    return found


def text_of(purpose: str) -> WordingText | None:
    """The council's words for a purpose as they stand today; None where it cannot be asked."""
    return here().wordings.get(purpose)


def askable() -> list[Purpose]:
    """The purposes that this council has put into words, in the order in which they were declared."""
    return [purpose for purpose in purposes() if purpose.name in here().wordings]


def kept(purpose: str) -> UUID | None:
    """The id of the row that keeps today's words, made when they are used for the first time."""
    text = text_of(purpose)
    if text is None:
        return None
    found = db.session.scalar(select(Wording.id).where(Wording.purpose == purpose, Wording.digest == text.digest))
    if found is not None:
        return found
    row = Wording(purpose=purpose, digest=text.digest, texts={"title": text.title, **text.texts})
    db.session.add(row)
    db.session.flush()
    return row.id


def reader_for(band: str, youngest: int | None, *, for_adult: bool) -> str:
    """Which of the five texts somebody gets: Easy Read when they chose it, else by who they are and how old."""
    if band == "easy":
        return "easy"
    if for_adult:
        return "adult"
    if youngest is not None and youngest < YOUNG_FROM:
        return "first"
    if band == "young" or (youngest is not None and youngest < STANDARD_FROM):
        return "young"
    return "standard"
