"""Pictures and papers that came with a case; their bytes lie sealed on disk, never among the council's files."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from core.db import AuthorityScoped, Base, UTCDateTime, scoped_index, utcnow
from core.safeguarding.models.columns import HASH, about


class CaseEnclosure(AuthorityScoped, Base):
    """One picture or paper: the entry of the chronology that names it, what it is, and where its bytes lie.

    `sha256` and `bytes` are of what whoever opens it gets. `place` is below HEARD_DATA/safeguarding; "" once destroyed.
    """

    __tablename__ = "core_case_enclosure"
    __table_args__ = (scoped_index("case_id"),)

    store: Mapped[str] = mapped_column(String(20), info=about())
    case_id: Mapped[UUID] = mapped_column(Uuid, info=about())
    seq: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=about())
    media_type: Mapped[str] = mapped_column(String(40), info=about())
    bytes: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(HASH), info=about())
    place: Mapped[str] = mapped_column(String(120), info=about())
