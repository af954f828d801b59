"""Putting a report together: figures and lines are gathered anew each time, what people wrote stays.

Every plugin answers for its own records (`report_parts`); nothing here knows what they are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from core.api import Authority, Ref, ReportPart, db, reported, utcnow
from plugins.evidence.models import Figure, Line, Report, Section
from plugins.evidence.reports.planning import Plan
from plugins.evidence.settings import Planned

SIGNED: Final = (
    "This report is signed off, so nothing in it changes by itself. Take the signatures back first, then compile it "
    "again. Nothing was changed."
)
LINES: Final = 40
"""As many records of one part as a reader will look at; the figure above them counts them all."""


class CompileRefused(Exception):
    """A report that cannot be compiled now; the message is for whoever tried. Nothing was changed."""


@dataclass
class Compiled:
    """The report, and the names of plugins that could not answer: what they have is missing in it."""

    report: Report
    is_new: bool = False
    missing: Sequence[str] = field(default_factory=tuple)


def compile_report(authority: Authority, plan: Plan, by_id: UUID | None = None) -> Compiled:
    """Make the report of this plan, or gather its figures and lines anew; flushes. Raises CompileRefused.

    Of one kind and the same days there is one report. Words, order and what staff chose or left out stay as they are.
    """
    report, is_new = _report(plan, by_id)
    if report.signed_at is not None:
        raise CompileRefused(SIGNED)
    parts = reported(authority, plan.start, plan.end, plan.about)
    wanted = [part for part in parts if plan.wants(part)]
    sections = {one.key: one for one in _sections(report.id)}
    place = _place_words(report, plan, sections, wanted)
    _drop_what_is_gone(sections, {part.key for part in wanted} | {one.key for one in plan.sections})
    report.compiled_at = utcnow()
    db.session.flush()
    for part in wanted:
        _gather(place[part.key], part)
    db.session.flush()
    return Compiled(report, is_new, tuple(parts.skipped))


def compile_again(authority: Authority, report: Report) -> Compiled:
    """Gather the figures and lines of a report anew, by the plan that it was made with; raises CompileRefused."""
    return compile_report(authority, plan_of(report))


def plan_of(report: Report) -> Plan:
    """The plan that a report was made with, its sections of words as they are now."""
    rows = sorted(_sections(report.id), key=lambda one: one.position)
    counted = [row.position for row in rows if row.source]
    words = [
        Planned(key=row.key, title=row.title, hint=row.hint[:300], at_end=bool(counted) and row.position > min(counted))
        for row in rows
        if not row.source
    ]
    about = tuple(Ref(plugin, kind, UUID(id)) for plugin, kind, id in report.about)
    return Plan(report.kind, report.title, report.starts_on, report.ends_on, about, words, report.parts)


def report_of(kind: str, start: object, end: object) -> Report | None:
    """The report of this kind for these days, where there is one."""
    found: Report | None = db.session.scalar(
        db.select(Report).where(Report.kind == kind, Report.starts_on == start, Report.ends_on == end)
    )
    return found


def _report(plan: Plan, by_id: UUID | None) -> tuple[Report, bool]:
    found = report_of(plan.kind, plan.start, plan.end)
    if found is not None:
        found.title, found.about, found.parts = plan.title, _plain(plan.about), _parts(plan)
        return found, False
    key = f"{plan.kind.replace('.', '-').replace('_', '-')}-{plan.start.isoformat()}-{plan.end.isoformat()}"
    report = Report(key=key, kind=plan.kind, title=plan.title, starts_on=plan.start, ends_on=plan.end)
    report.worker_id, report.about, report.parts = by_id, _plain(plan.about), _parts(plan)
    db.session.add(report)
    db.session.flush()
    return report, True


def _parts(plan: Plan) -> list[str] | None:
    return None if plan.parts is None else list(plan.parts)


def _plain(refs: Iterable[Ref]) -> list[list[str]]:
    return [[ref.plugin, ref.kind, str(ref.id)] for ref in refs]


def _sections(report_id: UUID) -> list[Section]:
    return list(db.session.scalars(db.select(Section).where(Section.report_id == report_id)))


def _place_words(
    report: Report, plan: Plan, held: dict[str, Section], parts: Sequence[ReportPart]
) -> dict[str, Section]:
    """Every section of the plan in its place: words first, then what was reported, then what stands at the end."""
    first = [(one.key, one.title, one.hint, "") for one in plan.sections if not one.at_end]
    counted = [(part.key, part.title, "", part.key.partition(".")[0]) for part in parts]
    last = [(one.key, one.title, one.hint, "") for one in plan.sections if one.at_end]
    found: dict[str, Section] = {}
    for place, (key, title, hint, source) in enumerate([*first, *counted, *last]):
        section = held.get(key)
        if section is None:
            section = Section(report_id=report.id, key=key, source=source, title=title)
            db.session.add(section)
        section.position, section.title, section.hint = place, title, hint
        found[key] = section
    return found


def _drop_what_is_gone(held: dict[str, Section], wanted: set[str]) -> None:
    """A section that nothing stands for any more goes, unless somebody wrote in it."""
    for key, section in held.items():
        if key in wanted:
            continue
        _empty(section.id)
        if not section.words and not section.words_easy and not _has_chosen(section.id):
            db.session.delete(section)


def _empty(section_id: UUID) -> None:
    db.session.execute(db.delete(Figure).where(Figure.section_id == section_id))
    db.session.execute(db.delete(Line).where(Line.section_id == section_id, Line.chosen.is_(False)))


def _has_chosen(section_id: UUID) -> bool:
    return db.session.scalar(db.select(Line.id).where(Line.section_id == section_id).limit(1)) is not None


def _gather(section: Section, part: ReportPart) -> None:
    """The part's figures and lines, in place of those gathered before; a line that was left out stays left out."""
    rows = db.session.scalars(db.select(Line).where(Line.section_id == section.id)).all()
    chosen = {_ref(row) for row in rows if row.chosen}
    left_out = {_ref(row) for row in rows if not row.is_shown}
    _empty(section.id)
    for place, one in enumerate(part.figures):
        db.session.add(_figure(section.id, place, one))
    fresh = [line for line in part.lines if line.ref not in chosen][:LINES]
    for place, line in enumerate(fresh):
        row = Line(section_id=section.id, position=place, title=line.title[:200], on_day=line.on)
        row.ref_plugin, row.ref_kind, row.ref_id = line.ref.plugin, line.ref.kind, line.ref.id
        row.is_shown = line.ref not in left_out
        db.session.add(row)


def _ref(row: Line) -> Ref:
    return Ref(row.ref_plugin, row.ref_kind, row.ref_id)


def _figure(section_id: UUID, place: int, one: object) -> Figure:
    names = ("key", "title", "count", "whole", "of_people", "url")
    return Figure(section_id=section_id, position=place, **{name: getattr(one, name) for name in names})
