"""Demonstration accounts: one for every role in every council, a second lead, and two outside any one council.

The same council always gets the same names and passwords. They are written to HEARD_DATA/demo-accounts.json,
and a production deployment refuses a database that holds any of them (guard.py).
"""

import json
import random
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

from argon2 import PasswordHasher

from core.access.roles import COUNCIL_ROLES, GUARDED_ROLE
from core.authority.schema import Region
from core.db import db
from core.demo import names
from core.users.accounts import add_member, add_platform_user
from core.users.models import User

FILE = "demo-accounts.json"
HOME_REGION = "east-midlands"  # the region whose lead is shown, where a deployment has it
# Of no strength on purpose: these passwords lie open in a file, and a big demonstration has over a thousand. The
# first signing in replaces such a hash by one of full strength, as it does with any outdated one.
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
DEPUTY = "safeguarding_deputy"
POSTS = {role: role for role in COUNCIL_ROLES} | {DEPUTY: GUARDED_ROLE}
"""Who has an account, and its role: what two leads must do together can be tried by two."""
KINDS = {
    "young_person": "young_person",
    "parent_carer": "parent_carer",
    "decision_maker": "partner",
}  # every other role is held by a worker


LEAD = "regional_lead"


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
    def post(self) -> str:
        """What the account is called: its role, or the second of it."""
        return self.username.replace("-", "_")

    @property
    def email(self) -> str:
        """An address that can never be anybody's."""
        return f"{self.username}@{self.authority or 'heard'}.example"


def of_council(slug: str, people: dict[str, str]) -> list[Account]:
    """An account for each post in a council; `people` maps a post to the name of who has it."""
    return [_account(slug, post, people[post], role=role) for post, role in POSTS.items()]


def of_platform(regions: Iterable[Region]) -> list[Account]:
    """A lead of one region, one of each other that is large enough to be compared, and an operator."""
    known = {region.slug: region for region in regions}
    home = HOME_REGION if HOME_REGION in known else next(iter(known), None)
    others = [one for one in known.values() if one.slug != home and len(one.members) >= one.least_councils]
    wanted = [(LEAD, home)] if home else []
    wanted += [(f"{LEAD}_{one.slug.replace('-', '_')}", one.slug) for one in others]
    leads = [_account(None, post, names.name(random.Random(post)), region, LEAD) for post, region in wanted]
    return [*leads, _account(None, "operator", names.name(random.Random("operator")))]


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
    """Make the sign-in and its membership in the open scope; False when it is there already."""
    if _is_open(account, authority_id):
        return False
    add_member(
        name=account.name,
        username=account.username,
        email=account.email,
        roles=[account.role],
        person_id=person_id,
        password_hash=QUICK.hash(account.password),
        demo=True,
    )
    return True


def open_platform_account(account: Account) -> bool:
    """Make the sign-in and its grant in the open platform scope; False when it is there already."""
    if _is_open(account, None):
        return False
    add_platform_user(
        name=account.name,
        username=account.username,
        email=account.email,
        role=account.role,
        region=account.region,
        password_hash=QUICK.hash(account.password),
        demo=True,
    )
    return True


def _is_open(account: Account, home: UUID | None) -> bool:
    at_home = User.home_authority_id == home if home else User.home_authority_id.is_(None)
    found = db.select(User.id).where(User.username == account.username, at_home)
    return db.session.scalar(found) is not None


def _account(slug: str | None, post: str, name: str, region: str | None = None, role: str = "") -> Account:
    seed = f"{slug or 'platform'} {post}"
    return Account(slug, role or post, post.replace("_", "-"), names.password(seed), name, region)
