"""The index of words: for each record that can be found its folded words, and apart from that each word once.

Both are councils' tables behind every wall, on PostgreSQL row-level security too; full-text indexes of the databases
are not used, see docs/decisions/0009-search.md. Nothing stands here that does not stand where the words were put from.
"""

from typing import Final
from uuid import UUID

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import AuthorityScoped, Base, personal, scoped_fk, scoped_index

LONGEST: Final = 40  # letters of a word that are told apart in the index
IN_BYTES: Final = String(LONGEST).with_variant(String(LONGEST, collation="C"), "postgresql")
"""Compared letter by letter on both databases, so that the beginnings of a word lie together."""


class SearchEntry(AuthorityScoped, Base):
    """One record that can be found; `id` is the record's own, `words` are folded with a space around each."""

    __tablename__ = "core_search_entry"

    plugin: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(80))
    words: Mapped[str] = mapped_column(Text, info=personal(purpose="participation", cls="S3", retention="published"))


class SearchWord(AuthorityScoped, Base):
    """One word of an entry, however often it stands there."""

    __tablename__ = "core_search_word"
    __table_args__ = (scoped_index("word", "entry_id"),)

    entry_id: Mapped[UUID] = scoped_fk("core_search_entry")
    word: Mapped[str] = mapped_column(IN_BYTES, info=personal(purpose="participation", cls="S3", retention="published"))
