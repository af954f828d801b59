"""A page that writes without having said so fails its test; one that said so passes."""

from collections.abc import Callable

import pytest
from flask import Flask, Response

from core.access.stamps import public
from core.authority.models import AuthorityRow
from core.db import begin_write, db
from core.testing.limits import WrittenLate


def _page(app: Flask, before: Callable[[], object]) -> None:
    @public("a test of the limits")
    def late() -> Response:
        before()
        db.session.execute(AuthorityRow.__table__.update().values(version=AuthorityRow.version))  # type: ignore[attr-defined]
        return Response("written", mimetype="text/plain")

    app.add_url_rule("/written-late", "written_late", late)


@pytest.mark.parametrize(("before", "passes"), [(int, False), (begin_write, True)])
def test_a_page_that_writes_takes_the_lock_before_it_reads(
    app: Flask, before: Callable[[], object], passes: bool
) -> None:
    _page(app, before)
    if passes:
        assert app.test_client().get("/written-late").status_code == 200
    else:
        with pytest.raises(WrittenLate, match=r"GET /written-late writes: call begin_write\(\)"):
            app.test_client().get("/written-late")
