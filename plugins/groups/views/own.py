"""My groups: the groups that the reader belongs to, for the reader alone."""

from werkzeug.wrappers import Response

from core.api import db, page, signed_in
from plugins.groups import facts
from plugins.groups.here import reader
from plugins.groups.models import Group
from plugins.groups.views.blueprint import blueprint
from plugins.groups.visibility import MY_GROUPS


@blueprint.get("/mine")
@signed_in("everyone may see the groups they belong to")
def mine() -> Response:
    """The reader's own groups, with when they meet."""
    query = db.select(Group).where(MY_GROUPS.criteria(reader())).order_by(Group.name)
    everything = db.session.scalars(query).all()
    groups = [(group, facts.meets_words(group)) for group in everything if group.status != "ended"]
    past = [group for group in everything if group.status == "ended"]
    return page("groups/mine.html", groups=groups, past=past)
