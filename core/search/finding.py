"""The condition that narrows a query to the records in which what somebody looks for occurs.

Each question takes one of two ways. A word that few records have, or two that few have together, names them, and they
are looked through. Where every word is common, the query goes through its records in its own order and looks each up,
which ends soon because many match. Which it is, is asked of the index first, counting no further than MANY.

The databases are not left to choose: behind row-level security PostgreSQL may not look at how common a pattern is.
"""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, literal, select
from sqlalchemy.orm import aliased

from core.db import db
from core.search.folding import Term, asked
from core.search.models import LONGEST, SearchEntry, SearchWord

LITTLE: Final = 300  # records that are looked through at once, without a second word
FEW: Final = 2_000  # records that are looked through rather than passed by; sqrt(page x records) would be best
MANY: Final = 12_000  # records of a word that still help to find those that have another one too
_LAST: Final = "\U0010ffff"


class Word(NamedTuple):
    """One word of a question, cut as the index cuts it; with `begins` any that begins so."""

    word: str
    begins: bool

    def of(self, table: Any) -> ColumnElement[bool]:
        """The condition on a row of the index."""
        if not self.begins:
            return table.word == self.word  # type: ignore[no-any-return]
        return and_(table.word >= self.word, table.word < self.word + _LAST)


def hits(column: ColumnElement[Any] | Any, plugin: str, kind: str, text: str) -> ColumnElement[bool]:
    """Return the condition that `column`, the id of a record, is of one in which `text` occurs; of none without a word.

    Asks the index how common the words are, in one statement. Needs the scope of a council.
    """
    terms = asked(text)
    found: ColumnElement[bool]
    if not terms:
        found = column.in_(())  # false() would take the narrowing to the council away with every other condition
        return found
    entry = (SearchEntry.plugin == plugin, SearchEntry.kind == kind)
    occurs = and_(*entry, *(SearchEntry.words.like(term.pattern) for term in terms))
    named = _named(_counted(terms), any(len(term.words) > 1 for term in terms))
    if named is None:  # a value and no EXISTS: that would be turned into a join over all records
        return select(SearchEntry.kind).where(SearchEntry.id == column, occurs).scalar_subquery().is_not(None)
    found = column.in_(select(SearchEntry.id).where(SearchEntry.id.in_(named), occurs))
    return found


def _named(counted: Sequence[tuple[int, Word]], is_phrase: bool) -> Select[Any] | None:
    """The records to look through, by the one or two rarest words; None where too many have them.

    A phrase is much rarer than its words, so walking the list until a page is full would take long.
    """
    if not counted:
        return None
    (count, rarest), *others = counted
    if not others and count > FEW and not is_phrase:
        return None
    table = aliased(SearchWord)
    named = select(table.entry_id).where(rarest.of(table))
    if count > LITTLE and others:
        second = aliased(SearchWord)
        named = named.where(table.entry_id.in_(select(second.entry_id).where(others[0][1].of(second))))
    return named


def _counted(terms: Sequence[Term]) -> list[tuple[int, Word]]:
    """The words that no more than MANY records have, the rarest first."""
    words = list(dict.fromkeys(word for term in terms for word in _words(term)))
    counts = db.session.execute(select(*(_count(word) for word in words))).one()
    return sorted((count, word) for count, word in zip(counts, words, strict=True) if count <= MANY)


def _count(word: Word) -> ColumnElement[int]:
    table = aliased(SearchWord)
    some = select(table.entry_id).where(word.of(table)).limit(literal(MANY + 1)).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def _words(term: Term) -> list[Word]:
    last = len(term.words) - 1
    return [Word(word[:LONGEST], term.begins and at == last) for at, word in enumerate(term.words)]
