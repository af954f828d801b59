"""Casting a vote: one transaction strikes the voter off the roll and raises the tallies, and that is all that is kept.

No choice, no time and no order is stored anywhere, in the audit and the log neither: nobody can find out afterwards how
anybody voted, and nobody can change it. Why there are no stored ballot papers: docs/decisions/0004.
"""

from collections.abc import Collection, Sequence
from typing import Any, Literal, cast
from uuid import UUID

from core.api import db, gettext, ngettext, utcnow
from plugins.groups.elections import states
from plugins.groups.elections.contest import times_of
from plugins.groups.models import Candidate, Election, Voter

QUIETLY = {"synchronize_session": False}


class Refused(Exception):
    """A vote that cannot be taken; the message says why, to the voter."""


def problem(chosen: Sequence[UUID], standing: Collection[UUID], places: int) -> str:
    """What is wrong with the choices on a ballot, in plain words; "" if nothing is."""
    if len(chosen) > places:
        return ngettext(
            "You can choose %(number)s person. You chose more. Take some away.",
            "You can choose up to %(number)s people. You chose more. Take some away.",
            places,
        )
    if len(set(chosen)) < len(chosen) or not set(chosen) <= set(standing):
        return gettext("Somebody you chose does not stand in this election. Nothing is counted yet. Choose again.")
    return ""


def cast_vote(election_id: UUID, voter_id: UUID, chosen: Sequence[UUID]) -> Literal["counted", "before"]:
    """Count one vote; "before" if this voter's vote was counted already, which changes nothing.

    Raises Refused while voting is not open and for choices that cannot be. The caller commits.
    """
    election = _held(election_id, blank=not chosen)
    if has_voted(voter_id):
        return "before"
    if not states.may_vote(election.state, times_of(election), utcnow()):
        raise Refused(gettext("Voting is not open any more. Nothing was counted."))
    if wrong := problem(chosen, _standing(election_id), election.places):
        raise Refused(wrong)
    if not _struck_off(election_id, voter_id):  # somebody with the same code was faster
        return "before"
    _raise_tallies(election_id, chosen)
    return "counted"


def has_voted(voter_id: UUID) -> bool:
    """True once this voter's line is struck off."""
    return bool(db.session.scalar(db.select(Voter.voted).where(Voter.id == voter_id)))


def _held(election_id: UUID, blank: bool) -> Any:
    """The election as it stands: it cannot close until this vote is in. A blank vote is counted on it itself."""
    wanted = db.select(
        Election.state, Election.places, Election.stand_until, Election.opens_at, Election.closes_at
    ).where(Election.id == election_id)  # fmt: skip
    return db.session.execute(wanted.with_for_update(read=not blank)).one()


def _standing(election_id: UUID) -> list[UUID]:
    wanted = db.select(Candidate.id).where(Candidate.election_id == election_id, Candidate.state == "standing")
    return list(db.session.scalars(wanted))


def _struck_off(election_id: UUID, voter_id: UUID) -> bool:
    """Strike the voter off; False if they were. Of two at the same moment the database lets one through."""
    once = db.update(Voter).where(
        Voter.id == voter_id, Voter.election_id == election_id, Voter.voted.is_(False)
    )  # fmt: skip
    done = db.session.execute(once.values(voted=True), execution_options=QUIETLY)
    return cast(int, cast(Any, done).rowcount) == 1


def _raise_tallies(election_id: UUID, chosen: Sequence[UUID]) -> None:
    if not chosen:
        one_more = db.update(Election).where(Election.id == election_id).values(blank=Election.blank + 1)
        db.session.execute(one_more, execution_options=QUIETLY)
    for candidate_id in sorted(chosen):  # always in the same order, so that two voters wait and never for ever
        one_more = db.update(Candidate).where(Candidate.id == candidate_id)
        db.session.execute(one_more.values(on_screen=Candidate.on_screen + 1), execution_options=QUIETLY)
