from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_wizard.letter.fields import TEXT_MAX, field_facts, read
from ban_wizard.letter.model import BadLetterInput, Measure
from ban_wizard.playbook.model import Fact
from ban_wizard.text import one_line
from tests.unit.letter.small import LETTER, PLAYBOOK_FACTS, knowing


def test_values_of_every_type_are_read() -> None:
    facts = {
        "line": "Shop",
        "purpose": "orders",
        "measures": {"stopped": {"on": "2026-11-20", "planned": False}, "cleaned": {"on": "2026-12-01", "planned": True}},
        "told_whom": ["bank"],
        "since": "2026-11-20T10:00:00+03:00",
        "staff": 0,
        "second": "+79110000000",
        "how": "hand",
    }
    assert read(LETTER, knowing(facts)) == {
        "line": "Shop",
        "purpose": "orders",
        "measures": {"stopped": Measure(date(2026, 11, 20), False), "cleaned": Measure(date(2026, 12, 1), True)},
        "told_whom": ("bank",),
        "since": datetime(2026, 11, 20, 7, tzinfo=UTC),
        "staff": 0,
        "second": "+79110000000",
        "how": "hand",
    }


@pytest.mark.parametrize("empty", [None, "", "  \n", "\x1b[31m\x1b[0m", "\u200b"])
def test_an_empty_text_is_not_known(empty: str | None) -> None:
    assert read(LETTER, knowing({"purpose": empty})) == {}


@pytest.mark.parametrize("empty", [{}, None])
def test_no_measures_are_not_known(empty: Any) -> None:
    assert read(LETTER, knowing({"measures": empty, "told_whom": []})) == {}


def test_what_was_answered_with_i_do_not_know_is_not_known() -> None:
    facts = {"how": "tool", "line": "Shop"}
    assert read(LETTER, knowing(facts, unsure=frozenset({"how"}))) == {"line": "Shop"}


def test_facts_the_letter_does_not_take_are_left_alone() -> None:
    assert read(LETTER, knowing({"gateway": "olchat", "kind": "unclear"})) == {}


def test_the_playbook_says_what_a_fact_is_before_the_letter_does() -> None:
    theirs = {**PLAYBOOK_FACTS, "how": Fact("how", "choice", ("hand", "tool", "both"), "both")}
    assert field_facts(LETTER, theirs)["how"].values == ("hand", "tool", "both")
    assert field_facts(LETTER, {})["how"].values == ("hand", "tool")


def test_a_field_that_nobody_declares_cannot_be_known() -> None:
    assert read(LETTER, knowing({"purpose": "orders"}, declared={})) == {}


BAD = {
    "line": ("x" * 21, "line (en): 21 characters, and the letter has room for 20. Shorten it, please."),
    "purpose": (7, "purpose (en): this must be text."),
    "measures": (
        {"stopped": {"on": "soon", "planned": True}},
        "measures (en): choose from: stopped, cleaned, each with a date such as 2026-11-20.",
    ),
    "told_whom": (["nobody"], "told_whom (en): choose from: clients, bank."),
    "since": ("2026-11-20T10:00:00", "since (en): write a date and a time with an offset, such as 2026-11-20T14:30+03:00."),
    "staff": (-1, "staff (en): write a whole number, 0 or more."),
    "second": ("8 911", "second (en): write the number with + and the country code, such as +79111234567."),
    "how": ("magic", "how (en): choose one of: hand, tool."),
}


@pytest.mark.parametrize(("field", "value", "sentence"), [(name, *rest) for name, rest in BAD.items()])
def test_a_bad_value_is_answered_with_one_sentence(field: str, value: Any, sentence: str) -> None:
    with pytest.raises(BadLetterInput) as bad:
        read(LETTER, knowing({field: value}))
    assert bad.value.fields == {field: sentence}
    assert str(bad.value) == sentence


def test_all_bad_values_are_told_at_once_in_the_language_of_the_interface() -> None:
    with pytest.raises(BadLetterInput) as bad:
        read(LETTER, knowing({name: value for name, (value, _) in BAD.items()}), "ru")
    assert list(bad.value.fields) == list(BAD)
    assert bad.value.fields["staff"] == "staff (ru): напишите целое число, 0 или больше."


def test_a_text_has_a_length_where_its_field_names_none() -> None:
    assert read(LETTER, knowing({"purpose": "я" * TEXT_MAX}))["purpose"] == "я" * TEXT_MAX
    with pytest.raises(BadLetterInput, match=str(TEXT_MAX + 1)):
        read(LETTER, knowing({"purpose": "я" * (TEXT_MAX + 1)}))


def test_the_length_is_that_of_the_cleaned_text() -> None:
    assert read(LETTER, knowing({"line": "\x1b[1m" + "x" * 20 + "\x1b[0m   "}))["line"] == "x" * 20


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("[/b] {{7*7}} {% raw %} <b>&amp;", "[/b] {{7*7}} {% raw %} <b>&amp;"),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
        ("red \x1b[31mink\x1b[0m", "red ink"),
        ("title \x1b]0;owned\x07here", "title here"),
        ("two\r\nlines\tand\u2028more\u00a0here", "two lines and more here"),
        ("bell\x07 null\x00 del\x7f c1\x9b", "bell null del c1"),
        ("soft\u00adhyphen \u202eturned\u202c \ufeffmark", "softhyphen turned mark"),
        ("  many   spaces  ", "many spaces"),
    ],
)
def test_text_comes_out_as_typed_without_what_cannot_be_seen(typed: str, clean: str) -> None:
    assert one_line(typed) == clean


@given(st.text())
def test_cleaned_text_is_one_printable_line_and_stays_as_it_is(text: str) -> None:
    clean = one_line(text)
    assert not any(ord(char) < 32 or 0x7F <= ord(char) <= 0x9F for char in clean)
    assert clean == clean.strip() and "  " not in clean
    assert one_line(clean) == clean
