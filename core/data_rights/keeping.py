"""The pages of register, bases, keeping times, holds and assessments, put together under the data protection desk."""

from flask import Blueprint

from core.data_rights.register import views as register
from core.data_rights.retention import hold_views as holds
from core.data_rights.retention import views as retention
from core.data_rights.retention.case_views import keeping, keeping_one
from core.data_rights.sign_off import views as sign_off

LEADS_PAGES = (keeping, keeping_one)  # on the safeguarding desk, which they add themselves to
blueprint = Blueprint("keeping", __name__, url_prefix="/<authority>/admin/data-protection")
blueprint.register_blueprint(register.blueprint)
blueprint.register_blueprint(retention.blueprint)
blueprint.register_blueprint(holds.blueprint)
blueprint.register_blueprint(sign_off.blueprint)
