"""The blueprint of the access pages, `admin.access.<view>`; its routes stand in the modules beside this one."""

from flask import Blueprint

blueprint = Blueprint("access", __name__, url_prefix="/access")
