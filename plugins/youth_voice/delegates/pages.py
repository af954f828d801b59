"""Posts beyond the council: the list, who holds one, taking it up, stepping up, ending, reporting back."""

from uuid import UUID, uuid4

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from core.api import (
    Ref,
    create_once,
    db,
    gettext,
    local_today,
    page,
    public,
    public_page,
    requires,
    safeguarding,
    signed_in,
)
from plugins.youth_voice.blueprint import blueprint
from plugins.youth_voice.delegates import reading, rules
from plugins.youth_voice.delegates.forms import HolderForm, PostForm, ReportBackForm
from plugins.youth_voice.delegates.reading import PostRead
from plugins.youth_voice.elected.rules import term_end
from plugins.youth_voice.here import chosen, groups_for, not_here, note, or_not_here, reader
from plugins.youth_voice.models import Delegate, DelegateReport, Event, Post
from plugins.youth_voice.people import members_of
from plugins.youth_voice.shown import differences, fill, form_page
from plugins.youth_voice.visibility import MANAGES_GROUP

MAY = "youth_voice.manage"
SHOWN = 20


@blueprint.get("/beyond")
@public("which posts there are and whether they are filled is no secret; names only of those who agree to it")
@public_page
def posts() -> Response:
    """Every post, how many hold it, and until when."""
    return page("youth_voice/posts.html", posts=reading.posts(reader()))


@blueprint.get("/beyond/<uuid:id>")
@public("a post of a listed group is no secret; names and reports are for the group and its staff")
@public_page
def post(id: UUID) -> Response:
    """One post: who holds it, who deputises, what they brought back, what is coming."""
    read = or_not_here(reading.one(reader(), id))
    told = reading.reports(id, SHOWN) if read.knows_names else []
    ahead = db.select(Event).where(Event.post_id == id, Event.on_date >= local_today(), Event.state != "cancelled")
    return page(
        "youth_voice/post.html",
        read=read,
        reports=told,
        events=list(db.session.scalars(ahead.order_by(Event.on_date))),
        may_report=_may_report(read),
        may_manage=_may_manage(read),
    )


@blueprint.route("/beyond/new", methods=["GET", "POST"])
@requires(MAY)
def new_post() -> Response:
    """Add a post; sent twice, it is made once."""
    form = PostForm()
    form.offer(groups_for(MANAGES_GROUP))
    if form.validate_on_submit():
        group_id, values = UUID(form.group_id.data), form.values()
        row, is_new = create_once(
            Post, form, lambda id: Post(id=id, key=f"post-{id.hex[:12]}", group_id=group_id, **values)
        )
        if is_new:
            note("post_added", row)
        db.session.commit()
        flash(f"{row.title} is there now. Next: who takes it up.", "success")
        return redirect(url_for("youth_voice.post", id=row.id))
    return form_page(form, "Add a post", _back())


@blueprint.route("/beyond/<uuid:id>/edit", methods=["GET", "POST"])
@requires(MAY)
def edit_post(id: UUID) -> Response:
    """Change a post; if somebody else changed it meanwhile, both versions are shown and nothing is lost."""
    read, form = _to_manage(id), PostForm()
    form.offer([(str(read.post.group_id), read.group)])
    changed: list[tuple[str, str]] = []
    if not form.is_submitted():
        fill(form, read.post, (*PostForm.FIELDS, "group_id"))
    elif not (changed := differences(form, read.post, PostForm.FIELDS)) and form.validate():
        for name, value in form.values().items():
            setattr(read.post, name, value)
        note("post_changed", read.post)
        db.session.commit()
        flash("The post is changed.", "success")
        return redirect(url_for("youth_voice.post", id=id))
    depends = _depends(read)
    notes = [f"What depends on this post: {'; '.join(depends)}."] if depends else []
    removal = ("Take it away", url_for("youth_voice.remove_post", id=id))
    return form_page(form, f"Change {read.post.title}", _back(id, read), notes=notes, changed=changed, removal=removal)


@blueprint.post("/beyond/<uuid:id>/remove")
@requires(MAY)
def remove_post(id: UUID) -> Response:
    """Take a post away, where nothing depends on it; else say what does, and change nothing."""
    read = _to_manage(id)
    if depends := _depends(read):
        said = f"It stays, and nothing was changed. It is in use: {'; '.join(depends)}."
        flash(f"{said} Untick “Members are chosen for it now” to end it and keep all this.", "warning")
        return redirect(url_for("youth_voice.edit_post", id=id))
    note("post_removed", read.post)
    db.session.delete(read.post)
    db.session.commit()
    flash("The post is taken away. Nothing depended on it.", "success")
    return redirect(url_for("youth_voice.posts"))


@blueprint.route("/beyond/<uuid:id>/holders/new", methods=["GET", "POST"])
@requires(MAY)
def new_holder(id: UUID) -> Response:
    """Let a member take up the post, or deputise; more than there are places is refused."""
    read, form = _to_manage(id), HolderForm()
    form.offer(members_of(read.post.group_id))
    if not form.is_submitted():
        form.from_on.data, form.how.data = local_today(), "elected"
        form.to_on.data = term_end(local_today(), read.post.term_months or chosen().term_months)
    elif form.validate() and _taken_up(read, form):
        return redirect(url_for("youth_voice.post", id=id))
    return form_page(form, f"{read.post.title}: who takes it up", _back(id, read))


