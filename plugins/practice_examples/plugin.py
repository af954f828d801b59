"""Practice examples: an approach to participation told in examples, by what difference each made."""

from core.api import Plugin
from plugins.practice_examples import hooks
from plugins.practice_examples.content import PracticeExamplesContent
from plugins.practice_examples.models import Shared
from plugins.practice_examples.offers import OFFERS
from plugins.practice_examples.personal import KEEPS
from plugins.practice_examples.settings import PracticeExamplesSettings
from plugins.practice_examples.views import blueprint
from plugins.practice_examples.visibility import PERMISSIONS

plugin = Plugin(
    name="practice_examples",
    title="Our approach in examples",
    description="What taking part looks like here: examples with the difference they made, awards, the yearly report.",
    package=__package__,
    path="examples",
    hooks=hooks,
    blueprint=blueprint,
    settings=PracticeExamplesSettings,
    content=PracticeExamplesContent,
    permissions=PERMISSIONS,
    requires=("groups", "evidence", "learning"),
    tables=(Shared,),
    keeps=KEEPS,
    offers=OFFERS,
    dpia="Examples tell of children under other names; this part adds which team was told of one, and by whom.",
)
