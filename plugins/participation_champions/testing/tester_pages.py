"""What somebody outside sees by a link: the sample, one line after the other, and nothing else.

Looking changes nothing; a verdict can be changed until the test is sent or the link has run out. A link that has ended,
ran out or never was is answered with one and the same page (LA48).
"""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from core.api import Ref, begin_write, db, gettext, page, public, safeguarding, tries, utcnow
from plugins.participation_champions.blueprint import blueprint
from plugins.participation_champions.here import note, or_not_here
from plugins.participation_champions.models import OutsideTest, SampleLine
from plugins.participation_champions.testing import reading
from plugins.participation_champions.testing.forms import TesterForm, WholeForm
from plugins.participation_champions.vocabulary import VERDICT_TONES, VERDICTS
from plugins.standards.api import ACTION_STATES

PURPOSE = "outside_test"


@blueprint.get("/test/<token>")
@public("whoever was given the link reads a drawn sample without names, and nothing else opens")
def tester(token: str) -> Response:
    """The sample: each line, and which are judged."""
    test = reading.open_test(token)
    if test is None:
        return _gone()
    shown = page(
        "participation_champions/tester.html",
        face="public",
        test=test,
        lines=reading.lines_of(test.id),
        token=token,
        verdicts=VERDICTS,
        tones=VERDICT_TONES,
    )
    return _quiet(shown)


@blueprint.route("/test/<token>/<int:position>", methods=["GET", "POST"])
@public("whoever was given the link says whether one line of the sample is shown")
def tester_line(token: str, position: int) -> Response:
    """One line, and the tester's verdict on it."""
    test = reading.open_test(token)
    if test is None:
        return _gone()
    lines = reading.lines_of(test.id)
    line, form = or_not_here(next((one for one in lines if one.position == position), None)), TesterForm()
    if form.validate_on_submit():
        _judged(test, line, form)
        following = next((one.position for one in lines if one.position > position and not one.verdict), None)
        back = url_for("participation_champions.tester", token=token)
        ahead = url_for("participation_champions.tester_line", token=token, position=following) if following else back
        return _quiet(redirect(ahead))
    if not form.is_submitted():
        form.verdict.data, form.words.data = line.verdict or None, line.verdict_words
    shown = page(
        "participation_champions/tester_line.html",
        face="public",
        line=line,
        number=len(lines),
        form=form,
        token=token,
        states=ACTION_STATES,
        status=400 if form.is_submitted() else 200,
    )
    return _quiet(shown)


@blueprint.route("/test/<token>/send", methods=["GET", "POST"])
@public("whoever was given the link says what they make of the whole, and closes it")
def tester_send(token: str) -> Response:
    """Say what one makes of the whole; after that the link opens nothing any more."""
    test = reading.open_test(token)
    if test is None:
        return _gone()
    form, open_lines = WholeForm(), [one for one in reading.lines_of(test.id) if not one.verdict]
    if form.validate_on_submit() and not open_lines:
        test.words, test.ended_at = form.words.data or "", utcnow()
        _look_through(test, test.words)
        note("test_sent", test)
        db.session.commit()
        return _quiet(redirect(url_for("participation_champions.tester_thanks")))
    if form.is_submitted() and open_lines:
        form.form_errors.append(gettext("Some lines have no verdict yet. Judge each of them, then send it."))
    status = 400 if form.is_submitted() else 200
    template = "participation_champions/tester_send.html"
    return _quiet(page(template, face="public", form=form, token=token, left=len(open_lines), status=status))


@blueprint.get("/test/thank-you")
@public("it says thank you, and nothing of any test")
def tester_thanks() -> Response:
    """After a test was sent."""
    return _quiet(page("participation_champions/tester_thanks.html", face="public"))


def _judged(test: OutsideTest, line: SampleLine, form: TesterForm) -> None:
    line.verdict, line.verdict_words, line.judged_at = form.verdict.data, form.words.data or "", utcnow()
    _look_through(test, line.verdict_words)
    note("line_judged", test, position=line.position)
    db.session.commit()
    flash(gettext("Kept. You can change it until you send the test."), "success")


def _look_through(test: OutsideTest, words: str) -> None:
    url = url_for("participation_champions.outside_test", id=test.id)
    safeguarding.screened(words, Ref("participation_champions", "outsidetest", test.id), url=url)


def _gone() -> Response:
    """One page for every link that opens nothing; who tries many waits."""
    begin_write()
    waits = bool(tries.enter(PURPOSE))
    return _quiet(page("participation_champions/tester_gone.html", face="public", status=429 if waits else 404))


def _quiet(response: Response) -> Response:
    """No machine lists it, and no cache keeps it."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response
