"""What plugins read of releases, as `core.api.releases`: signed figures, or plainly why there are none.

Everything comes from the stored text: the same question has the same answer for ever, and costs the same however many
records the councils have.
"""

from dataclasses import dataclass

from core.disclosure.numbers import WHOLE, nearest, shares
from core.indicators import ALL, Indicator
from core.releases.cells import Cell
from core.releases.documents import Document, Table
from core.releases.making import too_few
from core.releases.members import region_called
from core.releases.stored import all_documents

KEPT_BACK = "Kept back: too few people or councils, or it would give another number away."
NO_POPULATION = "Not every council's file names the whole, so there is a number and no rate."


@dataclass(frozen=True, slots=True)
class Line:
    """One category: each part (None: kept back), the rate in per cent from rounded numbers, or why there is none.

    `rate` is of so many as the indicator says (`Indicator.per`); it is in per cent where that is a hundred.
    """

    category: str
    parts: dict[str, int | None]
    percent: int | None
    why_no_rate: str = ""
    rate: int | None = None

    @property
    def shares(self) -> dict[str, int]:
        """Each part in per cent of all parts; empty where a part is kept back or there is one only."""
        return shares(self.parts)


def why_none(region: str) -> str:
    """Why a region can have no comparison at all, in a plain sentence; "" where it can."""
    found = region_called(region)
    return too_few(found, len(found.members))


def signed(region: str) -> list[Document]:
    """The signed releases of a region, the newest first."""
    return all_documents(region)[::-1]


def lines(document: Document, one: Indicator, breakdown: str = ALL) -> list[Line]:
    """The figures of one indicator in a release; empty where it was left out (see Document.left_out)."""
    table = next((each for each in document.tables if each.shown.indicator == one.name), None)
    if table is None:
        return []
    categories = sorted({cell.category for cell in table.shown.values if cell.breakdown == breakdown})
    return [_line(table, one, breakdown, category) for category in categories]


def _line(table: Table, one: Indicator, breakdown: str, category: str) -> Line:
    parts = {key: table.shown.values.get(Cell(breakdown, category, key)) for key in one.keys}
    if not one.numerator:
        return Line(category, parts, None)
    if one.population:
        part, whole = sum(parts[key] or 0 for key in one.numerator), table.population if breakdown == ALL else None
        known = all(parts[key] is not None for key in one.numerator)
    else:
        part, whole = sum(parts[key] or 0 for key in one.numerator), sum(value or 0 for value in parts.values())
        known = all(value is not None for value in parts.values())
    if not known:
        return Line(category, parts, None, KEPT_BACK)
    if not whole:
        return Line(category, parts, None, NO_POPULATION)
    rate = nearest(one.per * part, whole)
    return Line(category, parts, rate if one.per == WHOLE else None, "", rate)
