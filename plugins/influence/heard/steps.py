"""Where something that was said has got to, as four steps: the space, the voice, the audience, the influence (Lundy).

Pure words and plain values; the source of the four is Lundy (2007), the order is the order in which things happen.
"""

from core.api import gettext

Step = tuple[str, str, str]  # title, text, state: done, now, next or ""
CLOSED = frozenset({"done", "partly", "cannot", "withdrawn"})


def steps_of(status: str, said_on: str, asked_on: str, answered: bool, due: str) -> list[Step]:
    """The four steps of a view whose question stands at `status` ("" where it is part of none yet).

    Days are given as the reader reads them, "" where there is none.
    """
    asked = bool(status) and status != "draft"
    heard = gettext("Asked on %(day)s", day=asked_on) if asked_on else ""
    audience = heard if asked else gettext("Nobody who decides has been asked yet.")
    return [
        (gettext("A place to say it"), "", "done"),
        (gettext("You said it"), said_on, "done"),
        (gettext("People who can decide hear it"), audience, "done" if asked else "now"),
        (gettext("What they do"), _influence(status, due), _state(status, answered)),
    ]


def _influence(status: str, due: str) -> str:
    if status == "waiting":
        return gettext("They must answer by %(day)s.", day=due) if due else gettext("They have not answered yet.")
    words = {
        "doing": gettext("They are doing it."),
        "done": gettext("They say it is done."),
        "partly": gettext("They do a part of it."),
        "cannot": gettext("They cannot do it, and say why."),
        "withdrawn": gettext("The question was taken back."),
    }
    return words.get(status, "")


def _state(status: str, answered: bool) -> str:
    if status in CLOSED:
        return "done"
    return "now" if status in ("waiting", "doing") or answered else "next"
