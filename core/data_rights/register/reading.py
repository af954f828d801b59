"""The register as it is shown: each purpose with its basis, and what is held for it, for how long, by which part."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

from core.authority import effective
from core.authority.resolve import Authority
from core.data_rights.register.bases import BASES, SPECIAL, Basis, basis_of
from core.data_rights.register.catalogue import CORE, Held, held
from core.data_rights.retention.periods import RECORDS, TRIGGERS, Period, periods
from core.people.spreadsheets import plain_cell
from core.plugging.personal_columns import PASSING
from core.plugging.processing import STAFF, Processing, processing_of
from core.plugging.registry import Plugins

MARK = "\ufeff"  # tells spreadsheets that what follows is UTF-8
CLASSES = {
    "S0": "Public",
    "S1": "Internal",
    "S2": "Personal",
    "S3": "Sensitive",
    "S4": "Could put somebody in danger",
}
HEADS = (
    "used for", "what", "data", "about whom", "how grave", "lawful basis", "law", "special category data", "condition",
    "offences", "who gets it", "class of record", "kept", "somebody looks first", "part of Heard", "switched on here",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One kind of record held for a purpose; `is_on` is None for what belongs to no switch."""

    held: Held
    kept: str
    looked_at: bool
    is_on: bool | None

    @property
    def gravity(self) -> str:
        """How grave the loss would be, in words."""
        return CLASSES[self.held.cls]


@dataclass(frozen=True)
class Entry:
    """One purpose of the register and everything held for it."""

    processing: Processing
    basis: Basis
    lines: tuple[Line, ...]

    @property
    def recipients(self) -> tuple[str, ...]:
        """Who gets the data."""
        return (STAFF, *self.processing.recipients)

    @property
    def basis_words(self) -> str:
        """The lawful basis in words."""
        return BASES[self.basis.basis]

    @property
    def condition_words(self) -> str:
        """The condition for special category data in words."""
        return SPECIAL[self.basis.special]

    @property
    def undecided(self) -> bool:
        """True where a condition is needed and none is decided."""
        return self.basis.lacks_condition(self.processing)


def register(authority: Authority, plugins: Plugins) -> list[Entry]:
    """Every purpose for which something is held, core's first; call inside the council's scope."""
    switched_on, times = effective.switched_on(authority), periods(authority)
    lines: dict[str, list[Line]] = {}
    for one in held(plugins):
        is_on = None if one.owner == CORE else one.owner in switched_on
        lines.setdefault(one.purpose, []).append(_line(one, times.get(one.retention), is_on))
    return [
        Entry(processing, basis_of(authority, name), tuple(lines[name]))
        for name, processing in processing_of(plugins).items()
        if name in lines
    ]


def in_words(months: int) -> str:
    """A period in words: 24 is "2 years", 18 is "18 months"."""
    number, unit = (months // 12, "year") if months % 12 == 0 else (months, "month")
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def kept_words(period: Period) -> str:
    """How long and from when: "2 years from the day somebody leaves"."""
    return f"{in_words(period.months)} {TRIGGERS[period.trigger]}"


def as_csv(entries: Iterable[Entry]) -> str:
    """The register as CSV text, one line for each kind of record."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADS)
    for entry in entries:
        for line in entry.lines:
            writer.writerow([plain_cell(cell) for cell in _cells(entry, line)])
    return MARK + out.getvalue()


def _cells(entry: Entry, line: Line) -> Sequence[str]:
    one, basis = line.held, entry.basis
    return (
        *(entry.processing.title, one.records, ", ".join(one.columns), one.whom, line.gravity),
        *(entry.basis_words, basis.law, entry.processing.special, entry.condition_words, basis.offences),
        *("; ".join(entry.recipients), RECORDS.get(one.retention, one.retention), line.kept),
        *("yes" if line.looked_at else "no", one.owner_title, _on(line.is_on)),
    )


def _on(is_on: bool | None) -> str:
    return "always" if is_on is None else "yes" if is_on else "no"


def _line(one: Held, period: Period | None, is_on: bool | None) -> Line:
    kept = kept_words(period) if period else PASSING[one.retention]
    return Line(one, kept, bool(period and period.review_first), is_on)
