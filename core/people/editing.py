"""Put what a form says into a record; tell two people who changed it at the same time of each other."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from core import audit
from core.hooks.values import Ref
from core.people.forms import KIND_TITLES, NOTHING, PersonForm, choices
from core.people.models import Organisation, Person, Place
from core.people.rules import school_year_name, school_year_starting
from core.people.shared import names_of, organisation_choices, place_choices
from core.people.whereabouts import hidden

TEXTS = ("kind", "name", "known_as", "access_needs", "heard_how", "email", "phone")
DATES = ("born_on", "left_on")
LINKS = ("organisation_id", "place_id")
FIELDS = (*TEXTS, *DATES, "age_band", "school_year", *LINKS)


@dataclass(frozen=True)
class Clash:
    """One field that somebody else changed meanwhile: its label, what stands there now, what was typed."""

    label: str
    now: str
    typed: str


@dataclass(frozen=True)
class Sketch:
    """What a form says about a person who is not recorded yet, for the search for twins."""

    name: str
    known_as: str
    born_on: date | None
    organisation_id: UUID | None
    email: str
    phone: str


def offer_choices(form: PersonForm, person: Person | None = None) -> None:
    """Fill the drop-downs with this council's organisations and places, those of `person` included."""
    mine = (person.organisation_id, person.place_id) if person and not hidden([person.id]) else (None, None)
    form.organisation_id.choices = choices([NOTHING, *organisation_choices(mine[0])])
    form.place_id.choices = choices([NOTHING, *place_choices(mine[1])])


def show(form: PersonForm, person: Person) -> None:
    """Put the record into the form."""
    for name in (*TEXTS, *DATES):
        form[name].data = getattr(person, name)
    form.age_band.data = person.age_band or ""
    form.school_year.data = "" if person.school_year is None else str(person.school_year)
    for name in LINKS:
        form[name].data = "" if hidden([person.id]) else str(getattr(person, name) or "")
    form.version.data = str(person.version)


def sketch(form: PersonForm) -> Sketch:
    """The form as something to compare with other records."""
    said = values(form)
    return Sketch(
        said["name"], said["known_as"], said["born_on"], said["organisation_id"], said["email"], said["phone"]
    )


def values(form: PersonForm) -> dict[str, Any]:
    """What the form says, typed as the record holds it."""
    said: dict[str, Any] = {name: form[name].data or "" for name in TEXTS}
    said |= {name: form[name].data for name in DATES}
    said |= {name: UUID(form[name].data) if form[name].data else None for name in LINKS}
    said["age_band"] = None if said["born_on"] else form.age_band.data or None
    said["school_year"] = int(form.school_year.data) if form.school_year.data else None
    return said


def said_of(form: PersonForm, person: Person) -> dict[str, Any]:
    """What the form says about a record; what its reader was not shown and did not fill in is as it was."""
    said = values(form)
    unseen = [name for name in LINKS if said[name] is None] if hidden([person.id]) else []
    return said | {name: getattr(person, name) for name in unseen}


def put(person: Person, said: dict[str, Any], today: date) -> list[str]:
    """Change the record to what was said and return the names of the fields that changed."""
    changed = [name for name in FIELDS if getattr(person, name) != said[name]]
    for name in changed:
        setattr(person, name, said[name])
    if "age_band" in changed:
        person.age_band_said_on = today if person.age_band else None
    if "school_year" in changed:
        person.school_year_from = None if person.school_year is None else school_year_starting(today)
    return changed


def new_person(person_id: UUID, said: dict[str, Any], today: date) -> Person:
    """A record made of what was said."""
    person = Person(id=person_id, name=said["name"], known_as=said["known_as"])
    put(person, said, today)
    return person


def clashes(form: PersonForm, person: Person) -> list[Clash]:
    """Every field whose typed value differs from what the record holds now."""
    said, kept_back = said_of(form, person), LINKS if hidden([person.id]) else ()
    names = _link_names(person, said)
    return [
        Clash(form[name].label.text, _words(name, getattr(person, name), names), _words(name, said[name], names))
        for name in FIELDS
        if getattr(person, name) != said[name] and name not in kept_back
    ]


def write_down(action: str, person: Person, by: UUID | None, **detail: Any) -> None:
    """Note in the audit trail what was done to a record: ids and names of fields, never what they say."""
    audit.record(action, Ref("core", "person", person.id), detail=detail, by=by)


def _link_names(person: Person, said: dict[str, Any]) -> dict[UUID | None, str]:
    organisations = names_of(Organisation, {person.organisation_id, said["organisation_id"]})
    return organisations | names_of(Place, {person.place_id, said["place_id"]})


def _words(name: str, value: Any, names: dict[UUID | None, str]) -> str:
    if value in (None, ""):
        return "nothing"
    if name == "kind":
        return KIND_TITLES.get(value, str(value))
    if name == "school_year":
        return school_year_name(value)
    if isinstance(value, UUID):
        return names.get(value, "")
    return f"{value.day} {value:%B %Y}" if isinstance(value, date) else str(value)
