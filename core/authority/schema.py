"""What a council's authority.toml may say: one frozen model that refuses any key it does not know.

The file says what may be, the local admin says what is (effective.py). A folder is named with the slug.
"""

import re
from collections.abc import Iterable
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, ValidationInfo, field_validator, model_validator

from core.authority.duties import RECORD_CLASSES, Consent, Disclosure, HelpLine, Retention, Safeguarding
from core.authority.messages import Messages, answers_go_to
from core.authority.sections import (
    Contact,
    Key,
    Line,
    Look,
    OnsCode,
    Organisation,
    ParticipationModel,
    Place,
    PlaceKind,
    Population,
    Section,
    Strategy,
    Term,
    Vocabulary,
)
from core.words import BANDS, LANGUAGES, Words

RESERVED_SLUGS = frozenset(  # each is a page of the platform itself
    {"sign-in", "regions", "api", "static", "styleguide", "healthz", "readyz", "metrics", "jobs", "new-council"}
)
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def slug_reason(slug: str) -> str:
    """Say why `slug` cannot name a council, or return "" if it can."""
    if slug in RESERVED_SLUGS:
        return f'"{slug}" is kept for a page of the platform; choose another name for the folder'
    if not _SLUG.fullmatch(slug) or len(slug) > 60:
        return f'"{slug}" cannot be part of an address; use small letters, digits and single hyphens'
    return ""


def checked_slug(slug: str) -> str:
    """Return `slug`; raises ValueError where slug_reason has something to say."""
    if reason := slug_reason(slug):
        raise ValueError(reason)
    return slug


Slug = Annotated[str, StringConstraints(pattern=_SLUG.pattern)]
Tile = Annotated[int, Field(ge=0, le=30)]  # a column or a row of the map of tiles


class PluginSection(Section):
    """What the file says about one plugin; settings and content are checked by the plugin's own models."""

    offer: Literal["always", "optional", "never"]
    start: bool = False
    lock: tuple[str, ...] = ()
    settings: dict[str, Any] = Field(default_factory=dict)
    content: dict[str, Any] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _start_means_something(self) -> Self:
        if self.offer == "never" and self.start:
            raise ValueError('start cannot be true where offer is "never"')
        return self


class TakenFrom(Section):
    """A part of the file that began as another council's; nobody's promise, only where a word or number came from."""

    part: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.-]*$")]
    taken_from: Slug


