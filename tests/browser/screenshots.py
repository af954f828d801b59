"""`make screenshots`: takes the pictures of the README again, from the demonstration, into docs/screenshots."""

import tempfile
from pathlib import Path

from core.demo.people import person_id
from core.testing.browser import chromium
from tests.browser.site import demo_world, served
from tests.browser.visitor import Visitor, visiting

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
SOMEBODY = person_id("wolverhampton", "young_person")
FIRST_OF_A_LIST = {"phone-meeting"}  # the page is behind the list's first line
SHOTS: tuple[tuple[str, str, str | None, str | None], ...] = (
    ("front", "/", None, None),
    ("council", "/lincolnshire/", None, None),
    ("groups", "/wolverhampton/groups/", None, None),
    ("planner", "/wolverhampton/meetings/manage/planner", "worker", "wolverhampton"),
    ("plugins", "/lancashire/admin/plugins", "local_admin", "lancashire"),
    ("agreements", f"/wolverhampton/people/{SOMEBODY}/agreements", "worker", "wolverhampton"),
    ("data-protection", "/nottinghamshire/admin/data-protection/", "data_protection_officer", "nottinghamshire"),
    ("phone-home", "/nottingham/home", "young_person", "nottingham"),
    ("phone-me", "/nottingham/me/agreements/", "young_person", "nottingham"),
    ("phone-group", "/wolverhampton/groups/children-in-care-council", None, None),
    ("phone-help", "/lincolnshire/help", None, None),
    ("phone-meeting", "/nottingham/meetings/", "young_person", "nottingham"),
    ("phone-worker", "/nottingham/home", "worker", "nottingham"),
    ("phone-councillor", "/nottingham/home", "decision_maker", "nottingham"),
)


def main() -> None:
    """Take every picture."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        world = demo_world(Path(folder) / "world")
        with served(world, Path(folder) / "data") as site:
            for name, path, role, council in SHOTS:
                with visiting(browser, site, viewport=PHONE if name.startswith("phone") else WIDE) as visitor:
                    take(visitor, name, path, role, council)


def take(visitor: Visitor, name: str, path: str, role: str | None, council: str | None) -> None:
    """One picture, of what fits in a window."""
    if role:
        visitor.sign_in(role, council)
    visitor.go(path)
    if name in FIRST_OF_A_LIST:
        visitor.main.locator(".date-list a").first.click()
    visitor.page.wait_for_load_state("networkidle")
    visitor.page.screenshot(path=PICTURES / f"{name}.png")
    print(f"docs/screenshots/{name}.png")


if __name__ == "__main__":
    main()
