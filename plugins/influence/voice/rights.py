"""Articles of the UN Convention on the Rights of the Child that young people's words are often about.

Each number has a plain title in our own words, not the treaty's. Article 12 comes first: it is why anybody is asked.
Source: United Nations Convention on the Rights of the Child (1989), in force in the UK since 1992.
"""

from typing import Final

from core.api import gettext_noop

ARTICLES: Final[dict[str, str]] = {
    "12": gettext_noop("Being heard and taken seriously (12)"),
    "2": gettext_noop("Being treated fairly, whoever you are (2)"),
    "3": gettext_noop("What is best for children comes first (3)"),
    "9": gettext_noop("Being with my family, or seeing them (9)"),
    "13": gettext_noop("Finding things out and saying what I think (13)"),
    "14": gettext_noop("Thinking and believing what I choose (14)"),
    "15": gettext_noop("Meeting friends and joining groups (15)"),
    "16": gettext_noop("Privacy (16)"),
    "17": gettext_noop("Getting information that I can trust (17)"),
    "18": gettext_noop("Help for the people who bring me up (18)"),
    "19": gettext_noop("Being safe from harm (19)"),
    "20": gettext_noop("Good care when I cannot live at home (20)"),
    "22": gettext_noop("Help when I had to leave my country (22)"),
    "23": gettext_noop("Taking part fully when I am disabled (23)"),
    "24": gettext_noop("Health, food, water and a clean place to live (24)"),
    "25": gettext_noop("My care being looked at again, often enough (25)"),
    "26": gettext_noop("Help when my family has too little money (26)"),
    "27": gettext_noop("A good enough home, food and clothes (27)"),
    "28": gettext_noop("Going to school (28)"),
    "29": gettext_noop("Learning that brings out the best in me (29)"),
    "30": gettext_noop("My own language, culture and religion (30)"),
    "31": gettext_noop("Rest, play, sport and art (31)"),
    "32": gettext_noop("Work that does not harm me (32)"),
    "39": gettext_noop("Help to get better after harm (39)"),
    "40": gettext_noop("Being treated fairly by police and courts (40)"),
    "42": gettext_noop("Knowing what rights I have (42)"),
}
