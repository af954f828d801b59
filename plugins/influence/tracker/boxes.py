"""What would become public of an ask, box by box: the words as given beside the copy that everybody would read.

The words as given are never altered. A copy starts as they are and may be shortened, or have a detail replaced by a
word in [brackets]. What may not be shown at all has no box, only the reason.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from core.api import Actor, Authority, db
from plugins.influence.models import Answer, Ask, AskView, Owner, Promise, Proof, Verdict, View
from plugins.influence.tracker import judged, public, quoting
from plugins.influence.visibility import READS_VIEW
from plugins.influence.vocabulary import OUTCOMES, VERDICTS

ASK: Final = "ask"
LONGEST: Final = 5000
NO_SHARE: Final = "Whoever said it does not agree that others read it, or said it for a few readers only."


@dataclass(frozen=True)
class Box:
    """One text: `name` in the form, `column` of `row` that keeps the copy, `given` words, the `copy` as it is now."""

    name: str
    label: str
    row: Any
    column: str
    given: str
    copy: str
    lines: int = 3


@dataclass(frozen=True)
class Item:
    """What is cleared together and ticked as one: the question, one answer, one promise, one quote.

    `shown` is whether it is public, or would be at first; `refused` says why it may not be shown at all.
    """

    key: str
    title: str
    boxes: tuple[Box, ...]
    shown: bool
    refused: str = ""


def items(authority: Authority, ask: Ask, actor: Actor) -> list[Item]:
    """Everything of `ask` that could be shown and that `actor` may read, in the order in which a reader meets it."""
    owners = _owners(ask)
    return [
        _question(ask),
        *_answers(ask, owners),
        *_promises(ask, owners),
        *_proofs(ask),
        *_quotes(authority, ask, actor),
        *_verdicts(authority, ask),
    ]


def _question(ask: Ask) -> Item:
    boxes = (
        _box(ASK, ask, "title", "public_title", "The question in one line", lines=2),
        _box(ASK, ask, "words", "public_words", "The question in full", lines=6),
        _box(ASK, ask, "words_easy", "public_easy", "The question in easy words", lines=4),
    )
    return Item(ASK, "The question", tuple(box for box in boxes if box.given or box.column == "public_title"), True)


def _box(key: str, row: Any, given: str, column: str, label: str, lines: int = 3) -> Box:
    """The copy is what was cleared; before anything was, the words as given."""
    words, cleared = getattr(row, given) or "", getattr(row, column) or ""
    return Box(f"{key}.{column}", label, row, column, words, cleared or words, lines)


def _owners(ask: Ask) -> Mapping[UUID, str]:
    query = public.owners_read(named=False).where(Owner.ask_id == ask.id)
    return {row.id: public.owner_words(row) for row in db.session.execute(query)}


def _answers(ask: Ask, owners: Mapping[UUID, str]) -> Iterator[Item]:
    for row in _rows(Answer, ask, Answer.owner_id, Answer.number.desc()):
        key = f"answer-{row.id}"
        boxes = (
            _box(key, row, "words", "public_words", "The answer", lines=5),
            _box(key, row, "words_easy", "public_easy", "The answer in easy words"),
            _box(key, row, "reason", "public_reason", "The reason"),
        )
        title = f"Answer of {owners.get(row.owner_id, 'somebody')}: {OUTCOMES[row.outcome]}"
        yield Item(key, title, _filled(boxes), _is_shown(ask, row))


def _promises(ask: Ask, owners: Mapping[UUID, str]) -> Iterator[Item]:
    for row in _rows(Promise, ask, Promise.due_on, Promise.id):
        key = f"promise-{row.id}"
        boxes = (
            _box(key, row, "what", "public_what", "What is promised", lines=2),
            _box(key, row, "note", "public_note", "Why it was given up", lines=2),
        )
        title = f"Promise of {owners.get(row.owner_id, 'somebody')}"
        yield Item(key, title, _filled(boxes), _is_shown(ask, row))


def _proofs(ask: Ask) -> Iterator[Item]:
    for row in _rows(Proof, ask, Proof.made_at, Proof.id):
        key = f"proof-{row.id}"
        box = _box(key, row, "words", "public_words", "What shows that it was done")
        figure = f" ({row.part} of {row.whole}: shown as a share where it is great enough)" if row.whole else ""
        yield Item(key, f"Proof{figure}", (box,), _is_shown(ask, row))


def _quotes(authority: Authority, ask: Ask, actor: Actor) -> Iterator[Item]:
    """Quotes that this reader may read themselves, each unticked until somebody chooses it."""
    query = quoting.of_views(db.select(AskView, View.words.label("given"), *quoting.columns()))
    wanted = query.where(AskView.ask_id == ask.id, READS_VIEW.criteria(actor, View))
    rows = list(db.session.execute(wanted))
    shares, named = quoting.agreements({row.person_id for row in rows if row.person_id is not None})
    for row in rows:
        refused = quoting.why_not(authority, row, shares, named) if row.given else "It has no words."
        key = f"quote-{row.id}"
        box = Box(
            f"{key}.public_quote", "The quote", row.AskView, "public_quote", row.given, row.public_quote or row.given
        )
        who = quoting.WHO[row.voice]
        yield Item(key, f"Quote: {who}", () if refused else (box,), bool(row.public_quote), refused)


def _verdicts(authority: Authority, ask: Ask) -> Iterator[Item]:
    """Words beside verdicts, each unticked until somebody chooses it."""
    query = judged.of_verdicts(db.select(Verdict, *judged.columns())).where(
        Verdict.ask_id == ask.id, Verdict.words != ""
    )
    rows = list(db.session.execute(query))
    shares, _ = quoting.agreements({row.person_id for row in rows if row.person_id is not None})
    for row in rows:
        may = judged.may_show(row, shares) and judged.is_open(authority, row)
        key = f"verdict-{row.id}"
        box = _box(key, row.Verdict, "words", "public_words", "What they say")
        title = f"Somebody who asked says: {VERDICTS[row.verdict]}"
        yield Item(key, title, (box,) if may else (), bool(row.public_words), "" if may else NO_SHARE)


def _filled(boxes: Iterable[Box]) -> tuple[Box, ...]:
    return tuple(box for box in boxes if box.given)


def _is_shown(ask: Ask, row: Any) -> bool:
    """What adults answered is ticked at first; later it stays as it was chosen, and what came since waits."""
    return row.cleared_at is not None if ask.published_at is not None else True


def _rows(model: Any, ask: Ask, *order: Any) -> Iterable[Any]:
    return db.session.scalars(db.select(model).where(model.ask_id == ask.id).order_by(*order))
