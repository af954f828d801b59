"""Why a phrase is on a list, in the words in which a lead reads it."""

from typing import Final

THEMES: Final = {
    "harm": "Somebody may be hurting them",
    "self_harm": "Self-harm or suicide",
    "sexual": "Sexual harm or exploitation",
    "missing": "Running away or missing",
    "neglect": "Hungry, not looked after, or no home",
    "radicalisation": "Drawn into extremism",
    "forced_marriage": "Forced marriage, honour-based abuse or FGM",
    "violence": "Violence or weapons",
    "bullying": "Bullying, also online",
    "adult": "How an adult who works with children behaves",
    "secret": "Told to keep it secret, or afraid to tell",
}
