"""Participation in governance: a programme of termly meetings in which groups and partners work on big decisions."""

from core.api import Plugin
from plugins.participation_in_governance import hooks, models
from plugins.participation_in_governance.content import ProgrammeContent
from plugins.participation_in_governance.links import PUBLIC_REFS, REFS
from plugins.participation_in_governance.schools.targets import COUNT
from plugins.participation_in_governance.settings import ProgrammeSettings
from plugins.participation_in_governance.views import blueprint
from plugins.participation_in_governance.visibility import PERMISSIONS

plugin = Plugin(
    name="participation_in_governance",
    title="Programme of termly meetings",
    description="Groups and partners work on a theme each term: planned in one step, one agenda for all ages.",
    package=__package__,
    path="programme",
    hooks=hooks,
    blueprint=blueprint,
    settings=ProgrammeSettings,
    content=ProgrammeContent,
    permissions=PERMISSIONS,
    refs=REFS,
    public_refs=PUBLIC_REFS,
    requires=("groups", "meetings", "influence", "standards", "evidence"),
    tables=tuple(getattr(models, name) for name in models.__all__),
    jobs=(COUNT,),
    dpia="What is written about meetings, things made and events, which could tell who a child is; numbers about few.",
)
