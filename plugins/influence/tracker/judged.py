"""What those who asked think of an answer, as everybody may read it: never a number that could tell of somebody.

Which answer more than half gave is told from the council's published threshold on; numbers only where each one, and
what is left of the whole, is great enough; words only where somebody cleared them and their speaker still agrees.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple
from uuid import UUID

from core.api import Authority, consent, db, disclosure, gettext, gettext_noop, prepared
from plugins.groups.api import Group
from plugins.influence.heard import judging
from plugins.influence.models import Ask, Verdict, View
from plugins.influence.tracker.quoting import SHARES, USE, is_open_group
from plugins.influence.vocabulary import VERDICTS

MOST_SAY: Final = {
    "yes": gettext_noop("Most of those who asked say: yes, that happened"),
    "partly": gettext_noop("Most of those who asked say: partly"),
    "no": gettext_noop("Most of those who asked say: no"),
    "": gettext_noop("Those who asked do not all say the same"),
}
ALL: Final = "all"


class Thought(NamedTuple):
    """What stands beside the adults' claim: a sentence ("" for none), numbers as (answer, about how many), words."""

    sentence: str
    numbers: Sequence[tuple[str, int]]
    words: Sequence[tuple[str, str]]


def of_lines(authority: Authority, ask_ids: Sequence[UUID]) -> dict[UUID, str]:
    """For each of these asks the sentence that may be told; those with too few verdicts are left out."""
    least = authority.file.disclosure.published
    found = {id: _sentence(counts, least) for id, counts in _counts(ask_ids).items()}
    return {id: sentence for id, sentence in found.items() if sentence}


def of_ask(authority: Authority, ask_id: UUID) -> Thought:
    """The same for one ask's page, with numbers and words."""
    counts = _counts([ask_id]).get(ask_id, {})
    least = authority.file.disclosure.published
    return Thought(_sentence(counts, least), _numbers(counts, authority), public_words(authority, ask_id))


def public_words(authority: Authority, ask_id: UUID) -> list[tuple[str, str]]:
    """(answer, words) that were cleared and whose speaker agrees at this moment that others read them."""
    rows = [row for row in db.session.execute(_words_read(), {"ask": ask_id}) if is_open(authority, row)]
    people = {row.person_id for row in rows if row.person_id}
    shares = consent.agreed(people, SHARES, USE) if people else frozenset()
    return [(gettext(VERDICTS[row.verdict]), row.public_words) for row in rows if may_show(row, shares)]


def may_show(row: Any, shares: frozenset[UUID]) -> bool:
    """Whether the words beside this verdict may stand in public: `row` has person_id, view_id, group_id and the view's
    `permission`; `shares` holds the people who agree now.
    """
    if row.person_id is not None:
        return row.person_id in shares
    if row.view_id is not None:
        return bool(row.permission == "published")
    return row.group_id is not None


def is_open(authority: Authority, row: Any) -> bool:
    """Whether the group whose question it is lets words of its members stand in public."""
    return is_open_group(authority, row.listing, row.member_count)


def of_verdicts(query: Any) -> Any:
    """Join a statement over Verdict to the view by whose code it came, and to the group whose question it is."""
    same = Verdict.authority_id
    here = db.or_(Verdict.view_id.is_(None), View.taken_back_at.is_(None))
    return (
        query.select_from(Verdict)
        .join(Ask, db.and_(Ask.authority_id == same, Ask.id == Verdict.ask_id))
        .outerjoin(Group, db.and_(Group.authority_id == same, Group.id == Ask.group_id))
        .outerjoin(View, db.and_(View.authority_id == same, View.id == Verdict.view_id))
        .where(here)
        .order_by(Verdict.made_at, Verdict.id)
    )


def columns() -> tuple[Any, ...]:
    """What decides whether the words beside a verdict may be shown."""
    return (
        Verdict.id, Verdict.verdict, Verdict.public_words, Verdict.person_id, Verdict.view_id, Verdict.group_id,
        View.permission, Group.listing, Group.member_count,
    )  # fmt: skip


@cache
def _words_read() -> Any:
    query = of_verdicts(db.select(*columns()))
    return prepared(query.where(Verdict.ask_id == db.bindparam("ask"), Verdict.public_words != ""))


def _sentence(counts: Mapping[str, int], least: int) -> str:
    found = disclosure.most(counts, least)
    return gettext(MOST_SAY[found]) if found is not None else ""


def _numbers(counts: Mapping[str, int], authority: Authority) -> list[tuple[str, int]]:
    """About how many say what, where no number gives another one away; else none of them."""
    file = authority.file.disclosure
    if not counts or disclosure.hidden_cells({(ALL, key): number for key, number in counts.items()}, file.published):
        return []
    shown = {key: disclosure.rounded(number, file.published, file.round_to) for key, number in counts.items()}
    return [(gettext(VERDICTS[key]), number) for key, number in shown.items() if number is not None]


def _counts(ask_ids: Sequence[UUID]) -> dict[UUID, dict[str, int]]:
    if not ask_ids:
        return {}
    said: dict[UUID, list[judging.Said]] = {}
    for row in db.session.execute(_verdicts_read(), {"ids": list(ask_ids)}):
        asker = judging.asker_of(row.id, row.person_id, row.view_id, row.group_id)
        said.setdefault(row.ask_id, []).append(judging.Said(row.id, asker, row.verdict, row.voices, row.made_at))
    return {id: judging.counts(rows) for id, rows in said.items()}


@cache
def _verdicts_read() -> Any:
    columns = (
        Verdict.ask_id, Verdict.id, Verdict.person_id, Verdict.view_id, Verdict.group_id, Verdict.verdict,
        Verdict.voices, Verdict.made_at,
    )  # fmt: skip
    return prepared(db.select(*columns).where(Verdict.ask_id.in_(db.bindparam("ids", expanding=True))))
