"""Contracts of providers: the list, adding and ending one, and opening the year's evaluation of each (L5)."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from core.api import Form, Organisation, begin_write, db, forms, local_today, page, requires
from plugins.participation_returns.blueprint import blueprint
from plugins.participation_returns.contracts.evaluations import open_all
from plugins.participation_returns.here import chosen, note, row_or_404, year_of
from plugins.participation_returns.models import Contract
from plugins.standards.api import form_called, rounds

RECEIVES = "participation_returns.receive"
NO_FORM = (
    "No form of evaluation is chosen, so nothing was opened. Choose one in the settings of this part; its questions "
    "are yours to type in."
)


class ContractForm(Form):
    """A contract of a provider."""

    organisation = forms.ChoiceField("Whose contract it is", validators=[InputRequired("Choose a provider.")])
    title = forms.TextField(
        "What it is called",
        validators=[DataRequired("Give it a name."), Length(max=200, message="Use 200 characters or fewer.")],
    )
    starts_on = forms.DateField("Its first day", validators=[Optional()])
    ends_on = forms.DateField("Its last day", validators=[Optional()])
    active = forms.YesField("It is running")


@blueprint.get("/contracts")
@requires(RECEIVES)
def contracts() -> Response:
    """Every contract, with this year's evaluation and last year's."""
    form = form_called(chosen().evaluation_form)
    held = {one.part: one for one in rounds(form, year_of())} if form else {}
    rows = db.session.execute(
        db.select(Contract, Organisation.name)
        .join(
            Organisation,
            (Organisation.authority_id == Contract.authority_id) & (Organisation.id == Contract.organisation_id),
        )
        .order_by(Contract.active.desc(), Organisation.name, Contract.title)
    ).all()
    return page(
        "participation_returns/contracts.html",
        rows=[(one, name, held.get(one.key)) for one, name in rows],
        form=form,
        year=year_of(),
        today=local_today(),
    )


@blueprint.route("/contracts/new", methods=["GET", "POST"])
@requires(RECEIVES)
def new_contract() -> Response:
    """Add a contract."""
    form = ContractForm()
    if not form.is_submitted():
        form.active.data = True
    return _contract_form(form, None)


@blueprint.route("/contracts/<uuid:id>", methods=["GET", "POST"])
@requires(RECEIVES)
def edit_contract(id: UUID) -> Response:
    """Change a contract; one that does not run any more keeps its evaluations."""
    row: Contract = row_or_404(Contract, id=id)
    form = ContractForm(obj=row)
    if not form.is_submitted():
        form.organisation.data = str(row.organisation_id)
    return _contract_form(form, row)


@blueprint.post("/contracts/open")
@requires(RECEIVES)
def open_evaluations() -> Response:
    """Open this year's evaluation of every contract that runs; twice is once."""
    form = form_called(chosen().evaluation_form)
    if form is None:
        flash(NO_FORM, "warning")
        return redirect(url_for("participation_returns.contracts"))
    begin_write()
    number = open_all(form, chosen(), local_today())
    note("evaluations_opened", form, number=number)
    db.session.commit()
    words = f"{number} opened." if number else "They were open already. Nothing was changed."
    flash(words, "success" if number else "warning")
    return redirect(url_for("participation_returns.contracts"))


def _contract_form(form: ContractForm, row: Contract | None) -> Response:
    form.organisation.choices = [SelectChoice(str(one.id), one.name) for one in _providers()]
    back = url_for("participation_returns.contracts")
    if form.is_submitted() and form.validate():
        begin_write()
        held = row or db.session.get(Contract, form.record_id) or Contract(id=form.record_id, key=str(form.record_id))
        held.organisation_id = UUID(form.organisation.data)
        held.title, held.starts_on, held.ends_on = form.title.data, form.starts_on.data, form.ends_on.data
        held.active = bool(form.active.data)
        db.session.add(held)
        db.session.flush()
        note("contract_saved", held)
        db.session.commit()
        flash("The contract is saved.", "success")
        return redirect(back)
    return page(
        "participation_returns/write.html",
        form=form,
        title="Change a contract" if row else "Add a contract",
        crumbs=[("Contracts", back)],
        back=back,
        only_save=True,
        status=400 if form.is_submitted() else 200,
    )


def _providers() -> Sequence[Organisation]:
    query = db.select(Organisation).where(Organisation.kind.in_(chosen().provider_kinds), Organisation.active.is_(True))
    return db.session.scalars(query.order_by(Organisation.name)).all()
