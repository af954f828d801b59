"""The blueprint of agreements, `agreements.<view>`; its routes stand in the modules beside this one."""

from flask import Blueprint

blueprint = Blueprint("agreements", __name__, url_prefix="/<authority>")
