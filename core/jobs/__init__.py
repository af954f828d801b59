"""Timed work: asked for inside the caller's transaction, done in its council's scope, at least once.

`Job` declares a kind of work, `enqueue` asks for a piece of it, `run_due` does in this process all that is due. The
worker that does it beside the web server stands in core.jobs.worker.
"""

from core.jobs.asking import enqueue
from core.jobs.due import run_due
from core.jobs.job import HOURLY, Every, Job
from core.jobs.table import JobFault

__all__ = ["HOURLY", "Every", "Job", "JobFault", "enqueue", "run_due"]
