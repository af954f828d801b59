"""Publishing a signed report, and taking it down: the only door through which it reaches everybody.

A person looks at everything that people wrote in it; what could tell who somebody is must be ticked, one by one (NC44).
"""

from collections.abc import Collection, Sequence
from typing import Any, Final, NamedTuple

from core.api import Authority, Ref, db, disclosure, shown_to_everybody, utcnow
from plugins.evidence import pictures
from plugins.evidence.here import chosen, note
from plugins.evidence.models import Line, Report, Section
from plugins.evidence.quotes.shown import public_quotes
from plugins.evidence.reports import signing
from plugins.evidence.reports.shown import ref_of

NEVER: Final = "This council shows no reports to everybody. That is one of its settings; a local admin can change it."
UNSIGNED: Final = "Nobody has signed it off yet. A report is published when it is signed: %s of %s have signed."
WHY: Final = "Say in a few words why it should not be public any more."


class PublishRefused(Exception):
    """Something that cannot be published, or not yet; `reasons` are plain sentences. Nothing was changed."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = tuple(reasons)


class Desk(NamedTuple):
    """The texts of a report under the eye: (where it stands, the text)."""

    looks: Sequence[tuple[str, disclosure.Looked]]

    @property
    def unlooked(self) -> int:
        """How many things nobody has ticked."""
        return sum(one.unlooked for _, one in self.looks)


def look(report: Report, ticks: Collection[str] = ()) -> Desk:
    """Every text of the report that people wrote, with what could tell who somebody is."""
    texts = _texts(report)
    under = disclosure.looked_at({name: words for name, (_, words) in texts.items()}, ticks)
    return Desk([(label, under[name]) for name, (label, _) in texts.items()])


def _texts(report: Report) -> dict[str, tuple[str, str]]:
    """Name -> (where it stands, the words): the title, headings, words and signatures."""
    found = {"title": ("What it is called", report.title)}
    for row in _sections(report):
        if row.is_shown:
            found[f"{row.key}.title"] = (f"Heading: {row.title}", row.title)
            found[f"{row.key}.words"] = (row.title, row.words)
            found[f"{row.key}.easy"] = (f"{row.title}: easy words", row.words_easy)
    signed = signing.signatures_of(report)
    found |= {f"signed.{place}": ("Signed by", one.as_words) for place, one in enumerate(signed)}
    return {name: (label, words) for name, (label, words) in found.items() if words}


def why_not(report: Report, signatures: int) -> list[str]:
    """Why the report cannot be public, whatever is ticked; empty where it can."""
    wanted = chosen().sign_offs
    reasons = [(not chosen().publish, NEVER), (report.signed_at is None, UNSIGNED % (signatures, wanted))]
    return [words for holds, words in reasons if holds]


def publish(authority: Authority, report: Report, ticks: Collection[str], signatures: int) -> None:
    """Show the report to everybody; flushes. Raises PublishRefused with everything that stands in the way."""
    desk = look(report, ticks)
    reasons = why_not(report, signatures)
    if number := desk.unlooked:
        few = "One thing was not looked at yet." if number == 1 else f"{number} things were not looked at yet."
        reasons.append(f"{few} Tick that nobody can be told from it, or take the signatures back and change the words.")
    if reasons:
        raise PublishRefused(reasons)
    _remember_what_stands(authority, report)
    report.published_at, report.unpublished_why = report.published_at or utcnow(), ""
    db.session.flush()
    note("report_published", report, looked_at=sum(len(one.seen) for _, one in desk.looks))


def unpublish(report: Report, why: str) -> None:
    """Take it down at once; flushes. Without a why: PublishRefused."""
    if not why.strip():
        raise PublishRefused([WHY])
    report.published_at, report.unpublished_why = None, why.strip()[:200]
    db.session.flush()
    note("report_unpublished", report)


def _remember_what_stands(authority: Authority, report: Report) -> None:
    """What everybody may see of it now, so that the report can say later that something is not shown any more."""
    rows = {row.id: row for row in _sections(report)}
    lines: Sequence[Line] = db.session.scalars(db.select(Line).where(Line.section_id.in_(list(rows)))).all()
    links = shown_to_everybody(authority, [ref_of(line) for line in lines])
    quotes = public_quotes([line.ref_id for line in lines if line.ref_kind == "quote"])
    now = utcnow()
    for line in lines:
        stands = ref_of(line) in links or line.ref_id in quotes
        line.cleared_at = now if stands and line.is_shown else None
    for row in rows.values():
        row.pictures = len(pictures.shown_at(Ref("evidence", "section", row.id)))


def _sections(report: Report) -> Sequence[Any]:
    query = db.select(Section).where(Section.report_id == report.id).order_by(Section.position, Section.id)
    return db.session.scalars(query).all()
