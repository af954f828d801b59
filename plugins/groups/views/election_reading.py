"""An election as young people and the public read it: what it is, who stands, when and how to vote, the result."""

from uuid import UUID

from werkzeug.wrappers import Response

from core.api import page, public
from plugins.groups.elections import access, results, standing, wording
from plugins.groups.elections import contest as contests
from plugins.groups.elections.contest import Contest
from plugins.groups.elections.words import TIE_RULES
from plugins.groups.here import reader
from plugins.groups.views.blueprint import blueprint
from plugins.groups.visibility import SEES_MEMBERS


@blueprint.get("/elections/<uuid:id>")
@public("whoever may see the group, and those who vote or stand; anybody else finds nothing")
def election(id: UUID) -> Response:
    """One election. Who stands is shown to those whom it concerns, and afterwards who was elected to all."""
    contest = access.read(id)
    line = contests.line_of(contest.election, reader().person_id)
    person = access.own_record()
    return page(
        "groups/election.html",
        face="young" if "young_person" in reader().roles else "public",
        contest=contest,
        election=contest.election,
        group=contest.group,
        now=wording.now_words(contest),
        rules=wording.rules(contest),
        candidates=contests.candidates(contest.election, "standing") if _names_shown(contest) else None,
        mine=contests.candidacy(contest.election, reader().person_id),
        may_step_forward=standing.may_step_forward(contest, person),
        to_vote=contest.may_vote and line is not None and not line.voted,
        has_voted=line is not None and line.voted,
        result=results.of(contest.election) if contest.election.state == "declared" else None,
        voted_on=results.was_voted_on(contest.election),
        by_name=_result_by_name(contest),
        runs=access.runs(contest),
        tie_rules=TIE_RULES,
    )


def _names_shown(contest: Contest) -> bool:
    """Before the result: to those who vote or stand, to members of the group, and to staff who see its people."""
    if access.belongs(contest) or access.sees_people(contest) or access.is_member(contest):
        return True
    return SEES_MEMBERS.allows(reader(), contest.group)


def _result_by_name(contest: Contest) -> bool:
    """The names of those elected are for all, but where being in the group is itself nobody's business."""
    return not contest.group.members_hidden or _names_shown(contest)
