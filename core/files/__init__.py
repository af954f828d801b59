"""Photos and files: taken in through quarantine, drawn anew, used only while everybody on them agrees (NC15).

    kept = files.keep(upload.stream, upload.filename, "photo", by_user_id=actor.user_id, people=[person_id])
    files.put_to_use(kept.id, "group_only", about=Ref("groups", "group", group.id), by_user_id=actor.user_id)
    for use in files.shown_at(Ref("groups", "group", group.id)):  # what everybody on it agrees to at this moment
        files.url(use.file_id, "screen", use)  # opens for the reader of this page, whom the plugin let in

A drawing (a picture of one, on which nobody can be seen) and a recording are part of a record of a plugin. Whoever may
read the record may see them there, nobody else by any right to see files, and they go with it:

    kept = files.keep(upload.stream, kind="drawing", by_user_id=me, people=[whose_it_is], nobody_seen=ticked)
    kept = files.keep(upload.stream, kind="audio", by_user_id=me, people=[who_speaks])     # either may be nobody known
    files.put_to_use(kept.id, "record", about=Ref("influence", "view", view.id), by_user_id=me)
    for use in files.shown_at(about):             # none of one that somebody wants taken down
        files.url(use.file_id, "screen", use)     # an <img>; "original" instead of "screen" for <audio controls>
    files.remove(file_id, by_user_id=me)          # bytes and all, when the record has gone

A paper ("document") is seen by staff who may see files; put to the use "record" it opens for the record's readers too.

Larger bodies than a form's are read only where the view says so, before the form is looked at:
`request.max_content_length = files.MOST_IN_A_REQUEST`. `files.ACCEPT[kind]` is what a file field offers.

For a page with pictures: `files.choices("online")` gives photos to choose from, `files.captions(uses)` what is read out
in place of each, and `files.printed(use)` the bytes for a paper.

`keep` raises Refused and `put_to_use` NotUsable, each with a sentence for whoever tried.
"""

from core.files.agreement import usable
from core.files.choosing import Choice, captions, choices, printed
from core.files.keeping import keep
from core.files.limits import ACCEPT, MOST_IN_A_REQUEST
from core.files.personal import PersonFile, erase_person, of_person, remove
from core.files.refusals import Refused
from core.files.serving import url
from core.files.uses import NotUsable, end_use, put_to_use, shown_at

__all__ = [
    "ACCEPT",
    "MOST_IN_A_REQUEST",
    "Choice",
    "NotUsable",
    "PersonFile",
    "Refused",
    "captions",
    "choices",
    "end_use",
    "erase_person",
    "keep",
    "of_person",
    "printed",
    "put_to_use",
    "remove",
    "shown_at",
    "url",
    "usable",
]
