"""What a council still has to set up before questions reach somebody: whoever decides, whoever is told when they do not
answer, and days of boards that are cancelled.
"""

from flask import url_for

from core.api import Actor, Authority, ReadyIssue, db, holders_of
from plugins.groups.api import BoardDate
from plugins.influence.here import chosen
from plugins.influence.models import Ask, Owner
from plugins.influence.visibility import FOLLOWS_ASK


def issues(authority: Authority, actor: Actor) -> list[ReadyIssue]:
    """Each thing that is missing, with what to do."""
    return [*_nobody_decides(), *_nobody_above(authority), *_cancelled(actor)]


def _nobody_decides() -> list[ReadyIssue]:
    if holders_of(("decision_maker",)):
        return []
    title = "No decision-maker has an account"
    todo = "Invite those who must answer young people. Until then they can be asked by e-mail, one question at a time."
    return [ReadyIssue(title, todo, url_for("admin.access.people"), "admin.access", 40)]


def _nobody_above(authority: Authority) -> list[ReadyIssue]:
    if chosen(authority).escalate_to:
        return []
    title = "Nobody is named who is told when an answer stays away"
    todo = (
        "Name a post, such as the director's, in the settings of “What happened?”. Until then only the worker is told."
    )
    return [ReadyIssue(title, todo, url_for("admin.settings.edit", name="influence"), "admin.settings", 41)]


def _cancelled(actor: Actor) -> list[ReadyIssue]:
    query = (
        db.select(Ask.id, Ask.title)
        .join(Owner, (Owner.authority_id == Ask.authority_id) & (Owner.ask_id == Ask.id))
        .join(BoardDate, (BoardDate.authority_id == Owner.authority_id) & (BoardDate.id == Owner.date_id))
        .where(Owner.state == "waiting", BoardDate.cancelled.is_(True), Ask.status != "withdrawn")
        .where(FOLLOWS_ASK.criteria(actor, Ask))
        .order_by(Ask.number)
        .limit(5)
    )
    todo = "Pass it on to the board’s next day, so that it is not forgotten."
    return [
        ReadyIssue(
            f"The board does not sit on the day of “{row.title}”",
            todo,
            url_for("influence.ask", id=row.id),
            "influence.ask",
            42,
        )
        for row in db.session.execute(query)
    ]
