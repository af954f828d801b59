"""The made-up words of the demonstration. Nobody and nothing here is real."""

from typing import Any, Final

SERVICES: Final[tuple[dict[str, Any], ...]] = (
    {"key": "demo-childrens-centres", "title": "Children's centres", "reach": "universal"},
    {"key": "demo-youth-offer", "title": "Youth offer", "reach": "universal"},
    {"key": "demo-school-nursing", "title": "School nursing", "reach": "universal"},
    {"key": "demo-libraries", "title": "Libraries", "reach": "universal"},
    {"key": "demo-fostering", "title": "Fostering", "reach": "statutory"},
    {"key": "demo-leaving-care", "title": "Leaving care", "reach": "statutory"},
    {"key": "demo-short-breaks", "title": "Short breaks", "reach": "targeted"},
    {"key": "demo-young-carers", "title": "Young carers' support", "reach": "targeted"},
    {"key": "demo-youth-justice", "title": "Youth justice", "reach": "statutory"},
    {"key": "demo-housing", "title": "Housing advice", "reach": "targeted"},
)
OFFERS: Final[tuple[tuple[str, str, list[str]], ...]] = (
    (
        "A box of symbols and two hours to show how we use it.",
        "Somebody who has run a panel with under-tens.",
        ["Disability and communication"],
    ),
    (
        "Our group lends its room on Tuesdays.",
        "Ideas for feedback that is not a letter.",
        ["Running a group", "Creative ways"],
    ),
    ("", "How to begin. I am new.", []),
    ("A survey that young people wrote, with what it showed.", "", ["Surveys and numbers"]),
    (
        "I have sat on four interview panels with young people.",
        "Transport money: how do you do it?",
        ["Recruiting with young people"],
    ),
)
ASKED: Final = (
    (
        "How do you tell a group that the answer was no?",
        "We have our first honest no, and I would like to get it right.",
        "Feedback to young people",
        ("Tell them who decided, and what else was thought of. Ours wanted to meet that person.",),
    ),
    ("Who has a good way to hear children before they speak?", "", "Very young children", ()),
    (
        "A room that is easy to reach in the evening?",
        "Twelve people, one wheelchair, two buses.",
        "Running a group",
        ("The library, until eight.", "The college lends us one, ask its office."),
    ),
)
GIVES: Final = (
    ("Fellmoor Health Trust", "money", 4000, "Travel and food for groups", "yes"),
    ("Stonebridge Housing", "venue", None, "A meeting room, twice a month", "partly"),
    ("Lowgate Police", "staff", 6, "An officer who comes to groups that ask for one", ""),
)
CLAIMS: Final = (
    ("Each children's home has asked its young people about its own rules.", "Six sets of minutes", "holds", ""),
    (
        "Young people are on every interview panel.",
        "A list of panels",
        "partly",
        "Two panels of the list had nobody young on them.",
    ),
    ("Feedback goes out within a month.", "", "not_shown", "I was shown no example."),
    ("The board's papers have an easy version.", "Four papers", "holds", ""),
)
