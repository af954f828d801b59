"""The columns of a sheet of people, how long a cell may be, and the template that staff start from."""

from core.people.forms import LONGEST_TEXT

COLUMNS = {
    "external_ref": "TEST-0001",
    "name": "Amara Okoye",
    "known_as": "Mara",
    "kind": "young_person",
    "born_on": "2011-03-27",
    "age_band": "",
    "school_year": "",
    "organisation": "",
    "place": "",
    "heard_how": "Likes to draw first, then talk",
    "access_needs": "",
    "email": "",
    "phone": "01632 960123",
    "left_on": "",
}
MEANINGS = {
    "external_ref": "The number in your own system. It must be filled in, and be different on every line",
    "name": "Full name. It must be filled in",
    "known_as": "What they want to be called, if it differs",
    "kind": "young_person, parent_carer, worker or partner. Empty means young_person",
    "born_on": "Date of birth, like 2011-03-27 or 27/03/2011",
    "age_band": "If the date of birth is not known: for example 11-13",
    "school_year": "A number from 0 (Reception) to 13, only if it differs from most children of this age",
    "organisation": "School or organisation, by the name it has in Heard",
    "place": "Place, by the name it has in Heard",
    "heard_how": "How they like to be heard, in their own words",
    "access_needs": "What helps them take part. Only what is needed",
    "email": "E-mail address",
    "phone": "Phone number",
    "left_on": "The day since when they no longer take part",
}
EXAMPLE = COLUMNS["external_ref"]  # whoever sends the template back with its example means to import nobody
REQUIRED = ("external_ref", "name")
SEVERAL_LINES = frozenset({"heard_how", "access_needs"})
LONGEST = dict.fromkeys(COLUMNS, 200) | {
    "external_ref": 100,
    "known_as": 100,
    "email": 254,
    "phone": 40,
    "heard_how": LONGEST_TEXT,
    "access_needs": LONGEST_TEXT,
}
MOST_ON_SCREEN = 5_000  # people in a sheet that is sent through a page; the command takes any number


def template() -> str:
    """The heading line and one example line, as CSV."""
    return f"{','.join(COLUMNS)}\r\n{','.join(_quoted(value) for value in COLUMNS.values())}\r\n"


def _quoted(value: str) -> str:
    return f'"{value}"' if "," in value else value
