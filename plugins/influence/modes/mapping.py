"""Carrying what was said in one model over to another: what is proposed, and why; pure.

A mapping is somebody's judgement with its reason, never a rule: nothing is carried over before somebody accepts it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from plugins.influence.modes.library import DeclaredMode


class Worded(Protocol):
    """A model as it is worded now."""

    @property
    def key(self) -> str:
        """Its key."""

    @property
    def modes(self) -> Sequence[DeclaredMode]:
        """Its modes."""


class Proposal(NamedTuple):
    """`mode` of `model` follows from `from_mode` of `from_model`, because of `why`; keys all."""

    model: str
    mode: str
    from_model: str
    from_mode: str
    why: str


def proposals(models: Sequence[Worded], stated: Mapping[str, str]) -> list[Proposal]:
    """What could be carried over to those of `models` of which nothing is stated; `stated` is mode by model.

    A mapping to a mode that the other model does not have any more is left out.
    """
    there = {model.key: {mode.key for mode in model.modes} for model in models if model.key not in stated}
    return [one for one in _meant(models, stated) if one.mode in there.get(one.model, ())]


def _meant(models: Sequence[Worded], stated: Mapping[str, str]) -> Iterator[Proposal]:
    for model in models:
        for mode in model.modes:
            if stated.get(model.key) == mode.key:
                for means in mode.means:
                    yield Proposal(means.model, means.mode, model.key, mode.key, means.why)