class AuthorityFile(Section):
    """One council, in full."""

    name: Line
    short_name: Line
    ons_code: OnsCode
    jurisdiction: Literal["england", "wales", "scotland", "northern_ireland"]
    old_slugs: tuple[Slug, ...] = ()
    languages: tuple[str, ...] = Field(default=("en",), min_length=1)
    reading_bands: tuple[str, ...] = ("standard", "young", "easy")
    look: Look
    words: Words = Words()
    strategy: Strategy
    participation_model: ParticipationModel | None = None
    terms: tuple[Term, ...] = Field(min_length=1)
    place_kinds: tuple[PlaceKind, ...] = ()
    places: tuple[Place, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    vocabularies: tuple[Vocabulary, ...] = ()
    population: tuple[Population, ...] = ()
    contacts: tuple[Contact, ...] = Field(min_length=1)
    messages: Messages = Messages()
    safeguarding: Safeguarding
    help_lines: tuple[HelpLine, ...] = Field(min_length=1)
    consent: Consent
    retention: tuple[Retention, ...]
    disclosure: Disclosure = Disclosure()
    profiles: tuple[TakenFrom, ...] = ()
    plugins: dict[Key, PluginSection] = Field(default_factory=dict)

    @field_validator("languages", "reading_bands")
    @classmethod
    def _known_codes(cls, codes: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        known = LANGUAGES if info.field_name == "languages" else BANDS
        if unknown := [code for code in codes if code not in known]:
            why = " (the languages that pages are translated into)" if known is LANGUAGES else ""
            raise ValueError(f"{', '.join(unknown)} is not one of: {', '.join(known)}{why}")
        return _no_twins(codes)

    @field_validator("reading_bands")
    @classmethod
    def _standard_band(cls, bands: tuple[str, ...]) -> tuple[str, ...]:
        if "standard" not in bands:
            raise ValueError('must hold "standard": it is what a page falls back on')
        return bands

    @field_validator("population", "terms", "place_kinds", "places", "organisations", "vocabularies", "contacts")
    @classmethod
    def _keys_differ(cls, things: tuple[Any, ...]) -> tuple[Any, ...]:
        _no_twins(thing.key for thing in things)
        return things

    @field_validator("terms")
    @classmethod
    def _terms_apart(cls, terms: tuple[Term, ...]) -> tuple[Term, ...]:
        ordered = sorted(terms, key=lambda term: term.starts_on)
        for earlier, later in zip(ordered, ordered[1:], strict=False):
            if later.starts_on <= earlier.ends_on:
                raise ValueError(f"{earlier.name} and {later.name} overlap")
        return terms

    @field_validator("places")
    @classmethod
    def _places_fit(cls, places: tuple[Place, ...], info: ValidationInfo) -> tuple[Place, ...]:
        if "place_kinds" not in info.data:  # its own fault is reported already
            return places
        kinds = {kind.key for kind in info.data["place_kinds"]}
        seen: set[str] = set()
        for place in places:
            if place.kind not in kinds:
                raise ValueError(f'{place.key} is of kind "{place.kind}", which place_kinds does not name')
            if place.inside and place.inside not in seen:
                raise ValueError(f'{place.key} lies inside "{place.inside}", which must stand before it')
            seen.add(place.key)
        return places

    @field_validator("organisations")
    @classmethod
    def _organisations_fit(cls, given: tuple[Organisation, ...], info: ValidationInfo) -> tuple[Organisation, ...]:
        if "places" not in info.data:
            return given
        known = {place.key for place in info.data["places"]}
        if lost := [o.key for o in given if o.place and o.place not in known]:
            raise ValueError(f"{', '.join(lost)} stands in a place that places does not name")
        return given

    @field_validator("population")
    @classmethod
    def _figures_belong(cls, lines: tuple[Population, ...], info: ValidationInfo) -> tuple[Population, ...]:
        if not {"places", "vocabularies"} <= info.data.keys():
            return lines
        cohorts = {item.key for one in info.data["vocabularies"] if one.kind == "cohorts" for item in one.items}
        places = {place.key for place in info.data["places"]}
        for line in lines:
            if line.cohort and line.cohort not in cohorts:
                raise ValueError(f'{line.key} is of "{line.cohort}", which no vocabulary of kind cohorts names')
            if line.place and line.place not in places:
                raise ValueError(f'{line.key} is of "{line.place}", which places does not name')
        _no_twins(belongs for line in lines if (belongs := line.cohort or line.place))
        return lines

    @field_validator("messages")
    @classmethod
    def _answers_arrive(cls, messages: Messages, info: ValidationInfo) -> Messages:
        if "contacts" in info.data:
            answers_go_to(messages, info.data["contacts"])
        return messages

    @field_validator("safeguarding")
    @classmethod
    def _duty_is_texted(cls, section: Safeguarding, info: ValidationInfo) -> Safeguarding:
        if "messages" in info.data and info.data["messages"].text == "none" and not section.duty.mail_to_text:
            raise ValueError('the duty number cannot be texted: set messages.text, or give duty a "mail_to_text"')
        return section

    @field_validator("retention")
    @classmethod
    def _every_class(cls, rows: tuple[Retention, ...]) -> tuple[Retention, ...]:
        _no_twins(row.record for row in rows)
        if missing := sorted(set(RECORD_CLASSES) - {row.record for row in rows}):
            raise ValueError(f"says nothing about: {', '.join(missing)}; each class of record needs a period")
        return rows


class Region(Section):
    """A group of councils that compare released figures; a council may be in several.

    What is shown needs this many councils and people, and is rounded: each may be raised here, none lowered. `tiles`
    says where a council's tile stands on the map of tiles, as (column, row) from the north-west; without it they
    stand in the order of their names.
    """

    slug: Slug
    name: Line
    members: tuple[Slug, ...] = Field(min_length=1)
    least_councils: int = Field(default=4, ge=4)
    least_people: int = Field(default=10, ge=10)
    round_to: int = Field(default=5, ge=5, le=100)
    tiles: dict[Slug, tuple[Tile, Tile]] = {}

    @field_validator("tiles")
    @classmethod
    def _one_place_each(cls, tiles: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
        if len(set(tiles.values())) < len(tiles):
            raise ValueError("two councils stand on the same tile")
        return tiles

    @model_validator(mode="after")
    def _tiles_of_members(self) -> Self:
        if lost := sorted(set(self.tiles) - set(self.members)):
            raise ValueError(f"no members, yet they have a tile: {', '.join(lost)}")
        return self


class RegionsFile(Section):
    """What _regions.toml may say."""

    regions: tuple[Region, ...] = ()


def _no_twins(keys: Iterable[str]) -> tuple[str, ...]:
    seen: list[str] = []
    for key in keys:
        if key in seen:
            raise ValueError(f'"{key}" stands there twice')
        seen.append(key)
    return tuple(seen)
