"""What can be taken away of a release: a table, a workbook, two pages of paper, and the signed text itself."""

from werkzeug.wrappers import Response

from core.api import public, releases
from plugins.regional import paper, sheets
from plugins.regional.blueprint import region_blueprint
from plugins.regional.opened import opened, release_of
from plugins.regional.region_views import WHY

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@region_blueprint.get("/<quarter>/figures.csv")
@public(WHY)
def table(region: str, quarter: str) -> Response:
    """Every number of the release, one line each."""
    found = release_of(opened(region), quarter)
    return _file(sheets.as_csv(found).encode(), "text/csv; charset=utf-8", f"{region}-{quarter}.csv")


@region_blueprint.get("/<quarter>/figures.xlsx")
@public(WHY)
def spreadsheet(region: str, quarter: str) -> Response:
    """The same as a workbook, with a sheet that says what it is."""
    here = opened(region)
    return _file(sheets.as_xlsx(here, release_of(here, quarter)), XLSX, f"{region}-{quarter}.xlsx")


@region_blueprint.get("/<quarter>/brief.pdf")
@public(WHY)
def brief(region: str, quarter: str) -> Response:
    """The release on two pages."""
    here = opened(region)
    found = release_of(here, quarter)
    made = paper.brief(here, found, fingerprint(found.document))
    return _file(made, "application/pdf", f"{region}-{quarter}.pdf", "inline")


@region_blueprint.get("/<quarter>/release.json")
@public(WHY)
def text(region: str, quarter: str) -> Response:
    """The text that the fingerprint and the signature are of, letter for letter."""
    found = release_of(opened(region), quarter)
    written = releases.documents.written(found.document).encode()
    return _file(written, "application/json", "release.json")


def fingerprint(document: releases.Document) -> str:
    """SHA-256 of a release's text."""
    return releases.documents.digest(releases.documents.written(document))


def _file(content: bytes, kind: str, name: str, way: str = "attachment") -> Response:
    answer = Response(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'{way}; filename="{name}"'
    return answer
