"""How far somebody who was put forward comes: shortlisted, winner of their area, winner over all (NC25).

Nobody is judged before they said yes themselves (NC24), nobody judges whom they know, each area has as many on its list
as the round says and one winner, and the round one winner over all. Two judges at once: the round is held, so that the
second sees what the first did.
"""

from uuid import UUID

from core.api import db, local_today, utcnow
from plugins.learning.models import AwardInterest, AwardRound, Nomination
from plugins.learning.vocabulary import NEXT_STATE, ON_THE_LIST, STAGE_ORDER, WON


class NotNow(Exception):
    """A step of an award round that is not taken; a plain sentence for whoever tried. Nothing was changed."""


def why_not(round: AwardRound, nomination: Nomination, stage: str, judge_id: UUID | None) -> str:
    """Why this nomination cannot have that stage now, a plain sentence; "" where it can."""
    if stage not in STAGE_ORDER:
        return "Choose how far they come."
    if round.state == "announced":
        return "The winners are announced. To change them, take the round one step back first."
    if round.state != "judging":
        return "This round is not being judged. Close nominations first, then choose."
    if nomination.agreement != "yes":
        return "They have not said yes yet. Ask them first: nobody is judged without their own yes."
    if judge_id is not None and knows(nomination.id, judge_id):
        return "You said that you know them. Somebody else judges this nomination."
    return _no_room(round, nomination, stage)


def move(round: AwardRound, nomination: Nomination, stage: str, judge_id: UUID | None) -> None:
    """Give this nomination a stage; flushes. Raises NotNow."""
    _hold(round)
    db.session.refresh(nomination)
    if said := why_not(round, nomination, stage, judge_id):
        raise NotNow(said)
    nomination.stage = stage
    db.session.flush()


def agree(nomination: Nomination, answer: str, how: str) -> None:
    """Keep the nominee's own answer; with a no they come off every list at once. Flushes."""
    nomination.agreement, nomination.agreed_on, nomination.agreed_how = answer, local_today(), how
    if answer != "yes":
        nomination.stage = "nominated"
    db.session.flush()


def know(nomination: Nomination, judge_id: UUID, does: bool) -> None:
    """Keep, or take back, that a judge knows whoever was put forward; flushes."""
    mine = (AwardInterest.nomination_id == nomination.id, AwardInterest.person_id == judge_id)
    db.session.execute(db.delete(AwardInterest).where(*mine))
    if does:
        db.session.add(AwardInterest(nomination_id=nomination.id, person_id=judge_id))
    db.session.flush()


def knows(nomination_id: UUID, judge_id: UUID) -> bool:
    """Whether this judge has said that they know them."""
    query = db.select(AwardInterest.id).where(AwardInterest.nomination_id == nomination_id)
    return db.session.scalar(query.where(AwardInterest.person_id == judge_id).limit(1)) is not None


def step(round: AwardRound) -> None:
    """Take the round to its next state; flushes. Raises NotNow."""
    _hold(round)
    db.session.refresh(round)
    if said := why_not_on(round):
        raise NotNow(said)
    round.state = NEXT_STATE[round.state]
    if round.state == "announced":
        round.announced_at = utcnow()
    db.session.flush()


def step_back(round: AwardRound) -> None:
    """Take the round one state back: a result that was announced by mistake is off every page at once. Flushes."""
    before = {after: state for state, after in NEXT_STATE.items()}
    if round.state not in before:
        raise NotNow("This round is being planned. There is nothing to go back to.")
    round.state = before[round.state]
    round.announced_at = None
    db.session.flush()


def why_not_on(round: AwardRound) -> str:
    """Why the round cannot go on yet, a plain sentence; "" where it can."""
    if round.state not in NEXT_STATE:
        return "The winners of this round are known. There is no further step."
    if round.state == "draft" and not (round.opens_on and round.closes_on):
        return "Say first from which day until which day people can put somebody forward."
    if round.state == "judging" and not _number(round, Nomination.stage.in_(WON)):
        return "Nobody has won yet. Choose the winners first."
    return ""


def _no_room(round: AwardRound, nomination: Nomination, stage: str) -> str:
    others = (Nomination.id != nomination.id, Nomination.place_id == nomination.place_id)
    if nomination.place_id is None:
        others = (Nomination.id != nomination.id, Nomination.place_id.is_(None))
    if stage in ON_THE_LIST and _number(round, *others, Nomination.stage.in_(ON_THE_LIST)) >= round.shortlist:
        return f"The list of this area is full: it has {round.shortlist} already. Take somebody off first."
    if stage in WON and _number(round, *others, Nomination.stage.in_(WON)):
        return "This area has a winner already. Put them back on the shortlist first."
    if stage == "overall" and _number(round, Nomination.id != nomination.id, Nomination.stage == "overall"):
        return "This round has a winner over all already. Make them the winner of their area again first."
    return ""


def _number(round: AwardRound, *which: object) -> int:
    query = db.select(db.func.count()).select_from(Nomination).where(Nomination.round_id == round.id, *which)
    return db.session.scalar(query) or 0


def _hold(round: AwardRound) -> None:
    db.session.execute(db.select(AwardRound.id).where(AwardRound.id == round.id).with_for_update())
