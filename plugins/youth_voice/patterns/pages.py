"""Groups that may come, made from a template of the council's file: cadence, roles and checklists at once (W67)."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response
from wtforms.validators import InputRequired, Length

from core.api import Form, db, forms, page, requires
from plugins.groups.api import cadence_words, found_group
from plugins.youth_voice.blueprint import blueprint
from plugins.youth_voice.here import chosen, council, note, or_not_here
from plugins.youth_voice.settings import GroupTemplate
from plugins.youth_voice.shown import form_page
from plugins.youth_voice.umbrella import reading

MAY = "youth_voice.manage"


class FromTemplateForm(Form):
    """What the new group is called."""

    name = forms.TextField(
        "What the group is called",
        validators=[InputRequired("Give the group a name."), Length(max=200, message="Use 200 characters or fewer.")],
    )


@blueprint.get("/templates")
@requires(MAY)
def templates() -> Response:
    """Every template of the council, with what a group made from it has from its first day."""
    listed = [(one, brought(one)) for one in chosen().templates]
    return page("youth_voice/templates.html", templates=listed)


@blueprint.route("/templates/<key>", methods=["GET", "POST"])
@requires(MAY)
def start_from_template(key: str) -> Response:
    """Make a group from a template, under the umbrella; sent twice, it is made once."""
    one: GroupTemplate = or_not_here(next((each for each in chosen().templates if each.key == key), None))
    form = FromTemplateForm()
    if form.validate_on_submit():
        above = reading.umbrella(council())
        group = found_group(form.name.data, one.group, above.key if above else "", form.record_id)
        note("group_from_template", group, template=one.key)
        db.session.commit()
        flash(f"{group.name} is there, being set up. Look through it, then add its first members.", "success")
        return redirect(url_for("groups.overview", key=group.key))
    back = ("Groups to come", url_for("youth_voice.templates"))
    lede = f"{one.about} It brings: {'; '.join(brought(one))}." if brought(one) else one.about
    return form_page(form, f"Start: {one.title}", back, lede=lede, submit="Start the group")


def brought(one: GroupTemplate) -> list[str]:
    """What a template brings, in a few words each."""
    group = one.group
    cadence = cadence_words(group.get("cadence", "not_stated"), group.get("cadence_count"))
    roles = [str(post["role"]) for post in group.get("posts", ())]
    lines, access = len(group.get("induction", ())), len(group.get("access_offer", ()))
    said = [
        cadence,
        f"posts: {', '.join(roles)}" if roles else "",
        f"an induction of {lines} lines" if lines else "",
        "a code of conduct" if group.get("code_of_conduct") else "",
        f"languages: {', '.join(group['languages'])}" if group.get("languages") else "",
        f"{access} kinds of support" if access else "",
        "members who stay hidden" if group.get("members_hidden") else "",
    ]
    return [words for words in said if words]
