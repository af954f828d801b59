"""How it can be seen that something was done: a document, a figure or words (NC33).

A figure under the council's threshold is not shown inside, and one under the higher threshold is never published. Both
sides count: 49 of 52 says as much of the other three as it says of the 49.
"""

from collections.abc import Sequence
from typing import IO, Final, NamedTuple
from uuid import UUID, uuid4

from core.api import Ref, db, disclosure, files
from plugins.influence import trail
from plugins.influence.answers.giving import hold
from plugins.influence.here import council
from plugins.influence.models import Ask, Owner, Promise, Proof

TOO_SMALL: Final = "The figure is kept and not shown: it is about so few that they could be known."


class ProofRefused(Exception):
    """Proof that is not kept. `problems`: box (words, part, whole, file) -> what is missing."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = problems


class New(NamedTuple):
    """Proof as it was typed in; `file` is a document that was chosen."""

    words: str = ""
    part: int | None = None
    whole: int | None = None
    file: IO[bytes] | None = None
    filename: str = ""


class ProofLine(NamedTuple):
    """One proof as a reader may see it; `url` opens a document."""

    promise_id: UUID | None
    kind: str
    words: str
    figure: str
    url: str


def missing(new: New) -> dict[str, str]:
    """What proof still needs, by box."""
    if (new.part is None) != (new.whole is None):
        return {"part" if new.part is None else "whole": "Write both numbers: how many, out of how many."}
    if new.part is not None and new.whole is not None and not 0 <= new.part <= new.whole:
        return {"part": "The first number is part of the second: 41 out of 52."}
    if not (new.words.strip() or new.file or new.part is not None):
        return {"words": "Write what shows it, or give a figure or a document."}
    return {}


def keep(promise: Promise, new: New, *, by_id: UUID | None, by_user_id: UUID | None, id: UUID | None = None) -> Proof:
    """Add proof and tell whoever follows the question; the caller commits.

    The same `id` twice is one proof. Raises ProofRefused, and files.Refused with a sentence about the document.
    """
    if found := missing(new):
        raise ProofRefused(found)
    owner = db.session.scalars(db.select(Owner).where(Owner.id == promise.owner_id)).one()
    ask = hold(owner)
    before = db.session.get(Proof, id) if id else None
    if before is not None and before.promise_id == promise.id:
        return before
    proof = Proof(id=uuid4() if before else id or uuid4(), ask_id=ask.id, promise_id=promise.id, kind=_kind(new))
    proof.words, proof.part, proof.whole, proof.by_id = new.words.strip(), new.part, new.whole, by_id
    if new.file:
        kept = files.keep(new.file, new.filename, "document", by_user_id=by_user_id)
        files.put_to_use(kept.id, "record", about=_ref(proof.id), by_user_id=by_user_id)
        proof.file_id = kept.id
    db.session.add(proof)
    trail.happened(ask, "proof", owner=owner, by_id=by_id)
    return proof


def _kind(new: New) -> str:
    if new.file:
        return "document"
    return "figure" if new.part is not None else "words"


def of_ask(ask: Ask) -> list[ProofLine]:
    """Everything that was given as proof, the oldest first."""
    query = db.select(Proof).where(Proof.ask_id == ask.id).order_by(Proof.made_at, Proof.id)
    rows: Sequence[Proof] = db.session.scalars(query).all()
    least = council().file.disclosure.inside if rows else 0
    return [_line(row, least) for row in rows]


def _line(row: Proof, least: int) -> ProofLine:
    figure = figure_words(row.part, row.whole, least)
    return ProofLine(row.promise_id, row.kind, row.words, figure, _url(row) if row.file_id else "")


def _url(row: Proof) -> str:
    """Where this reader of the question opens the document."""
    use = next(iter(files.shown_at(_ref(row.id))), None)
    return files.url(use.file_id, "original", use) if use else ""


def _ref(id: UUID) -> Ref:
    return Ref("influence", "proof", id)


def figure_words(part: int | None, whole: int | None, least: int) -> str:
    """ "41 of 52", or that it is too small to show; "" where there is no figure."""
    if part is None or whole is None:
        return ""
    return f"{part} of {whole}" if is_shown(part, whole, least) else TOO_SMALL


def is_shown(part: int, whole: int, least: int) -> bool:
    """Whether a figure can be shown where counts under `least` cannot: neither it nor what is left is small.

    Nobody left out, or nobody at all, tells of nobody in particular once the whole is great enough.
    """
    sides = (part, whole - part)
    return whole >= least and all(disclosure.shown(one, least, zero_is_harmless=True) is not None for one in sides)
