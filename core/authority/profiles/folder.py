"""A new council's folder: made from a wish, judged as any other, written whole or not at all, packed to take away."""

import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tomli_w
from pydantic import ValidationError

from core.authority.faults import AuthorityFaults, Fault
from core.authority.load import FILE, LoadedAuthority, PluginModels, load_all
from core.authority.mark import mark_svg
from core.authority.needs import Requires
from core.authority.profiles.compose import compose, wordings_of
from core.authority.profiles.naming import Named, names_in, replaced, still_named, unnumbered
from core.authority.profiles.profile import Profile, chosen
from core.authority.profiles.wish import Wish
from core.authority.schema import slug_reason
from core.authority.sections import Look
from core.authority.start import FolderRefused
from core.authority.wording import FOLDER, unknown_purposes

HEAD = """\
# {name}.
# Made from starting profiles: `profiles` says which part was taken from whom. Change anything, and put beside each
# local choice one line: the reason, and where your own strategy says so. Then: heard authority check
"""
MARK = "static/mark.svg"


@dataclass(frozen=True)
class Judges:
    """What a council's folder is judged by on this deployment: its plugins, and every purpose that they have."""

    models: PluginModels
    requires: Requires
    processing: Collection[str]
    purposes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Made:
    """A council that is not written yet. `named` are texts with a donor's name, before anything was replaced."""

    wish: Wish
    file: Mapping[str, Any]
    wordings: Mapping[str, str]
    named: tuple[Named, ...] = ()
    left: tuple[Named, ...] = field(default=())
    """Texts that name a donor still."""

    @property
    def toml(self) -> str:
        """authority.toml as it will stand in the folder."""
        return HEAD.format(name=self.wish.name) + "\n" + tomli_w.dumps(self.file)

    @property
    def files(self) -> dict[str, str]:
        """Everything but the lettermark: path inside the folder, text."""
        return {FILE: self.toml, **{f"{FOLDER}/{name}": text for name, text in self.wordings.items()}}


def make(wish: Wish, profiles: Mapping[str, Profile], *, propose: bool = True) -> Made:
    """Put the council together. With `propose` a text that names a donor and was not said anew is put right by rule."""
    donors = [chosen(profiles, slug) for slug in wish.profiles]
    numbers = frozenset().union(*(donor.numbers for donor in donors))
    file: Any = unnumbered(compose(wish, profiles), numbers)
    wordings = wordings_of(wish, profiles)
    named = names_in(file, wordings, wish, donors)
    new = {one.text: one.proposal for one in named if one.certain} if propose else {}
    new |= wish.replacing
    said = {name: "\n\n".join(new.get(part, part) for part in text.split("\n\n")) for name, text in wordings.items()}
    file = replaced(file, new)
    left = [one for one in names_in(file, said, wish, donors) if one.certain and still_named(one.text, wish, donors)]
    return Made(wish, file, said, tuple(named), tuple(left))


def faults_of(made: Made, judges: Judges) -> list[Fault]:
    """Everything that is wrong with it, with the file and the key, as `heard authority check` says it."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room) / made.wish.slug
        if reason := slug_reason(made.wish.slug):
            return [Fault(FILE, "slug", reason)]
        _put(made, folder)
        try:
            [read] = load_all([Path(room)], judges.models, judges.requires, judges.processing).authorities
        except AuthorityFaults as problem:
            return [Fault(_inside(one.file, folder), one.key, one.reason) for one in problem.faults]
        lost = unknown_purposes(folder, read.wordings, judges.purposes) if judges.purposes else []
        return [Fault(_inside(one.file, folder), one.key, one.reason) for one in lost]


def write(made: Made, councils: Path) -> Path:
    """Write the folder into `councils` and return it; raises FolderRefused. Nobody ever sees half a folder."""
    folder, unfinished = councils / made.wish.slug, councils / f".{made.wish.slug}.unfinished"
    if folder.exists():
        raise FolderRefused(f"{folder} is there already. Nothing was written.")
    if made.left:
        raise FolderRefused(f'"{made.left[0].text}" still names another council. Nothing was written.')
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        _put(made, unfinished)
        unfinished.rename(folder)
    except OSError as problem:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise FolderRefused(f"{folder} cannot be written: {problem.strerror}. Nothing was written.") from problem
    return folder


def zipped(made: Made) -> bytes:
    """The folder as a zip file, for a deployment whose folders are looked after elsewhere."""
    with tempfile.TemporaryDirectory() as room, io.BytesIO() as packed:
        folder = Path(room) / made.wish.slug
        _put(made, folder)
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(one for one in folder.rglob("*") if one.is_file()):
                archive.write(file, file.relative_to(room))
        return packed.getvalue()


def writable(councils: Iterable[Path]) -> Path | None:
    """The first of the deployment's folders of councils that may be written to."""
    return next((path for path in councils if path.is_dir() and os.access(path, os.W_OK | os.X_OK)), None)


def taken_reason(slug: str, code: str, councils: Iterable[LoadedAuthority], folders: Iterable[Path]) -> str:
    """Why no new council may have this slug or this code, "" where it may."""
    for council in councils:
        if slug in (council.slug, *council.file.old_slugs):
            return f'"{slug}" is, or once was, the address of {council.file.name}. Choose another.'
        if code == council.file.ons_code:
            return f"{code} is the code of {council.file.name}. Look up the new council's own."
    there = next((path / slug for path in folders if (path / slug).exists()), None)
    return f"There is a folder {there} already. Choose another slug, or take that folder away first." if there else ""


def _put(made: Made, folder: Path) -> None:
    for name, text in made.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    try:
        mark = mark_svg(Look.model_validate(made.file["look"]))
    except ValidationError:
        return  # whoever judges tells of it; before that there is no mark
    (folder / MARK).parent.mkdir(exist_ok=True)
    (folder / MARK).write_text(mark, encoding="utf-8")


def _inside(file: str, folder: Path) -> str:
    return Path(file).relative_to(folder).as_posix() if Path(file).is_relative_to(folder) else FILE
