"""The copy as it is given out: what was found less what is left out, with the photos and scans, in one zip file."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from core.authority.resolve import Authority
from core.data_rights import bundle
from core.data_rights.export import Part
from core.data_rights.requests import folders
from core.data_rights.requests.gathering import read
from core.data_rights.requests.models import RightsRequest, Withheld
from core.data_rights.requests.redaction import Choices, Found, redacted
from core.db import db
from core.hooks.values import ExportPart


def choices_of(asked: RightsRequest) -> Choices:
    """What is left out of this copy, and why."""
    rows = db.session.execute(
        select(Withheld.row, Withheld.field, Withheld.reason).where(Withheld.request_id == asked.id)
    )
    return {(row.row, row.field): row.reason for row in rows}


def as_given(authority: Authority, asked: RightsRequest) -> list[Found]:
    """The parts as the person will read them."""
    return list(redacted(read(authority.id, asked.id), choices_of(asked)))


def pack(authority: Authority, asked: RightsRequest) -> Path:
    """Write the zip file that was looked over; it is what is sent, whatever changes afterwards."""
    given = as_given(authority, asked)
    out = folders.folder(authority.id, asked.id, make=True) / folders.COPY
    bundle.write([_part(one) for one in given], authority.name, out, dict(_files(authority.id, asked.id, given)))
    return out


def _part(found: Found) -> Part:
    return Part(found.owner, ExportPart(found.name, [row.fields for row in found.rows]))


def _files(authority_id: UUID, request_id: UUID, given: list[Found]) -> Iterator[tuple[str, Path]]:
    """The files that what is given still names: one whose row is left out is left out too."""
    place = folders.folder(authority_id, request_id) / "files"
    named = {str(value) for part in given for row in part.rows for value in row.fields.values()}
    for file in sorted(place.iterdir()) if place.is_dir() else ():
        if file.name in named:
            yield file.name, file
