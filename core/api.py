"""Everything that a plugin may use of Heard, and the only core module that a plugin imports.

What stands here is kept stable: a change that breaks a plugin raises API_VERSION and is named in the
changelog. `access_rules` and `forms` are whole vocabularies: conditions on rows, and the fields that a form
can have. `making` is what migrations make tables with.
"""

from core import (
    consent,
    files,
    indicators,
    jobs,
    notify,
    offers,
    releases,
    safeguarding,
    search,
    signing,
    tasks,
    working_days,
)
from core.access import rules as access_rules
from core.access.actor import ANONYMOUS, Actor
from core.access.permissions import Permission
from core.access.stamps import public, requires, signed_in
from core.audit import hold, record
from core.authority.effective import kept, settings
from core.authority.plan import Change
from core.authority.resolve import Authority
from core.clock import ZONE, NoSuchTime, local_moment, local_today
from core.consent import NotAgreed, Purpose
from core.data_rights.retention.periods import period
from core.db import (
    AuthorityScoped,
    Base,
    UTCDateTime,
    begin_write,
    bulk_insert,
    db,
    making,
    not_personal,
    personal,
    prepared,
    protect,
    scoped_collection,
    scoped_fk,
    scoped_index,
    scoped_relationship,
    scoped_unique,
    utcnow,
)
from core.disclosure import here as disclosure
from core.hooks.hookspecs import hookimpl
from core.hooks.values import (
    CalendarItem,
    DemoMade,
    DemoWorld,
    Erased,
    ExportPart,
    HandedOn,
    HomeItem,
    HomePanel,
    Link,
    NavItem,
    Panel,
    ReadyIssue,
    Ref,
    ReportFigure,
    ReportLine,
    ReportPart,
    RetentionDue,
    Said,
    Viewer,
)
from core.indicators import Contribution, Indicator, Quarter
from core.indicators import Part as IndicatorPart
from core.jobs import Every, Job
from core.notify import Notice
from core.people import sightings, spreadsheets
from core.people.models import Organisation, Person, Place, Term
from core.people.rules import age_on, age_range_on, school_year_on
from core.plugging.drawing import FILE_ONLY
from core.plugging.manifest import API_VERSION, Kept, Plugin, Processing
from core.plugging.reporting import reported
from core.plugging.said import said, unsaid
from core.users import codes, tokens, tries
from core.users.directory import holders_of, may_still_come_in
from core.web import forms, panels, papers, regions
from core.web.bands import banded
from core.web.cache import public_page, touch, unchanging
from core.web.forms import Form, create_once
from core.web.languages import as_written, clock, day, gettext, lazy_gettext, ngettext
from core.web.preferences import bands, reading
from core.web.refs import resolve, shown_to_everybody
from core.web.render import fragment, page
from core.web.request import current_actor, current_authority, required_authority
from core.words import gettext_noop

__all__ = [
    "ANONYMOUS", "API_VERSION", "Actor", "Authority", "AuthorityScoped", "Base", "CalendarItem", "Change",
    "Contribution", "DemoMade", "DemoWorld", "Erased", "Every", "ExportPart", "FILE_ONLY", "Form", "HandedOn",
    "HomeItem", "HomePanel", "Indicator", "IndicatorPart", "Job", "Kept", "Link", "NavItem", "NoSuchTime", "NotAgreed",
    "Notice", "Organisation", "Panel", "Permission", "Person", "Place", "Plugin", "Processing", "Purpose", "Quarter",
    "ReadyIssue", "Ref", "ReportFigure", "ReportLine", "ReportPart", "RetentionDue", "Said", "Term", "UTCDateTime",
    "Viewer", "ZONE",
    "access_rules", "age_on", "age_range_on", "as_written", "banded", "bands", "begin_write", "bulk_insert", "clock",
    "codes", "consent", "create_once", "current_actor", "current_authority", "day", "db", "disclosure", "files",
    "forms", "fragment", "gettext", "gettext_noop", "hold", "holders_of", "hookimpl", "indicators", "jobs", "kept",
    "lazy_gettext", "local_moment", "local_today", "making", "may_still_come_in", "ngettext", "not_personal", "notify",
    "offers", "page", "panels", "papers", "period", "personal", "prepared", "protect", "public", "public_page",
    "reading", "record", "regions", "releases", "reported", "required_authority", "requires", "resolve", "safeguarding",
    "said", "school_year_on", "scoped_collection", "scoped_fk", "scoped_index", "scoped_relationship", "scoped_unique",
    "search", "settings", "shown_to_everybody", "sightings", "signed_in", "signing", "spreadsheets", "tasks", "tokens",
    "touch", "tries", "unchanging", "unsaid", "utcnow", "working_days",
]  # fmt: skip
