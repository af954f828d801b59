"""Who a group is for and how often it meets, as plain functions over plain values.

Ages are whole years. An age outside a group's range is only ever a remark to staff, never a reason to remove
anyone: in 2014/15 a cabinet described as 16 to 19 had members of 21. Source: table of groups, G1 and W56.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.api import gettext, gettext_noop, ngettext
from plugins.groups.vocabulary import CADENCES

NUMBERS = {
    2: gettext_noop("two"),
    3: gettext_noop("three"),
    4: gettext_noop("four"),
    5: gettext_noop("five"),
    6: gettext_noop("six"),
    7: gettext_noop("seven"),
    8: gettext_noop("eight"),
    9: gettext_noop("nine"),
    10: gettext_noop("ten"),
}
# Parts of addresses, so never a key:
RESERVED = (
    *("answer", "asked", "boards", "coming-in", "elections", "manage", "mine"),
    *("new", "put-forward", "stand", "start", "vote"),
)
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Ages:
    """An age range, both ends included; `stretch` is the oldest age that `rule` can allow. None is not
    stated.
    """

    youngest: int | None = None
    oldest: int | None = None
    stretch: int | None = None
    rule: str = ""

    @property
    def limit(self) -> int | None:
        """The oldest age with the extension rule counted in; None if there is no upper end."""
        return max(self.oldest, self.stretch or 0) if self.oldest is not None else None

    def holds(self, age: int, slack: int = 0) -> bool:
        """True if someone of `age` years may find this group meant for them, give or take `slack` years."""
        too_young = self.youngest is not None and age < self.youngest - slack
        too_old = self.limit is not None and age > self.limit + slack
        return not (too_young or too_old)

    def words(self) -> str:
        """The range as people read it; "" when nothing is stated."""
        if self.youngest is not None and self.oldest is not None:
            plain = gettext("%(youngest)s to %(oldest)s", youngest=self.youngest, oldest=self.oldest)
        elif self.youngest is not None:
            plain = gettext("%(age)s and over", age=self.youngest)
        else:
            plain = gettext("up to %(age)s", age=self.oldest) if self.oldest is not None else ""
        return gettext("%(ages)s (%(age)s for some)", ages=plain, age=self.stretch) if plain and self.stretch else plain


def age_remark(ages: Ages, age: int | None, slack: int = 0) -> str:
    """Return a remark for staff when `age` lies outside `ages`, "" when there is nothing to say."""
    if age is None or ages.holds(age, slack) and (ages.oldest is None or age <= ages.oldest + slack):
        return ""
    if ages.holds(age, slack):
        return f"Age {age}: over {ages.oldest}, allowed by this rule: {ages.rule or 'not written down'}."
    return f"Age {age}: this group says {ages.words()}. They can still be a member; you decide."


def year_remark(years: Iterable[int], year: int | None) -> str:
    """Return a remark for staff when a school year is not one of the group's `years`, else ""."""
    wanted = sorted(years)
    if not wanted or year is None or year in wanted:
        return ""
    return f"Year {year}: this group says {years_words(wanted)}. They can still be a member; you decide."


def years_words(years: Iterable[int]) -> str:
    """School years as people read them: [5, 6] is "Years 5 and 6"; "" for none."""
    names = [str(year) for year in sorted(years)]
    if not names:
        return ""
    if len(names) == 1:
        return gettext("Year %(year)s", year=names[0])
    return gettext("Years %(first)s and %(last)s", first=", ".join(names[:-1]), last=names[-1])


def cadence_words(kind: str, count: int | None) -> str:
    """How often a group meets, in words a child reads: ("every_weeks", 6) is "Every six weeks"."""
    if kind == "every_weeks":
        return _every_weeks(count or 0)
    if kind in ("per_term", "per_year"):
        return times_a_term(count) if kind == "per_term" else times_a_year(count)
    if kind == "monthly":
        return gettext("Every month")
    return gettext("On its own calendar") if kind == "own_calendar" else ""


def times_a_term(count: int | None) -> str:
    """1 is "Once a term", 2 "Twice a term", 3 "Three times a term"; not stated counts as once."""
    number = count or 1
    if number <= 2:
        return gettext("Once a term") if number == 1 else gettext("Twice a term")
    return ngettext("%(count)s time a term", "%(count)s times a term", number, count=_in_words(number).capitalize())


def times_a_year(count: int | None) -> str:
    """1 is "Once a year", 2 "Twice a year", 3 "Three times a year"; not stated counts as once."""
    number = count or 1
    if number <= 2:
        return gettext("Once a year") if number == 1 else gettext("Twice a year")
    return ngettext("%(count)s time a year", "%(count)s times a year", number, count=_in_words(number).capitalize())


def _every_weeks(number: int) -> str:
    if number == 1:
        return gettext("Every week")
    return ngettext("Every %(count)s week", "Every %(count)s weeks", number, count=_in_words(number))


def _in_words(number: int) -> str:
    return gettext(NUMBERS[number]) if number in NUMBERS else str(number)


def cadence_problem(kind: str, count: int | None) -> str:
    """Return what is wrong with a cadence, in plain words, or ""."""
    if kind not in CADENCES:
        return f"{kind} is not a way of meeting that Heard knows."
    if kind in ("per_term", "every_weeks", "per_year"):
        return "" if count else "Say how many: for example 2 for twice a term, or 6 for every six weeks."
    return "" if not count else "Leave the number empty for this way of meeting."


def slug(name: str) -> str:
    """A short name for a web address made of `name`; never empty, at most 60 characters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _NOT_SLUG.sub("-", plain).strip("-")[:60].strip("-") or "group"


def free_slug(name: str, taken: Iterable[str]) -> str:
    """`slug(name)`, with a number behind it when the plain one is among `taken`."""
    used, base = set(taken), slug(name)
    candidates = [base] + [f"{base[:56]}-{number}" for number in range(2, len(used) + 3)]
    return next(candidate for candidate in candidates if candidate not in used)


def term_of_office_over(term_to: date | None, today: date) -> bool:
    """True once a member's term of office has ended; they stay a member until staff say otherwise."""
    return term_to is not None and term_to < today


def school_ages(years: Iterable[int]) -> Ages:
    """The ages of children in these school years in England: Year 5 is 9 to 10; no years give no range."""
    wanted = sorted(years)
    return Ages(wanted[0] + 4, wanted[-1] + 5) if wanted else Ages()


def ages_words(ages: Ages, years: Iterable[int]) -> str:
    """Ages and school years together, as a reader meets them; "" when neither is stated."""
    said = gettext("Ages %(ages)s", ages=ages.words()) if ages.words() else ""
    return ", ".join(part for part in (said, years_words(years)) if part)


def posts_words(posts: Iterable[dict[str, object]]) -> list[str]:
    """Posts that members fill: [{"role": "Youth MP", "number": 2}] is ["Youth MP: 2"]."""
    return [f"{post['role']}: {post['number']}" for post in posts]


def target_words(attendances: int | None, different: int | None) -> str:
    """A yearly target that counts attendances and different ones apart (N55); "" for none."""
    parts = [f"{attendances} attendances"] if attendances else []
    return ", ".join(parts + ([f"{different} different"] if different else []))


def months_before(day: date, months: int) -> date:
    """The day `months` earlier, or the last day of that month where it is shorter."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))
