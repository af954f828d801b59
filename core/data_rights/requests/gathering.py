"""The search for a request of access: everything about one person, from core and every installed plugin, to a file.

Runs as a job. What is found is written to the request's folder, names of other people in it noted; nothing is left
out yet. What could put somebody in danger is added only once a safeguarding lead has said so.
"""

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from core.authority.resolve import Authority
from core.data_rights import grave
from core.data_rights.export import Part, gather
from core.data_rights.requests import folders
from core.data_rights.requests.handling import StepRefused, check, last, take
from core.data_rights.requests.models import RightsRequest
from core.data_rights.requests.redaction import Found, Others, Row, row_key
from core.data_rights.subject import Subject, subject_of
from core.db import db
from core.files import of_person
from core.jobs.job import Job
from core.people.models import Person
from core.web.house import house

FILES: Final = "The photos and files themselves"
SEEN_TOO: Final = "somebody else who can be seen"


def gather_job(authority: Authority, payload: dict[str, Any]) -> None:
    """Search for the request named in the payload; one that has moved on meanwhile is left as it is."""
    asked = db.session.get(RightsRequest, UUID(payload["request_id"]))
    if asked is not None and asked.person_id is not None:
        try:
            search(authority, asked, None)
        except StepRefused:
            return


GATHER = Job("rights.gather", gather_job, title="Search for everything that is held about somebody who asked")


def search(authority: Authority, asked: RightsRequest, by: UUID | None) -> int:
    """Find everything, write it down and take the step; returns how many rows. Raises StepRefused or HookFailed."""
    check(authority, asked, "gathered", by)
    subject = subject_of(str(asked.person_id))
    here = house()
    parts = gather(authority, subject, here.hooks, list(here.plugins))
    if _lead_released(asked):
        parts += grave.parts(subject, asked.id)
    place = folders.folder(authority.id, asked.id, make=True)
    found = [*_looked_through(parts, others_than(subject)), *_files(subject, place / "files")]
    write(found, place / folders.FOUND)
    rows = sum(len(part.rows) for part in found)
    take(asked, "gathered", by, detail={"parts": len(found), "rows": rows})
    return rows


def write(found: Iterable[Found], file: Path) -> None:
    """Write what was found, whole or not at all, for this process's user alone."""
    unfinished = file.with_suffix(".part")
    unfinished.touch(mode=0o600)
    with unfinished.open("w", encoding="utf-8") as out:
        json.dump([_plain(part) for part in found], out, ensure_ascii=False, default=str)
    unfinished.replace(file)


def read(authority_id: UUID, request_id: UUID) -> list[Found]:
    """What was found; an empty list where nothing was searched for yet, or the file has been deleted."""
    file = folders.folder(authority_id, request_id) / folders.FOUND
    if not file.is_file():
        return []
    return [_found(part) for part in json.loads(file.read_text(encoding="utf-8"))]


def others_than(subject: Subject) -> Others:
    """The names of everybody else of this council."""
    rows = db.session.execute(select(Person.name, Person.known_as).where(Person.id.not_in(subject.person_ids)))
    return Others(name for row in rows for name in row if name)


def _lead_released(asked: RightsRequest) -> bool:
    said = last(asked.steps, "grave_released", "grave_kept")
    return said is not None and said.step == "grave_released"


def _looked_through(parts: Iterable[Part], others: Others) -> Iterator[Found]:
    for part in parts:
        rows = (json.loads(json.dumps(dict(row), default=str)) for row in part.part.rows)
        yield Found(part.owner, part.part.name, tuple(_row(part, fields, others) for fields in rows))


def _files(subject: Subject, place: Path) -> list[Found]:
    """Copies of the photos and scans that the person is on; where somebody else can be seen too, that is marked."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=0o700)
    rows = []
    for one in (each for person_id in subject.person_ids for each in of_person(person_id)):
        if one.place is None:
            continue
        fields = {"file": f"{one.file.id}{one.place.suffix}", "description": one.file.caption}
        shutil.copyfile(one.place, place / fields["file"])
        names = {"file": (SEEN_TOO,)} if one.third_parties else {}
        rows.append(Row(row_key("core", FILES, fields), fields, names))
    return [Found("core", FILES, tuple(rows))] if rows else []


def _row(part: Part, fields: dict[str, Any], others: Others) -> Row:
    names = {name: others.found_in(value) for name, value in fields.items()}
    key = row_key(part.owner, part.part.name, fields)
    return Row(key, fields, {name: found for name, found in names.items() if found})


def _plain(part: Found) -> dict[str, Any]:
    return {"owner": part.owner, "name": part.name, "rows": [vars(row) for row in part.rows]}


def _found(part: dict[str, Any]) -> Found:
    rows = (Row(row["key"], row["fields"], {k: tuple(v) for k, v in row["names"].items()}) for row in part["rows"])
    return Found(part["owner"], part["name"], tuple(rows))
