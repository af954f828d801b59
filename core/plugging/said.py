"""What somebody said, handed from the space where it was said to the plugins that listen, in the same transaction.

The space keeps the words. A listener that fails loses nothing but its own writing: it is logged by kind of error, the
page goes on, and `replay` tells it everything again. Call inside the council's scope; the caller commits.
"""

import logging

from sqlalchemy.orm import SessionTransaction

from core.authority.resolve import Authority
from core.db import current_authority_id, db
from core.hooks.dispatcher import Dispatcher
from core.hooks.values import Ref, Said
from core.safeguarding.screening import screened
from core.web.house import house

log = logging.getLogger("heard.said")
HOOK = "something_said"


def said(words: Said) -> None:
    """Tell the listeners that the council has switched on; the same `source` again corrects what was told.

    What was said is looked through for signs of harm before anybody is told (core/safeguarding/screening.py).
    """
    authority = _here()
    screened(words.words, words.source, person_id=words.by, at=words.where)
    house().hooks.call(HOOK, authority, source=words.source, said=words)


def unsaid(source: Ref) -> None:
    """Tell every installed listener that it was taken back: one that is switched off may still hold the words."""
    authority = _here()
    for plugin in house().plugins:
        house().hooks.call_one(plugin.name, HOOK, authority, source=source, said=None)


def replay(hooks: Dispatcher, authority: Authority, listener: str) -> int:
    """Tell one listener all that the switched-on spaces hold; gives how many it kept. Raises HookFailed for a space."""
    if not hooks.answers_to(listener, HOOK):
        return 0
    held = hooks.call("said_so_far", authority)
    left = [one for one in held if hooks.call_one(listener, HOOK, authority, source=one.source, said=one).skipped]
    if left:
        log.error("plugin %s could not keep %d of %d things that were said", listener, len(left), len(held))
    return len(held) - len(left)


def apart() -> SessionTransaction:
    """A savepoint for one listener, so that its failing leaves the space's own writing alone."""
    return db.session.begin_nested()


def _here() -> Authority:
    """The council whose scope is open. What the space has written goes first: its own fault is not the listener's."""
    db.session.flush()
    authority = house().authorities.by_id(current_authority_id())
    if authority is None:
        raise LookupError("the open scope is that of a council that no file names any more")
    return authority
