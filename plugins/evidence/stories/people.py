"""The people in a story: under another name, their own only where they want it, and out again when they say so."""

from typing import Final
from uuid import UUID

from core.api import Person, db, local_today, offers, required_authority
from plugins.evidence.here import note
from plugins.evidence.models import Story, StoryPerson
from plugins.evidence.quotes.shown import real_names
from plugins.evidence.stories.forms import PersonForm

OWN_NAME: Final = (
    "That is their own name. Give them another one for this story, or say below that they want to be named."
)
TAKEN_OUT: Final = "Somebody was taken out of it"
TWICE: Final = "Somebody in this story is called so already. Give them another name."


def of_story(story_id: UUID) -> list[StoryPerson]:
    """Whom the story tells of."""
    query = db.select(StoryPerson).where(StoryPerson.story_id == story_id).order_by(StoryPerson.name, StoryPerson.id)
    return list(db.session.scalars(query))


def add(story: Story, form: PersonForm) -> bool:
    """Put somebody into the story as the form says; False, with the reason at the field, where that cannot be."""
    name, person_id = form.name.data, form.person
    if any(row.name.casefold() == name.casefold() for row in of_story(story.id)):
        form.name.errors = [*form.name.errors, TWICE]
        return False
    if person_id is not None and not form.is_named.data and real_names(own_names([person_id])[person_id], name):
        form.name.errors = [*form.name.errors, OWN_NAME]
        return False
    row = StoryPerson(story_id=story.id, name=name, person_id=person_id, is_named=form.is_named.data)
    row.agreed_how = "" if person_id else form.agreed_how.data or ""
    db.session.add(row)
    db.session.flush()
    note("story_person_added", row, named=row.is_named)
    return True


def withdraw(row: StoryPerson) -> None:
    """They took their agreement back: the story is not shown from the next request on; flushes."""
    row.withdrawn_on = row.withdrawn_on or local_today()
    db.session.flush()
    offers.ask_again(required_authority(), "consent")


def take_out(story: Story, row: StoryPerson) -> None:
    """Somebody is not in the story any more; it is public again only once somebody has looked at it anew; flushes."""
    if story.published_at is not None:
        story.published_at, story.unpublished_why = None, TAKEN_OUT
    db.session.delete(row)
    db.session.flush()
    offers.ask_again(required_authority(), "consent")


def own_names(person_ids: list[UUID]) -> dict[UUID, str]:
    """What these people are called, every name of theirs in one line."""
    query = db.select(Person.id, Person.name, Person.known_as).where(Person.id.in_(person_ids))
    rows = db.session.execute(query) if person_ids else ()
    return {row.id: f"{row.name} {row.known_as or ''}".strip() for row in rows}
