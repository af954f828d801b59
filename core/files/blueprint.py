"""The blueprint of photos and files, `files.<view>`; its routes stand in the modules beside this one."""

from flask import Blueprint

blueprint = Blueprint("files", __name__, url_prefix="/<authority>/files")
