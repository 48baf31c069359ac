"""Texts that nobody sends in good faith, and some that people do: huge, deep, broken, without end. Each gets an answer."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_wizard.case.recognise import payload as payload_module
from ban_wizard.case.recognise.reading import Search
from ban_wizard.case.recognise.sightings import HEAD, TAIL, shortened
from ban_wizard.playbook.model import KINDS
from tests.unit.case.recognise.recognisers import verdict

SOME = random.Random(7)
VOCABULARY = "account banned restricted whatsapp not temporarily number template quality low 24 hours new chats cannot send аккаунт".split()

HOSTILE = {
    "nothing": "",
    "spaces": " \n\t" * 1000,
    "long": "your account works. " * 3_000_000,
    "one word": "a" * 200_000,
    "one sentence": " ".join(SOME.choice(VOCABULARY) for _ in range(20_000)),
    "account": "account " * 20_000,
    "account banned": "account banned " * 20_000,
    "deep object": '{"a":' * 10_000 + "1" + "}" * 10_000,
    "deep list": "[" * 100_000,
    "deep strings": '{"a":"' + '{\\"b\\":' * 5_000 + "1",
    "broken objects": '{"a":1,' * 20_000,
    "many objects": '{"code":131031}\n' * 20_000,
    "wide object": "{" + ",".join(f'"k{n}":"account banned {n}"' for n in range(5_000)) + "}",
    "pairs": "code=131031 " * 10_000,
    "brackets": "{[()]}" * 20_000,
    "quotes": "\"'`" * 20_000,
    "clocks": "23:59:59 " * 10_000,
    "phones": "+7 911 123-45-67 " * 5_000,
    "surrogates": "\ud800\udfff account \udc00 banned" * 100,
    "control": "".join(map(chr, range(32))) * 2_000,
    "any letters": "".join(chr(SOME.randrange(1, 0x2FFFF)) for _ in range(60_000)),
    "combining": "a\u0301\u0323" * 30_000,
    "asterisks": "*" * 50_000 + "banned",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_an_answer_comes(name: str) -> None:
    found = verdict(HOSTILE[name])
    assert found.kind in KINDS
    assert found.certainty == "sure" or found.ask
    for each in found.evidence:
        (each.matched or "").encode()  # what is shown can be printed


def test_only_the_beginning_and_the_end_of_a_long_text_are_read() -> None:
    notice = "This account is not allowed to use WhatsApp."
    filler = "Nothing to see here. " * 100_000
    assert len(shortened(filler)) == HEAD + TAIL + 1
    assert shortened(notice) == notice
    assert verdict(notice + filler).kind == "permanent_ban"
    assert verdict(filler + notice).kind == "permanent_ban"
    assert verdict(filler + notice + filler).kind == "unclear"


def test_the_work_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """The places that patterns are tried from grow with the words up to a bound, and no longer."""
    tried = {"count": 0}
    follow = Search._from

    def counted(self: Search, first: int, pattern: object) -> object:
        tried["count"] += 1
        return follow(self, first, pattern)  # type: ignore[arg-type]

    monkeypatch.setattr(Search, "_from", counted)
    counts = []
    for times in (100, 1000, 4000):
        tried["count"] = 0
        verdict("account banned " * times)
        counts.append(tried["count"])
    assert counts[1] < 20 * counts[0]
    assert counts[2] == counts[1]


def test_json_is_tried_so_many_times_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []

    class Counting:
        def raw_decode(self, text: str, at: int) -> object:
            tries.append(at)
            raise ValueError

    monkeypatch.setattr(payload_module, "_DECODER", Counting())
    assert payload_module.payloads("{" * 10_000) == []
    assert len(tries) == payload_module.MOST_FAILURES


@given(st.text(max_size=300))
def test_any_text_gets_an_answer(text: str) -> None:
    found = verdict(text)
    assert found.kind in KINDS
    assert found.certainty == "sure" or found.ask


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=10), inner),
    )
)
def test_any_json_gets_an_answer(value: object) -> None:
    assert verdict(json.dumps(value)).kind in KINDS
