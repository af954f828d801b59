"""Which model young people rate an activity in, while they can, and when what they said is shown.

Nobody can watch one answer come in: they answer for two weeks after the day, and only then is anything shown. Where the
council asks "did we listen?" after meetings, the four Lundy questions are asked there and not a second time.
"""

from collections.abc import Sequence

from core.api import Authority, Link, Ref
from plugins.influence.heard import pulse
from plugins.influence.here import chosen, council
from plugins.influence.modes import rating
from plugins.influence.modes.comparing import Heard, most_of
from plugins.influence.modes.reading import ModelRead
from plugins.influence.vocabulary import PULSE

FACES = {1: "no", 2: "partly", 3: "yes", 4: "yes"}
"""An average face as an answer to a question of a model."""


def rated_in(models: Sequence[ModelRead], authority: Authority | None = None) -> ModelRead | None:
    """The council's first model of which young people are not asked already; outside a request, of `authority`."""
    return next((model for model in models if not by_pulse(model, authority)), None)


def by_pulse(model: ModelRead, authority: Authority | None = None) -> bool:
    """Whether its questions are those that young people answer after meetings anyway."""
    return model.asks and chosen(authority).pulse and {mode.key for mode in model.modes} <= PULSE.keys()


def is_open(link: Link) -> bool:
    """Whether young people can say how it was now; of what has no day they always can."""
    return link.on is None or pulse.is_open(link)


def is_shown(link: Link) -> bool:
    """Whether what they said may be shown, if enough did."""
    return link.on is None or pulse.is_settled(link)


def heard(ref: Ref, link: Link, model: ModelRead) -> dict[str, Heard]:
    """What most young people said: part ("" for a whole model) -> the answer; nothing before it may be shown."""
    if not is_shown(link):
        return {}
    if by_pulse(model):
        found = pulse.results(ref, council().file.disclosure.inside)
        return {one.name: Heard(FACES[one.face], None) for one in found if one.face is not None}
    return {part: most_of(counts) for part, counts in rating.counts(ref, model).items()}
