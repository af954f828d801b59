"""The privacy page of a council, for everybody: what we keep and why, for how long, your rights, whom to ask."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from core.access.stamps import public
from core.data_rights.privacy.notice import told
from core.data_rights.register.bases import BASES
from core.web.cache import public_page
from core.web.house import house
from core.web.render import page
from core.web.request import required_authority

blueprint = Blueprint("privacy", __name__, url_prefix="/<authority>/privacy")


@blueprint.get("/")
@public("everybody may know what is kept about them")
@public_page
def notice() -> ResponseReturnValue:
    """What is kept, made from the register."""
    authority = required_authority()
    contacts = authority.file.contacts
    officers = [contact for contact in contacts if contact.key == "data"] or list(contacts[:1])
    parts = told(authority, house().plugins)
    return page("data_rights/privacy.html", face="public", parts=parts, officers=officers, bases=BASES)
