"""Switches Picnics on for one of two councils, through the screen, and prints what each answers."""

import sys
from pathlib import Path

from core.app import create_app
from core.config import Deployment
from core.plugging import migrations
from core.plugging.registry import Plugins
from core.testing.apps import apply_councils, sign_in, sqlite_in
from core.testing.browsing import PageClient
from core.testing.councils import SLUGS, write_councils

folder = Path(sys.argv[1])
councils = write_councils(folder / "councils", ())
for slug in SLUGS:
    with (councils / slug / "authority.toml").open("a") as file:
        file.write('\n[plugins.picnics]\noffer = "optional"\n')

here: Deployment = sqlite_in(folder).model_copy(update={"authorities": (councils,)})
migrations.upgrade(here, Plugins.installed())
app = create_app(here)
app.test_client_class = PageClient
apply_councils(app)


def browser(role: str, slug: str) -> PageClient:
    """Somebody of that role and council."""
    made = app.test_client()
    assert isinstance(made, PageClient)
    sign_in(made, role, slug, name=f"{role} {slug}")
    return made


worker, neighbour = browser("worker", SLUGS[0]), browser("worker", SLUGS[1])
print("before", worker.get("/ashdown/picnics/").status_code, neighbour.get("/brackwell/picnics/").status_code)
browser("local_admin", SLUGS[0]).submit("/ashdown/admin/plugins/picnics/on", action="picnics")
print("after", worker.get("/ashdown/picnics/").status_code, neighbour.get("/brackwell/picnics/").status_code)
print("menu", "Picnics" in worker.get("/ashdown/").text, "Picnics" in neighbour.get("/brackwell/").text)
print("neutral", neighbour.get("/brackwell/picnics/").data == neighbour.get("/brackwell/mistyped").data)
