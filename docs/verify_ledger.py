"""Is a promise ledger whole? python verify_ledger.py ledger.jsonl [hashes that the council's page showed you before]"""
import json
import sys
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # pip install cryptography

*lines, rest = Path(sys.argv[1]).read_bytes().split(b"\n")
canonical, key, hashes, owed = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode, "", ["0" * 64], {}
for number, raw in enumerate([*lines, rest] if rest else lines, 1):
    try:
        entry = json.loads(raw)
        body, text, salt, sealed = entry["body"], entry["text"], entry["salt"], bytes.fromhex(entry["signature"])
        key = body.get("public_key", key)
        parts = {"body": body, "position": number, "previous": hashes[-1]}, {"salt": salt, "text": text}
        chain, words = (sha256(canonical(part).encode()).hexdigest() for part in parts)
        assert entry == {**parts[0], **parts[1], "hash": chain, "signature": sealed.hex()}, "it was changed"
        assert words == body["text_hash"] if text else (text, salt) == (None, ""), "its words were changed"
        assert canonical(entry).encode() == raw != rest, "it was written anew"
        sealed and Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(sealed, chain.encode())
    except Exception as fault:
        sys.exit(f"Entry {number} is broken: {str(fault) or 'its signature is not that of the council'}.")
    hashes.append(chain)
    lacks = [name for name, so in (("blanks", "text_hash" in body and not text), ("unsigned", not sealed)) if so]
    owed |= {(name, number): f"Entry {number} is broken: words or signature are missing." for name in lacks}
    owed = {one: why for one, why in owed.items() if one[1] not in body.get(one[0], [])}
lost = [f"Hash {one} is in no entry: the file was cut, or written anew." for one in sys.argv[2:] if one not in hashes]
done = f"Whole: {len(hashes) - 1} entries. Last hash {hashes[-1]}. Key {key}."
sys.exit("\n".join([*owed.values(), *lost]) or (print(done) if __debug__ else "Run it without -O."))
