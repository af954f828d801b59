"""Which pages there are for somebody: every link they are shown, followed once for each kind of page.

A box to search with is tried too, with a letter that finds much. Further pages of a kind are glanced at for links
alone, since what a record leads to hangs on its state: a meeting to come has other links than one that was held.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from html5lib import parse
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map

from core.app import create_app
from core.config import Deployment
from tests.browser.site import Site
from tests.browser.visitor import Visitor

NOT_PAGES = {"static", "web.alive", "web.look", "web.looks", "web.mark", "web.ready"}
CHOICES = {"web.language", "web.reading_band"}  # these come straight back
FILES = (".csv", ".ics", ".json", ".jsonl", ".md", ".pdf", ".png", ".py", ".xlsx", "save=1")
WHOLE = "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"  # in pictures too
LETTER, FOUND = "a", "#found"
KINDS_OF_PAGE = ("name", "part", "plugin")  # other arguments only say which record a page shows
IN_STATES = {"desk.one": "request_id", "desk.look_over": "request_id"}  # what such a page leads to differs by record
OF = " of "
GLANCES = 6  # further pages of one kind


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

    With `each` the same kind of page is visited in every council; `parts` limits it to pages of these plugins.
    """

    visitor: Visitor
    councils: tuple[str, ...]
    each: bool = False
    parts: tuple[str, ...] = ()
    waiting: list[str] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)
    further: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    glanced: set[str] = field(default_factory=set)

    def walk(self, *first: str) -> Iterator[tuple[str, str]]:
        """Give (kind of page, address) of each page, the visitor standing on it; files are fetched and not given."""
        self.waiting = list(first)
        while self.waiting or self._glance():
            path = self.waiting.pop(0)
            council, kind = self._kind(path)
            if kind is None:
                continue
            if (council, kind) in self.seen:
                self.further[council, kind].append(path)
                continue
            self.seen.add((council, kind))
            if self._opened(path):
                self.glanced.add(path)
                self.waiting += self._links()
                yield kind.split(OF)[0], path

    @property
    def endpoints(self) -> set[str]:
        """The name of every page that was reached."""
        return {kind.split(" ")[0] for _, kind in self.seen}

    def _glance(self) -> bool:
        """Wait for pages that further records lead to; whether there is one."""
        for paths in self.further.values():
            for path in list(dict.fromkeys(paths))[:GLANCES]:
                if path not in self.glanced:
                    self.glanced.add(path)
                    self.waiting += self._unseen(path)
        return bool(self.waiting)

    def _unseen(self, path: str) -> list[str]:
        """What a page leads to that is of no kind seen so far; the page is fetched and not shown."""
        if path.split("?")[0].endswith(FILES) or path.endswith(FILES):
            return []
        answer = self.visitor.page.request.get(f"{self.visitor.site.url}{path}")
        assert answer.status == 200, f"{path} answered {answer.status}"
        found = parse(answer.text(), namespaceHTMLElements=False).iter("a")
        links = [link.get("href", "").split("#")[0] for link in found if link.get("href", "").startswith("/")]
        return [link for link in links if self._kind(link)[1] and self._kind(link) not in self.seen]

    def _opened(self, path: str) -> bool:
        """Go there; False where it is a file to keep, which a window does not show."""
        address = f"{self.visitor.site.url}{path}"
        is_file = path.split("?")[0].endswith(FILES) or path.endswith(FILES)
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
        if self.parts and endpoint.partition(".")[0] not in self.parts:
            return "", None
        parts = [given[name] for name in KINDS_OF_PAGE if name in given]
        parts += ["found"] if path.endswith(FOUND) else []
        parts += ["of", given[IN_STATES[endpoint]]] if endpoint in IN_STATES else []
        return (council or "") if self.each else "", " ".join([str(endpoint), *map(str, parts)])

    def _links(self) -> list[str]:
        site = self.visitor.site.url
        found = self.visitor.page.eval_on_selector_all("a[href]", WHOLE)
        links = [href.removeprefix(site).split("#")[0] for href in found if href.startswith(f"{site}/")]
        return links + self._searches()

    def _searches(self) -> list[str]:
        """Where the boxes to search with lead."""
        boxes = self.visitor.main.locator("form[method=get] input[type=search]").all()
        here = self.visitor.path.split("?")[0]
        return [f"{here}?{box.get_attribute('name')}={LETTER}{FOUND}" for box in boxes[:1]]
