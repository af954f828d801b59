"""Who may see, change and merge people, and who keeps the lists of organisations, places and terms.

The caseload rule (a worker sees the people they work with) narrows these later, row by row; until then they
hold for everybody recorded in the council. A local admin sees the fewest fields that tell two people apart.
"""

from core.access.permissions import Permission

STAFF = ("worker", "practitioner", "safeguarding_lead")

PEOPLE_PERMISSIONS = (
    Permission("people.view", "Find people and see their names and schools", (*STAFF, "local_admin")),
    Permission("people.read_details", "See birth dates, contact details and what people need", STAFF),
    Permission("people.edit", "Add people and change their records", STAFF),
    Permission("people.merge", "Make one record of two about the same person", ("worker", "safeguarding_lead")),
    Permission(
        "people.protect", "See and say that somebody is protected", ("practitioner", "safeguarding_lead")
    ),
    Permission("people.import", "Bring people in from a spreadsheet", ("worker", "local_admin")),
    Permission("people.export", "Take lists of people out as a spreadsheet", (*STAFF, "local_admin")),
    Permission("people.export_needs", "Take out what people need along with a list", ("safeguarding_lead",)),
    Permission(
        "people.looked",
        "See who saw or changed what about a person",
        ("data_protection_officer", "safeguarding_lead"),
    ),
    Permission(
        "people.affected",
        "List everybody whom somebody looked at, in a breach",
        ("data_protection_officer", "safeguarding_lead"),
    ),
    Permission("organisations.edit", "Keep the lists of organisations, places and terms", ("worker", "local_admin")),
)
