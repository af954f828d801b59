"""Headers, cookies and static files: nothing inline, nothing from elsewhere, nothing private kept in a cache.

Sources: OWASP ASVS 5.0 V3 and V14.2.5; ICO Children's Code standard 7.
"""

import hashlib
from collections.abc import MutableMapping
from functools import cache as remember
from pathlib import Path

from flask import Flask, Response, url_for
from secure import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    Secure,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)
from whitenoise import WhiteNoise

from core.config import Deployment
from core.web.request import current_actor

STATIC = Path(__file__).parent / "static"
A_YEAR = 365 * 24 * 3600  # seconds
Pairs = tuple[tuple[str, str], ...]


def guard(app: Flask, deployment: Deployment) -> None:
    """Set cookies, headers and the static file door of `app`."""
    app.config.update(
        SECRET_KEY=deployment.secret_key,
        SESSION_COOKIE_NAME="__Host-heard" if deployment.secure_cookies else "heard",
        SESSION_COOKIE_SECURE=deployment.secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # a form left open over tea still works: the token lives as long as the session
        MAX_CONTENT_LENGTH=2 * 1024 * 1024,  # bytes; file uploads come with their own door
    )
    headers = tuple(_policy(deployment).header_items())
    app.after_request(lambda response: _harden(response, headers))
    files = WhiteNoise(app.wsgi_app, max_age=A_YEAR, add_headers_function=lambda own, *_: _add(own, headers))
    files.add_files(str(STATIC), prefix="static/")
    app.wsgi_app = files  # type: ignore[method-assign]


def _policy(deployment: Deployment) -> Secure:
    csp = ContentSecurityPolicy()
    for directive in (
        csp.default_src,
        csp.script_src,
        csp.style_src,
        csp.img_src,
        csp.font_src,
        csp.connect_src,
    ):
        directive("'self'")
    csp.form_action("'self'").object_src("'none'").base_uri("'none'").frame_ancestors("'none'")
    return Secure(
        csp=csp,
        coop=CrossOriginOpenerPolicy().same_origin(),
        corp=CrossOriginResourcePolicy().same_origin(),
        hsts=StrictTransportSecurity().max_age(A_YEAR) if deployment.secure_cookies else None,
        permissions=PermissionsPolicy().geolocation().camera().microphone(),
        referrer=ReferrerPolicy().same_origin(),
        xcto=XContentTypeOptions().nosniff(),
        xfo=XFrameOptions().deny(),
    )


def _harden(response: Response, headers: Pairs) -> Response:
    for name, value in headers:  # no view sets any of these, so none is looked for first
        response.headers.add(name, value)
    if current_actor().user_id is not None:
        response.headers["Cache-Control"] = "no-store"
    else:
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _add(own: MutableMapping[str, str], headers: Pairs) -> None:
    """Static files pass by the application, and carry the same headers."""
    for name, value in headers:
        own[name] = value


@remember
def asset(path: str) -> str:
    """Return the address of a static file, safe to be cached for a year: it changes when the content does."""
    fingerprint = hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:12]
    return url_for("static", filename=path, v=fingerprint)
