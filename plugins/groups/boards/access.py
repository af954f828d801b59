"""What adults say a board does so that the young can take part: the council's checklist, line by line (LA35)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from core.api import Authority, as_written, db, gettext, gettext_noop, local_today, ngettext
from plugins.groups.here import chosen
from plugins.groups.models import BoardCheck
from plugins.groups.settings import BOARD_CHECKS

LONGEST = 200  # characters of a line: that many the table holds
MET = {
    "yes": gettext_noop("Yes"),
    "partly": gettext_noop("Partly"),
    "not_yet": gettext_noop("Not yet"),
    "": gettext_noop("Nobody has looked"),
}
TONES = {"yes": "good", "partly": "warn", "not_yet": "bad", "": "neutral"}


class Check(NamedTuple):
    """One line of the checklist: `met` is "yes", "partly", "not_yet", or "" where nobody has looked."""

    item: str
    met: str
    note: str
    checked_on: date | None

    @property
    def words(self) -> str:
        """The line as a reader meets it: ours are translated, a council's own are as it wrote them."""
        return gettext(self.item) if self.item in BOARD_CHECKS else as_written(self.item)

    @property
    def state(self) -> str:
        """Whether the board does this, in words."""
        return gettext(MET[self.met])

    @property
    def tone(self) -> str:
        """The tone of the tag that says so."""
        return TONES[self.met]


def lines(authority: Authority | None = None) -> list[str]:
    """The checklist of a council, of the present request's if none is named, each line once."""
    return list(dict.fromkeys(line[:LONGEST] for line in chosen(authority).board_checks))


def of(board_id: UUID) -> list[Check]:
    """The checklist of one board, in the council's order; answers to lines that the council dropped are left out."""
    asked = db.select(BoardCheck.item, BoardCheck.met, BoardCheck.note, BoardCheck.checked_on)
    held = {row.item: row for row in db.session.execute(asked.where(BoardCheck.board_id == board_id))}
    return [
        Check(line, row.met, row.note, row.checked_on) if (row := held.get(line)) else Check(line, "", "", None)
        for line in lines()
    ]


def progress(checks: Iterable[Check]) -> str:
    """How far a board has come, in words: "7 of 12 done, 2 partly"."""
    met = [check.met for check in checks]
    if not any(met):
        return gettext("Nobody has gone through this list yet.")
    done = ngettext(
        "%(done)s of %(number)s thing done", "%(done)s of %(number)s things done", len(met), done=met.count("yes")
    )
    partly = met.count("partly")
    return gettext("%(done)s, %(partly)s partly.", done=done, partly=partly) if partly else f"{done}."


def last_looked(checks: Iterable[Check]) -> date | None:
    """The last day on which somebody answered a line."""
    return max((check.checked_on for check in checks if check.checked_on), default=None)


def save(board_id: UUID, answers: Iterable[tuple[str, str, str]]) -> int:
    """Store (line, met, note) for each line that is answered; returns how many changed.

    A line that stays as it was keeps the day on which it was looked at.
    """
    held = {row.item: row for row in db.session.scalars(db.select(BoardCheck).where(BoardCheck.board_id == board_id))}
    return sum(_save_one(board_id, held.get(item), item, met, note) for item, met, note in answers)


def _save_one(board_id: UUID, row: BoardCheck | None, item: str, met: str, note: str) -> bool:
    if row is not None and not met:
        db.session.delete(row)
        return True
    if not met or row is not None and (row.met, row.note) == (met, note):
        return False
    if row is None:
        row = BoardCheck(board_id=board_id, item=item)
        db.session.add(row)
    row.met, row.note, row.checked_on = met, note, local_today()
    return True
