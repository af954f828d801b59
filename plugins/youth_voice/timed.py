"""The timed work and the kinds of messages of all rooms, as the manifest declares them."""

from core.api import Job, Notice
from plugins.youth_voice.reports import opening
from plugins.youth_voice.seats import counting

JOBS: tuple[Job, ...] = (*opening.JOBS, *counting.JOBS)
NOTICES: tuple[Notice, ...] = opening.NOTICES
