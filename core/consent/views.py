"""The pages of agreements put together: each module adds its routes to the blueprint."""

from core.consent import (
    asking_views,
    checking_views,
    count_views,
    entering_views,
    link_views,
    person_views,
    round_views,
)
from core.consent.blueprint import blueprint

MODULES = (person_views, asking_views, link_views, checking_views, round_views, entering_views, count_views)
__all__ = ["MODULES", "blueprint"]
