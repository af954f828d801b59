"""What somebody answers who sets up a sixth council from two others; the programme of one, the network of another."""

import shutil
from pathlib import Path
from typing import Any

from core.config import ROOT
from core.plugging.registry import Plugins

LEICESTER = "Leicester City Council"
DONORS = ("nottingham", "lancashire")
MODELS = ("participation_in_governance", "participation_champions", "requests")


def installed(*names: str) -> list[str]:
    """Those of these plugins that are installed."""
    here = Plugins.installed().names
    return [name for name in names if name in here]


def copy_councils(target: Path) -> None:
    """The councils of this repository, to be written beside."""
    shutil.copytree(ROOT / "authorities", target)


ANSWERS: dict[str, dict[str, Any]] = {
    "name": {
        "name": LEICESTER, "short_name": "Leicester", "slug": "leicester", "ons_code": "E06000016",
        "jurisdiction": "england",
    },
    "plugins": {"plugins": ["groups", "meetings", "influence", *installed(*MODELS)]},
    "profiles": {
        "part_words": "nottingham", "part_terms": "nottingham", "part_lists": "nottingham", "part_model": "nottingham",
        "part_places": "nottingham", "part_clocks": "lancashire", "part_rules": "lancashire", "part_help": "nottingham",
        "part_asking": "nottingham", "settings_groups": "nottingham", "list_groups.group": ["nottingham", "lancashire"],
        "list_influence.model": ["nottingham"],
    },
    "places": {
        "title": "Heard in Leicester", "document": "Participation strategy 2027 to 2030",
        "vision": "Every child here is listened to.", "aims": "We ask first\nWe tell what came of it",
        "kind": "Ward", "kinds": "Wards", "places": "Braunstone\nBelgrave",
    },
    "contacts": {
        "team": "Having a Say", "team_phone": "01632 960610", "team_email": "say@leicester.example",
        "officer": "Data protection officer", "officer_email": "data@leicester.example",
    },
    "safeguarding": {
        "door": "Front door", "door_phone": "01632 960601", "night": "Duty team", "night_phone": "01632 960602",
        "lead": "Safeguarding lead", "lead_email": "lead@leicester.example", "lead_text": "07700 900601",
        "duty": "Duty team", "duty_text": "07700 900603", "mail_to_text": "{number}@texts.example",
        "lado": "Designated officer", "lado_phone": "01632 960603", "lado_email": "lado@leicester.example",
    },
    "look": {"colour": "#1d4f91", "accent": "#7a3b00", "lettermark": "LE"},
}  # fmt: skip
