"""The fixed words of the plugin: who speaks, how far something is."""

from typing import Final

from core.api import gettext_noop

Words = dict[str, str]

VOICES: Final[Words] = {
    "child": gettext_noop("A child"),
    "young_person": gettext_noop("A young person"),
    "parent_carer": gettext_noop("A parent or carer"),
    "worker": gettext_noop("A worker"),
    "decision_maker": gettext_noop("Somebody who decides"),
    "partner": gettext_noop("Somebody from a partner organisation"),
}
"""By role only (NC14)."""

YOUNG: Final = frozenset({"child", "young_person"})
STATES: Final[Words] = {"draft": "Being written", "signed": "Signed off", "public": "Public"}
TONES: Final[Words] = {"draft": "neutral", "signed": "warn", "public": "good"}
