"""Two fictional reports: one of the last whole year, signed and public, and one of this year that is being written.

Their figures are made up: when this is planted, other plugins may not have planted theirs yet. Counting anew on the
desk replaces those of the one that is being written.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from core.api import Authority, DemoWorld, db, utcnow
from plugins.evidence.here import chosen
from plugins.evidence.models import Figure, Line, Report, Section, SignOff
from plugins.evidence.reports.periods import Period, year_of
from plugins.evidence.reports.planning import ANNUAL

Naming = Callable[[DemoWorld, str], UUID]
SIGNED = (("Head of participation", ""), ("Youth forum", "Read and agreed at the meeting before the summer"))


def plant(authority: Authority, world: DemoWorld, sections: Sequence[dict[str, Any]], named: Naming) -> int:
    """Make what is missing; says how many."""
    this = year_of(world.today, chosen(authority).year_starts)
    last = year_of(this.start - timedelta(days=1), chosen(authority).year_starts)
    made = _report(world, last, sections, named, is_public=True)
    return made + _report(world, this, [sections[0], sections[-1]], named, is_public=False)


def _report(
    world: DemoWorld, year: Period, sections: Sequence[dict[str, Any]], named: Naming, *, is_public: bool
) -> int:
    same = (Report.kind == ANNUAL, Report.starts_on == year.start, Report.ends_on == year.end)
    if db.session.scalar(db.select(Report.id).where(*same)) is not None:
        return 0
    id = named(world, f"report/{year.title}")
    report = Report(id=id, key=f"annual-{year.title}", kind=ANNUAL, title=f"Annual report {year.title}")
    report.starts_on, report.ends_on, report.worker_id = year.start, year.end, world.holders.get("worker")
    report.compiled_at = utcnow()
    if is_public:
        report.signed_at = report.published_at = utcnow()
    db.session.add(report)
    db.session.flush()
    for place, one in enumerate(sections):
        _section(world, report, place, one if is_public else {**one, "words": ""}, named)
    for who, where in SIGNED if is_public else ():
        db.session.add(SignOff(id=uuid5(id, who), report_id=id, as_words=who, note=where))
    db.session.flush()
    return 1


def _section(world: DemoWorld, report: Report, place: int, one: dict[str, Any], named: Naming) -> None:
    section = Section(id=uuid5(report.id, one["key"]), report_id=report.id, key=one["key"], title=one["title"])
    section.position, section.source = place, one.get("source", "")
    section.words, section.words_easy = one.get("words", ""), one.get("easy", "") if one.get("words") else ""
    db.session.add(section)
    db.session.flush()
    for at, (key, title, count, of_people) in enumerate(one.get("figures", ())):
        figure = Figure(id=uuid5(section.id, key), section_id=section.id, position=at, key=key, title=title)
        figure.count, figure.of_people = count, of_people
        db.session.add(figure)
    labels = [("story", label) for label in one.get("stories", ())] + [
        ("quote", one_) for one_ in one.get("quotes", ())
    ]
    for at, (kind, label) in enumerate(labels):
        line = Line(id=uuid5(section.id, f"{kind}/{label}"), section_id=section.id, position=at, chosen=kind == "quote")
        line.ref_plugin, line.ref_kind, line.ref_id = "evidence", kind, named(world, f"{kind}/{label}")
        line.title, line.cleared_at = label.replace("-", " "), utcnow()
        db.session.add(line)
    db.session.flush()
