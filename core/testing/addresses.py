"""Tests make an application each, with the same addresses: what werkzeug compiles for one is kept for the next.

What it compiles depends on nothing but the rule itself (core/web/routing.py leaves it until an address is asked for).
"""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


def keep_compiled() -> None:
    """Let rules that read alike share what was compiled for the first of them, in this process."""
    made: dict[tuple[Any, ...], Builder] = {}
    compile_anew: Callable[[Rule, bool], Builder] = Rule._compile_builder

    def compile_once(rule: Rule, append_unknown: bool = True) -> Builder:
        key = (rule.rule, append_unknown, repr(rule.defaults), tuple(rule._trace))
        if key not in made:
            made[key] = compile_anew(rule, append_unknown)
        return made[key]

    Rule._compile_builder = compile_once  # type: ignore[method-assign,assignment]
