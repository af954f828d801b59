"""Putting the words of a record into the index, and taking them out; in the caller's transaction."""

from sqlalchemy import delete

from core.db import bulk_insert, db
from core.hooks.values import Ref
from core.search.folding import folded
from core.search.models import LONGEST, SearchEntry, SearchWord


def put(ref: Ref, words: str) -> None:
    """Let the record be found by these words, in place of any before; without a word it is found no more. Flushes.

    The id of a record must be its own and nobody else's, as random ids are.
    """
    found = db.session.get(SearchEntry, ref.id)
    text = folded(words)
    if found is not None and (found.plugin, found.kind, found.words) == (ref.plugin, ref.kind, text):
        return
    if found is not None:
        drop(ref)
    if text:
        bulk_insert(SearchEntry, [{"id": ref.id, "plugin": ref.plugin, "kind": ref.kind, "words": text}])
        each = sorted({word[:LONGEST] for word in text.split()})
        bulk_insert(SearchWord, [{"entry_id": ref.id, "word": word} for word in each])


def drop(ref: Ref) -> None:
    """Let the record be found no more; one that is not in the index is well. Flushes."""
    db.session.execute(delete(SearchWord).where(SearchWord.entry_id == ref.id))
    db.session.execute(delete(SearchEntry).where(SearchEntry.id == ref.id))
