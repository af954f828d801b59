"""A new council that an operator has begun and left half-way, so that the demonstration shows how it goes on."""

from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from core.authority.models import CouncilDraft
from core.authority.profiles.profile import profiles_in
from core.db import db
from core.users.models import User
from core.web.house import house

NAME = "Fernwick Borough Council"
ABOUT = {"name": NAME, "short_name": "Fernwick", "slug": "fernwick", "ons_code": "E99555555", "jurisdiction": "england"}


def plant(username: str) -> bool:
    """Begin it for the operator of this user name, in the open platform scope; False when it is there already."""
    draft_id = uuid5(NAMESPACE_URL, "demonstration/council-draft")
    operator = db.select(User.id).where(User.username == username, User.home_authority_id.is_(None))
    user_id: UUID | None = db.session.scalar(operator)
    if user_id is None or db.session.get(CouncilDraft, draft_id) is not None:
        return False
    db.session.add(CouncilDraft(id=draft_id, user_id=user_id, name=NAME, answers=_answers()))
    return True


def _answers() -> dict[str, Any]:
    """Who it is, what it begins with, and that its words and lists begin as another council's did."""
    profiles = profiles_in(house().deployment.authorities)
    slug, donor = next(iter(profiles.items()))
    plugins = [plugin.name for plugin in house().plugins if not plugin.requires]
    lists = {f"list_{name}.{kind}": [slug] for name in plugins for kind in donor.lists_of(name)}
    return {"name": ABOUT, "plugins": {"plugins": plugins}, "profiles": {"part_words": slug, **lists}}
