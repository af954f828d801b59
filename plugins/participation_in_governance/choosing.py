"""Choices that several forms of the programme offer: themes of every set, organisations, groups."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from wtforms.fields.choices import SelectChoice

from core.api import Form, Organisation, db, forms

NOBODY = SelectChoice("", "Not chosen")
Sets = Iterable[tuple[str, str, list[tuple[str, str]]]]
PARTNERS_NOT = ("school",)  # schools take part; a partner is anybody else


class ThemeRow(NamedTuple):
    """One row of tick boxes: the name of its field, its title, its choices."""

    name: str
    title: str
    choices: list[tuple[str, str]]


def with_themes(form: type[Form], sets: Sets) -> Any:
    """The form with a row of tick boxes for each set of themes, in `theme_fields`."""
    rows = [ThemeRow(f"themes_{key.replace('-', '_')}", title, choices) for key, title, choices in sets]
    made = {
        row.name: forms.ChoicesField(row.title, choices=[SelectChoice(key, text) for key, text in row.choices])
        for row in rows
    }
    return type(form.__name__, (form,), made | {"theme_fields": tuple(made)})()


def themes_chosen(form: Any) -> list[str]:
    """The ticked themes of every set."""
    return [theme for name in form.theme_fields for theme in form[name].data or ()]


def show_themes(form: Any, themes: list[str]) -> None:
    """Tick the themes that a record has."""
    for name in form.theme_fields:
        form[name].data = themes


def partners() -> list[SelectChoice]:
    """The council's organisations, by name, schools left out."""
    query = db.select(Organisation.id, Organisation.name).where(
        Organisation.active, Organisation.kind.not_in(PARTNERS_NOT)
    )
    found = db.session.execute(query.order_by(Organisation.name))
    return [NOBODY, *(SelectChoice(str(row.id), row.name) for row in found)]


def id_of(text: str | None) -> UUID | None:
    """What a list of choices sends: an id, or nothing."""
    return UUID(text) if text else None
