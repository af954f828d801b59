"""The engine that carries work out: DBOS, wrapped here and imported nowhere else.

It is told names of rounds and ids of pieces of work, nothing of councils or people. What it keeps can be made again
from our own rows at any time: on SQLite in a file of its own beside the database, on PostgreSQL in a schema of its own.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import datetime
from uuid import UUID

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, EnqueueOptions
from dbos import error as faults

from core.config import Deployment
from core.db.rls import APP_ROLE
from core.jobs.places import FILE, SCHEMA

QUEUE, ROUND, VERSION = "jobs", "heard.round", "heard"
POLLING = 0.5  # seconds
AT_ONCE = 500  # rounds that are looked at together
Do = Callable[[list[UUID]], None]


class EngineFault(Exception):
    """The engine's tables are missing or old; the message says what to run."""


def prepare(deployment: Deployment) -> None:
    """Bring the engine's own tables up to date, with the owner's login; safe to repeat."""
    if deployment.on_postgresql:
        DBOS.migrate(deployment.database_owner_url, schema=SCHEMA, application_role=APP_ROLE)
        return
    deployment.data.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(deployment.data / FILE)) as file:
        file.execute("PRAGMA journal_mode = WAL")
    DBOS.migrate(_url(deployment))


class Engine:
    """One worker's engine: `do` is called with the pieces of work of a round, in one of `at_once` threads."""

    def __init__(self, deployment: Deployment, worker: str, do: Do, at_once: int) -> None:
        self._settings = _settings(deployment, worker)
        self._do = do
        self._at_once = at_once

    def start(self) -> None:
        """Begin to take rounds from the queue; raises EngineFault."""
        DBOS(config=self._settings)
        DBOS.workflow(name=ROUND)(_round_of(self._do))
        DBOS.listen_queues([QUEUE])
        try:
            DBOS.launch()
        except faults.DBOSInitializationError as fault:
            DBOS.destroy(destroy_registry=True)
            raise EngineFault("the engine's tables are missing or old: run heard db upgrade") from fault
        DBOS.register_queue(QUEUE, worker_concurrency=self._at_once, polling_interval_sec=POLLING)

    def stop(self, patience: int) -> None:
        """Take no more rounds and wait for those that run, at most `patience` seconds."""
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=patience)

    def hand(self, name: str, pieces: Iterable[UUID]) -> None:
        """Give a round to whichever worker is free first; the same name twice is once."""
        options: EnqueueOptions = {
            "workflow_name": ROUND,
            "queue_name": QUEUE,
            "workflow_id": name,
            "app_version": VERSION,
        }
        DBOS.enqueue_workflow_with_options(options, [str(piece) for piece in pieces])

    def take_over(self, dead: Sequence[str]) -> int:
        """Put the rounds that dead workers had begun back in the queue; returns how many."""
        left = DBOS.list_workflows(
            status="PENDING", executor_id=[*dead], limit=AT_ONCE, load_input=False, load_output=False
        )
        for one in left:
            DBOS.resume_workflow(one.workflow_id, queue_name=QUEUE)
        return len(left)

    def forget(self, before: datetime) -> int:
        """Drop what the engine remembers of rounds that ended before `before`; returns how many."""
        ended = DBOS.list_workflows(
            status=["SUCCESS", "ERROR", "CANCELLED"],
            completed_before=before.isoformat(),
            limit=AT_ONCE,
            load_input=False,
            load_output=False,
        )
        DBOS.delete_workflows([one.workflow_id for one in ended])
        return len(ended)


def _round_of(do: Do) -> Callable[[list[str]], None]:
    def work(pieces: list[str]) -> None:
        do([UUID(piece) for piece in pieces])

    return work


def _settings(deployment: Deployment, worker: str) -> DBOSConfig:
    """A fixed version: the engine would otherwise leave the work of an older release alone for ever."""
    return {
        "name": "heard",
        "system_database_url": _url(deployment),
        "dbos_system_schema": SCHEMA,
        "sys_db_pool_size": 4,
        "executor_id": worker,
        "application_version": VERSION,
        "log_level": "ERROR",
        "run_migrations": False,
        "enable_otlp": False,
        "serializer": DBOSPortableJSONSerializer(),
    }


def _url(deployment: Deployment) -> str:
    return deployment.database_url if deployment.on_postgresql else f"sqlite:///{deployment.data / FILE}"
