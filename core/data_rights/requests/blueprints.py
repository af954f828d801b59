"""Three ways to the same requests: one's own, the desk of the data protection officer, and the second look."""

from flask import Blueprint

mine = Blueprint("asking", __name__, url_prefix="/<authority>")
desk = Blueprint("desk", __name__, url_prefix="/<authority>/admin/data-protection")
