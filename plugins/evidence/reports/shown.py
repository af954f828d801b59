"""A report as somebody reads it now: words and figures as signed, and of records what may be shown at this moment.

What stood there when it was published and may not be shown any more is counted, so that the report can say so.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from core.api import Authority, Link, Ref, db, disclosure, gettext, shown_to_everybody
from plugins.evidence import pictures
from plugins.evidence.models import Figure, Line, Report, Section, SignOff
from plugins.evidence.quotes.shown import Shown, public_quotes

QUOTE = ("evidence", "quote")


class Counted(NamedTuple):
    """A figure as it may be read: `words` for its number, "" where it is kept back."""

    title: str
    words: str


class Read(NamedTuple):
    """A section as it may be read now; `gone` counts what stood there and is not shown any more."""

    key: str
    title: str
    words: str
    words_easy: str
    figures: Sequence[Counted]
    lines: Sequence[Link]
    quotes: Sequence[Shown]
    pictures: Sequence[pictures.Picture]
    gone: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read in it."""
        return not (self.words or self.figures or self.lines or self.quotes or self.pictures or self.gone)


def published(key: str) -> Report | None:
    """The report at this address, where everybody may read it."""
    found: Report | None = db.session.scalar(
        db.select(Report).where(Report.key == key, Report.published_at.is_not(None))
    )
    return found


def sections(authority: Authority, report: Report, *, for_all: bool = True) -> list[Read]:
    """What stands in a report, in its order, as everybody reads it; `for_all` False shows what people of the council
    may count. Sections in which nothing is to be read are left out.
    """
    rows = _shown_sections(report.id)
    ids = [row.id for row in rows]
    figures, lines = _figures(ids), _lines(ids)
    every = [line for some in lines.values() for line in some]
    links = shown_to_everybody(authority, [ref_of(line) for line in every if not _is_quote(line)])
    quotes = public_quotes([line.ref_id for line in every if _is_quote(line)])
    found = [_read(row, figures.get(row.id, ()), lines.get(row.id, ()), links, quotes, for_all) for row in rows]
    return [one for one in found if not one.is_empty]


def signatures(report_id: UUID) -> list[tuple[str, date]]:
    """Who stands for the report, and since when."""
    query = db.select(SignOff.as_words, SignOff.made_at).where(SignOff.report_id == report_id)
    rows = db.session.execute(query.order_by(SignOff.made_at, SignOff.id))
    return [(row.as_words or gettext("Somebody who has left"), row.made_at.date()) for row in rows]


def ref_of(line: Line) -> Ref:
    """The record that a line names."""
    return Ref(line.ref_plugin, line.ref_kind, line.ref_id)


def counted(row: Figure, *, for_all: bool = True) -> Counted:
    """A figure as it may be read: of people only where there are enough, and to everybody only about how many."""
    if row.whole:
        least = disclosure.thresholds().published if for_all else disclosure.thresholds().inside
        share = disclosure.percent(row.count, row.whole, least) if row.of_people else 100 * row.count // row.whole
        return Counted(row.title, "" if share is None else gettext("%(share)s in every 100", share=share))
    if not row.of_people:
        return Counted(row.title, f"{row.count:,}")
    number = disclosure.published(row.count) if for_all else disclosure.inside(row.count)
    if number is None:
        return Counted(row.title, "")
    return Counted(row.title, gettext("about %(number)s", number=f"{number:,}") if for_all else f"{number:,}")


def _read(
    row: Section,
    figures: Sequence[Figure],
    lines: Sequence[Line],
    links: Mapping[Ref, Link],
    quotes: Mapping[UUID, Shown],
    for_all: bool,
) -> Read:
    standing = [line for line in lines if line.is_shown]
    seen = pictures.shown_at(Ref("evidence", "section", row.id))
    missing = [line for line in standing if line.cleared_at and not _may(line, links, quotes)]
    return Read(
        key=row.key,
        title=row.title,
        words=row.words,
        words_easy=row.words_easy,
        figures=[counted(one, for_all=for_all) for one in figures],
        lines=[links[ref_of(line)] for line in standing if ref_of(line) in links],
        quotes=[quotes[line.ref_id] for line in standing if _is_quote(line) and line.ref_id in quotes],
        pictures=seen,
        gone=len(missing) + max(row.pictures - len(seen), 0),
    )


def _may(line: Line, links: Mapping[Ref, Link], quotes: Mapping[UUID, Shown]) -> bool:
    return line.ref_id in quotes if _is_quote(line) else ref_of(line) in links


def _is_quote(line: Line) -> bool:
    return (line.ref_plugin, line.ref_kind) == QUOTE


def _shown_sections(report_id: UUID) -> list[Section]:
    query = db.select(Section).where(Section.report_id == report_id, Section.is_shown)
    return list(db.session.scalars(query.order_by(Section.position, Section.id)))


def _figures(section_ids: Sequence[UUID]) -> dict[UUID, list[Figure]]:
    query = db.select(Figure).where(Figure.section_id.in_(section_ids)).order_by(Figure.position, Figure.id)
    found: dict[UUID, list[Figure]] = {}
    for row in db.session.scalars(query):
        assert row.section_id is not None
        found.setdefault(row.section_id, []).append(row)
    return found


def _lines(section_ids: Sequence[UUID]) -> dict[UUID, list[Line]]:
    query = db.select(Line).where(Line.section_id.in_(section_ids)).order_by(Line.position, Line.id)
    found: dict[UUID, list[Line]] = {}
    for row in db.session.scalars(query):
        found.setdefault(row.section_id, []).append(row)
    return found
