"""What depends on a theme: told before it is taken off a term, and when the council's own list has lost it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from core.api import Authority, db, local_today
from plugins.meetings.api import AgendaItem, Meeting, theme_sets
from plugins.participation_in_governance.models import AgendaLine, Output, ProgrammeTerm, Series


@dataclass(frozen=True)
class Depends:
    """How much carries one of these themes: terms by name, meetings, items of their agendas, of the term's own, series,
    and things made in the term.
    """

    terms: tuple[str, ...] = ()
    meetings: int = 0
    items: int = 0
    lines: int = 0
    series: tuple[str, ...] = ()
    outputs: int = 0

    def words(self) -> list[str]:
        """What there is, each in words; nothing where nothing depends on it."""
        counted = (
            (self.meetings, "planned meeting", "planned meetings"),
            (self.items, "item on their agendas", "items on their agendas"),
            (self.lines, "item of the term's agenda", "items of the term's agenda"),
            (self.outputs, "thing made in this term", "things made in this term"),
        )
        told = [f"{number} {one if number == 1 else many}" for number, one, many in counted if number]
        return [
            *(f"the theme of {name}" for name in self.terms),
            *told,
            *(f"the events “{name}”" for name in self.series),
        ]


def of_term(themes: Collection[str], row: ProgrammeTerm, starts_on: Any, ends_on: Any) -> Depends:
    """What in one term carries these themes, the term itself left out."""
    meetings = _carrying(Meeting, themes, Meeting.on_date >= starts_on, Meeting.on_date <= ends_on)
    meetings = [one for one in meetings if one.state == "planned"]
    made = db.select(db.func.count(Output.id)).where(Output.programme_term_id == row.id, Output.state != "dropped")
    return Depends(
        meetings=len(meetings),
        items=len(_carrying(AgendaItem, themes, AgendaItem.meeting_id.in_([one.id for one in meetings]))),
        lines=len(_carrying(AgendaLine, themes, AgendaLine.programme_term_id == row.id)),
        outputs=db.session.scalar(made) or 0,
    )


def lost(authority: Authority, terms: Iterable[Any]) -> dict[str, Depends]:
    """Themes that the programme uses and that the council's lists do not have any more, with what depends on each."""
    known = {key for _, _, choices in theme_sets(authority) for key, _ in choices}
    named = [(one.term.name, one.row.themes) for one in terms if one.row is not None]
    series = [(row.title, row.themes) for row in db.session.execute(db.select(Series.title, Series.themes))]
    gone = {key for _, keys in (*named, *series) for key in keys} - known
    return {
        key: Depends(
            terms=tuple(name for name, keys in named if key in keys),
            meetings=len(
                [one for one in _carrying(Meeting, [key], Meeting.on_date >= local_today()) if one.state == "planned"]
            ),
            lines=len(_carrying(AgendaLine, [key])),
            series=tuple(name for name, keys in series if key in keys),
        )
        for key in sorted(gone)
    }


def _carrying(model: Any, themes: Collection[str], *wanted: Any) -> list[Any]:
    """Rows whose list of themes has one of these; lists are read in Python, for both databases keep them as JSON."""
    columns = (model.id, model.themes, *((model.state,) if model is Meeting else ()))
    rows = db.session.execute(db.select(*columns).where(*wanted))
    return [row for row in rows if set(row.themes) & set(themes)]
