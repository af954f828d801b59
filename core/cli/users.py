"""`heard user add`: the operator gives somebody access, above all a council's first safeguarding lead."""

import sys

import click

from core.access.roles import COUNCIL_ROLES, GUARDED_ROLE, PLATFORM_ROLES
from core.app import create_app
from core.cli.context import deployment
from core.db import authority_scope, db, platform_scope
from core.users import passwords
from core.users.accounts import AccessRefused, add_member, add_platform_user
from core.users.directory import has_present_lead
from core.users.links import make_link
from core.web.house import house


@click.group("user")
def user() -> None:
    """People with a sign-in."""


@user.command("add")
@click.option("--authority", "slug", help="The council, by its short name.")
@click.option("--platform", is_flag=True, help="Outside any one council: regional_lead or operator.")
@click.option("--username", required=True, help="What they type to sign in.")
@click.option("--name", required=True, help="What people call them.")
@click.option("--role", required=True, type=click.Choice([*COUNCIL_ROLES, *PLATFORM_ROLES]))
@click.option("--email", default="", help="Their e-mail, if they have one of their own.")
@click.option("--region", help="The region of a regional lead.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input; no link is made.")
def add(
    slug: str | None, platform: bool, username: str, name: str, role: str, email: str, region: str | None,
    password_stdin: bool,
) -> None:
    """Add a person with a role and print a one-time link, good for seven days."""
    if platform == bool(slug) or platform != (role in PLATFORM_ROLES):
        raise click.UsageError("give --authority and a council's role, or --platform and regional_lead or operator")
    password = _password() if password_stdin else None
    with create_app(deployment()).app_context():
        try:
            if slug:
                path = _add_here(slug, username, name, role, email, password)
            else:
                path = _add_outside(username, name, role, email, region, password)
        except AccessRefused as refused:
            raise click.ClickException(str(refused)) from refused
    click.echo(path)


def _add_here(slug: str, username: str, name: str, role: str, email: str, password: str | None) -> str:
    authority = house().authorities.find(slug)
    if authority is None:
        raise click.ClickException(f"there is no council {slug} here: see `heard authority list`")
    with authority_scope(authority.id, write=True):
        if role == GUARDED_ROLE and has_present_lead():
            raise AccessRefused(
                "this council has a safeguarding lead already: a local admin asks on screen, and that lead says yes"
            )
        membership = add_member(name=name, username=username, roles={role}, email=email, password_hash=_hash(password))
        token = None if password else make_link("invite", membership.user_id, authority.id, by=None)
        db.session.commit()
    return f"/{slug}/join/{token}" if token else f"{username} can sign in at /{slug}/sign-in"


def _add_outside(
    username: str, name: str, role: str, email: str, region: str | None, password: str | None
) -> str:
    if (role == "regional_lead") != (region in house().authorities.regions):
        raise click.ClickException("a regional lead needs --region, one that is declared; an operator has none")
    with platform_scope(reason="the operator adds somebody outside any council", write=True):
        added = add_platform_user(
            name=name, username=username, role=role, email=email, region=region, password_hash=_hash(password)
        )
        token = None if password else make_link("invite", added.id, None, by=None)
        db.session.commit()
    return f"/sign-in/join/{token}" if token else f"{username} can sign in at /sign-in"


def _hash(password: str | None) -> str | None:
    return passwords.hash_password(password) if password else None


def _password() -> str:
    """The first line of standard input; raises ClickException when it would not do for an adult."""
    password = sys.stdin.readline().rstrip("\n")
    fault = passwords.fault(password, young=False)
    if fault:
        raise click.ClickException(fault)
    return password
