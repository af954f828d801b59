"""Making a release: what its councils gave is added up, unsafe cells are kept back, and the rest is protected."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID, uuid5

from core.authority.resolve import Authority
from core.authority.schema import Region
from core.db import db, platform_scope
from core.indicators import ALL, Indicator, Quarter, every_indicator
from core.indicators.declared import RELEASED
from core.indicators.reading import denominator
from core.releases import documents
from core.releases.cells import Rules, Shown, cells_of
from core.releases.documents import Document, Table
from core.releases.faults import ReleaseRefused
from core.releases.giving import Numbers, give, given, given_for
from core.releases.members import members_in, region_called
from core.releases.models import Release
from core.releases.protecting import CannotProtect, protected
from core.releases.stored import all_documents, find, last_of
from core.web.house import house

NAMES = UUID("5e0f5a53-6c59-4d8f-9a4e-2d9f2a9f3a10")  # of the ids of releases: a draft made again has the same
Gave = Mapping[str, tuple[Authority, Numbers]]


def make(region_slug: str, quarter: Quarter, today: date) -> Document:
    """Make the draft of a region's quarter, or make it again while nobody has signed it. Raises ReleaseRefused."""
    region = region_called(region_slug)
    if quarter.last_day >= today:
        raise ReleaseRefused(f"{quarter} ends on {quarter.last_day}. Figures are released when a quarter has ended.")
    _not_signed(region, quarter)
    members = members_in(region, quarter)
    if reason := too_few(region, len(members)):
        raise ReleaseRefused(f"{reason} Nothing was made.")
    gave = {str(one.id): (one, give(one, quarter)) for one in members}
    drawn = _drawn(region, quarter, gave)
    _store(drawn)
    return drawn


def too_few(region: Region, councils: int) -> str:
    """Why so many councils of a region cannot be compared; "" where they can."""
    if councils >= region.least_councils:
        return ""
    return (
        f"{councils} councils of {region.name} take part. Fewer than {region.least_councils} cannot be compared: "
        "one could work out the figures of another."
    )


def rules_of(region: Region) -> Rules:
    """The rules of a region's releases."""
    return Rules(councils=region.least_councils, people=region.least_people, round_to=region.round_to)


def _drawn(region: Region, quarter: Quarter, gave: Gave) -> Document:
    release, rules = str(uuid5(NAMES, f"{region.slug} {quarter}")), rules_of(region)
    earlier = documents.shown_in(all_documents())
    tables, left_out = [], {}
    for name, one in sorted(every_indicator().items()):
        if one.met:
            continue
        who = {council: pair for council, pair in gave.items() if name in pair[1]}
        if len(who) < rules.councils:
            left_out[name] = "Fewer councils than needed count this."
            continue
        new = _empty(release, one, quarter, who, rules)
        tables.append(Table(_filled(new, one, who, earlier), _population(one, [pair[0] for pair in who.values()])))
    before = last_of(region.slug)
    number, previous = (before.number + 1, before.digest) if before else (1, "")
    members = tuple(sorted(gave))
    return Document(release, region.slug, str(quarter), number, previous, members, rules, tuple(tables), left_out)


def uncounted(drawn: Document) -> list[Authority]:
    """The councils of a draft that gave nothing, because they never counted that quarter; by name."""
    found = [house().authorities.by_id(UUID(one)) for one in drawn.members]
    quarter = Quarter.read(drawn.quarter)
    return sorted((one for one in found if one and not given(one, quarter)), key=lambda one: one.name)


def _empty(release: str, one: Indicator, quarter: Quarter, who: Gave, rules: Rules) -> Shown:
    """The table with its cells and no numbers yet. Cohorts are those that enough councils' files name."""
    categories = {key: found for key, found in one.categories.items() if key in RELEASED}
    if "cohort" in one.breakdowns:
        categories["cohort"] = _cohorts([pair[0] for pair in who.values()], rules.councils)
    cells = cells_of(categories, one.keys)
    return Shown(release, one.name, str(quarter), frozenset(who), dict.fromkeys(cells), rules, steady=one.steady)


def _filled(new: Shown, one: Indicator, who: Gave, earlier: Sequence[Shown]) -> Shown:
    figures = {council: pair[1][one.name] for council, pair in who.items()}
    linked = [old for old in earlier if related(old, new)]
    others = given_for(linked).get((new.indicator, new.period), {})
    try:
        return protected(new, figures, linked, of_people=one.of_people, others=others)
    except CannotProtect as fault:
        raise ReleaseRefused(f"{fault} Nothing was made.") from fault


def related(old: Shown, new: Shown) -> bool:
    """Whether an earlier table can tell something of a new one."""
    same_time = old.period == new.period or (old.steady and new.steady)
    return old.indicator == new.indicator and same_time and old.release != new.release


def _cohorts(councils: Sequence[Authority], least: int) -> tuple[str, ...]:
    named = Counter(
        key
        for one in councils
        for key in {e.key for v in one.file.vocabularies if v.kind == "cohorts" for e in v.items}
    )
    return tuple(sorted(key for key, number in named.items() if number >= least))


def _population(one: Indicator, councils: Sequence[Authority]) -> int | None:
    """The whole of all councils together; None as soon as one file does not say it: no rate is guessed."""
    wholes = [denominator(one, council.file, ALL, ALL) for council in councils] if one.population else []
    return sum(whole for whole in wholes if whole) if wholes and all(wholes) else None


def _not_signed(region: Region, quarter: Quarter) -> None:
    with platform_scope(reason="is a quarter of a region released already"):
        known = find(region.slug, str(quarter))
        signed = known is not None and known.signed_at is not None
    if signed:
        raise ReleaseRefused(
            f"{quarter} of {region.name} is signed. A release is never made again: what was said stays as it was said."
        )


def _store(one: Document) -> None:
    text = documents.written(one)
    with platform_scope(reason="keep the draft of a release", write=True):
        row = find(one.region, one.quarter) or Release(region=one.region, quarter=one.quarter)
        row.number, row.document, row.digest = one.number, text, documents.digest(text)
        db.session.add(row)
        db.session.commit()
