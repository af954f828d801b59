"""The page of a form, which most views here end in, and the face of a page that everybody may open."""

from typing import Any, Literal

from werkzeug.wrappers import Response

from core.api import Actor, page


def form_page(
    form: Any, title: str, back: tuple[str, str], *, lede: str = "", warning: str = "", status: int = 0
) -> Response:
    """A form with its title and a way back, (label, address); 400 where what was sent is shown again."""
    return page(
        "standards/form.html",
        form=form,
        title=title,
        lede=lede,
        warning=warning,
        crumbs=[back],
        back=back[1],
        status=status or (400 if form.is_submitted() else 200),
    )


def face_of(actor: Actor) -> Literal["young", "public"]:
    """Young people see their own face on public pages, everyone else the public one."""
    return "young" if "young_person" in actor.roles else "public"
