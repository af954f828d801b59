"""Pages that all rooms have in common: a form on a page of its own, and what somebody else changed meanwhile."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from werkzeug.wrappers import Response

from core.api import Form, page

Crumb = tuple[str, str | None]


def form_page(
    form: Form,
    heading: str,
    back: tuple[str, str],
    *,
    lede: str = "",
    notes: Sequence[str] = (),
    changed: Sequence[tuple[str, str]] = (),
    submit: str = "",
    removal: tuple[str, str] | None = None,
) -> Response:
    """A page with one form. `back` is (title, address) of where it came from; `notes` stand above the fields.

    `changed` is what somebody else changed meanwhile; `removal` the (label, address) of taking the thing away.
    """
    status = 409 if changed else 400 if form.is_submitted() else 200
    values: dict[str, Any] = {
        "form": form,
        "heading": heading,
        "back": back,
        "lede": lede,
        "notes": notes,
        "changed": changed,
    }
    return page("youth_voice/form.html", status=status, submit=submit, removal=removal, **values)


def choose_group(heading: str, groups: Sequence[tuple[str, str]], endpoint: str) -> Response:
    """A page that asks first which group something is for; the answer comes back as ?group=."""
    links = [(name, url_for(endpoint, group=id)) for id, name in groups]
    return page("youth_voice/choose_group.html", heading=heading, links=links)


def differences(form: Any, row: Any, names: Sequence[str]) -> list[tuple[str, str]]:
    """What stands in the record where it is not what was typed; [] if the form was filled in over the present one.

    The form then carries the record's version, so that saving again puts what was typed in its place.
    """
    if form.version.data == str(row.version):
        return []
    form.version.data = str(row.version)
    form.version.raw_data = [str(row.version)]
    plain = [name for name in names if not hasattr(form[name], "choices")]
    found = [(form[name].label.text, str(getattr(row, name) or "")) for name in plain if _differs(form, row, name)]
    return found or [("Everything", "as you typed it, or chosen from a list: look through the lists again")]


def _differs(form: Any, row: Any, name: str) -> bool:
    return (form[name].data or "") != (getattr(row, name) or "")


def fill(form: Any, row: Any, names: Sequence[str]) -> None:
    """Show in a form what a record has."""
    for name in names:
        value = getattr(row, name)
        form[name].data = str(value or "") if hasattr(form[name], "choices") else value
    form.version.data = str(row.version)
