"""Who notes what was learned; examples themselves are stories of evidence, with its own rights."""

from core.api import Permission

PERMISSIONS = (
    Permission(
        "practice_examples.share",
        "See how far examples are, and note which team was told of one",
        ("worker", "practitioner"),
    ),
)
