"""One visitor of the site in a browser window of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from core.testing.browser import Watch, watched
from tests.browser.site import Site


@dataclass(frozen=True)
class Visitor:
    """Somebody at the site: their window, and what the browser noticed."""

    page: Page
    watch: Watch
    site: Site

    def go(self, path: str) -> None:
        """Open a page of the site by its address."""
        self.page.goto(f"{self.site.url}{path}")

    def follow(self, name: str) -> None:
        """Choose the link of this name."""
        self.page.get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()

    def press(self, name: str) -> None:
        """Press the button of this name."""
        self.page.get_by_role("button", name=name).first.click()
        self.page.wait_for_load_state()

    def fill(self, **fields: str) -> None:
        """Type into fields by the words beside them (underscores for spaces)."""
        for label, words in fields.items():
            self.page.get_by_label(label.replace("_", " ")).fill(words)

    def fits(self) -> None:
        """Nothing is wider than the window."""
        expect(self.main).to_be_visible()  # a page that is just coming has no size yet
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.path} is {wide} pixels wider than the window"

    @property
    def path(self) -> str:
        """Where the visitor is, without the site's own name."""
        return self.page.url.removeprefix(self.site.url)

    @property
    def main(self) -> Locator:
        """What the page is about."""
        return self.page.get_by_role("main")

    def sign_in(self, role: str, council: str | None = None) -> None:
        """Sign in through the page, as this role of the demonstration."""
        account = self.site.account(role, council)
        self.go(f"/{council}/sign-in" if council else "/sign-in")
        self.page.locator("#username").fill(account["username"])
        self.page.locator("#password").fill(account["password"])
        self.page.get_by_role("main").get_by_role("button", name="Sign in").click()
        assert "/sign-in" not in self.path, f"{role} of {council} could not sign in"


@contextmanager
def visiting(browser: Browser, site: Site, **options: Any) -> Iterator[Visitor]:
    """Open a window at the site; `options` are those of a Playwright context."""
    with watched(browser, site.url, **options) as (page, watch):
        yield Visitor(page, watch, site)
