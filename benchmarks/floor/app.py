"""The floor application: /hello /raw /public, and /login and /orm as a plain Flask application writes them.

    /hello   the framework alone
    /raw     one SELECT of 50 rows by an indexed council id, and a minimal Jinja table
    /public  a public page kept in the process, with an ETag
    /login   a GOV.UK form
    /orm     a signed-in list of 50 with Flask-SQLAlchemy, Flask-Login and the GOV.UK macros
"""

import sqlite3
from functools import cache
from hashlib import sha256

from flask import Flask, Response, current_app, redirect, render_template, request
from flask_login import LoginManager, login_required, login_user
from flask_wtf.csrf import CSRFProtect
from govuk_frontend_wtf.main import WTFormsHelpers
from jinja2 import ChainableUndefined, ChoiceLoader, PackageLoader, PrefixLoader
from werkzeug.wrappers import Response as Redirect

from benchmarks.floor.models import Council, Group, SearchForm, SignInForm, User, db

A_PAGE = 50  # rows
SELECT = """SELECT g.id, g.name, g.status, g.age_min, g.age_max, p.name FROM "group" g
    LEFT JOIN "group" p ON p.id = g.parent_id WHERE g.council_id = ? ORDER BY g.name LIMIT ?"""


def create_app(database: str) -> Flask:
    """The floor over the SQLite file `database`, which benchmarks.floor.world has filled."""
    app = Flask(__name__)
    app.config.update(SECRET_KEY="floor", SQLALCHEMY_DATABASE_URI=f"sqlite:///{database}", DATABASE=database)
    app.jinja_env.undefined = ChainableUndefined
    prefixes = {"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}
    prefixes["govuk_frontend_wtf"] = PackageLoader("govuk_frontend_wtf")
    app.jinja_loader = ChoiceLoader([PackageLoader("benchmarks.floor"), PrefixLoader(prefixes)])
    db.init_app(app)
    CSRFProtect(app)
    WTFormsHelpers(app)
    sign_ins = LoginManager(app)
    sign_ins.user_loader(lambda key: db.session.get(User, int(key)))
    for path, view in (("/hello", hello), ("/raw", raw), ("/public", public), ("/orm", orm)):
        app.add_url_rule(path, view_func=view)
    app.add_url_rule("/login", view_func=login, methods=["GET", "POST"])
    return app


def hello() -> str:
    """The framework and nothing else."""
    return "hello"


def raw() -> str:
    """Fifty rows from the driver through a small template."""
    return render_template("raw.html", rows=_connection().execute(SELECT, (1, A_PAGE)).fetchall())


def public() -> Response:
    """A page that was made once and is sent again."""
    body, tag = _made_once()
    response = Response(body, mimetype="text/html")
    response.set_etag(tag)
    response.cache_control.max_age = 60
    return response.make_conditional(request)


def login() -> str | Redirect:
    """Sign in; anybody may, this is a floor."""
    form = SignInForm()
    if form.validate_on_submit():
        login_user(db.session.get(User, 1))
        return redirect("/orm")
    return render_template("login.html", form=form)


@login_required
def orm() -> str:
    """The list as a plain application writes it: entities, a count, a joined parent, the macros."""
    council = db.session.get_one(Council, 1)
    groups = db.select(Group).options(db.joinedload(Group.parent)).where(Group.council_id == council.id)
    page = db.paginate(groups.order_by(Group.name), per_page=A_PAGE, max_per_page=A_PAGE)
    return render_template("orm.html", council=council, page=page, form=SearchForm())


@cache
def _connection() -> sqlite3.Connection:
    return sqlite3.connect(current_app.config["DATABASE"], check_same_thread=False)


@cache
def _made_once() -> tuple[str, str]:
    rows = _connection().execute(SELECT, (1, A_PAGE)).fetchall()
    body = render_template("raw.html", rows=rows)
    return body, sha256(body.encode()).hexdigest()
