"""How others name a term of the programme, something that was made, a series: for staff, and for everybody."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for

from core.api import Link, Term, db
from plugins.participation_in_governance.here import chosen, reader
from plugins.participation_in_governance.models import Output, ProgrammeTerm, Series
from plugins.participation_in_governance.visibility import VIEW

Links = Mapping[UUID, Link]


def public_outputs(ids: Collection[UUID]) -> Links:
    """Those of these things that everybody may read of."""
    return _outputs(Output.id.in_(list(ids)), Output.is_public) if chosen().public_page else {}


def public_terms(ids: Collection[UUID]) -> Links:
    """Those of these terms that everybody may read of."""
    return _terms(ProgrammeTerm.id.in_(list(ids)), ProgrammeTerm.is_public) if chosen().public_page else {}


def public_series(ids: Collection[UUID]) -> Links:
    """Those of these series that everybody may read of."""
    return _series(Series.id.in_(list(ids)), Series.is_public) if chosen().public_page else {}


def _of(
    found: Callable[..., Links], public: Callable[[Collection[UUID]], Links], model: Any
) -> Callable[[UUID], Link | None]:
    """One record for the present reader: staff see every one."""

    def link(id: UUID) -> Link | None:
        return (found(model.id == id) if reader().can(VIEW) else public([id])).get(id)

    return link


def _outputs(*wanted: Any) -> Links:
    query = (
        db.select(Output.id, Output.title, Output.done_on, ProgrammeTerm.term_id)
        .join(
            ProgrammeTerm,
            (ProgrammeTerm.authority_id == Output.authority_id) & (ProgrammeTerm.id == Output.programme_term_id),
        )
        .where(*wanted)
    )
    return {row.id: Link(row.title, _term_url(row.term_id, "made"), row.done_on) for row in db.session.execute(query)}


def _terms(*wanted: Any) -> Links:
    query = (
        db.select(ProgrammeTerm.id, ProgrammeTerm.term_id, ProgrammeTerm.title, Term.name, Term.starts_on)
        .join(Term, (Term.authority_id == ProgrammeTerm.authority_id) & (Term.id == ProgrammeTerm.term_id))
        .where(*wanted)
    )
    return {row.id: _term(row) for row in db.session.execute(query)}


def _term(row: Any) -> Link:
    title: str = f"{row.name}: {row.title}" if row.title else row.name
    on: date = row.starts_on
    return Link(title, _term_url(row.term_id), on)


def _series(*wanted: Any) -> Links:
    query = db.select(Series.id, Series.key, Series.title).where(*wanted)
    url = "participation_in_governance.one_series"
    return {row.id: Link(row.title, url_for(url, key=row.key)) for row in db.session.execute(query)}


def _term_url(term: UUID, anchor: str | None = None) -> str:
    return url_for("participation_in_governance.term", id=term, _anchor=anchor)


REFS: Mapping[str, Callable[[UUID], Link | None]] = {
    "output": _of(_outputs, public_outputs, Output),
    "term": _of(_terms, public_terms, ProgrammeTerm),
    "series": _of(_series, public_series, Series),
}
PUBLIC_REFS: Mapping[str, Callable[[Collection[UUID]], Links]] = {
    "output": public_outputs,
    "term": public_terms,
    "series": public_series,
}
