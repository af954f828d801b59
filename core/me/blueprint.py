"""The blueprint of my page, `me.<view>`; its routes stand in the modules beside this one."""

from flask import Blueprint

blueprint = Blueprint("me", __name__, url_prefix="/<authority>/me")
