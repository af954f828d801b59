"""Demonstration accounts: one for every role in every council, and two that stand outside any one council.

The same council always gets the same names and passwords. They are written to HEARD_DATA/demo-accounts.json,
and a production deployment refuses a database that holds any of them (guard.py).
"""

import json
import random
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID, uuid5

from core.access.roles import COUNCIL_ROLES
from core.authority.schema import Region
from core.db import db, utcnow
from core.demo import names
from core.demo.people import NAMESPACE
from core.users.models import Membership, MembershipRole, PlatformGrant, User
from core.users.passwords import hash_password

FILE = "demo-accounts.json"
HOME_REGION = "east-midlands"  # the region whose lead is shown, where a deployment has it
KINDS = {
    "young_person": "young_person",
    "parent_carer": "parent_carer",
    "decision_maker": "partner",
}  # every other role is held by a worker


@dataclass(frozen=True)
class Account:
    """One way to sign in; `authority` is None for someone outside any one council."""

    authority: str | None
    role: str
    username: str
    password: str
    name: str
    region: str | None = None

    @property
    def seed(self) -> str:
        """What its ids are made from."""
        return f"{self.authority or 'platform'}/account/{self.role}"

    @property
    def user_id(self) -> UUID:
        """The id of its user, the same at every loading."""
        return uuid5(NAMESPACE, self.seed)


def of_council(slug: str, people: dict[str, str]) -> list[Account]:
    """An account for each role held in a council; `people` maps a role to the name of who has it."""
    return [_account(slug, role, people[role]) for role in COUNCIL_ROLES]


def of_platform(regions: Iterable[Region]) -> list[Account]:
    """A regional lead, where there is a region, and an operator."""
    slugs = [region.slug for region in regions]
    home = HOME_REGION if HOME_REGION in slugs else next(iter(slugs), None)
    chosen = [("regional_lead", home)] if home else []
    wanted = [*chosen, ("operator", None)]
    return [_account(None, role, names.name(random.Random(role)), region) for role, region in wanted]


def write(accounts: Iterable[Account], data: Path) -> Path:
    """Write the list for whoever tries the demonstration; returns the file."""
    file = data / FILE
    listed = [asdict(each) for each in accounts]
    for each in listed:
        if each["region"] is None:
            del each["region"]
    file.write_text(json.dumps(listed, indent=2) + "\n", encoding="utf-8")
    return file


def open_council_account(account: Account, authority_id: UUID, person_id: UUID) -> bool:
    """Make the user and its membership in the open scope; False when it is there already."""
    if db.session.get(User, account.user_id) is not None:
        return False
    now = utcnow()
    db.session.add(_user(account, authority_id))
    db.session.flush()
    membership_id = uuid5(NAMESPACE, f"{account.seed}/membership")
    db.session.add(
        Membership(
            id=membership_id,
            authority_id=authority_id,
            user_id=account.user_id,
            person_id=person_id,
            name=account.name,
            accepted_at=now,
            held=[MembershipRole(role=account.role)],
        )
    )
    db.session.flush()
    return True


def open_platform_account(account: Account) -> bool:
    """Make the user and its grant in the open platform scope; False when it is there already."""
    if db.session.get(User, account.user_id) is not None:
        return False
    db.session.add(_user(account, None))
    db.session.flush()
    db.session.add(PlatformGrant(user_id=account.user_id, role=account.role, region=account.region))
    return True


def _account(slug: str | None, role: str, name: str, region: str | None = None) -> Account:
    seed = f"{slug or 'platform'} {role}"
    return Account(slug, role, role.replace("_", "-"), names.password(seed), name, region)


def _user(account: Account, home: UUID | None) -> User:
    return User(
        id=account.user_id,
        home_authority_id=home,
        username=account.username,
        email=f"{account.username}@{account.authority or 'heard'}.example",
        name=account.name,
        password_hash=hash_password(account.password),
        password_changed_at=utcnow(),
        demo=True,
    )
