"""Induction and codes of conduct: how far each group is, every member's checklist, and the wordings of a code."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response
from wtforms.validators import InputRequired, Length

from core.api import Form, db, forms, page, requires, signed_in
from plugins.groups.api import Group
from plugins.youth_voice.blueprint import blueprint
from plugins.youth_voice.here import group_or_404, not_here, reader
from plugins.youth_voice.induction import checklist, codes
from plugins.youth_voice.shown import form_page
from plugins.youth_voice.visibility import ARRANGES

SAME = "These are the words that stand already. Nothing was changed, and nobody is asked anew."


class CodeForm(Form):
    """New words for a code of conduct."""

    words = forms.LongTextField(
        "The code of conduct",
        description="Everybody in the group is asked whether they agree to these words.",
        validators=[InputRequired("Write the words."), Length(max=6000, message="Use 6,000 characters or fewer.")],
    )
    why = forms.TextField(
        "Why it is changed",
        validators=[
            InputRequired("Say why, so that members know what is new."),
            Length(max=300, message="Use 300 characters or fewer."),
        ],
    )


@blueprint.get("/induction")
@requires("youth_voice.view")
def induction() -> Response:
    """Every group whose members the reader may know: how many are through, how many agreed."""
    return page("youth_voice/induction.html", groups=checklist.overview(reader()))


@blueprint.get("/induction/<key>")
@signed_in("adults of the group see every member's checklist, a member their own")
def group_induction(key: str) -> Response:
    """The checklist of a group and the wordings of its code."""
    group = group_or_404(key)
    reads_all, mine = checklist.may_read(reader(), group), checklist.is_member(reader(), group)
    if not (reads_all or mine):
        not_here()
    rows = checklist.rows(group, None if reads_all else reader().person_id)
    return page(
        "youth_voice/group_induction.html",
        group=group,
        rows=rows,
        reads_all=reads_all,
        wordings=codes.wordings(group),
        former=[] if reads_all else codes.former_agreements(group, rows[0].person_id) if rows else [],
        is_unkept=codes.is_unkept(group),
        may_reword=ARRANGES.allows(reader(), group),
    )


@blueprint.route("/induction/<key>/code", methods=["GET", "POST"])
@requires("youth_voice.manage")
def reword_code_of_conduct(key: str) -> Response:
    """Give a group new words: a new version; everybody is asked anew."""
    group, form = group_or_404(key, ARRANGES), CodeForm()
    if not form.is_submitted():
        form.words.data = group.code_of_conduct
    elif form.validate():
        if _same(group, form):
            form.form_errors.append(SAME)
        else:
            row = codes.reword(group, form.words.data, form.why.data)
            db.session.commit()
            flash(f"Version {row.number} stands from today. Everybody in the group is asked anew.", "success")
            return redirect(url_for("youth_voice.group_induction", key=key))
    back = (group.name, url_for("youth_voice.group_induction", key=key))
    return form_page(form, "Change the code of conduct", back, submit="Keep these words and ask everybody")


@blueprint.post("/induction/<key>/keep")
@requires("youth_voice.manage")
def keep_code(key: str) -> Response:
    """Keep the words that were written on the group's own page as a version; nobody is asked anew."""
    group = group_or_404(key, ARRANGES)
    if row := codes.keep_present(group):
        db.session.commit()
        flash(f"Kept as version {row.number}.", "success")
    return redirect(url_for("youth_voice.group_induction", key=key))


def _same(group: Group, form: CodeForm) -> bool:
    """A form that was sent twice, or changes nothing."""
    return bool(group.code_of_conduct.split() == (form.words.data or "").split())
