"""Who may see photos and files, add them, and say who is on them; a person on a photo sees it without any of these."""

from core.access.permissions import Permission
from core.people.permissions import STAFF

FILE_PERMISSIONS = (
    Permission("files.view", "See photos and files, and who is on them", STAFF),
    Permission("files.add", "Add photos and files, and note where a photo is used", STAFF),
    Permission("files.tag", "Say who is on a photo, describe it, and delete it", STAFF),
    Permission("files.retain", "Keep a withdrawn photo for another, recorded reason", ("safeguarding_lead",)),
)
