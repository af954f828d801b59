"""Youth voice: elected and nominated groups under one name, from elections and posts to reports, votes and the year."""

from core.api import Plugin
from plugins.youth_voice import hooks, models
from plugins.youth_voice.content import YouthVoiceContent
from plugins.youth_voice.links import PUBLIC_REFS, REFS
from plugins.youth_voice.offers import OFFERS
from plugins.youth_voice.personal import KEEPS, takes_part
from plugins.youth_voice.settings import YouthVoiceSettings
from plugins.youth_voice.timed import JOBS, NOTICES
from plugins.youth_voice.views import blueprint
from plugins.youth_voice.visibility import PERMISSIONS

plugin = Plugin(
    name="youth_voice",
    title="Youth voice",
    description="All groups under one name: who elects them, posts beyond here, task groups, reports, votes, the year.",
    package=__package__,
    path="youth-voice",
    hooks=hooks,
    blueprint=blueprint,
    settings=YouthVoiceSettings,
    content=YouthVoiceContent,
    permissions=PERMISSIONS,
    refs=REFS,
    public_refs=PUBLIC_REFS,
    requires=("groups", "meetings", "influence", "evidence"),
    tables=tuple(getattr(models, name) for name in models.__all__),
    keeps=KEEPS,
    jobs=JOBS,
    notices=NOTICES,
    takes_part=takes_part,
    offers=OFFERS,
    dpia="Posts and task groups say who belongs to a group; members' own part of meetings is theirs: who reads what.",
)
