"""When somebody will look, said honestly: from the council's own hours and holidays; and whom to ring until then."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from core.authority.duties import Safeguarding
from core.authority.schema import AuthorityFile
from core.safeguarding import clocks

EMERGENCY = "999"


@dataclass(frozen=True)
class Look:
    """`kind`: always (somebody watches at any hour), now (they are there), later (they come at `at`).

    `by` is when they should have read what is sent now. Both are moments in UTC.
    """

    kind: Literal["always", "now", "later"]
    at: datetime
    by: datetime


@dataclass(frozen=True)
class HelpLine:
    """Somebody to ring. `when`: always, in_hours or out_of_hours; `is_own` says that it is the council's."""

    name: str
    phone: str
    about: str
    when: str
    is_open: bool
    is_own: bool


def next_look(file: AuthorityFile, now: datetime) -> Look:
    """When somebody will look at what is sent now."""
    section, part = file.safeguarding, file.jurisdiction
    by = clocks.due(clocks.ACKNOWLEDGE, now, section, part)
    if section.watched_always:
        return Look("always", now, by)
    at = clocks.next_in_hours(now, section, part)
    return Look("now" if at == now else "later", at, by)


def lines(file: AuthorityFile, now: datetime) -> list[HelpLine]:
    """The council's own lines and those for everybody; who answers now stands first. Without 999, said before all."""
    office = clocks.is_in_hours(now, _of_the_office(file.safeguarding), file.jurisdiction)
    open_now = {"always": True, "in_hours": office, "out_of_hours": not office}
    own = [
        HelpLine(one.name, one.phone, one.note, one.when, open_now[one.when], is_own=True)
        for one in file.safeguarding.contacts
    ]
    others = [
        HelpLine(one.name, one.phone, one.about, "always", is_open=True, is_own=False)
        for one in file.help_lines
        if one.phone != EMERGENCY
    ]
    return sorted([*others, *own], key=lambda line: not line.is_open)


def _of_the_office(section: Safeguarding) -> Safeguarding:
    """The section as if nobody watched at night: a line of the office is answered in its hours."""
    return section.model_copy(update={"watched_always": False})