@blueprint.post("/beyond/<uuid:id>/holders/<uuid:holder_id>/end")
@requires(MAY)
def end_holder(id: UUID, holder_id: UUID) -> Response:
    """End somebody's time in the post today; that they held it stays."""
    read = _to_manage(id)
    row = _holder(read, holder_id)
    if row.ended_on is None:
        row.ended_on = local_today()
        note("delegate_ended", row, post=str(id))
        db.session.commit()
    waiting = read.of("holds", deputy=True)
    flash(
        "Ended. A deputy can step up now." if waiting and not row.deputy else "Ended. That they held it stays.",
        "success",
    )
    return redirect(url_for("youth_voice.post", id=id))


@blueprint.post("/beyond/<uuid:id>/holders/<uuid:holder_id>/step-up")
@requires(MAY)
def step_up(id: UUID, holder_id: UUID) -> Response:
    """Let a deputy take a place that is free."""
    read = _to_manage(id)
    row = _holder(read, holder_id)
    if not read.empty:
        flash(rules.full(read.post.title, read.post.places), "warning")
    elif row.deputy and row.ended_on is None:
        row.ended_on, today = local_today(), local_today()
        taken = Delegate(
            id=uuid4(), post_id=id, person_id=row.person_id, how="stepped_up", from_on=today, to_on=row.to_on
        )
        db.session.add(taken)
        db.session.flush()
        note("delegate_stepped_up", taken, post=str(id))
        db.session.commit()
        flash("The deputy holds the post now.", "success")
    return redirect(url_for("youth_voice.post", id=id))


@blueprint.route("/beyond/<uuid:id>/report", methods=["GET", "POST"])
@signed_in("whoever holds the post tells the group, or a worker writes it down for them")
def report_back(id: UUID) -> Response:
    """Tell the group what happened; sent twice, it is told once."""
    read, form = or_not_here(reading.one(reader(), id)), ReportBackForm()
    if not _may_report(read):
        not_here()
    if form.validate_on_submit():
        _tell(read, form)
        flash(gettext("Thank you. Your group can read it now."), "success")
        return redirect(url_for("youth_voice.post", id=id))
    return form_page(form, gettext("Tell the group what happened"), _back(id, read), submit=gettext("Tell the group"))


def _tell(read: PostRead, form: ReportBackForm) -> None:
    mine = reader().person_id if reading.holds(read, reader()) else None
    values = {name: form[name].data or "" for name in ("event", "words", "next_steps")}
    post_id, on = read.post.id, form.on_date.data
    row, is_new = create_once(
        DelegateReport, form, lambda id: DelegateReport(id=id, post_id=post_id, person_id=mine, on_date=on, **values)
    )
    if is_new:
        about, at = Ref("youth_voice", "delegatereport", row.id), Ref("youth_voice", "post", post_id)
        safeguarding.screened((row.words, row.next_steps), about, person_id=mine, at=at)
        note("reported_back", row, post=str(post_id))
    db.session.commit()


def _taken_up(read: PostRead, form: HolderForm) -> bool:
    deputy, post = bool(form.deputy.data), read.post
    held = read.of("holds", deputy) + read.of("coming", deputy)
    if len(held) >= (post.deputies if deputy else post.places):
        words = rules.full_deputies(post.title, post.deputies) if deputy else rules.full(post.title, post.places)
        form.form_errors.append(words)
        return False
    person, post_id = UUID(form.person_id.data), post.id
    values = {"deputy": deputy, "how": form.how.data, "from_on": form.from_on.data, "to_on": form.to_on.data}
    row, is_new = create_once(Delegate, form, lambda id: Delegate(id=id, post_id=post_id, person_id=person, **values))
    if is_new:
        note("delegate_added", row, post=str(post_id))
    db.session.commit()
    flash("Written down. The group sees it now.", "success")
    return True


def _to_manage(id: UUID) -> PostRead:
    read = or_not_here(reading.one(reader(), id))
    return read if _may_manage(read) else not_here()


def _may_manage(read: PostRead) -> bool:
    """Staff who arrange, and who may know who is in the group."""
    return reader().can(MAY) and read.knows_names


def _may_report(read: PostRead) -> bool:
    return _may_manage(read) or reading.holds(read, reader())


def _holder(read: PostRead, id: UUID) -> Delegate:
    found = db.session.scalar(db.select(Delegate).where(Delegate.id == id, Delegate.post_id == read.post.id))
    row: Delegate = or_not_here(found)
    return row


def _depends(read: PostRead) -> list[str]:
    events = db.select(db.func.count(Event.id)).where(Event.post_id == read.post.id)
    return reading.hangs_on(read, db.session.scalar(events) or 0)


def _back(id: UUID | None = None, read: PostRead | None = None) -> tuple[str, str]:
    if id is None or read is None:
        return gettext("Beyond here"), url_for("youth_voice.posts")
    return read.post.title, url_for("youth_voice.post", id=id)
