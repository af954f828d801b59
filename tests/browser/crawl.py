"""Which pages there are for somebody: every link they are shown, followed once for each kind of page.

A box to search with is tried too, with a letter that finds much. What is offered depends on how things stand with a
record: so a few more records of each kind are read, without showing them, for links to pages of a new kind.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html import unescape

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map

from core.app import create_app
from core.config import Deployment
from tests.browser.site import Site
from tests.browser.visitor import Visitor

NOT_PAGES = {"static", "web.alive", "web.look", "web.looks", "web.mark", "web.ready"}
CHOICES = {"web.language", "web.reading_band"}  # these come straight back
MORE = 6  # records of one kind that are read beside the one that is looked at
LINK = re.compile(r'<a\b[^>]*\bhref="([^"]+)"')
ONE = re.compile(r"/[0-9a-f]{8}-")  # the address of one record
CALENDAR = re.compile(r"^webcal://[^/]+")
FILES = (".csv", ".ics", ".pdf")
LETTER, FOUND = "a", "#found"
KINDS_OF_PAGE = ("name", "part", "plugin")  # other arguments only say which record a page shows


@cache
def addresses(site: Site) -> Map:
    """Every address that the site knows."""
    made = Deployment.from_environ({"HEARD_ENV": "demo", "HEARD_DATA": str(site.data)})
    return create_app(made).url_map


def pages(site: Site) -> set[str]:
    """The name of every page that can be fetched."""
    rules = addresses(site).iter_rules()
    return {rule.endpoint for rule in rules if "GET" in (rule.methods or ())} - NOT_PAGES - CHOICES


@dataclass
class Crawl:
    """A walk along every link from where the visitor is; `councils` limits it to some councils' pages.

    With `each` the same kind of page is visited in every council.
    """

    visitor: Visitor
    councils: tuple[str, ...]
    each: bool = False
    waiting: list[str] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    others: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def walk(self, *first: str) -> Iterator[tuple[str, str]]:
        """Give (kind of page, address) of each page, the visitor standing on it; files are fetched and not given."""
        self.waiting = list(first)
        while self.waiting or self._read_more():
            path = self.waiting.pop(0)
            council, kind = self._kind(path)
            if kind is None:
                continue
            if (council, kind) in self.seen:
                self._set_aside(kind, path)
                continue
            self.seen.add((council, kind))
            if self._opened(path):
                self.waiting += self._links()
                yield kind, path

    def _set_aside(self, kind: str, path: str) -> None:
        """Keep the address of one more record of a kind that was looked at."""
        record = path if ONE.search(path) else path.split("?")[0]  # a list is the same list however it is sorted
        if not self.each and record not in self.others[kind] and len(self.others[kind]) <= MORE:
            self.others[kind].append(record)

    def _read_more(self) -> bool:
        """Read further records until one leads to something new; False when all are read."""
        for path in [path for records in self.others.values() for path in records if path not in self.read]:
            self.read.add(path)
            answer = self.visitor.page.request.get(f"{self.visitor.site.url}{path}")
            assert answer.status == 200, f"{path} answered {answer.status}"
            if "text/html" in answer.headers["content-type"]:
                self.waiting += self._of_here(map(unescape, LINK.findall(answer.text())))
            if self.waiting:
                return True
        return False

    @property
    def endpoints(self) -> set[str]:
        """The name of every page that was reached."""
        return {kind.split(" ")[0] for _, kind in self.seen}

    def _opened(self, path: str) -> bool:
        """Go there; False where it is a file to keep, which a window does not show."""
        address = f"{self.visitor.site.url}{path}"
        is_file = path.split("?")[0].endswith(FILES)
        answer = self.visitor.page.request.get(address) if is_file else self.visitor.page.goto(address)
        assert answer is not None and answer.status == 200, f"{path} answered {answer and answer.status}"
        return not is_file

    def _kind(self, path: str) -> tuple[str, str | None]:
        """Whose page an address leads to, where that matters, and what kind; None where it is not to be visited."""
        try:
            endpoint, given = addresses(self.visitor.site).bind("").match(path.split("?")[0])
        except HTTPException:
            raise AssertionError(f"a link leads nowhere: {path}, seen on {self.visitor.path}") from None
        council = given.get("authority")
        if endpoint in NOT_PAGES | CHOICES or (council and council not in self.councils):
            return "", None
        parts = [given[name] for name in KINDS_OF_PAGE if name in given]
        parts += ["found"] if path.endswith(FOUND) else []
        return (council or "") if self.each else "", " ".join([str(endpoint), *map(str, parts)])

    def _links(self) -> list[str]:
        found = self.visitor.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        return self._of_here(found) + self._searches()

    def _of_here(self, links: Iterable[str]) -> list[str]:
        """Those links that stay at the site, as paths; a calendar to follow is one of them."""
        site = self.visitor.site.url
        whole = (CALENDAR.sub(site, link) for link in links)
        paths = (link.removeprefix(site).split("#")[0] for link in whole)
        return [path for path in paths if path.startswith("/") and not path.startswith("//")]

    def _searches(self) -> list[str]:
        """Where the boxes to search with lead."""
        boxes = self.visitor.main.locator("form[method=get] input[type=search]").all()
        here = self.visitor.path.split("?")[0]
        return [f"{here}?{box.get_attribute('name')}={LETTER}{FOUND}" for box in boxes[:1]]
