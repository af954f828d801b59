"""The pages of safeguarding put together: each module adds its routes to one of the two blueprints."""

from core.safeguarding.alarms import duty_views
from core.safeguarding.allegations import moving_views
from core.safeguarding.allegations import views as allegation_views
from core.safeguarding.blueprint import desk, telling
from core.safeguarding.conflicts import views as conflicts_views
from core.safeguarding.desk import views as desk_views
from core.safeguarding.raising import views as raising_views
from core.safeguarding.record import seals_views
from core.safeguarding.referrals import transfer_views
from core.safeguarding.referrals import views as referral_views
from core.safeguarding.release import emergency_views, looks_views, override_views, releases_views
from core.safeguarding.telling import advocate_views, help_views
from core.safeguarding.telling import again_views as telling_again_views
from core.safeguarding.telling import views as telling_views

MODULES = (
    telling_views,
    telling_again_views,
    advocate_views,
    desk_views,
    duty_views,
    conflicts_views,
    moving_views,
    allegation_views,
    referral_views,
    transfer_views,
    releases_views,
    looks_views,
    override_views,
    seals_views,
    raising_views,
)
blueprints = (help_views.blueprint, telling, desk, emergency_views.blueprint)
