"""The pages of requests put together: each module adds its routes to one of two blueprints."""

from core.data_rights.requests import (
    asking_views,
    desk_views,
    erasing_views,
    identity_views,
    looking_views,
    mine_views,
    redaction_views,
)
from core.data_rights.requests.blueprints import desk, mine

MODULES = (
    asking_views,
    mine_views,
    desk_views,
    identity_views,
    redaction_views,
    looking_views,
    erasing_views,
)
blueprints = (mine, desk)
