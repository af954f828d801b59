"""Reads councils' folders into frozen models and reports all faults of all files together.

A folder of councils holds one folder per council (its name is the slug) and, if wanted, _regions.toml.
Names that begin with an underscore are not councils.
"""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from core.authority.faults import AuthorityFaults, Fault, from_validation
from core.authority.needs import Requires, need_faults
from core.authority.requirements import FILE as REQUIREMENTS
from core.authority.requirements import Requirements, key_faults
from core.authority.schema import AuthorityFile, PluginSection, Region, RegionsFile, slug_reason
from core.authority.sections import Section
from core.authority.wording import WordingText, read_wordings

FILE = "authority.toml"
REGIONS = "_regions.toml"
PluginModels = Mapping[str, tuple[type[BaseModel] | None, type[BaseModel] | None]]
"""For each installed plugin: the models of its settings and of its declared content, None for none."""

Model = TypeVar("Model", bound=Section)


@dataclass(frozen=True)
class LoadedAuthority:
    """One council as its folder says it is; `templates` are the page templates that the council replaces."""

    slug: str
    folder: Path
    file: AuthorityFile
    templates: tuple[str, ...] = ()
    mark: Path | None = None
    content: Mapping[str, BaseModel] = field(default_factory=dict)
    wordings: Mapping[str, WordingText] = field(default_factory=dict)
    requirements: Requirements | None = None


@dataclass(frozen=True)
class Loaded:
    """Every council and every region of this deployment, councils in the order of their short names."""

    authorities: tuple[LoadedAuthority, ...]
    regions: tuple[Region, ...] = ()


def load_folder(
    path: Path, plugin_models: PluginModels | None = None, requires: Requires | None = None
) -> LoadedAuthority:
    """Read one council's folder; raises AuthorityFaults. Plugin sections are checked if models are given, and what
    they need of each other if `requires` is.
    """
    faults: list[Fault] = []
    loaded = _read_council(path, plugin_models, requires or {}, faults)
    if loaded is None or faults:
        raise AuthorityFaults(faults)
    return loaded


def load_all(
    paths: Iterable[Path],
    plugin_models: PluginModels | None = None,
    requires: Requires | None = None,
    purposes: Collection[str] | None = None,
) -> Loaded:
    """Read every council and region of these folders; raises AuthorityFaults with all faults of all files.

    With `purposes`, a lawful basis for a purpose that nobody has is a fault.
    """
    faults: list[Fault] = []
    councils: list[LoadedAuthority] = []
    regions: list[tuple[Path, Region]] = []
    for path in paths:
        for folder in council_folders(path, faults):
            council = _read_council(folder, plugin_models, requires or {}, faults)
            councils += [council] if council else []
        regions += [(path / REGIONS, region) for region in _read_regions(path / REGIONS, faults)]
    faults += _shared_names(councils)
    faults += _unknown_purposes(councils, purposes) if purposes is not None else []
    if not faults:
        faults += _region_faults(regions, {council.slug for council in councils})
    if faults:
        raise AuthorityFaults(faults)
    return Loaded(tuple(sorted(councils, key=lambda c: c.file.short_name)), tuple(region for _, region in regions))


def council_folders(path: Path, faults: list[Fault]) -> list[Path]:
    """The councils' folders inside `path`, by name; a folder that is not there is added to `faults`."""
    if not path.is_dir():
        faults.append(Fault(str(path), "", "there is no such folder of councils (HEARD_AUTHORITIES)"))
        return []
    return sorted(child for child in path.iterdir() if child.is_dir() and child.name[0] not in "._")


def _read_council(
    folder: Path, models: PluginModels | None, requires: Requires, faults: list[Fault]
) -> LoadedAuthority | None:
    source = folder / FILE
    if not folder.name.startswith("_") and (reason := slug_reason(folder.name)):
        faults.append(Fault(str(folder), "", reason))
    raw = _toml(source, faults)
    file = _judged(source, raw, AuthorityFile, faults) if raw is not None else None
    sections = _sections_of(raw) if raw is not None else {}
    faults += need_faults(source, _named_in(raw), sections, requires)
    content = _plugin_content(source, sections, models, faults) if models is not None else {}
    wordings = read_wordings(folder, faults)
    asked = _read_requirements(folder, raw, faults)
    if file is None:
        return None
    svg = folder / "static" / "mark.svg"
    mark = svg if svg.is_file() else None
    return LoadedAuthority(folder.name, folder, file, _templates(folder), mark, content, wordings, asked)


def _read_requirements(folder: Path, file: dict[str, Any] | None, faults: list[Fault]) -> Requirements | None:
    """What the council's strategy asks, where its folder says so; faults are added to `faults`.

    Of a `file` that could not be read, no key is missed.
    """
    source = folder / REQUIREMENTS
    raw = _toml(source, faults) if source.exists() else None
    asked = _judged(source, raw, Requirements, faults) if raw is not None else None
    faults += key_faults(source, asked, file) if asked is not None and file is not None else []
    return asked


