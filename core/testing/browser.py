"""A real browser for tests: Chromium without a window, watched for everything that a visitor would not see.

    with chromium() as browser, watched(browser, site) as page:
        page.goto(f"{site}/ashdown/")

`watched` fails at its end when the page logged an error, threw one, broke the content security policy, was
answered with a server error or asked another machine for anything.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Request, Response, expect, sync_playwright

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
PATIENCE = 30_000  # milliseconds until a step counts as failed; other tests share the machine
MISSING = "The browser tests need Chromium: sudo apt-get install chromium (or name one: CHROMIUM=/path/to/chromium)"


class BrowserMissing(AssertionError):
    """There is no Chromium on this machine."""


def find_chromium() -> str:
    """Path of the browser; raises BrowserMissing, which says what to install."""
    for name in (os.environ.get("CHROMIUM"), "/usr/bin/chromium", "chromium", "google-chrome"):
        if name and (found := shutil.which(name)):
            return found
    raise BrowserMissing(MISSING)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser, and stop it at the end."""
    path = find_chromium()
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


class Watch:
    """Collects what goes wrong in a context behind the visitor's back."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.site = site
        self.faults: list[str] = []
        self.expected: set[int] = set()
        self.allowed: re.Pattern[str] | None = None
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)

    def expect_status(self, status: int) -> None:
        """Let answers with this status (such as 404) pass, console line included."""
        self.expected.add(status)

    def allow(self, addresses: re.Pattern[str]) -> None:
        """Let the page ask for these addresses of other machines; a test answers them itself."""
        self.allowed = addresses

    def settle(self) -> None:
        """Raise AssertionError with everything that went wrong, and forget it."""
        found, self.faults = self.faults, []
        assert not found, "\n- ".join(["the browser saw:", *found])

    def _console(self, message: Any) -> None:
        known = any(f"status of {status} " in message.text for status in self.expected)
        if message.type in {"error", "warning"} and not known:
            self.faults.append(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        known = self.allowed is not None and self.allowed.match(request.url)
        if not known and not request.url.startswith((f"{self.site}/", "data:")):
            self.faults.append(f"asked another machine: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.faults.append(f"{response.status} {response.url}")


@contextmanager
def watched(browser: Browser, site: str, **options: Any) -> Iterator[tuple[Page, Watch]]:
    """Open a new visitor's page at `site`; `options` are those of a Playwright context."""
    context = browser.new_context(**{"base_url": site, "locale": "en-GB", **options})
    context.set_default_timeout(PATIENCE)
    watch = Watch(context, site)
    try:
        yield context.new_page(), watch
        watch.settle()
    finally:
        context.close()


def picture(page: Page, file: Path) -> None:
    """Write a picture of what the window shows."""
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file, animations="disabled")
