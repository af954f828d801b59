"""Birthdays on which something changes, as plain values: which one somebody has passed, and what a worker then does.

A gate is an age in years; 24 stands for half a year before the service ends, when people are told (trust 5.4).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from core.clock import months_after
from core.people.ages import Ages

NOTICE_MONTHS = 6
NOTICE = 24
NO_GATE = 0
ASK_WITHIN = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Duty:
    """What a worker has to do when somebody passes a gate: a title and a note, due so many days after it."""

    title: str
    note: str
    within: timedelta = ASK_WITHIN


def gate_days(ages: Ages, born_on: date) -> dict[int, date]:
    """For each gate the day from which it is passed, youngest first."""
    days = {age: ages.birthday(born_on, age) for age in ages.gates}
    days[NOTICE] = months_after(days[ages.service_ends], -NOTICE_MONTHS)
    return dict(sorted(days.items()))


def gate_on(ages: Ages, born_on: date, day: date) -> int:
    """The last gate passed by `day`; NO_GATE before the first."""
    return max((gate for gate, passed in gate_days(ages, born_on).items() if passed <= day), default=NO_GATE)


def born_by(ages: Ages, gate: int, day: date) -> date:
    """The latest birth date of somebody who has passed `gate` by `day`."""
    months = NOTICE_MONTHS - 12 * ages.service_ends if gate == NOTICE else -12 * gate
    guess = months_after(day, months)
    while gate_days(ages, guess)[gate] > day:
        guess -= timedelta(days=1)
    while gate_days(ages, guess + timedelta(days=1))[gate] <= day:
        guess += timedelta(days=1)
    return guess


def duty_at(ages: Ages, gate: int) -> Duty:
    """What somebody's passing of `gate` asks of a worker."""
    duties = {
        ages.data_rights: Duty(
            "May ask for their own information now",
            "From this age they are presumed able to decide about their own information. Tell them so.",
        ),
        ages.guardian_below: Duty(
            "Ask again what they agree to",
            "They may have their own account now, and decide what they are judged able to decide. What adults agreed "
            "to for them ends after 60 days. Tell them what was agreed and shared so far.",
        ),
        ages.own: Duty(
            "Ask them themselves what they agree to",
            "From today only their own answer counts. What adults agreed to for them has ended. Parents and carers see "
            "only what they choose to share.",
        ),
        ages.adult: Duty(
            "Is an adult now",
            "Links to parents and carers have ended. Concerns go to the adult safeguarding route. Where they have "
            "special educational needs or leave care, make sure that there is a plan for the move.",
            timedelta(days=14),
        ),
        NOTICE: Duty(
            "Our work with them ends in half a year",
            "Tell them when it ends and what happens to their information, and offer them a copy.",
        ),
        ages.service_ends: Duty(
            "Our work with them ends",
            "Say goodbye, give them a copy of their information, and end their access. From then the time runs after "
            "which records go.",
            timedelta(days=30),
        ),
    }
    return duties[gate]
