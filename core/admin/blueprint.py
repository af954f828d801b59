"""The admin pages put together, all under /<authority>/admin.

Each module holds one blueprint with its own short name; its endpoints are `admin.<name>.<view>`.
"""

from flask import Blueprint

from core.admin import (
    affected,
    audit_trail,
    effective_page,
    index,
    jobs_page,
    messages_page,
    regions_page,
    settings,
    switches,
)
from core.admin.access import views as access

blueprint = Blueprint("admin", __name__, url_prefix="/<authority>/admin")
blueprint.register_blueprint(index.blueprint)
blueprint.register_blueprint(switches.blueprint)
blueprint.register_blueprint(settings.blueprint)
blueprint.register_blueprint(effective_page.blueprint)
blueprint.register_blueprint(access.blueprint)
blueprint.register_blueprint(audit_trail.blueprint)
blueprint.register_blueprint(affected.blueprint)
blueprint.register_blueprint(jobs_page.blueprint)
blueprint.register_blueprint(messages_page.blueprint)
blueprint.register_blueprint(regions_page.blueprint)
