"""Fills the floor's database: councils with fifty groups each."""

from pathlib import Path

from benchmarks.floor.app import A_PAGE, create_app
from benchmarks.floor.models import Council, Group, User, db

COUNCILS = 20


def build(file: Path) -> None:
    """Write a new SQLite file with COUNCILS councils, fifty groups each, and one user."""
    with create_app(str(file)).app_context():
        db.create_all()
        db.session.add_all(Council(id=number, name=f"Council {number}") for number in range(1, COUNCILS + 1))
        db.session.flush()
        db.session.add(User(id=1, name="Worker", council_id=1))
        for council in range(1, COUNCILS + 1):
            db.session.add_all(_group(council, place) for place in range(A_PAGE))
        db.session.commit()


def _group(council: int, place: int) -> Group:
    first = (council - 1) * A_PAGE + 1
    return Group(
        id=first + place,
        council_id=council,
        name=f"Group {place:02d} of young people",
        status=("active", "starting", "paused")[place % 3],
        age_min=8 + place % 8,
        age_max=18 + place % 8,
        parent_id=first + place % 5 if place >= 5 else None,
    )
