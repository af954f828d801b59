"""A real SMTP server with TLS and a password on this machine, and a double of GOV.UK Notify's API."""

import json
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from notifications_python_client.authentication import decode_jwt_token, get_token_issuer
from notifications_python_client.errors import TokenError

from tests.core.notify.conftest import parsed

USER, PASSWORD = "heard", "a pass:word@here"
SERVICE, SECRET = "1b3d5f7a-0000-4000-8000-000000000001", "1b3d5f7a-0000-4000-8000-000000000002"
KEY = f"made-up-{SERVICE}-{SECRET}"
TEMPLATE = "1b3d5f7a-0000-4000-8000-000000000003"


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of localhost for a day, and its key."""
    cert, key = folder / "cert.pem", folder / "key.pem"
    names = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1")
    made = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-keyout", key, "-out", cert)
    subprocess.run((*made, *names), check=True, capture_output=True)
    return cert, key


class Inbox:
    """What the server took, and what it answers for some recipients."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, list[str], EmailMessage]] = []
        self.answers: dict[str, str] = {}
        self.data_answer = ""
        self.on_data: Any = None

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.data_answer:
            return self.data_answer
        if self.on_data:
            self.on_data()
        self.letters.append((envelope.mail_from, list(envelope.rcpt_tos), parsed(envelope.content)))
        return "250 kept"


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class TlsController(Controller):
    """A server that takes nothing before STARTTLS and the password."""

    def __init__(self, inbox: Inbox, context: ssl.SSLContext) -> None:
        self.tls = context
        super().__init__(inbox, hostname="127.0.0.1", port=free_port())

    def factory(self) -> SMTP:
        return SMTP(
            self.handler, tls_context=self.tls, require_starttls=True, auth_required=True, authenticator=_knows
        )


def _knows(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=(data.login.decode(), data.password.decode()) == (USER, PASSWORD))


@contextmanager
def smtp_server(folder: Path) -> Iterator[tuple[Inbox, int, Path]]:
    cert, key = certificate(folder)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)
    inbox = Inbox()
    controller = TlsController(inbox, context)
    controller.start()
    try:
        yield inbox, controller.port, cert
    finally:
        controller.stop()


class NotifyDouble:
    """Answers as the API does: 403 for a token that is not right, 400 for a wrong number, 201 otherwise."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.answers: list[int] = []
        double = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status, answer = double.answer(self.path, self.headers.get("Authorization", ""), body)
                raw = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            def do_GET(self) -> None:
                found = self.path == f"/v2/template/{TEMPLATE}"
                raw = json.dumps({"id": TEMPLATE} if found else _error(404, "NoResultFound", "no")).encode()
                self.send_response(200 if found else 404)
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, path: str, authorization: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        token = authorization.removeprefix("Bearer ")
        try:
            assert get_token_issuer(token) == SERVICE
            decode_jwt_token(token, SECRET)
        except (TokenError, AssertionError):
            return 403, _error(403, "AuthError", "Invalid token: API key not found")
        if self.answers:
            status = self.answers.pop(0)
            kind = {429: "RateLimitError", 500: "Exception"}.get(status, "BadRequestError")
            return status, _error(status, kind, "no")
        if path != "/v2/notifications/sms" or body["template_id"] != TEMPLATE:
            return 400, _error(400, "BadRequestError", "Template not found")
        if not body["phone_number"].startswith("+447700900"):
            return 400, _error(400, "ValidationError", "phone_number Not enough digits")
        self.taken.append(body)
        return 201, {"id": "740e5834-3a29-46b4-9a6f-16142fde533a", "reference": body.get("reference")}


def _error(status: int, error: str, message: str) -> dict[str, Any]:
    return {"status_code": status, "errors": [{"error": error, "message": message}]}


@contextmanager
def notify_double() -> Iterator[NotifyDouble]:
    double = NotifyDouble()
    thread = threading.Thread(target=double.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield double
    finally:
        double.server.shutdown()
        double.server.server_close()
        thread.join()
