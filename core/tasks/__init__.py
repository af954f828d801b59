"""Tasks: what somebody with a right has to look at, made by timed work and by events."""

from core.tasks.making import count_for, done, make, open_for
from core.tasks.models import Task

__all__ = ["Task", "count_for", "done", "make", "open_for"]
