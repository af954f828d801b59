"""What something that was said, or asked, is about: the council's own lists, services, places and children's rights.

Several lists are live at once (N47 beside N54), and any number of entries can be chosen. A tag is (vocabulary, key); in
a form and an address it is "vocabulary:key". Lists of who somebody is (cohorts, barriers) are no subject and never
offered: beside a view they would say something about its speaker.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from core.api import Authority, Form, Organisation, Place, db, forms, gettext, kept
from plugins.influence.vocabulary import OWN_VOCABULARIES
from plugins.influence.voice.rights import ARTICLES

KINDS: Final = ("themes", "outcomes", "types", "levels")
MOST_OF_A_KIND: Final = 40
"""Organisations of one kind that are offered: with more, such as all schools, a list would be in the way."""
Tag = tuple[str, str]


@dataclass(frozen=True)
class Vocabulary:
    """One list: its title and its entries, key -> title. `own`: Heard's, whose words are translated when shown."""

    title: str
    entries: Mapping[str, str]
    own: bool = False


def choices(authority: Authority) -> dict[str, Vocabulary]:
    """Every list with an entry to choose, the council's themes first; in the reader's language where Heard made it."""
    return {key: _worded(key, one) for key, one in vocabularies(authority).items() if one.entries}


def vocabularies(authority: Authority) -> dict[str, Vocabulary]:
    """Every list, its words as they are stored; kept until something of the council changes."""
    return kept(authority, ("influence.about",), lambda: _lists(authority))


def titles(authority: Authority, tags: Iterable[Tag]) -> list[str]:
    """The titles of `tags` in the order of the lists; what the council no longer has is left out."""
    wanted = set(tags)
    lists = vocabularies(authority) if wanted else {}
    found = [(one.own, one.entries[key]) for name, one in lists.items() for key in one.entries if (name, key) in wanted]
    return [gettext(title) if own else title for own, title in found]


def known(authority: Authority, chosen: Iterable[str]) -> list[Tag]:
    """The tags among "vocabulary:key" words that there are, each once, in the order given."""
    lists = vocabularies(authority)
    split = [tuple(word.split(":", 1)) for word in dict.fromkeys(chosen) if ":" in word]
    return [(name, key) for name, key in split if name in lists and key in lists[name].entries]


def word_of(tag: Tag) -> str:
    """A tag as forms and addresses carry it."""
    return ":".join(tag)


class AboutFields(Form):
    """The part of a form that says what a view or an ask is about; drawn by templates/influence/_about.html.

    A form that has it calls `offer_about` before it is validated, and reads `tags`.
    """

    about = forms.ChoicesField("What it is about")

    def offer_about(self, authority: Authority, chosen: Iterable[Tag] = ()) -> None:
        """Offer every list; `chosen` is ticked at first. A chosen entry that is gone stays a choice until it is
        unticked, so that saving a form never drops what nobody looked at.
        """
        self.lists = choices(authority)
        given = [word_of(tag) for tag in chosen]
        offered = [word_of((name, key)) for name, one in self.lists.items() for key in one.entries]
        self.about.choices = [(word, word) for word in dict.fromkeys([*offered, *given])]
        if not self.is_submitted():
            self.about.data = given

    @property
    def tags(self) -> list[Tag]:
        """What was ticked."""
        split: list[Any] = [tuple(word.split(":", 1)) for word in self.about.data or ()]
        return split


def _lists(authority: Authority) -> dict[str, Vocabulary]:
    own = {
        "service": Vocabulary(OWN_VOCABULARIES["service"], _organisations()),
        "place": Vocabulary(OWN_VOCABULARIES["place"], _places()),
        "rights": Vocabulary(OWN_VOCABULARIES["rights"], ARTICLES, own=True),
    }
    declared = sorted((one for one in authority.file.vocabularies if one.kind in KINDS), key=_by_kind)
    theirs = {one.key: Vocabulary(one.title, {item.key: item.title for item in one.items}) for one in declared}
    return {key: one for key, one in theirs.items() if key not in own} | own


def _by_kind(declared: Any) -> int:
    return KINDS.index(declared.kind)


def _organisations() -> dict[str, str]:
    """Keys and names of those that work with young people here; of a kind with too many to look through, none."""
    query = db.select(Organisation.kind, Organisation.key, Organisation.name).where(
        Organisation.active.is_(True), Organisation.key.is_not(None)
    )
    rows = list(db.session.execute(query.order_by(Organisation.name, Organisation.id)))
    of_kind = Counter(row.kind for row in rows)
    return {row.key: row.name for row in rows if of_kind[row.kind] <= MOST_OF_A_KIND}


def _places() -> dict[str, str]:
    query = db.select(Place.key, Place.name).where(Place.active.is_(True), Place.key.is_not(None))
    return {row.key: row.name for row in db.session.execute(query.order_by(Place.name, Place.id))}


def _worded(key: str, one: Vocabulary) -> Vocabulary:
    if key not in OWN_VOCABULARIES:
        return one
    entries = {name: gettext(title) for name, title in one.entries.items()} if one.own else one.entries
    return Vocabulary(gettext(one.title), entries, one.own)
