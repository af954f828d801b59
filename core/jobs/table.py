"""Every kind of timed work that this deployment knows, put together at start and kept with the application."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import cast

from flask import current_app

from core.authority import effective
from core.authority.resolve import Authorities, Authority
from core.jobs.job import Job

EXTENSION = "heard_jobs"


class JobFault(Exception):
    """Two kinds of work share a name, or one is asked for that nobody declared."""


@dataclass(frozen=True)
class JobTable:
    """The kinds by name, and the councils that they work for."""

    by_name: dict[str, Job]
    authorities: Authorities

    def __getitem__(self, name: str) -> Job:
        try:
            return self.by_name[name]
        except KeyError:
            raise JobFault(f"no room and no plugin declares the job {name!r}") from None

    def __iter__(self) -> Iterator[Job]:
        return iter(self.by_name.values())

    def get(self, name: str) -> Job | None:
        """The kind of that name, unless what declared it was removed."""
        return self.by_name.get(name)


def table_of(core: Iterable[Job], plugins: Iterable[tuple[str, Iterable[Job]]], authorities: Authorities) -> JobTable:
    """Put core's kinds and the plugins' together, each with its owner; raises JobFault for a name given twice."""
    every = [*core, *(replace(job, owner=owner) for owner, jobs in plugins for job in jobs)]
    by_name = {job.name: job for job in every}
    if len(by_name) < len(every):
        twice = sorted({job.name for job in every if sum(one.name == job.name for one in every) > 1})
        raise JobFault(f"jobs declared twice: {', '.join(twice)}")
    return JobTable(by_name, authorities)


def job_table() -> JobTable:
    """The kinds of the application that is handling this request, command or job."""
    return cast(JobTable, current_app.extensions[EXTENSION])


def is_on(job: Job, authority: Authority) -> bool:
    """Say whether a job's owner is switched on at the council; core always is. Call inside its scope."""
    return job.owner == "core" or job.owner in effective.switched_on(authority)
