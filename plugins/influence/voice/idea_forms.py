"""The forms of the idea box, and of changing one's mind about who may read what one said; in words for everybody."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from core.api import Form, forms, gettext, lazy_gettext
from plugins.influence.vocabulary import SORTS
from plugins.influence.voice.addresses import fault_of
from plugins.influence.voice.uploads import FileFields

LONGEST = 4000
WORKER = "worker-"
NOTHING = lazy_gettext("Write something, or add a drawing or a recording.")
MAY_READ = {
    "team": lazy_gettext("The team: people whose job is to listen to young people"),
    "decision_makers": lazy_gettext("The team, and the people who decide"),
    "published": lazy_gettext("Everybody, without my name"),
}
ONLY_ME = lazy_gettext("Only me, for now")
_CHOOSE = lazy_gettext("Choose who may read it.")


class MayReadForm(Form):
    """Who may read something: one question, with the workers of one's own groups by name."""

    permission = forms.RadioField(lazy_gettext("Who may read it?"), validators=[InputRequired(_CHOOSE)])

    def offer(self, workers: Iterable[tuple[UUID, str]], alone: bool) -> None:
        """Offer each worker alone, then more and more readers; with `alone` also nobody else."""
        mine = [SelectChoice(f"{WORKER}{id}", gettext("Only %(name)s", name=name)) for id, name in workers]
        wide = [SelectChoice(key, str(words)) for key, words in MAY_READ.items()]
        self.permission.choices = [*mine, *wide, *([SelectChoice("nobody", str(ONLY_ME))] if alone else [])]

    @property
    def chosen(self) -> tuple[str, UUID | None]:
        """The permission, and which worker "my worker" is."""
        word = self.permission.data or ""
        return ("my_worker", UUID(word.removeprefix(WORKER))) if word.startswith(WORKER) else (word, None)


class SayForm(MayReadForm, FileFields):
    """Something that somebody says by themselves."""

    words = forms.LongTextField(
        lazy_gettext("What do you want to say?"),
        validators=[Length(max=LONGEST, message=lazy_gettext("Use 4,000 characters or fewer. Send the rest after."))],
    )
    sort = forms.RadioField(
        lazy_gettext("What is it?"),
        default="change",
        choices=[SelectChoice(key, lazy_gettext(words)) for key, words in SORTS.items()],
    )
    address = forms.TextField(
        lazy_gettext("Your mobile number or e-mail address"),
        validators=[Length(max=254)],
        render_kw={"autocomplete": "off"},
    )

    def validate_address(self, field: Any) -> None:
        """Refuse what cannot be written to; left empty is well."""
        if field.data and (fault := fault_of(field.data)):
            raise ValidationError(fault)
