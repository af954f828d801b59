"""Kind words: the smallest complete plugin, to read before writing one."""

from core.api import Kept, Permission, Plugin, Processing, gettext_noop
from plugins.example import hooks
from plugins.example.models import Note
from plugins.example.settings import KindWordsSettings
from plugins.example.views import blueprint

plugin = Plugin(
    name="example",
    title="Kind words",
    description="A board of short thank-you notes from staff to young people and their groups.",
    package=__package__,
    path="kind-words",
    hooks=hooks,
    blueprint=blueprint,
    settings=KindWordsSettings,
    permissions=(
        Permission(
            "example.view",
            "Read the kind words",
            ("young_person", "parent_carer", "worker", "practitioner", "decision_maker", "local_admin"),
        ),
        Permission("example.write", "Write kind words", ("worker", "practitioner", "decision_maker")),
    ),
    tables=(Note,),
    processing=(
        Processing(
            name="example.thanks",
            title=gettext_noop("Saying thank you"),
            about=gettext_noop("We keep thank-you notes, and who wrote them to whom, so that they can be read."),
            young=gettext_noop("We keep thank-you notes, so that you can read the ones to you."),
            easy=gettext_noop("We keep thank-you notes. You can read the ones to you."),
        ),
    ),
    keeps={"kind words": Kept(Note)},
    dpia="Notes may be to one young person, who then sees it with staff; nobody else is shown such a note.",
)
