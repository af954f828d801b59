"""What other plugins may use of evidence: stories and quotes, and reports that are compiled, signed and published.

A local model with a report of its own needs a plan and a button:

    plan = Plan("youth_voice.annual", "Youth Voice 2025-26", start, end, about=[Ref("groups", "group", id), ...])
    report = compile_report(authority, plan, by_id=actor.person_id).report     # again: figures anew, words stay
    redirect(report_url(report))                                              # the desk: write, sign, publish

What stands in it comes from the hook `report_parts` of all plugins; a model that has something of its own to report
answers that hook. On a report's page it shows what is its own with `object_panels` for Ref("evidence", "report", id).
"""

from plugins.evidence.here import chosen as evidence_settings
from plugins.evidence.models import Figure, Line, Quote, Report, Section, SignOff, Story, StoryPart, StoryPerson
from plugins.evidence.offers import stories_offered
from plugins.evidence.reports.compiling import Compiled, CompileRefused, compile_report, report_of
from plugins.evidence.reports.finding import published_reports, report_url, reports_of
from plugins.evidence.reports.periods import Period, quarter_of, quarters, year_of
from plugins.evidence.reports.planning import Plan
from plugins.evidence.settings import EvidenceSettings, Planned
from plugins.evidence.stories.keeping import count as count_in_story
from plugins.evidence.stories.keeping import figures_of as story_figures
from plugins.evidence.stories.keeping import keep as keep_story
from plugins.evidence.stories.keeping import parts_of as story_parts
from plugins.evidence.stories.keeping import stories_in, story_called
from plugins.evidence.stories.listing import Card, public_stories
from plugins.evidence.visibility import WRITES_STORY

__all__ = [
    "WRITES_STORY",
    "Card",
    "CompileRefused",
    "Compiled",
    "EvidenceSettings",
    "Figure",
    "Line",
    "Period",
    "Plan",
    "Planned",
    "Quote",
    "Report",
    "Section",
    "SignOff",
    "Story",
    "StoryPart",
    "StoryPerson",
    "compile_report",
    "count_in_story",
    "evidence_settings",
    "keep_story",
    "public_stories",
    "published_reports",
    "quarter_of",
    "quarters",
    "report_of",
    "report_url",
    "reports_of",
    "stories_in",
    "stories_offered",
    "story_called",
    "story_figures",
    "story_parts",
    "year_of",
]
