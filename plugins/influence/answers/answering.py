"""One sending of an answer's form, wherever it stands: on the owner's page, behind a link, or typed in by a worker."""

from dataclasses import dataclass
from uuid import UUID

from flask import request

from core.api import db, required_authority
from plugins.influence.answers.forms import GiveForm
from plugins.influence.answers.giving import AnswerRefused, give
from plugins.influence.models import Answer, Owner


@dataclass
class Sent:
    """What came of it: the answer that is kept (not committed), or why not; `hint` counts long Easy Read sentences."""

    form: GiveForm
    answer: Answer | None = None
    refused: str = ""
    hint: int = 0

    @property
    def status(self) -> int:
        """The status of the page on which the form stands again."""
        return 409 if self.refused else 400 if self.form.errors else 200


def new_form(typed_in: bool = False) -> GiveForm:
    """An answer's form as this council asks for it."""
    form = GiveForm()
    form.offer("easy" in required_authority().file.reading_bands, typed_in)
    return form


def send(form: GiveForm, owner: Owner, *, how: str, by_words: str, by_id: UUID | None = None) -> Sent:
    """Take what was sent: another row for a promise, a hint, a refusal, or an answer that the caller commits."""
    if "more" in request.form:
        form.one_more()
        return Sent(form)
    if not form.validate_on_submit():
        return Sent(form)
    if hint := form.needs_hint():
        return Sent(form, hint=hint)
    try:
        return Sent(form, _given(form, owner, how, by_words, by_id))
    except AnswerRefused as refused:
        db.session.rollback()
        form.refuse({name: said for name, said in refused.problems.items() if name})
        return Sent(form, refused=refused.problems.get("", ""))


def _given(form: GiveForm, owner: Owner, how: str, by_words: str, by_id: UUID | None) -> Answer:
    what = form.given(how, by_words)
    return give(
        owner,
        outcome=what.outcome,
        words=what.words,
        words_easy=what.words_easy,
        reason=what.reason,
        promises=what.promises,
        by_words=what.by_words,
        how=how,
        by_id=by_id,
        id=form.record_id,
    )
