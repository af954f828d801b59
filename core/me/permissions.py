"""Who has a page of their own: everybody who holds a role in the council."""

from core.access.permissions import Permission
from core.access.roles import COUNCIL_ROLES

ME_PERMISSIONS = (Permission("me.open", "Open the page about oneself", COUNCIL_ROLES),)
