"""The pages of the plugin: each room's views attach themselves to the one blueprint when they are imported."""

from plugins.youth_voice.blueprint import blueprint
from plugins.youth_voice.delegates import pages as delegates
from plugins.youth_voice.elected import pages as elected
from plugins.youth_voice.events import pages as events
from plugins.youth_voice.induction import pages as induction
from plugins.youth_voice.parts import pages as parts
from plugins.youth_voice.patterns import pages as patterns
from plugins.youth_voice.reports import pages as reports
from plugins.youth_voice.results import pages as results
from plugins.youth_voice.seats import pages as seats
from plugins.youth_voice.tasks import pages as tasks
from plugins.youth_voice.umbrella import pages as umbrella

ROOMS: tuple[object, ...] = (
    *(umbrella, elected, delegates, tasks, reports, events, parts, induction, results, seats, patterns),
)

__all__ = ["ROOMS", "blueprint"]
