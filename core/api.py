"""Everything that a plugin may use of Heard, and the only core module that a plugin imports.

What stands here is kept stable: a change that breaks a plugin raises API_VERSION and is named in the changelog.
"""

from core.access.actor import ANONYMOUS, Actor
from core.access.permissions import Permission
from core.access.stamps import public, requires, signed_in
from core.audit import record
from core.authority.effective import settings
from core.authority.models import touch
from core.authority.plan import Change
from core.authority.resolve import Authority
from core.db import (
    AuthorityScoped,
    Base,
    UTCDateTime,
    begin_write,
    bulk_insert,
    db,
    personal,
    scoped_fk,
    scoped_index,
    scoped_relationship,
    scoped_unique,
    utcnow,
)
from core.hooks.hookspecs import hookimpl
from core.hooks.values import (
    CalendarItem,
    DemoMade,
    DemoWorld,
    Erased,
    ExportPart,
    HomePanel,
    Link,
    NavItem,
    Panel,
    ReadyIssue,
    Ref,
    RetentionDue,
    Viewer,
)
from core.people.models import Organisation, Person, Place, Term
from core.people.rules import age_on
from core.plugging.drawing import FILE_ONLY
from core.plugging.manifest import API_VERSION, Plugin
from core.web.cache import public_page
from core.web.forms import Form, create_once
from core.web.render import page
from core.web.request import current_actor, current_authority

__all__ = [
    "ANONYMOUS",
    "API_VERSION",
    "Actor",
    "Authority",
    "AuthorityScoped",
    "Base",
    "CalendarItem",
    "Change",
    "DemoMade",
    "DemoWorld",
    "Erased",
    "ExportPart",
    "FILE_ONLY",
    "Form",
    "HomePanel",
    "Link",
    "NavItem",
    "Organisation",
    "Panel",
    "Permission",
    "Person",
    "Place",
    "Plugin",
    "ReadyIssue",
    "Ref",
    "RetentionDue",
    "Term",
    "UTCDateTime",
    "Viewer",
    "age_on",
    "begin_write",
    "bulk_insert",
    "create_once",
    "current_actor",
    "current_authority",
    "db",
    "hookimpl",
    "page",
    "personal",
    "public",
    "public_page",
    "record",
    "requires",
    "scoped_fk",
    "scoped_index",
    "scoped_relationship",
    "scoped_unique",
    "settings",
    "signed_in",
    "touch",
    "utcnow",
]
