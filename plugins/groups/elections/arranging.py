"""Elections set up by another plugin: for several bodies at once, or where a place fell free (W42).

What everybody must be able to read beforehand is asked for here too: without a rule for ties, or a term of office, no
election is set up. Each is made as a draft; whoever runs elections starts it on its own page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from core.api import db
from plugins.groups.elections import states
from plugins.groups.elections.declaring import Vacancy, free_places, vacancies
from plugins.groups.elections.states import Times
from plugins.groups.elections.words import HOW, TIE_RULES
from plugins.groups.here import note
from plugins.groups.joining import bodies
from plugins.groups.joining.bodies import Body
from plugins.groups.models import Election, Group

__all__ = ["Body", "ElectionPlan", "Refused", "Vacancy", "bodies_of", "free_places", "plan_elections", "vacancies"]


class Refused(Exception):
    """What is missing before an election can be set up; the message says so to whoever tried."""


@dataclass(frozen=True)
class ElectionPlan:
    """What the elections of one round have in common."""

    role: str
    tie_rule: str
    how: str
    who_may_vote: str
    times: Times
    term_from: date | None
    term_to: date | None
    by_election: bool = False

    def problem(self) -> str:
        """What is missing or cannot be, in plain words; "" if it can be set up."""
        if self.tie_rule not in TIE_RULES:
            return "Nothing was set up. Say first what happens when two have equally many votes."
        if self.term_from is None or self.term_to is None:
            return "Nothing was set up. Say from when and until when somebody is elected."
        if self.how not in HOW or not self.who_may_vote.strip():
            return "Nothing was set up. Say who may vote, and how."
        return states.term_problem(self.term_from, self.term_to) or self.times.problem()


def bodies_of(group: Group) -> list[Body]:
    """Every body that elects or sends members of the group, with its places counted."""
    return bodies.of(group)


def plan_elections(group: Group, plan: ElectionPlan, places: Iterable[tuple[UUID, int]], round_id: UUID) -> list[UUID]:
    """A draft of an election for each (body, places); the same round twice makes each once. The caller commits.

    A body is the id of its line among those that elect to the group. Raises Refused, and then nothing is set up.
    """
    if problem := plan.problem():
        raise Refused(problem)
    wanted = [(id, number) for id, number in places if number > 0]
    if not wanted:
        raise Refused("Nothing was set up. Choose at least one body with a place that is free.")
    return [_draft(group, plan, id, number, uuid5(round_id, str(id))) for id, number in wanted]


def _draft(group: Group, plan: ElectionPlan, constituency_id: UUID, places: int, id: UUID) -> UUID:
    if db.session.get(Election, id) is not None:
        return id
    times = {"stand_until": plan.times.stand_until, "opens_at": plan.times.opens_at, "closes_at": plan.times.closes_at}
    row = Election(
        id=id,
        group_id=group.id,
        constituency_id=constituency_id,
        places=places,
        role=plan.role,
        by_election=plan.by_election,
        how=plan.how,
        who_may_vote=plan.who_may_vote,
        tie_rule=plan.tie_rule,
        term_from=plan.term_from,
        term_to=plan.term_to,
        **times,
    )
    db.session.add(row)
    db.session.flush()
    note("election_added", row, group=str(group.id))
    return id
