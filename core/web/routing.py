"""Routes that cost little to start with.

Werkzeug writes and compiles two functions for every route, to make its addresses with: of everything that a start does,
this was more than half. Most processes make addresses of a few routes only: a command, a job, a test.
"""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


class LaterRule(Rule):
    """A route whose two functions are made when the first address is asked for.

    Werkzeug calls `_compile_builder` once for each when a route is added. Should it do otherwise one day, this is not
    asked any more, and routes are as slow to add as they were.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        make = super()._compile_builder

        def build(rule: "LaterRule", **values: Any) -> tuple[str, str]:
            made: Builder = make(append_unknown).__get__(rule, None)  # type: ignore[attr-defined]
            setattr(rule, "_build_unknown" if append_unknown else "_build", made)
            return made(**values)

        return build
