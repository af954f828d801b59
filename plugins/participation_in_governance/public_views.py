"""The programme's own page for everybody, and one page for each term: what it is about and what came of it (N45)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from werkzeug.wrappers import Response

from core.api import db, local_today, public, public_page
from plugins.groups.api import Ages, ages_words, cadence_words
from plugins.meetings.api import Dated, Meeting, ahead, between
from plugins.participation_in_governance import came, programme
from plugins.participation_in_governance.blueprint import blueprint
from plugins.participation_in_governance.here import chosen, not_here, or_not_here, reader
from plugins.participation_in_governance.models import Series
from plugins.participation_in_governance.showing import face, shown
from plugins.participation_in_governance.terms import reading
from plugins.participation_in_governance.terms.reading import TermRead
from plugins.participation_in_governance.visibility import PLAN, VIEW

A_FEW, MOST = 6, 60


@blueprint.get("/")
@public("who the programme is for, its groups, this term, and what came of each meeting (N45)")
@public_page
def index() -> Response:
    """The programme at a glance."""
    _open()
    found, actor = programme.found(), reader()
    groups = programme.groups(actor)
    ids = [group.id for group in groups]
    terms = reading.terms()
    now = reading.present(terms)
    return shown(
        "programme.html",
        face=face(),
        programme=found,
        for_whom=chosen(),
        groups=[(group, ages_of(group), cadence_words(group.cadence, group.cadence_count)) for group in groups],
        now=now if now and _may_read(now) else None,
        term=now,
        made=_outputs(now),
        ahead=ahead(actor, A_FEW, Meeting.group_id.in_(ids)) if ids else [],
        held=came.meetings_held(actor, ids, now.span, A_FEW) if now and ids else [],
        others=_others(terms, now),
        series=_series(),
        may_plan=actor.can(PLAN),
        helps=programme.helps_to_run(actor),
    )


@blueprint.get("/terms/<uuid:id>")
@public("what a term of the programme is about, and what came of its meetings (N45, N54)")
@public_page
def term(id: UUID) -> Response:
    """One term: theme, lead partner, what is made, its meetings and what came of each."""
    _open()
    found, actor = or_not_here(reading.read(id)), reader()
    ids = [group.id for group in programme.groups(actor)]
    return shown(
        "term.html",
        face=face(),
        found=found,
        readable=_may_read(found),
        made=_outputs(found),
        coming=_coming(found, ids),
        held=came.meetings_held(actor, ids, found.span, MOST) if ids else [],
        may_plan=actor.can(PLAN),
        is_staff=actor.can(VIEW),
    )


def ages_of(group: Any) -> str:
    """For whom a group is, in words."""
    ages = Ages(group.age_min, group.age_max, group.age_stretch, group.age_rule)
    return ages_words(ages, group.school_years)


def _open() -> None:
    """The neutral 404 for strangers where the council shows no page to everybody."""
    if not chosen().public_page and not reader().is_member:
        not_here()


def _may_read(found: TermRead) -> bool:
    return found.is_public or (found.row is not None and reader().can(VIEW))


def _outputs(found: TermRead | None) -> list[reading.OutputRead]:
    """What is made in a term: everything for staff, what is public for others."""
    if found is None or found.row is None or not _may_read(found):
        return []
    return reading.outputs([found.row.id], public=not reader().can(VIEW)).get(found.row.id, [])


def _coming(found: TermRead, groups: Sequence[UUID]) -> list[Dated]:
    first = max(found.term.starts_on, local_today())
    if not groups or first > found.term.ends_on:
        return []
    wanted = (Meeting.group_id.in_(groups), Meeting.state == "planned")
    return between(reader(), first, found.term.ends_on, *wanted)


def _others(terms: Sequence[TermRead], now: TermRead | None) -> list[TermRead]:
    """Terms that the reader may read about, newest first: the next one, and as many years back as the council says."""
    if now is None:
        return []
    first = now.term.starts_on.replace(day=1, year=now.term.starts_on.year - chosen().years_shown)
    following = reading.following(terms, now)
    last = following.term.starts_on if following else now.term.starts_on
    found = [one for one in terms if first <= one.term.starts_on <= last and one is not now]
    return [one for one in reversed(found) if _may_read(one)]


def _series() -> Sequence[Any]:
    query = db.select(Series.key, Series.title, Series.about, Series.about_easy).order_by(Series.title)
    return db.session.execute(query if reader().can(VIEW) else query.where(Series.is_public)).all()