def _toml(source: Path, faults: list[Fault]) -> dict[str, Any] | None:
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except FileNotFoundError:
        faults.append(Fault(str(source), "", "the file is missing"))
    except UnicodeDecodeError:
        faults.append(Fault(str(source), "", "the file is not UTF-8 text"))
    except tomllib.TOMLDecodeError as problem:
        faults.append(Fault(str(source), "", f"is not well-formed TOML: {problem}"))
    return None


def _judged(source: Path, raw: dict[str, Any], model: type[Model], faults: list[Fault]) -> Model | None:
    try:
        return model.model_validate(raw)
    except ValidationError as problem:
        faults += from_validation(source, problem)
        return None


def _sections_of(raw: dict[str, Any]) -> dict[str, PluginSection]:
    """The sound plugin sections of a file, which may have faults elsewhere: theirs are told at the same time."""
    sections = {}
    plugins = raw.get("plugins")
    for name, section in plugins.items() if isinstance(plugins, dict) else ():
        try:
            sections[name] = PluginSection.model_validate(section)
        except ValidationError:
            continue  # told with the file's own faults
    return sections


def _named_in(raw: dict[str, Any] | None) -> frozenset[str]:
    plugins = (raw or {}).get("plugins")
    return frozenset(plugins) if isinstance(plugins, dict) else frozenset()


def _plugin_content(
    source: Path, sections: Mapping[str, PluginSection], models: PluginModels, faults: list[Fault]
) -> dict[str, BaseModel]:
    content = {}
    for name, choice in sections.items():
        key = f"plugins.{name}"
        if name not in models:
            faults.append(Fault(str(source), key, "no plugin of this name is installed"))
            continue
        settings_model, content_model = models[name]
        _check(source, f"{key}.settings", choice.settings, settings_model, faults)
        _check_locks(source, f"{key}.lock", choice.lock, settings_model, faults)
        declared = _check(source, f"{key}.content", choice.content, content_model, faults)
        if declared is not None:
            content[name] = declared
    return content


def _check(
    source: Path, key: str, given: dict[str, Any], model: type[BaseModel] | None, faults: list[Fault]
) -> BaseModel | None:
    if model is None:
        if given:
            faults.append(Fault(str(source), key, "this plugin takes nothing here; take the section out"))
        return None
    try:
        return model.model_validate(given)
    except ValidationError as problem:
        faults += from_validation(source, problem, key)
        return None


def _check_locks(
    source: Path, key: str, locks: tuple[str, ...], model: type[BaseModel] | None, faults: list[Fault]
) -> None:
    known = model.model_fields if model else {}
    faults += [
        Fault(str(source), key, f'"{lock}" is not a setting of this plugin') for lock in locks if lock not in known
    ]


def _templates(folder: Path) -> tuple[str, ...]:
    root = folder / "templates"
    return tuple(sorted(page.relative_to(root).as_posix() for page in root.rglob("*.html")))


def _read_regions(source: Path, faults: list[Fault]) -> tuple[Region, ...]:
    if not source.exists():
        return ()
    raw = _toml(source, faults)
    read = _judged(source, raw, RegionsFile, faults) if raw is not None else None
    return read.regions if read else ()


def _shared_names(councils: list[LoadedAuthority]) -> list[Fault]:
    """Two councils may not share a slug, a code, or one's present name with another's former one."""
    faults, owners = [], dict[str, str]()
    for council in councils:
        source = str(council.folder / FILE)
        names = [("", council.slug), ("ons_code", council.file.ons_code)]
        names += [("old_slugs", old) for old in council.file.old_slugs]
        for key, name in names:
            if name in owners:
                faults.append(Fault(source, key, f'"{name}" is used by {owners[name]} already'))
            owners.setdefault(name, source)
    return faults


def _unknown_purposes(councils: list[LoadedAuthority], purposes: Collection[str]) -> list[Fault]:
    known = ", ".join(sorted(purposes))
    return [
        Fault(str(council.folder / FILE), "consent.bases", f'"{basis.purpose}" is no purpose here; one of: {known}')
        for council in councils
        for basis in council.file.consent.bases
        if basis.purpose not in purposes
    ]


def _region_faults(regions: list[tuple[Path, Region]], slugs: set[str]) -> list[Fault]:
    faults, seen = [], set[str]()
    for source, region in regions:
        key = f"regions.{region.slug}"
        if region.slug in seen:
            faults.append(Fault(str(source), key, "a region of this slug stands there twice"))
        seen.add(region.slug)
        faults += [
            Fault(str(source), f"{key}.members", f'there is no council "{member}" on this deployment')
            for member in region.members
            if member not in slugs
        ]
    return faults
