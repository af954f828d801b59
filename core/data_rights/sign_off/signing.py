"""Signing an assessment for the council, and taking the signature back: what was waiting is on, or waits again.

Nothing is deleted when a signature is taken back: the part is hidden, as if it were switched off.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.audit import record
from core.authority import effective
from core.authority.models import touch
from core.authority.resolve import Authority
from core.authority.signed import SignOff, newest
from core.data_rights.register.catalogue import fingerprint
from core.db import db
from core.hooks.dispatcher import Dispatcher
from core.hooks.values import Ref
from core.plugging.manifest import Plugin
from core.plugging.said import replay

State = Literal["none needed", "waiting", "look again", "signed"]


@dataclass(frozen=True)
class Standing:
    """How it stands with one plugin's assessment; `why` says why somebody should look again."""

    plugin: Plugin
    state: State
    signed: SignOff | None
    why: str = ""


def standings(plugins: Iterable[Plugin], today: date) -> list[Standing]:
    """Every plugin with the signature that holds; call inside the council's scope."""
    rows = newest()
    return [standing(plugin, rows.get(plugin.name), today) for plugin in plugins]


def standing(plugin: Plugin, row: SignOff | None, today: date) -> Standing:
    """How it stands with one plugin: a changed catalogue or a passed review day is a warning and no stop."""
    if not plugin.dpia:
        return Standing(plugin, "none needed", row)
    if row is None or not row.stands:
        return Standing(plugin, "waiting", row)
    if row.fingerprint != fingerprint(plugin):
        return Standing(plugin, "look again", row, "What it holds about people has changed since it was signed.")
    if row.review_on is not None and row.review_on <= today:
        return Standing(plugin, "look again", row, "The day on which somebody was to look again has come.")
    return Standing(plugin, "signed", row)


def sign(authority: Authority, hooks: Dispatcher, row: SignOff) -> tuple[str, ...]:
    """Keep a signature or its withdrawal, audited; returns the names of plugins that are on now and were not.

    They are told so, as if they had just been switched on. The caller commits.
    """
    before = effective.switched_on(authority)
    _keep(authority, row)
    new = tuple(sorted(effective.switched_on(authority) - before))
    for name in new:
        hooks.call_one(name, "switched_on", authority)
    for name in new:
        replay(hooks, authority, name)
    return new


def sign_all(authority: Authority, plugins: Iterable[Plugin], signer: str, conditions: str) -> None:
    """Sign whatever waits, telling nobody: for made-up councils of demonstrations and tests. The caller commits."""
    rows = newest()
    for plugin in plugins:
        if plugin.dpia and plugin.name not in rows:
            signature = SignOff(
                plugin=plugin.name,
                stands=True,
                fingerprint=fingerprint(plugin),
                signer=signer,
                conditions=conditions,
            )
            _keep(authority, signature)


def _keep(authority: Authority, row: SignOff) -> None:
    db.session.add(row)
    db.session.flush()
    action = "plugin.signed_off" if row.stands else "plugin.sign_off_withdrawn"
    detail = {"plugin": row.plugin, "catalogue": row.fingerprint[:12]}
    record(action, Ref(row.plugin, "sign_off", row.id), detail=detail, by=row.by_user_id)
    touch(authority.id)
