"""A drawing, a photo without people, or a recording that comes with a view: part of it, seen by whoever may read it."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID, uuid5

from flask import current_app, request
from flask_wtf.file import FileField
from govuk_frontend_wtf import wtforms_widgets as gov
from wtforms.fields.choices import SelectChoice

from core.api import Form, Ref, db, files, forms, lazy_gettext
from plugins.influence.blueprint import blueprint
from plugins.influence.models import View

MOST: Final = 28 * 1024 * 1024  # bytes: one picture and one recording with the words
NOBODY_SEEN = lazy_gettext("Tick this if nobody can be seen on the picture. Otherwise choose another one.")
ONE_ONLY = lazy_gettext("Send the picture and the recording one after the other.")


class FileFields(Form):
    """The part of a form that takes a picture or a recording; drawn by templates/influence/_files.html."""

    picture = FileField(
        lazy_gettext("A picture"), widget=gov.GovFileInput(), render_kw={"accept": files.ACCEPT["drawing"]}
    )
    picture_is = forms.RadioField(
        lazy_gettext("What is it?"),
        default="drawing",
        choices=[
            SelectChoice("drawing", lazy_gettext("A drawing")),
            SelectChoice("photo", lazy_gettext("A photo of a place or a thing")),
        ],
    )
    nobody_seen = forms.YesField(lazy_gettext("Nobody can be seen on it"))
    audio = FileField(
        lazy_gettext("A recording"), widget=gov.GovFileInput(), render_kw={"accept": files.ACCEPT["audio"]}
    )

    @property
    def upload(self) -> Any:
        """What was chosen, None for nothing; a browser sends an empty one where none was."""
        return next((one.data for one in (self.picture, self.audio) if getattr(one.data, "filename", "")), None)

    @property
    def given_as(self) -> str:
        """How it was given: drawing, photo or audio with a file, else words."""
        if getattr(self.picture.data, "filename", ""):
            return self.picture_is.data or "drawing"
        return "audio" if getattr(self.audio.data, "filename", "") else "words"

    def check_files(self) -> bool:
        """Say whether what was chosen can be taken; what is wrong stands beside its field."""
        both = all(getattr(one.data, "filename", "") for one in (self.picture, self.audio))
        if both:
            self.audio.errors = [*self.audio.errors, ONE_ONLY]
        seen = self.given_as in ("drawing", "photo") and not self.nobody_seen.data
        if seen:
            self.nobody_seen.errors = [*self.nobody_seen.errors, NOBODY_SEEN]
        return not (both or seen)


def attach(view: View, form: FileFields, by_user_id: UUID | None) -> None:
    """Store what was chosen and make it part of `view`; call after keeping.keep. Raises files.Refused.

    The view's own id makes that of the file, so that a form sent twice stores it once.
    """
    upload = form.upload
    if upload is None:
        return
    kind = "audio" if form.given_as == "audio" else "drawing"
    people = [view.person_id] if view.person_id else []
    kept = files.keep(
        upload.stream, kind=kind, by_user_id=by_user_id, people=people, file_id=uuid5(view.id, kind), nobody_seen=True
    )
    view.file_id, view.given_as = kept.id, form.given_as
    db.session.flush()
    files.put_to_use(kept.id, "record", about=Ref("influence", "view", view.id), by_user_id=by_user_id)


def shown(view: View) -> dict[str, Any] | None:
    """The file as a page shows it: its kind and address; None where there is none, or somebody wants it taken down.

    The caller has let the reader read the view.
    """
    uses = files.shown_at(Ref("influence", "view", view.id)) if view.file_id else []
    if not uses:
        return None
    sound = view.given_as == "audio"
    size = "original" if sound else "screen"
    return {"sound": sound, "url": files.url(uses[0].file_id, size, uses[0]), "kind": view.given_as}


def wide(view: Callable[..., Any]) -> None:
    """Let the pages of `view` take files: it calls `open_wide` before it looks at its form."""
    blueprint.record_once(lambda state: state.app.extensions["csrf"].exempt(view))


def open_wide() -> None:
    """Read a larger body than others may send, then ask for the token that was not asked for before."""
    if request.method == "POST":
        request.max_content_length = MOST
        current_app.extensions["csrf"].protect()
