"""What each team and provider has handed in this year and last: the audit, returns, evaluations, the commitment.

A team hands in returns, a provider an evaluation for each contract (L20); both fill in the audit (L3). Read in a fixed
number of queries however many there are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from core.api import Organisation, db, local_today
from plugins.participation_returns.here import chosen, year_of
from plugins.participation_returns.models import Contract, Return
from plugins.participation_returns.rules import route_of
from plugins.participation_returns.vocabulary import COUNTS
from plugins.standards.api import Round, form_called, pledged, rounds

Route = Literal["return", "evaluation", ""]


@dataclass(frozen=True, slots=True)
class Line:
    """One team or provider. `audit` and `evaluations` say what is open, late, sent or not opened; `returns` how many
    were handed in this year and `before` last year; `committed` is None where no commitment is asked.
    """

    organisation: Organisation
    route: str
    audit: Round | None
    returns: int
    before: int
    evaluations: tuple[Round, ...]
    contracts: int
    committed: bool | None

    def missing(self, today: date) -> list[str]:
        """What is not handed in yet, in words."""
        found = [] if self.audit is None or self.audit.state(today) == "sent" else ["the audit"]
        if self.route == "return" and not self.returns:
            found.append("a return")
        open_ones = sum(one.state(today) != "sent" for one in self.evaluations)
        if self.route == "evaluation" and (open_ones or len(self.evaluations) < self.contracts):
            found.append("an evaluation")
        if self.committed is False:
            found.append("the commitment")
        return found


def lines(year: int | None = None) -> list[Line]:
    """Every active team and provider, teams first, by name."""
    choice = chosen()
    kinds = [*choice.team_kinds, *choice.provider_kinds]
    query = db.select(Organisation).where(Organisation.kind.in_(kinds), Organisation.active.is_(True))
    return _lines(db.session.scalars(query.order_by(Organisation.name)).all(), year or year_of())


def of_organisation(organisation: Organisation) -> Line:
    """One team or provider."""
    return _lines([organisation], year_of())[0]


def _lines(organisations: Iterable[Organisation], year: int) -> list[Line]:
    choice = chosen()
    audits, evaluations = _by_organisation(choice.audit_form, year), _by_organisation(choice.evaluation_form, year)
    now, before, contracts = _returns(year), _returns(year - 1), _contracts()
    committed = set(pledged(choice.commitment)) if choice.commitment else None
    found = [
        Line(
            one,
            route_of(one.kind, choice.team_kinds, choice.provider_kinds),
            next(iter(audits.get(one.id, ())), None),
            now[one.id],
            before[one.id],
            tuple(evaluations.get(one.id, ())),
            contracts[one.id],
            None if committed is None else one.name in committed,
        )
        for one in organisations
    ]
    return sorted(found, key=lambda line: (line.route != "return", line.organisation.name.casefold()))


def _by_organisation(form_key: str, year: int) -> dict[UUID, list[Round]]:
    form = form_called(form_key) if form_key else None
    found: dict[UUID, list[Round]] = defaultdict(list)
    for one in rounds(form, year) if form else ():
        found[one.organisation_id].append(one)
    return found


def _returns(year: int) -> Counter[UUID]:
    query = db.select(Return.organisation_id, db.func.count()).where(Return.year == year, Return.status.in_(COUNTS))
    return Counter({row[0]: row[1] for row in db.session.execute(query.group_by(Return.organisation_id))})


def _contracts() -> Counter[UUID]:
    today = local_today()
    query = db.select(Contract.organisation_id, db.func.count()).where(
        Contract.active.is_(True), db.or_(Contract.ends_on.is_(None), Contract.ends_on >= today)
    )
    return Counter({row[0]: row[1] for row in db.session.execute(query.group_by(Contract.organisation_id))})
