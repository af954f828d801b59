"""Templates of a made-up council's file, of which each council takes other parts.

A template is TOML in blocks with an empty line between. Of the blocks that begin with the same line
`# one of: NAME` a council takes one, chosen by its slug; all others are taken as they stand. `$name`, `$slug` and
the other words of a template are filled in afterwards.
"""

import random
from collections import defaultdict
from collections.abc import Mapping
from string import Template

MARK = "# one of: "


def chosen(template: str, seed: str, words: Mapping[str, object]) -> str:
    """The part of a template that the council of this seed takes, with its words filled in.

    Raises KeyError for a word of the template that is not among `words`.
    """
    blocks = [block.strip("\n") for block in template.split("\n\n")]
    choices = defaultdict[str, list[str]](list)
    for block in blocks:
        if block.startswith(MARK):
            choices[_mark(block)].append(block)
    taken = {name: random.Random(f"{seed} {name}").choice(offered) for name, offered in choices.items()}
    kept = [block for block in blocks if not block.startswith(MARK) or taken[_mark(block)] is block]
    return Template("\n\n".join(_unmarked(block) for block in kept)).substitute(words) + "\n"


def _mark(block: str) -> str:
    return block.partition("\n")[0].removeprefix(MARK)


def _unmarked(block: str) -> str:
    return block.partition("\n")[2] if block.startswith(MARK) else block
