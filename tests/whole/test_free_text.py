"""No box for long text is forgotten: each is looked through for signs of harm, or here stands why it is not."""

import importlib
import pkgutil
from collections.abc import Iterator

import wtforms
from flask import Flask

import core
import plugins
from core.web.forms import Form

LOOKED_THROUGH = {
    "PointForm.words", "DecisionForm.text", "NotesForm.notes", "MinutesForm.summary", "MinutesForm.easy",
    "DoneForm.note", "ReplyForm.note", "SafetyForm.allergies", "SafetyForm.medical", "SafetyForm.home_note",
    "MySafetyForm.allergies", "MySafetyForm.medical", "MySafetyForm.home_note", "InterestForm.access_needs",
    "InterestForm.message", "NominationForm.why", "RatingForm.words", "StatementForm.statement",
    "AskForm.words", "AskForm.right_words",
    "StrangerForm.words", "EnterForm.words", "NoteForm.words", "CaptureForm.words", "SayForm.words", "CardForm.words",
    "HappenedForm.words",
    "VerdictForm.words", "GroupVerdictForm.words", "PulseForm.words",
    "QuoteForm.words",
    "NominateForm.why", "TakenForm.pledge", "TesterForm.words", "WholeForm.words",
    "ReturnForm.you_said", "ReturnForm.we_did", "ReturnForm.difference",
    "RequestForm.can_change", "RequestForm.cannot_change", "RequestForm.feedback", "RequestForm.question",
    "RequestForm.records", "RequestForm.risks", "RequestForm.space", "RequestForm.success", "RequestForm.thanks",
    "RequestForm.voice", "GroupAnswerForm.words", "FindingsForm.findings",
    "ReportBackForm.words", "ReportBackForm.next_steps", "OutcomeForm.outcome", "ReportAnswerForm.answer",
    "OwnPartForm.words",
}  # fmt: skip
"""Form and field; the view or what it calls hands the words to safeguarding.screened."""


def boxes() -> Iterator[tuple[str, str]]:
    """(module, form.field) of every box for long text on a form."""
    for package in (core, plugins):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not any(part in module.name for part in (".migrations", ".testing", ".scaffold", "__main__")):
                importlib.import_module(module.name)
    yield from sorted(_of(Form))


def _of(form: type) -> set[tuple[str, str]]:
    found = set()
    for child in form.__subclasses__():
        for name, field in vars(child).items():
            if getattr(field, "field_class", None) and issubclass(field.field_class, wtforms.TextAreaField):
                found.add((child.__module__, f"{child.__name__}.{name}"))
        found |= _of(child)
    return found


def test_every_box_is_in_one_list_or_the_other(app: Flask) -> None:
    new = [f"{module}: {name}" for module, name in boxes() if not _is_known(module, name)]
    assert not new, "hand these to safeguarding.screened, or say at the end of this file why not:\n" + "\n".join(new)


def test_the_list_names_only_what_there_is(app: Flask) -> None:
    gone = LOOKED_THROUGH - {name for _, name in boxes()} - LINES
    assert not gone


LINES = {"SafetyForm.home_note", "MySafetyForm.home_note"}  # one line, looked through all the same
STAFF_ROOMS = (
    "core.admin", "core.consent", "core.data_rights", "core.files", "core.people", "core.safeguarding", "core.web",
)  # fmt: skip
"""Rooms whose other boxes only staff fill in (reasons, records, plans) and safeguarding's own."""
STAFF_FORMS = {
    "BoardForm", "BoardDatesForm", "BoardReportForm", "ReasonForm", "GroupForm", "AnswerForm", "BodyForm",
    "AffiliateForm", "EventForm", "JoinForm", "SeatForm", "ItemForm", "BookingForm", "MeetingForm", "PaperForm",
    "VenueForm", "WordingForm", "SendForm", "WithdrawForm", "GiveForm", "StandsForm", "ProofForm",
    "StoryForm", "ClearForm", "SectionForm", "ShareForm",
    "RoundForm", "ResourceForm", "CourseForm", "EndForm", "OwnPartForm", "NetworkQuestionForm", "NetworkReplyForm",
    "CharterForm", "PledgeForm", "KeptForm", "PlanForm", "PriorityForm", "ActionForm", "FinishForm", "ShowsForm",
    "WhatIsAskedForm", "AuditQuestionForm", "AskAgainForm",
    "DrawnFillForm",  # drawn from an audit's questions; looked through all the same
    "ProgrammeTermForm", "OutputForm", "AgendaLineForm", "SeriesForm", "SeriesEventForm", "SchoolAskedForm",
    "ApproveForm", "PutForm", "StepWordsForm",
    "PostForm", "TaskForm", "BoardDidForm", "WithoutForm", "VoiceEventForm", "CopyForm", "CodeForm", "BallotForm",
    "SuggestionForm",
    "RegionalStandardForm", "MappingForm", "RegionQuestionForm", "RegionAnswerForm", "TakeForm",
}  # fmt: skip
"""Forms of plugins that only staff and those who decide fill in: groups, meetings, letters, answers, promises."""


def _is_known(module: str, name: str) -> bool:
    if name in LOOKED_THROUGH:
        return True
    return module.startswith(STAFF_ROOMS) or name.split(".")[0] in STAFF_FORMS
