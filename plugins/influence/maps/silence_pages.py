"""The map of silence, for staff: which cohorts and places were not heard, beside how many there are (M7)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from werkzeug.wrappers import Response

from core.api import disclosure, local_today, page, requires
from plugins.groups.api import months_before
from plugins.influence.blueprint import blueprint
from plugins.influence.here import council
from plugins.influence.maps import silence_reading as reading
from plugins.influence.maps.silence import Figure, Heard, Row, rows, without_a_figure
from plugins.influence.maps.silence_picture import Picture, picture

MONTHS = 12


class Part(NamedTuple):
    """One half of the map: its lines, their picture, and of which lines nobody has said how many there are."""

    rows: Sequence[Row]
    picture: Picture
    unknown: Sequence[str]


@blueprint.get("/silence/")
@requires("influence.follow")
def silence() -> Response:
    """Who was not heard in the last twelve months: least heard first."""
    authority, since = council(), months_before(local_today(), MONTHS)
    cohorts = _part(
        reading.cohorts(authority), reading.by_cohort(authority, since), reading.figures(authority, "cohort")
    )
    places = _part(reading.places(), reading.by_place(since), reading.figures(authority, "place"))
    least = disclosure.thresholds().inside
    return page("influence/silence.html", face="worker", cohorts=cohorts, places=places, since=since, least=least)


def _part(titles: Mapping[str, str], heard: Mapping[str, Heard], figures: Mapping[str, Figure]) -> Part:
    found = rows(titles, heard, figures, disclosure.thresholds().inside)
    return Part(found, picture(found), without_a_figure(found))
