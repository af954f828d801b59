"""What people write elsewhere is looked through for signs of harm; where there are any, a lead reads it. Nothing else.

    api.safeguarding.screened(form.words.data, Ref("ideas", "idea", idea.id), by=actor, url=...)

Call it beside every free text that young people, parents or the public can write, in the transaction that keeps the
text. It never raises, never holds a text back, changes none, and whoever wrote it is not told. It only guesses: what it
makes is a concern that says so, for a human to read.
"""

import logging
from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID, uuid5

from flask import has_request_context

from core.access.actor import Actor
from core.authority.resolve import Authority
from core.db import current_authority_id, db, utcnow
from core.hooks.values import Ref
from core.safeguarding.screen import THEMES, Screened, screen
from core.safeguarding.store import CONCERNS
from core.safeguarding.taking_in import Report, take_in
from core.safeguarding.telling import spool
from core.safeguarding.telling.adding import where_is
from core.safeguarding.telling.plain_reports import plain_report
from core.web.house import house
from core.web.request import current_actor

log = logging.getLogger("heard.safeguarding")
EVERY_LANGUAGE: Final = ""  # people write in theirs, whatever language the page is in
TOO_MUCH: Final = "It is too long to be looked through to its end."
ABOUT_ADULTS: Final = "adult"
Text = str | Iterable[str | None] | None


def screened(
    text: Text,
    about: Ref,
    by: Actor | None = None,
    person_id: UUID | None = None,
    *,
    language: str = EVERY_LANGUAGE,
    url: str = "",
    at: Ref | None = None,
) -> None:
    """Raise a concern where `text` (one, or several fields of one record) holds a sign of harm; never fails.

    `about` is the record that holds it, read at `url` or on the page of the record `at`; `person_id` whose words they
    are if that is known, else those of whoever writes (`by`, in a request whoever asks). Call inside the council's
    scope; the caller commits. The same signs in the same record are one concern, however often it is saved. What the
    caller has written goes to the database first: a fault of its own is raised here as it would be at its commit.
    """
    db.session.flush()
    try:
        report = _report(_joined(text), about, by or _asking(), person_id, language, url or at)
        if report is not None:
            _keep(report)
    except Exception as fault:  # whoever writes must never be held up by what looks on
        log.error("a text could not be looked through: %s", type(fault).__name__)


def _report(
    text: str, about: Ref, by: Actor | None, person_id: UUID | None, language: str, page: str | Ref | None
) -> Report | None:
    here = _here()
    found = screen(text, language=language, own=here.file.safeguarding.screen.entries) if text.strip() else Screened()
    if not found:
        return None
    writer = by.person_id if by is not None and "young_person" in by.roles else None
    child = person_id or writer
    return Report(
        id=uuid5(here.id, "\n".join((about.plugin, about.kind, str(about.id), *_signs(found)))),
        words=text,
        how="screen",
        raised_at=utcnow(),
        answers=_answers(found, about, by, page),
        people=((child, "child"),) if child else (),
    )


def _keep(report: Report) -> None:
    """In a savepoint of the caller's transaction; what cannot be written there waits on the disk, and is not lost."""
    try:
        with db.session.begin_nested():
            if where_is(report) is None:
                take_in(CONCERNS, report)
    except Exception as fault:
        log.error("a text with a sign of harm waits on the disk: %s", type(fault).__name__)
        spool.put(_here().slug, plain_report(CONCERNS, report), report.id)


def _answers(found: Screened, about: Ref, by: Actor | None, page: str | Ref | None) -> dict[str, Any]:
    signs = [f"{THEMES[hit.why]}: “{hit.phrase}”" for hit in found.hits] + ([] if found.whole else [TOO_MUCH])
    answers: dict[str, Any] = {"signs": signs, "written_in": _place(about), "page": _page_of(page or about)}
    if by is not None and by.user_id is not None:
        answers["written_by"] = by.name
    if any(hit.why == ABOUT_ADULTS for hit in found.hits):
        answers["about_staff"] = "not_sure"
    return answers


def _asking() -> Actor | None:
    return current_actor() if has_request_context() else None


def _page_of(page: str | Ref) -> str:
    if isinstance(page, str):
        return page
    link = house().plugins.resolve(page)
    return link.url if link else ""


def _signs(found: Screened) -> list[str]:
    """What makes two findings the same: another wording of the same text with the same signs is one concern."""
    return sorted({f"{hit.why} {hit.entry}" for hit in found.hits})


def _place(about: Ref) -> str:
    return f"{about.plugin}, {about.kind}, {about.id}"


def _joined(text: Text) -> str:
    parts: Sequence[str | None] = [text] if text is None or isinstance(text, str) else list(text)
    return "\n\n".join(part for part in parts if part)


def _here() -> Authority:
    found = house().authorities.by_id(current_authority_id())
    if found is None:
        raise LookupError("the open scope is that of a council that no file names any more")
    return found
