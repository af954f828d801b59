"""Seats on boards over time, and numbers of earlier days that staff know from papers (W72)."""

from collections.abc import Iterable
from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError

from core.api import Form, create_once, db, forms, gettext, local_today, page, public, public_page, requires
from plugins.groups.api import Board
from plugins.youth_voice.blueprint import blueprint
from plugins.youth_voice.events.pack import seat_words
from plugins.youth_voice.here import note, reader
from plugins.youth_voice.models import SeatCount
from plugins.youth_voice.seats import counting
from plugins.youth_voice.shown import form_page

WHOLE = NumberRange(0, 200, "Type a whole number from 0 to 200.")


class SeatCountForm(Form):
    """How many seats there were on an earlier day."""

    board_id = forms.ChoiceField("Board", validators=[InputRequired("Choose a board.")])
    on_date = forms.DateField("On which day", validators=[InputRequired("Say on which day it was so.")])
    promised = forms.WholeNumberField("Seats promised to young people", validators=[InputRequired("How many?"), WHOLE])
    filled = forms.WholeNumberField("Seats that young people held", validators=[InputRequired("How many?"), WHOLE])
    note = forms.TextField(
        "Where the numbers come from",
        description="Everybody reads this. For example: minutes of the board.",
        validators=[
            InputRequired("Say where the numbers come from."),
            Length(max=300, message="Use 300 characters or fewer."),
        ],
    )

    def offer(self, boards: Iterable[tuple[str, str]]) -> None:
        """Offer the boards."""
        self.board_id.choices = [SelectChoice("", "Choose"), *(SelectChoice(id, name) for id, name in boards)]

    def validate_on_date(self, field: forms.DateField) -> None:
        """Today and later is counted by itself."""
        if field.data and field.data >= local_today():
            raise ValidationError("Today is counted by itself. Enter an earlier day.")


@blueprint.get("/seats")
@public("how many seats were promised and how many are filled is no secret; too small numbers are left out")
@public_page
def seats() -> Response:
    """Board by board: seats now, and how it was before."""
    return page("youth_voice/seats.html", boards=counting.boards(reader()), words=seat_words)


@blueprint.route("/seats/earlier", methods=["GET", "POST"])
@requires("youth_voice.manage")
def earlier_seats() -> Response:
    """Write down how it was on an earlier day; a day of a board once."""
    form = SeatCountForm()
    rows = db.session.execute(db.select(Board.id, Board.name).order_by(Board.name))
    form.offer([(str(row.id), row.name) for row in rows])
    if form.validate_on_submit() and _kept(form):
        flash("Written down. It stands among the numbers of that board.", "success")
        return redirect(url_for("youth_voice.seats"))
    return form_page(form, "Seats on an earlier day", (gettext("Seats over time"), url_for("youth_voice.seats")))


def _kept(form: SeatCountForm) -> bool:
    board_id, on = UUID(form.board_id.data), form.on_date.data
    query = db.select(SeatCount).where(SeatCount.board_id == board_id, SeatCount.on_date == on)
    held: SeatCount | None = db.session.scalar(query)
    if held is not None and held.id != form.record_id:
        form.form_errors.append("There is a number for this board on that day already. Nothing was changed.")
        return False
    values = {"promised": form.promised.data, "filled": form.filled.data, "note": form.note.data, "source": "entered"}
    row, is_new = create_once(SeatCount, form, lambda id: SeatCount(id=id, board_id=board_id, on_date=on, **values))
    if is_new:
        note("seats_entered", row)
    db.session.commit()
    return True
