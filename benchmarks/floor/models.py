"""Tables and forms of the floor, as a plain Flask application declares them."""

from flask_login import UserMixin
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput, GovSelect, GovSubmitInput, GovTextInput
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from wtforms import PasswordField, SelectField, StringField, SubmitField


class Base(DeclarativeBase):
    """Base of the floor's tables."""


db = SQLAlchemy(model_class=Base)


class Council(db.Model):  # type: ignore[name-defined, misc]
    """A council."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class User(UserMixin, db.Model):  # type: ignore[name-defined, misc]
    """Somebody who signs in."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))


class Group(db.Model):  # type: ignore[name-defined, misc]
    """A group of a council, with the group that it belongs to."""

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"), index=True)
    name: Mapped[str]
    status: Mapped[str]
    age_min: Mapped[int]
    age_max: Mapped[int]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("group.id"))
    parent: Mapped["Group | None"] = relationship(remote_side=[id])


class SignInForm(FlaskForm):
    """Name and password."""

    username = StringField("User name", widget=GovTextInput())
    password = PasswordField("Password", widget=GovPasswordInput())
    submit = SubmitField("Sign in", widget=GovSubmitInput())


class SearchForm(FlaskForm):
    """Find among the groups."""

    name = StringField("Name", widget=GovTextInput())
    status = SelectField("Status", widget=GovSelect(), choices=[("active", "Active"), ("ended", "Ended")])
    submit = SubmitField("Find", widget=GovSubmitInput())
