"""What made-up agencies ask in a demonstration: one request for each state, with the words that young people read."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Story:
    """One request. Days count from the day of the demonstration; `whom`: mine (a group of the young person who can sign
    in), other (another group), school, or "" for nobody yet. `by` is the role that asked, "" for somebody from outside.
    """

    key: str
    title: str
    agency: str
    office: str
    state: str
    question: str
    can: str
    cannot: str
    from_kind: str = "service"
    kind: str = "views"
    whom: str = ""
    by: str = ""
    put_ago: int | None = None
    ends_in: int = 30
    feedback_in: int = 50
    touches: tuple[str, ...] = ()
    answer: str = ""
    added: str = ""
    findings: str = ""
    back: str = ""
    why_not: str = ""


STORIES: Final = (
    Story(
        "night-bus", "Where should the night bus stop?", "City Buses", "Network Manager", "asking",
        "We plan a bus that goes home late. Show us on a map where you wait now, and where you would feel safer.",
        "Which four stops the bus has, and the lights there.", "The bus costs the same as by day: the price is law.",
        from_kind="partner", whom="mine", put_ago=5,
    ),
    Story(
        "clinic-room", "Help us make the waiting room kinder", "Children’s Clinic", "Lead Nurse", "approving",
        "Come to our waiting room and tell us what makes you nervous there, and what would help.",
        "Colours, seats, toys, what we say when it takes long.", "How long each visit takes: doctors need the time.",
        from_kind="partner", kind="together", whom="other", put_ago=20, touches=("Mental health",), answer="yes",
        added="Yes, if we see the room without patients.",
    ),
    Story(
        "homework-study", "How do you learn at home?", "Fernhill University", "Researcher", "sent",
        "We study where young people do their homework. We would talk to twelve of you for half an hour each.",
        "The advice that we write for schools.", "Your own school decides what it does with it.",
        from_kind="research", kind="research",
    ),
    Story(
        "budget-words", "Put our budget into plain words", "Finance Service", "Finance Officer", "back",
        "Read two pages about next year’s money with us and tell us which words you do not know.",
        "The words and the pictures.", "", by="decision_maker",
        back="You have not said yet what cannot change. Say it, and why; then send it again.",
    ),
    Story(
        "park-bench", "Seats in the new park", "Parks Service", "Park Planner", "planning",
        "Choose with us where the seats go and which kind.", "Where they stand, and three of five kinds.",
        "The number: the money is for twenty.", kind="together", whom="mine", put_ago=30, answer="yes",
        added="Yes. Please bring pictures.", by="worker",
    ),
    Story(
        "police-stops", "When police stop young people", "County Police", "Inspector", "arranged",
        "Tell our new officers what it is like to be stopped, and what would be fair.",
        "How we train new officers.", "The law about stopping and searching: Parliament makes it.",
        from_kind="partner", whom="other", put_ago=45, ends_in=9, feedback_in=40, touches=("Crime",), answer="yes",
    ),
    Story(
        "school-lunch", "What is on your plate?", "Catering Service", "Head of Catering", "feedback",
        "Try three lunches and say what you would eat again.", "Two of the five days.",
        "No nuts: somebody could die of them.", whom="school", put_ago=80, ends_in=-40, feedback_in=-6, answer="yes",
        findings="They want to choose at the counter. Soup only when it is cold. Less sauce. Longer time to eat.",
        by="decision_maker",
    ),
    Story(
        "library-hours", "When should the library be open?", "Library Service", "Librarian", "closed",
        "Say when you would come.", "The hours on two days.", "Nights: nobody can be there to watch over it.",
        whom="mine", put_ago=120, ends_in=-100, feedback_in=-60, answer="yes",
        findings="Thursdays until seven, and a corner where one may talk. Warm in winter. Buses home matter.",
        by="worker",
    ),
    Story(
        "bus-survey", "How safe is your way home?", "City Buses", "Network Manager", "closed",
        "Twelve questions about your way home.", "Which stops get lights first.", "The timetable of the trains.",
        from_kind="partner", whom="mine", put_ago=95, ends_in=-80, feedback_in=-50, answer="yes",
        findings="Dark stops are worse than late buses. A driver who waits until you are inside. A number to call.",
    ),
    Story(
        "fashion-brand", "Wear our coats for a picture", "Northwind Coats", "Marketing", "refused",
        "We photograph young people in our coats.", "Nothing.", "We choose the pictures.", from_kind="partner",
        why_not="This is advertising. Young people get nothing from it and change nothing by it.",
    ),
    Story(
        "long-survey", "A survey of ninety questions", "Regional Board", "Policy Officer", "no",
        "Ninety questions about everything.", "A report is written.", "No law will change by it.", from_kind="board",
        whom="other", put_ago=60, answer="no", added="Too long. Ask us five that matter.",
    ),
    Story(
        "youth-panel", "Young people on our interview panel", "Housing Service", "Head of Housing", "draft",
        "Sit with us when we choose a new support worker.", "Your marks count as much as ours.", "", kind="panel",
        by="decision_maker",
    ),
)  # fmt: skip
ELSEWHERE: Final = (
    ("A survey about vaping", "Public Health", 25, "mine"),
    ("A visit by the mayor", "The Mayor’s Office", 70, "other"),
    ("Questions about cycling to school", "Road Safety", 40, "school"),
)
"""Asks that did not come through the desk: what, who asked, how many days ago, of whom."""
