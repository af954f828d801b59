"""Keys that sign for a council: made once, kept when a new one comes, each council its own, for their owner alone."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from flask import Flask

from core import signing
from core.db import authority_scope
from core.web.house import house

SAID = b"a promise"


def own(app: Flask, slug: str = "ashdown") -> signing.Signer:
    with app.app_context():
        found = house().authorities.find(slug)
        assert found is not None
        with authority_scope(found.id):
            return signing.signer("ledger")


def test_anybody_can_check_a_signature_with_the_public_key(app: Flask) -> None:
    signer = own(app)
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signer.public_key))
    public.verify(bytes.fromhex(signer.sign(SAID)), SAID)
    with pytest.raises(InvalidSignature):
        public.verify(bytes.fromhex(signer.sign(SAID)), b"another promise")


def test_the_key_stays_and_each_council_has_its_own(app: Flask) -> None:
    assert own(app).public_key == own(app).public_key
    assert own(app).public_key != own(app, "brackwell").public_key


def test_several_at_once_make_one_key(app: Flask) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert len({one.public_key for one in pool.map(lambda _: own(app), range(8))}) == 1


def test_a_new_key_signs_and_the_old_is_kept(app: Flask) -> None:
    before = own(app).public_key
    with app.app_context(), authority_scope(_id(app)):
        after = signing.renew("ledger").public_key
        assert signing.public_keys("ledger") == (after, before)
        assert signing.public_keys("other") == ()
    assert own(app).public_key == after


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"ledger": [{"key": "zz", "since": ""}]}', '{"ledger": [{}]}'])
def test_a_file_that_cannot_be_read_is_said_and_left_alone(app: Flask, broken: str) -> None:
    own(app)
    with app.app_context(), authority_scope(_id(app)):
        file = signing.file_of(_id(app))
        file.write_text(broken)
        for ask in (signing.signer, signing.public_keys, signing.renew):
            with pytest.raises(signing.Unavailable, match="back-up"):
                ask("ledger")
        assert file.read_text() == broken


def test_nobody_but_its_owner_can_read_the_file(app: Flask) -> None:
    own(app)
    with app.app_context():
        folder = signing.file_of(_id(app)).parent
    assert folder.stat().st_mode & 0o077 == 0
    assert [file.name for file in folder.iterdir() if file.stat().st_mode & 0o077] == []


def test_a_key_is_never_shown(app: Flask) -> None:
    signer = own(app)
    assert signer.secret not in repr(signer)


def _id(app: Flask):  # type: ignore[no-untyped-def]
    with app.app_context():
        found = house().authorities.find("ashdown")
        assert found is not None
        return found.id
