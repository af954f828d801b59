"""`heard authority new`: a council's folder from the example, or from parts of councils that are here already."""

from collections.abc import Iterable
from os.path import commonprefix
from pathlib import Path
from typing import NoReturn

import click

from core.authority.faults import AuthorityFaults
from core.authority.load import load_all
from core.authority.profiles.asking import NothingOfThatName, wished
from core.authority.profiles.folder import Judges, Made, faults_of, make, taken_reason, writable, write
from core.authority.profiles.profile import UnknownProfile, profiles_in
from core.authority.start import FolderRefused, new_council, short_from, stand_in_code
from core.cli.context import deployment
from core.consent import CORE_PURPOSES
from core.plugging.registry import Plugins

NATIONS = ("england", "wales", "scotland", "northern_ireland")
STAND_INS = "contacts, look, safeguarding (contacts, leads, duty, lado) and strategy are stand-ins: they reach nobody."
FROM = "PROFILE, or PROFILE:part,plugin,plugin.list. May be said several times; a named part wins."
SHOWN = 90  # letters of a text that are enough to know it by


@click.command("new")
@click.argument("slug")
@click.option("--name", required=True, help="The council's full name.")
@click.option("--short", default="", help="As people say it; otherwise made from the slug.")
@click.option("--code", default="", help="Its code of the Office for National Statistics; otherwise a stand-in.")
@click.option("--nation", type=click.Choice(NATIONS), default="england", help="With --from: ages and duties differ.")
@click.option("--from", "taken", multiple=True, help=FROM)
def new(slug: str, name: str, short: str, code: str, nation: str, taken: tuple[str, ...]) -> None:
    """Start a council's folder; it passes the check and waits to be filled in.

    Without --from it begins as the commented example. With it, it begins as other councils do:

    heard authority new SLUG --name NAME --from one-council --from another:participation_champions,requests
    """
    here = deployment()
    try:
        if not taken:
            file = new_council(here.authorities[0], slug, name, short_name=short, code=code)
            click.echo(f"Written: {file}. Put the council's own facts there, then: heard authority check")
            return
        facts = {"slug": slug, "name": name, "short_name": short or short_from(slug)}
        facts |= {"ons_code": code or stand_in_code(slug), "jurisdiction": nation}
        _from_profiles(facts, taken, here.authorities)
    except (FolderRefused, UnknownProfile, NothingOfThatName) as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _from_profiles(facts: dict[str, str], taken: tuple[str, ...], folders: tuple[Path, ...]) -> None:
    plugins = Plugins.installed()
    target = writable(folders) or _refuse("None of the folders in HEARD_AUTHORITIES can be written to.")
    profiles = profiles_in(folders)
    _free(facts, folders, plugins)
    made = make(wished(facts, taken, profiles, plugins.requires), profiles)
    if faults := faults_of(made, judges_of(plugins)):
        _refuse("\n".join(map(str, faults)))
    folder = write(made, target)
    _tell(made, folder)


def judges_of(plugins: Plugins) -> Judges:
    """What this deployment judges a council's folder by."""
    asked = (*CORE_PURPOSES, *(one for plugin in plugins for one in plugin.purposes))
    return Judges(plugins.models, plugins.requires, plugins.processing, frozenset(one.name for one in asked))


def _free(facts: dict[str, str], folders: tuple[Path, ...], plugins: Plugins) -> None:
    try:
        loaded = load_all(folders, plugins.models, plugins.requires, plugins.processing)
    except AuthorityFaults as problem:
        _refuse(f"Another council's file has a fault; put it right first.\n{problem}")
    if reason := taken_reason(facts["slug"], facts["ons_code"], loaded.authorities, folders):
        _refuse(reason)


def _refuse(reason: str) -> NoReturn:
    raise click.ClickException(f"{reason}\nNothing was written.")


def _tell(made: Made, folder: Path) -> None:
    slug = made.wish.slug
    click.echo(f"Written: {folder}")
    _list("These texts named another council and were put in other words. Read them:", _said_anew(made))
    _list("These name another council's places or partners. Change them where they are wrong:", _local(made))
    click.echo(f"{STAND_INS} Put the council's own there.")
    click.echo(f"Then: heard authority check, heard authority apply {slug}, and start Heard again.")


def _said_anew(made: Made) -> list[str]:
    return [f"{one.where}: {_around(one.text, one.proposal)}" for one in made.named if one.certain]


def _local(made: Made) -> list[str]:
    return [f'{one.where}: "{_short(one.text)}"' for one in made.named if not one.certain]


def _list(title: str, lines: Iterable[str]) -> None:
    listed = list(lines)
    for line in [title, *(f"  {line}" for line in listed)] if listed else ():
        click.echo(line)


def _around(old: str, new: str) -> str:
    """Both texts from a little before the place where they part."""
    start = max(0, len(commonprefix([old, new])) - SHOWN // 3)
    return f'"{_short(old[start:])}" -> "{_short(new[start:])}"'


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= SHOWN else said[:SHOWN] + "..."
