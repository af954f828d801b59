"""What could tell who somebody is: how much of it is found in a labelled set, and that little else is."""

import time

import pytest

from core.disclosure.identifying import KINDS, Crowd, flags, hint
from tests.core.disclosure.sentences import HARMLESS, NAMES, ORGANISATIONS, PLACES, TELLING

LEAST_RECALL, LEAST_PRECISION = 0.95, 0.9


def kinds_in(text: str, language: str = "en") -> set[str]:
    found = flags(text, names=NAMES, places=PLACES, organisations=ORGANISATIONS, language=language)
    for flag in found:
        assert text[flag.start : flag.end] == flag.words and flag.words and flag.why and flag.kind in KINDS
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    return {flag.kind for flag in found}


def test_a_labelled_set_is_found_nearly_whole_and_little_else(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = [(text, kind) for text, kinds in TELLING for kind in kinds]
    told = [(text, kind) for text, _ in TELLING for kind in kinds_in(text)]
    alarms = [(text, kind) for text in HARMLESS for kind in kinds_in(text)]
    met = set(wanted) & set(told)
    wrong = sorted((set(told) - set(wanted)) | set(alarms))
    recall, precision = len(met) / len(wanted), len(met) / (len(met) + len(wrong))
    with capsys.disabled():
        print(
            f"\n{len(TELLING)} telling and {len(HARMLESS)} harmless sentences: "
            f"recall {recall:.3f}, precision {precision:.3f}"
        )
        print("missed:", sorted(set(wanted) - met))
        print("beside:", wrong)
    assert len(TELLING) >= 60
    assert recall >= LEAST_RECALL and precision >= LEAST_PRECISION


def test_other_languages_have_contacts_names_and_their_own_facts() -> None:
    assert kinds_in("Mój brat Obi mieszka daleko", "pl") == {"name"}
    assert kinds_in("Jestem w domu dziecka, tel. 07700 900123", "pl") == {"rare", "contact"}
    assert kinds_in("Я на інвалідному візку", "uk") == {"rare"}
    assert kinds_in("میں یتیم ہوں", "ur") == {"rare"}
    assert kinds_in("Chcemy więcej autobusów.", "pl") == set()
    assert kinds_in("ring 07700 900123", "xx") == {"contact"}


def test_each_thing_found_says_why() -> None:
    (flag,) = flags("We went with obi", names=["obi"])
    assert (flag.kind, flag.words, flag.start) == ("name", "obi", 13)
    assert flag.why == "This is the name of somebody whom the council knows."


def test_a_hint_counts_what_stands_together_and_uses_local_figures() -> None:
    crowds = [Crowd("Looked after children", 2100), Crowd("Children aged 0 to 17", 240_000)]
    assert hint(flags("The bus is late.")).level == "low"
    assert hint(flags("I am 14.")).level == "some"
    assert hint(flags("Ring me on 07700 900123")).level == "high"
    text = "I am looked after and I am 14."
    found = hint(flags(text), crowds, text)
    assert found.level == "high"
    assert "About 2,100 here belong to “Looked after children”. With one more fact few are left." in found.why
    plain = "Children should be heard."
    assert hint(flags(plain), crowds, plain).why == ()


def test_a_page_of_text_takes_a_moment() -> None:
    page = " ".join(text for text, _ in TELLING) * 3
    names = [f"name{number}" for number in range(500)]
    flags(page, names=names, places=PLACES, organisations=ORGANISATIONS)
    begun = time.process_time()
    flags(page, names=names, places=PLACES, organisations=ORGANISATIONS)
    assert time.process_time() - begun < 10  # about 0.1 s on a quiet machine
