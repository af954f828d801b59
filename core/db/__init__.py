"""The database and the walls between councils: declare tables, open a scope, use `db.session`.

A council's rows are reached inside `authority_scope(authority_id)` only. See docs/tenancy.md for the five walls.
"""

from core.db import making
from core.db.base import Base, not_personal, personal
from core.db.bulk import bulk_insert
from core.db.criteria import prepared
from core.db.engine import empty_log, learn
from core.db.extension import db, init_db
from core.db.keys import (
    AuthorityScoped,
    scoped_collection,
    scoped_fk,
    scoped_index,
    scoped_relationship,
    scoped_unique,
)
from core.db.rls import grant_platform, protect, unprotect
from core.db.scope import (
    CrossAuthority,
    NoScope,
    Scope,
    ScopeError,
    StatementRefused,
    authority_scope,
    current_authority_id,
    current_scope,
    in_authority_scope,
    platform_scope,
)
from core.db.session import begin_write
from core.db.types import UTCDateTime, utcnow

__all__ = [
    "AuthorityScoped",
    "Base",
    "CrossAuthority",
    "NoScope",
    "Scope",
    "ScopeError",
    "StatementRefused",
    "UTCDateTime",
    "authority_scope",
    "begin_write",
    "bulk_insert",
    "current_authority_id",
    "current_scope",
    "db",
    "empty_log",
    "grant_platform",
    "in_authority_scope",
    "init_db",
    "learn",
    "making",
    "not_personal",
    "personal",
    "platform_scope",
    "prepared",
    "protect",
    "scoped_collection",
    "scoped_fk",
    "scoped_index",
    "scoped_relationship",
    "scoped_unique",
    "unprotect",
    "utcnow",
]
