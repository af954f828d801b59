"""Finds the council that a request or command is about: its file as read at start, its id in the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from core.authority.load import Loaded, LoadedAuthority
from core.authority.mark import mark_svg
from core.authority.models import AuthorityRow
from core.authority.requirements import Requirements
from core.authority.schema import AuthorityFile, Region
from core.authority.wording import WordingText
from core.db import db, platform_scope

NOBODY = UUID(int=0)  # stands for the id of a council while the database that knows it is away


@dataclass(frozen=True)
class Authority:
    """One council: what it is called, what its file says, where its folder lies. Equal by id."""

    id: UUID
    slug: str = field(compare=False)
    name: str = field(compare=False)
    file: AuthorityFile = field(compare=False, repr=False)
    folder: Path = field(compare=False, repr=False)
    mark: str = field(default="", compare=False, repr=False)
    wordings: Mapping[str, WordingText] = field(default_factory=dict, compare=False, repr=False)
    assessed: Mapping[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)
    """For each plugin the names of those that must be signed off here before it is on."""
    requirements: Requirements | None = field(default=None, compare=False, repr=False)
    """What the council's strategy asks, where its folder says so."""
    kept: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """What effective.py worked out for one version of this council's settings; dies with the process."""


class Authorities:
    """The councils of this deployment, each found by its slug once its row is in the database."""

    def __init__(self, loaded: Loaded, assessed: Mapping[str, frozenset[str]] | None = None) -> None:
        self._assessed = assessed or {}
        self._loaded = {council.slug: council for council in loaded.authorities}
        self._found: dict[str, Authority] = {}
        self.regions: Mapping[str, Region] = {region.slug: region for region in loaded.regions}

    def find(self, slug: str) -> Authority | None:
        """Return the council of this slug; None if no file names it or its file was never applied."""
        if slug in self._found:
            return self._found[slug]
        council = self._loaded.get(slug)
        authority_id = _id_of(council) if council else None
        if council is None or authority_id is None:
            return None
        return self._found.setdefault(slug, _authority(council, authority_id, self._assessed))

    def by_file(self, slug: str) -> Authority | None:
        """Return the council of this slug, now or formerly, by its file alone, for pages that work without a database.

        Its id is NOBODY unless it was found before; no scope can be opened with that.
        """
        known = {name: council for council in self._loaded.values() for name in (*council.file.old_slugs, council.slug)}
        council = known.get(slug)
        if council is None:
            return None
        return self._found.get(council.slug) or _authority(council, NOBODY, self._assessed)

    def by_id(self, authority_id: UUID) -> Authority | None:
        """Return the council of this id; None if no file names it any more."""
        known = next((one for one in self._found.values() if one.id == authority_id), None)
        return known or next((one for one in self.all() if one.id == authority_id), None)

    def by_old_slug(self, slug: str) -> Authority | None:
        """Return the council that was once reached by this slug, before it was renamed or reorganised."""
        present = self._old_slugs.get(slug)
        return self.find(present) if present else None

    def all(self) -> list[Authority]:
        """Every council whose file has been applied, in the order of their short names."""
        found = (self.find(slug) for slug in self._loaded)
        return [authority for authority in found if authority is not None]

    def all_files(self) -> tuple[LoadedAuthority, ...]:
        """Every council's folder as read at start, whether applied or not; asks no database."""
        return tuple(self._loaded.values())

    @cached_property
    def _old_slugs(self) -> dict[str, str]:
        old = {name: council.slug for council in self._loaded.values() for name in council.file.old_slugs}
        codes = {council.file.ons_code: council.slug for council in self._loaded.values()}
        with platform_scope(reason="councils' former slugs"):
            rows = db.session.execute(db.select(AuthorityRow.ons_code, AuthorityRow.old_slugs)).all()
        return {name: codes[code] for code, names in rows if code in codes for name in names or ()} | old


def _id_of(council: LoadedAuthority) -> UUID | None:
    """The id of the council's row, found by its code first because its slug may have changed."""
    with platform_scope(reason="find a council by its code or slug"):
        by_code = db.select(AuthorityRow.id).where(AuthorityRow.ons_code == council.file.ons_code)
        by_slug = db.select(AuthorityRow.id).where(AuthorityRow.slug == council.slug)
        found: UUID | None = db.session.scalar(by_code) or db.session.scalar(by_slug)
        return found


def _authority(council: LoadedAuthority, authority_id: UUID, assessed: Mapping[str, frozenset[str]]) -> Authority:
    return Authority(
        id=authority_id,
        slug=council.slug,
        name=council.file.name,
        file=council.file,
        folder=council.folder,
        assessed=assessed,
        mark=council.mark.read_text(encoding="utf-8") if council.mark else mark_svg(council.file.look),
        wordings=council.wordings,
        requirements=council.requirements,
    )
