"""Terms of the programme as pages read them: the school's terms, with what the programme does in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from core.api import Authority, Organisation, Term, as_written, banded, db, local_today
from plugins.meetings.api import Span, theme_sets, theme_titles
from plugins.participation_in_governance.here import chosen, council
from plugins.participation_in_governance.models import Output, ProgrammeTerm
from plugins.participation_in_governance.vocabulary import OUTPUT_STATES, OUTPUT_TONES


@dataclass(frozen=True)
class TermRead:
    """One school term with the programme's row, None where nobody has said anything of it yet."""

    term: Term
    row: ProgrammeTerm | None
    partner: str

    @property
    def span(self) -> Span:
        """Its days."""
        return Span(str(self.term.id), self.term.name, self.term.starts_on, self.term.ends_on)

    @property
    def title(self) -> Any:
        """What the term is about, in the reader's band; its themes where it has no title of its own; "" for nothing."""
        if self.row is None:
            return ""
        own = banded(self.row.title, easy=self.row.title_easy or self.row.title)
        return as_written(own) if own else ", ".join(self.themes)

    @property
    def themes(self) -> list[str]:
        """The titles of its themes, of every set."""
        return theme_titles(council(), self.row.themes) if self.row else []

    @property
    def is_public(self) -> bool:
        """Whether everybody may read what it is about."""
        return self.row is not None and self.row.is_public


@dataclass(frozen=True)
class OutputRead:
    """One thing that is made together, ready to print."""

    row: Output
    partner: str

    @property
    def state(self) -> tuple[str, str]:
        """How it stands, and the tone of its tag."""
        return OUTPUT_STATES[self.row.state], OUTPUT_TONES[self.row.state]


def terms() -> list[TermRead]:
    """Every school term of the council with the programme's row, in order of days."""
    query = (
        db.select(Term, ProgrammeTerm, Organisation.name)
        .select_from(Term)
        .outerjoin(
            ProgrammeTerm, (ProgrammeTerm.authority_id == Term.authority_id) & (ProgrammeTerm.term_id == Term.id)
        )
        .outerjoin(
            Organisation,
            (Organisation.authority_id == ProgrammeTerm.authority_id) & (Organisation.id == ProgrammeTerm.partner_id),
        )
        .order_by(Term.starts_on, Term.id)
    )
    return [TermRead(row[0], row[1], row[2] or "") for row in db.session.execute(query)]


def read(id: UUID) -> TermRead | None:
    """One term; None where there is none."""
    return next((one for one in terms() if one.term.id == id), None)


def present(found: Sequence[TermRead], today: date | None = None) -> TermRead | None:
    """The term that today is in, else the next one, else the last."""
    on = today or local_today()
    return next((one for one in found if one.term.ends_on >= on), found[-1] if found else None)


def following(found: Sequence[TermRead], one: TermRead | None) -> TermRead | None:
    """The term after this one."""
    if one is None:
        return None
    later = [other for other in found if other.term.starts_on > one.term.starts_on]
    return later[0] if later else None


def outputs(programme_terms: Sequence[UUID], *, public: bool = False) -> dict[UUID, list[OutputRead]]:
    """What is made in these terms, by term, by title; `public` leaves out what is for staff alone."""
    query = (
        db.select(Output, Organisation.name)
        .outerjoin(
            Organisation, (Organisation.authority_id == Output.authority_id) & (Organisation.id == Output.partner_id)
        )
        .where(Output.programme_term_id.in_(programme_terms))
        .order_by(Output.title, Output.id)
    )
    if public:
        query = query.where(Output.is_public, Output.state != "dropped")
    made: dict[UUID, list[OutputRead]] = {}
    for row, partner in db.session.execute(query):
        made.setdefault(row.programme_term_id, []).append(OutputRead(row, partner or ""))
    return made


def sets(authority: Authority) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The sets of themes that a term is chosen from: those the council named, else all of them (N47 beside N54)."""
    wanted = chosen(authority).theme_sets
    return [one for one in theme_sets(authority) if not wanted or one[0] in wanted]
