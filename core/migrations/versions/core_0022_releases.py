"""What councils count, what they gave to releases, where they take part, and the releases themselves."""

import sqlalchemy as sa
from alembic import op

from core.db import UTCDateTime, grant_platform, making
from core.db.making import Unique, scoped_table

revision = "core_0022_releases"
down_revision = "core_0021_council_draft"
branch_labels = None
depends_on = None

RELEASE = "core_release"


def upgrade() -> None:
    """Make the four tables; all are empty until figures are counted."""
    scoped_table(op, "core_indicator_count", *_place(), *_numbers(), _at("counted_at"),
                 Unique(("quarter", "indicator", "breakdown", "category", "part")))  # fmt: skip
    scoped_table(op, "core_release_given", *_place(), *_numbers(), _at("given_at"),
                 Unique(("quarter", "indicator", "breakdown", "category", "part")))  # fmt: skip
    scoped_table(op, "core_release_seat", _word("region", 60), _word("joins", 7), making.line("leaves", 7),
                 _at("made_at"), Unique(("region", "joins")))  # fmt: skip
    _releases()
    grant_platform(op, RELEASE)


def downgrade() -> None:
    """Drop them; signed releases are lost, and must be kept elsewhere first."""
    for table in (RELEASE, "core_release_seat", "core_release_given", "core_indicator_count"):
        op.drop_table(table)


def _word(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def _at(name: str) -> sa.Column[object]:
    return sa.Column(name, UTCDateTime(), nullable=False)


def _place() -> tuple[sa.Column[str], ...]:
    lengths = {"quarter": 7, "indicator": 80, "breakdown": 20, "category": 80, "part": 40}
    return tuple(_word(name, length) for name, length in lengths.items())


def _numbers() -> tuple[sa.Column[int], ...]:
    return tuple(sa.Column(name, sa.Integer(), nullable=False) for name in ("number", "contributors", "largest"))


def _releases() -> None:
    op.create_table(
        RELEASE,
        sa.Column("id", sa.Uuid(), nullable=False),
        _word("region", 60),
        _word("quarter", 7),
        making.number("number"),
        sa.Column("document", sa.Text(), nullable=False),
        _word("digest", 64),
        making.line("signature", 128),
        making.line("public_key", 64),
        sa.Column("by_user_id", sa.Uuid()),
        _at("made_at"),
        sa.Column("signed_at", UTCDateTime()),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{RELEASE}")),
        sa.UniqueConstraint("region", "quarter", name=op.f(f"uq_{RELEASE}_region_quarter")),
    )
