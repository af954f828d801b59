"""What core's rooms bring to a running copy: their rights, pages, timed work, ways in the menu, lines on the home page.

A new room is entered here, in the tuple of what it brings; core/app.py builds the application from them.
"""

from core.access.permissions import CORE_PERMISSIONS
from core.admin import many_read
from core.admin.access.waiting import requests_waiting
from core.admin.blueprint import blueprint as admin
from core.admin.jobs_platform_page import blueprint as jobs
from core.admin.new_council import upkeep as drafts_upkeep
from core.admin.new_council.views import blueprint as new_council
from core.consent import birthdays, ledger
from core.consent.checking_views import answers_waiting
from core.consent.competence_views import blueprint as competence
from core.consent.permissions import CONSENT_PERMISSIONS
from core.consent.relationship_views import blueprint as relationships
from core.consent.views import blueprint as agreements
from core.data_rights.keeping import blueprint as keeping
from core.data_rights.keeping_permissions import KEEPING_PERMISSIONS
from core.data_rights.privacy.views import blueprint as privacy
from core.data_rights.requests import upkeep as rights_upkeep
from core.data_rights.requests.listing import home_lines as rights_waiting
from core.data_rights.requests.permissions import RIGHTS_PERMISSIONS
from core.data_rights.requests.views import blueprints as rights_pages
from core.data_rights.retention.job import RETENTION_JOB
from core.data_rights.sign_off.waiting import sign_offs_waiting
from core.files.permissions import FILE_PERMISSIONS
from core.files.settling import answer_changed as photos_settle
from core.files.timed import FILE_JOBS
from core.files.views import blueprint as files
from core.hooks.values import NavItem
from core.jobs import upkeep as jobs_upkeep
from core.me.asked import home_lines as agreements_waiting
from core.me.permissions import ME_PERMISSIONS
from core.me.views import blueprint as me
from core.notify import listening
from core.notify.timed import NOTIFY_JOBS
from core.notify.views import blueprint as messages
from core.people.permissions import PEOPLE_PERMISSIONS
from core.people.views import blueprint as people
from core.releases.members import RELEASE_PERMISSIONS
from core.releases.timed import RELEASE_JOBS
from core.safeguarding.alarms.timed import ALARM_JOBS
from core.safeguarding.desk.home import home_lines as concerns_waiting
from core.safeguarding.indicators import SAFEGUARDING_INDICATORS
from core.safeguarding.permissions import SAFEGUARDING_PERMISSIONS
from core.safeguarding.practice.timed import PRACTICE_JOBS
from core.safeguarding.practice.views import blueprint as practice
from core.safeguarding.record.seals import SEAL_JOBS
from core.safeguarding.release.banner import home_lines as releases_waiting
from core.safeguarding.telling.draining import SPOOL_JOBS
from core.safeguarding.views import blueprints as safeguarding_pages
from core.tasks.views import TASK_PERMISSIONS
from core.tasks.views import blueprint as tasks
from core.tasks.views import home_items as tasks_waiting
from core.users import upkeep as users_upkeep
from core.users.views import blueprint as users
from core.web.front import blueprint as front
from core.web.strategy import blueprint as strategy
from core.words import gettext_noop

RIGHTS = (
    *CORE_PERMISSIONS,
    *PEOPLE_PERMISSIONS,
    *TASK_PERMISSIONS,
    *CONSENT_PERMISSIONS,
    *ME_PERMISSIONS,
    *FILE_PERMISSIONS,
    *KEEPING_PERMISSIONS,
    *RIGHTS_PERMISSIONS,
    *SAFEGUARDING_PERMISSIONS,
    *RELEASE_PERMISSIONS,
)
CONSENT_LISTENERS: tuple[ledger.Listener, ...] = (  # core's rooms that act on agreements
    photos_settle,
    listening.hold_back,
)
CORE_INDICATORS = SAFEGUARDING_INDICATORS
CORE_JOBS = (
    *birthdays.JOBS,
    *many_read.JOBS,
    *jobs_upkeep.JOBS,
    *users_upkeep.JOBS,
    *drafts_upkeep.JOBS,
    *FILE_JOBS,
    *rights_upkeep.JOBS,
    RETENTION_JOB,
    *RELEASE_JOBS,
    *NOTIFY_JOBS,
    *ALARM_JOBS,
    *SPOOL_JOBS,
    *SEAL_JOBS,
    *PRACTICE_JOBS,
)
CORE_PAGES = (
    front,
    strategy,
    users,
    people,
    agreements,
    relationships,
    competence,
    tasks,
    files,
    keeping,
    privacy,
    me,
    messages,
    *safeguarding_pages,
    practice,
    *rights_pages,
    admin,
    jobs,
    new_council,
)
FIND_PEOPLE = "Find or add somebody; see what they belong to."
PHOTOS = "Who is on each picture, and what it may be used for now."
AGREEMENTS = "Answers to check, forms for many people, entering what came back."
SAFEGUARDING = "What somebody said is wrong, what was done about it, and what waits to be read."
TASKS = "What waits for somebody with your rights: birthdays, agreements that end, people who differ."
GIVEN = "What the safeguarding leads gave you to work on."
ME = gettext_noop("What is about you, who sees it, and what you can change.")
MANAGE = "What your role looks after for the whole council."
CORE_NAV = (
    NavItem(gettext_noop("People"), "people/", permission="people.view", order=30, about=FIND_PEOPLE),
    NavItem(gettext_noop("Me"), "me/", permission="me.open", order=80, about=ME),
    NavItem(gettext_noop("Manage"), "admin/", permission="admin.open", order=90, about=MANAGE),
    NavItem("Agreements", "agreements/", permission="consent.view", order=33, about=AGREEMENTS),
    NavItem("How many have agreed", "agreements/counts", "consent.count", 45, place="home"),
    NavItem("Safeguarding", "safeguarding/", permission="safeguarding.lead", order=10, about=SAFEGUARDING),
    NavItem("Tasks", "tasks/", permission="tasks.view", order=35, about=TASKS),
    NavItem("Photos and files", "files/", permission="files.view", order=40, about=PHOTOS),
    NavItem("Safeguarding", "safeguarding/mine", permission="safeguarding.mine", order=25, about=GIVEN),
    NavItem("Safeguarding", "safeguarding/", "safeguarding.lead", 5, place="home", start_for=("safeguarding_lead",)),
    NavItem("Find a person", "people/", permission="people.view", order=20, place="home"),
    NavItem("People with a sign-in", "admin/access/", "admin.access", 30, place="home", start_for=("local_admin",)),
    NavItem("Requests for a safeguarding lead", "admin/access/requests", "access.approve", order=30, place="home"),
    NavItem("Somebody asked about their data", "admin/data-protection/enter", "rights.enter", 60, place="home"),
    NavItem("Audit trail", "admin/audit", "admin.audit", 40, place="home", start_for=("data_protection_officer",)),
)
HOME_LINES = (
    concerns_waiting,
    agreements_waiting,
    requests_waiting,
    answers_waiting,
    tasks_waiting,
    rights_waiting,
    sign_offs_waiting,
    releases_waiting,
)
