"""Plants what a demonstration shows of the programme: terms with themes and partners, what is made, an agenda in every
version, schools that were asked, and a series of events. Everything is made up; ids are made from what they stand for.
"""

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from core.api import Authority, DemoMade, DemoWorld, Organisation, Term, bulk_insert, db, hookimpl
from plugins.groups.api import Group
from plugins.meetings.api import theme_sets
from plugins.participation_in_governance.models import (
    AgendaLine,
    Output,
    ProgrammeTerm,
    SchoolAsked,
    Series,
    SeriesEvent,
    Turnout,
)
from plugins.participation_in_governance.programme import PROGRAMME
from plugins.participation_in_governance.vocabulary import ASKED

NAMESPACE = UUID("5f0a3c42-6f7e-4f0a-9a51-7c1f5f3f8b1d")  # any fixed one: it makes demo ids repeatable
STORIES = tomllib.loads((Path(__file__).parent / "stories.toml").read_text(encoding="utf-8"))
BEHIND, AHEAD = 3, 1  # terms with a theme, before and after the present one
Row = dict[str, Any]


@hookimpl
def demo_data(authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """Make what is missing, and say how many of each were made; nothing where the council has no programme."""
    groups = _groups()
    terms = _terms(world.today)
    if not groups or not terms:
        return []
    planter = _Planter(authority, world, groups, terms)
    return [DemoMade(title, number) for title, number in planter.plant().items()]


class _Planter:
    """One council's made-up programme; rows that are there already are left alone."""

    def __init__(self, authority: Authority, world: DemoWorld, groups: Sequence[Any], terms: Sequence[Term]) -> None:
        self._world, self._groups, self._terms = world, groups, terms
        self._sets = [[key for key, _ in choices] for _, _, choices in theme_sets(authority)]
        self._partners, self._schools = _organisations("partners"), _organisations("schools")

    def plant(self) -> dict[str, int]:
        """Make everything, in the order in which it hangs together."""
        return {
            "terms of the programme": self._put(ProgrammeTerm, self._of_terms(), "term_id"),
            "things made together": self._put(Output, self._of_outputs()),
            "items of the one agenda": self._put(AgendaLine, self._of_agenda()),
            "schools that were asked": self._put(SchoolAsked, self._of_schools(), "school_id"),
            "series of events": self._put(Series, self._of_series(), "key"),
            "events": self._put(SeriesEvent, self._of_events()),
            "schools at events": self._put(Turnout, self._of_turnout()),
        }

    def _put(self, model: Any, rows: Sequence[Row], unique: str = "") -> int:
        """Store what is not there yet, by id and where there is one by what must not be twice."""
        there = set(db.session.scalars(db.select(model.id)))
        held = set(db.session.scalars(db.select(getattr(model, unique)))) if unique else set()
        new = [row for row in rows if row["id"] not in there and (not unique or row[unique] not in held)]
        return len(bulk_insert(model, new))

    def _id(self, label: str) -> UUID:
        return uuid5(NAMESPACE, f"{self._world.seed}/{label}")

    def _partner(self, place: int) -> UUID | None:
        return self._partners[place % len(self._partners)] if self._partners else None

    def _row(self, term: Term) -> UUID:
        """The id of a term's row: its own, or the one that staff made."""
        query = db.select(ProgrammeTerm.id).where(ProgrammeTerm.term_id == term.id)
        return db.session.scalar(query) or self._id(f"term {term.id}")

    def _of_terms(self) -> list[Row]:
        return [self._term(place, term) for place, term in enumerate(self._terms)]

    def _term(self, place: int, term: Term) -> Row:
        story = STORIES["terms"][place % len(STORIES["terms"])]
        themes = [keys[place % len(keys)] for keys in self._sets if keys]
        told = {name: story[name] for name in ("title", "title_easy", "about", "about_easy", "partner_does")}
        own = {"id": self._id(f"term {term.id}"), "term_id": term.id, "themes": themes}
        return own | told | {"partner_id": self._partner(place), "is_public": True}

    def _of_outputs(self) -> list[Row]:
        return [self._output(place, term) for place, term in enumerate(self._terms)]

    def _output(self, place: int, term: Term) -> Row:
        story = STORIES["terms"][place % len(STORIES["terms"])]["made"]
        is_over = term.ends_on < self._world.today
        return {
            "id": self._id(f"output {term.id}"),
            "programme_term_id": self._row(term),
            **{name: story[name] for name in ("title", "title_easy", "kind", "about", "about_easy")},
            "changed_what": story["changed_what"] if is_over else "",
            "partner_id": self._partner(place),
            "made_by": [group.key for group in self._groups[:2]],
            "state": "done" if is_over else "making",
            "due_on": term.ends_on,
            "done_on": term.ends_on if is_over else None,
            "is_public": True,
        }

    def _of_agenda(self) -> list[Row]:
        """The agenda of the present term and of the next one."""
        near = [term for term in self._terms if term.ends_on >= self._world.today]
        return [
            {
                "id": self._id(f"agenda {term.id} {place}"),
                "programme_term_id": self._row(term),
                "position": place,
                "themes": [],
                "leaves_out": [],
                **item,
            }
            for term in near
            for place, item in enumerate(STORIES["agenda"])
        ]

    def _of_schools(self) -> list[Row]:
        """Every third school has been asked; the last answer is that it is not for them."""
        group = next((one for one in self._groups if one.school_years), None)
        if group is None:
            return []
        states = list(ASKED)
        return [
            {
                "id": self._id(f"asked {school}"),
                "group_id": group.id,
                "school_id": school,
                "state": states[place % len(states)],
                "on_date": self._world.today - timedelta(days=20 + place),
                "note": STORIES["answers"][place % len(STORIES["answers"])],
            }
            for place, school in enumerate(self._schools[::3])
        ]

    def _of_series(self) -> list[Row]:
        """A series of our own where the council's file declares none."""
        if self._series() != self._id("series"):
            return []
        story = STORIES["series"]
        told = {name: story[name] for name in ("key", "title", "about", "about_easy", "outcome", "outcome_easy")}
        own = {"id": self._id("series"), "themes": [], "partner_id": self._partner(0), "source": ""}
        return [own | told | {"is_public": True}]

    def _series(self) -> UUID:
        query = db.select(Series.id).order_by(Series.key).limit(1)
        return db.session.scalar(query) or self._id("series")

    def _of_events(self) -> list[Row]:
        return [
            {
                "id": self._id(f"event {place}"),
                "series_id": self._series(),
                "on_date": self._world.today + timedelta(days=event["days"]),
                **{name: event[name] for name in ("title", "place", "about", "sessions", "outcome", "outcome_easy")},
                "children": event["children"],
                "adults": event["adults"],
            }
            for place, event in enumerate(STORIES["series"]["events"])
        ]

    def _of_turnout(self) -> list[Row]:
        past = [place for place, event in enumerate(STORIES["series"]["events"]) if event["days"] < 0]
        return [
            {
                "id": self._id(f"turnout {place} {school}"),
                "event_id": self._id(f"event {place}"),
                "school_id": school,
                "children": 12 + 3 * number,
                "adults": 2,
            }
            for place in past
            for number, school in enumerate(self._schools[:4])
        ]


def _groups() -> Sequence[Any]:
    """The groups that belong to a programme, by name."""
    programmes = db.select(Group.id).where(Group.kind == PROGRAMME, Group.status != "ended")
    columns = (Group.id, Group.key, Group.school_years)
    query = db.select(*columns).where(Group.programme_id.in_(programmes), Group.status != "ended")
    return db.session.execute(query.order_by(Group.name)).all()


def _terms(today: date) -> list[Term]:
    """Some terms before the present one, itself, and the next."""
    terms = list(db.session.scalars(db.select(Term).order_by(Term.starts_on)))
    place = next((at for at, term in enumerate(terms) if term.ends_on >= today), len(terms) - 1)
    return terms[max(0, place - BEHIND) : place + AHEAD + 1]


def _organisations(which: str) -> list[UUID]:
    is_school = Organisation.kind == "school"
    query = db.select(Organisation.id).where(Organisation.active, is_school if which == "schools" else ~is_school)
    return list(db.session.scalars(query.order_by(Organisation.name)))
