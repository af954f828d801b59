"""What partners say they give, and whether it came.

Source: LA6 (the council cannot be the only one who pays). Endorsements (LA7) are pledges to a charter of standards.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AuthorityScoped, Base, UTCDateTime, not_personal, scoped_fk, scoped_index, utcnow
from plugins.participation_champions.models.columns import officer


class Gift(AuthorityScoped, Base):
    """A partner pledges money, staff time, a room or something else. `amount` is in pounds or hours, as `kind` says.

    `given` is what came of it: "" (nobody has looked), yes, partly, no. Taken back: kept with its reason, counted no
    more.
    """

    __tablename__ = "participation_champions_gift"
    __table_args__ = (scoped_index("until", "id"),)

    organisation_id: Mapped[UUID | None] = scoped_fk("core_organisation", nullable=True)
    body: Mapped[str] = mapped_column(String(200), info=not_personal("the name of a body, never of a person"))
    kind: Mapped[str] = mapped_column(String(40), default="other", server_default="other")
    amount: Mapped[int | None] = mapped_column(Integer)
    what: Mapped[str] = mapped_column(String(400), default="", server_default="")
    since: Mapped[date] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)
    given: Mapped[str] = mapped_column(String(40), default="", server_default="")
    given_words: Mapped[str] = mapped_column(Text, default="", server_default="", info=officer())
    by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    taken_back_on: Mapped[date | None] = mapped_column(Date)
    taken_back_why: Mapped[str] = mapped_column(String(400), default="", server_default="", info=officer())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
