"""Adding a group, from nothing or from a pattern, and changing one. No code and no file is needed (W67)."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import create_once, db, page, requires
from plugins.groups import ending, membership, patterns
from plugins.groups.forms.fields import with_present
from plugins.groups.forms.group import GroupForm
from plugins.groups.here import chosen, group_called, note, reader
from plugins.groups.models import Group
from plugins.groups.rules import RESERVED, free_slug
from plugins.groups.views.blueprint import blueprint


@blueprint.get("/manage/start")
@requires("groups.manage")
def start() -> Response:
    """Choose a pattern to start a new group from."""
    return page("groups/start.html", face="worker", patterns=patterns.PATTERNS)


@blueprint.route("/manage/new", methods=["GET", "POST"])
@requires("groups.manage")
def new() -> Response:
    """Add a group; sent twice, it is made once."""
    settings = chosen()
    form = GroupForm()
    form.offer(settings, None)
    if form.validate_on_submit():
        group, is_new = create_once(Group, form, lambda id: Group(id=id, key=_key(form), **form.values()))
        if is_new:
            membership.welcome_maker(group, reader())
            note("group_added", group)
        db.session.commit()
        flash(f"{group.name} is there now. Next: how to join, its boards, its members.", "success")
        return redirect(url_for("groups.overview", key=group.key))
    if not form.is_submitted():
        _suggest(form, request.args.get("pattern", ""))
    status = 400 if form.is_submitted() else 200
    return page("groups/edit.html", face="worker", form=form, group=None, changed=[], status=status)


@blueprint.route("/manage/<key>/edit", methods=["GET", "POST"])
@requires("groups.manage")
def edit(key: str) -> Response:
    """Change a group; if somebody else changed it meanwhile, both versions are shown and nothing is lost."""
    group = group_called(key)
    form = GroupForm()
    form.offer(chosen(), group)
    changed: list[tuple[str, str]] = []
    if not form.is_submitted():
        form.show(group)
    elif form.version.data != str(group.version):
        changed = _differences(form, group)
        form.version.data = str(group.version)
        form.version.raw_data = [str(group.version)]
    elif form.validate():
        _change(group, form)
        db.session.commit()
        flash(f"{group.name} is changed.", "success")
        return redirect(url_for("groups.overview", key=group.key))
    status = 409 if changed else 400 if form.is_submitted() else 200
    return page("groups/edit.html", face="worker", form=form, group=group, changed=changed, status=status)


def _change(group: Group, form: GroupForm) -> None:
    before = {name: getattr(group, name) for name in form.values()}
    for name, value in form.values().items():
        setattr(group, name, value)
    ending.keep_day(group)
    note("group_changed", group, fields=[name for name, old in before.items() if old != getattr(group, name)])


def _key(form: GroupForm) -> str:
    taken = db.session.scalars(db.select(Group.key))
    return free_slug(form.name.data, [*taken, *RESERVED])


def _suggest(form: GroupForm, pattern_key: str) -> None:
    settings = chosen()
    form.listing.data = settings.default_listing
    rights = settings.default_decision_rights
    form.decision_rights.data = "" if rights == "not_stated" else rights
    pattern = patterns.BY_KEY.get(pattern_key)
    for name, value in (pattern.values if pattern else {}).items():
        form[name].data = value
        _offer_too(form[name], value)


def _offer_too(field: Any, value: Any) -> None:
    """A pattern may use words that this council's lists do not hold yet."""
    if isinstance(value, list) and hasattr(field, "choices"):
        offered = {choice.value for choice in field.choices}
        field.choices = [*field.choices, *with_present(word for word in value if word not in offered)]


def _differences(form: GroupForm, group: Group) -> list[tuple[str, str]]:
    """What stands in the database where it is not what was typed: (label, value)."""
    typed = form.values()
    differing = [name for name in typed if typed[name] != getattr(group, name) and not _is_id(typed[name])]
    return [(form[name].label.text, _shown(getattr(group, name))) for name in differing]


def _is_id(value: Any) -> bool:
    return isinstance(value, UUID)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(str(each) for each in value) or "nothing"
    return {True: "yes", False: "no", None: "nothing", "": "nothing"}.get(value, str(value))  # type: ignore[call-overload]
