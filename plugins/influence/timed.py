"""The timed work and the kinds of messages of all rooms, as the manifest declares them."""

from core.api import Job, Notice
from plugins.influence.answers import reminding as promises
from plugins.influence.asks import reminding, sending
from plugins.influence.heard import telling
from plugins.influence.ledger import upkeep

JOBS: tuple[Job, ...] = (*reminding.JOBS, *upkeep.JOBS, *promises.JOBS)
NOTICES: tuple[Notice, ...] = (*telling.NOTICES, *sending.NOTICES, *reminding.NOTICES, *promises.NOTICES)
