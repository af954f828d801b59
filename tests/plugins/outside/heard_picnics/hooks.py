"""Where picnics show up elsewhere, and what they answer for about people."""

from uuid import UUID

from flask import url_for

from core.api import Authority, Erased, ExportPart, NavItem, db, hookimpl
from heard_picnics.models import Picnic


@hookimpl
def nav_items(authority: Authority) -> list[NavItem]:
    """One entry for those who may see the picnics."""
    return [NavItem("Picnics", url_for("picnics.picnics"), permission="picnics.view")]


@hookimpl
def person_export(authority: Authority, person_id: UUID) -> list[ExportPart]:
    """Picnics to which the person brings the blanket."""
    days = db.session.scalars(db.select(Picnic.on).where(Picnic.blanket_person_id == person_id)).all()
    return [ExportPart("Picnics", [{"on": day.isoformat()} for day in days])] if days else []


@hookimpl
def person_erase(authority: Authority, person_id: UUID, apply: bool) -> list[Erased]:
    """The picnic stays, the name goes."""
    mine = db.session.scalars(db.select(Picnic).where(Picnic.blanket_person_id == person_id)).all()
    for picnic in mine if apply else ():
        picnic.blanket_person_id = None
    return [Erased("their name on picnics", len(mine))] if mine else []
