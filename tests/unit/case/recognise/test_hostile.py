"""Texts that nobody sends in good faith, and some that people do: huge, deep, broken, without end. Each gets an answer."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_wizard.case.recognise import payload as payload_module
from ban_wizard.case.recognise.excerpt import MOST, excerpt
from ban_wizard.case.recognise.markup import plain
from ban_wizard.case.recognise.reading import Search
from ban_wizard.playbook.model import KINDS
from tests.unit.case.recognise.recognisers import recognisers, verdict

SOME = random.Random(7)
VOCABULARY = "account banned restricted whatsapp not temporarily number template quality low 24 hours new chats cannot send аккаунт".split()

HOSTILE = {
    "nothing": "",
    "spaces": " \n\t" * 1000,
    "long": "your account works. " * 3_000_000,
    "one word": "a" * 200_000,
    "one sentence": " ".join(SOME.choices(VOCABULARY, k=20_000)),
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
    "any letters": "".join(map(chr, SOME.choices(range(1, 0x2FFFF), k=60_000))),
    "combining": "a\u0301\u0323" * 30_000,
    "asterisks": "*" * 50_000 + "banned",
    "tags": "<div <" * 500_000,
    "tags that never end": "<div><style>" * 300_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_an_answer_comes(name: str) -> None:
    found = verdict(HOSTILE[name])
    assert found.kind in KINDS
    assert found.certainty == "sure" or found.ask
    for each in found.evidence:
        (each.matched or "").encode()  # what is shown can be printed


NOTICE = "You're temporarily banned from WhatsApp. You can use WhatsApp again in 3 days"
LOG = [f"2026-11-20 12:{n % 60:02}:07 INFO [client] message {n} to 7911{n:07} of whatsapp is delivered, all ok" for n in range(6000)]


@pytest.mark.parametrize("at", [0, 3000, 6000])
@pytest.mark.parametrize("between", ["\n", " "])
def test_what_tells_most_is_read_wherever_it_stands_in_a_long_text(at: int, between: str) -> None:
    found = verdict(between.join([*LOG[:at], NOTICE + ".", *LOG[at:]]))
    assert (found.kind, found.certainty, found.cut) == ("temporary_ban", "likely", True)
    assert found.ask and found.facts["timer_end"] == "P3D"


def test_a_text_of_which_a_part_was_left_out_is_never_called_harmless() -> None:
    short, long = "\n".join(LOG[:100]), "\n".join(LOG)
    assert (verdict(short).kind, verdict(short).cut) == ("not_a_ban", False)
    assert (verdict(long).kind, verdict(long).certainty, verdict(long).cut) == ("unclear", "unclear", True)


def test_so_much_of_a_text_is_read_and_no_more() -> None:
    tables, recognition = recognisers()
    for text in ("\n".join(LOG), "banned " * 100_000, "x" * 9_000_000, "\n" * 100_000):
        read, cut = excerpt(text, tables.values(), recognition)
        assert len(read) <= MOST and cut
    assert excerpt(NOTICE, tables.values(), recognition) == (NOTICE, False)


@pytest.mark.parametrize("text", ['{"status": "WORKING", "a": [' + "1," * 10_000 + "1]}", "status=WORKING " + "a=1 " * 5_000])
def test_a_payload_of_which_not_all_was_looked_at_is_never_called_harmless(text: str) -> None:
    assert (verdict('{"status": "WORKING"}').kind, verdict('{"status": "WORKING"}').cut) == ("not_a_ban", False)
    assert (verdict(text).kind, verdict(text).cut) == ("unclear", True)


def test_markup_is_no_part_of_a_text() -> None:
    style = "<style>.banned { color: red }</style>" * 1_000
    empty = '<div style="margin: 0">&nbsp;</div>' * 2_000
    page = f"<html><head>{style}</head><body>{empty}<p>You&#39;re <b>temporarily</b> banned<br>\nfrom WhatsApp</p>"
    assert len(page) > MOST
    found = verdict(page)
    assert (found.kind, found.certainty, found.cut) == ("temporary_ban", "sure", False)
    assert verdict(f"<div>{style}<!-- banned from WhatsApp --></div>").kind == "unclear"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<p>One</p><p>two</p>", "One\n\ntwo"),
        ("<div>on<b>e</b> &amp; two<script>if (a < b) {}</script>", "one & two"),
        ("<head><title>no</title><body>one", "one"),
        ("<div>one<!-- two", "one two"),
        ("a < b, c > d", "a < b, c > d"),
        ('<failure reason="403" location="x"/>', '<failure reason="403" location="x"/>'),
    ],
)
def test_what_is_markup_and_what_is_not(text: str, said: str) -> None:
    assert plain(text) == said


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
