"""Finding records by words in them, within one council: an index of words that the rooms which hold them keep in step.

    search.put(Ref("influence", "view", view.id), view.words)    # again after every change
    search.drop(Ref("influence", "view", view.id))               # as soon as they may not be found any more
    query.where(search.hits(View.id, "influence", "view", "bus stop"))

`hits` narrows a query and lets nobody read what its other conditions do not. People write words, of which all must
occur, the last also as a beginning, and a phrase in quotation marks; nothing that they write is an error. Letters are
found without accents and in any case. The index is made from words that stand elsewhere: whoever put them drops them.
"""

from core.search.finding import hits
from core.search.keeping import drop, put

__all__ = ["drop", "hits", "put"]
