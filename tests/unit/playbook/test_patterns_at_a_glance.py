"""What is seen of a pattern at a glance is what reading it says: over all that ship, and over what is nearly a pattern."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ban_wizard.playbook.patterns import BadPattern, classes, classes_at_a_glance, is_plain, parse, phrase, phrases
from ban_wizard.playbook.strict_yaml import parse_file
from tests.unit.playbook.shipped import PLAYBOOKS

NEARLY = (
    *("", " ", "a  b", "( a)", "(a|)", "(a b", "()", "[]", "[a] b", "a [b]", "a [b] [c] d", "... a", "a ...", "a ... ... b", "a & b"),
    *("_", "a_b", "*", "a**", "a*b", "*a*", "²", "ａ", "a\u0301b", "<x>", "<A>", "<n> <x>", "(a b|c* d) <n>", "#368", "it's", "a-b"),
    *("a & ", "& a", "a & & b", "a & [b]", "[a] b & c", "a ... & b", "a &b", "<x> & (a|b) c", "a [b] [c] d & e"),
    *("a'", "-a", "a--b", "a-'b", "d'a*", "a%", "«a»", "a…b", "a…", "a,", "a\tb", "a\u00a0...", "a\n... b", "a&b", "a &\tb", "{a}"),
    *("(a | b)", "(a| b)", "(a |b c)", "(a || b)", "(a | | b)", "(a  b)", "(a b )", "a [b | c] d", "(-|a)", "(a|b)c", "a(b|c)", "a | b"),
    *("नहीं", "(नहीं|कर सकता) [नहीं] ... कर*", "\u0301", "\u0301a", "a\u0301", "บัญชีนี้"),
    *("#4", "#", "##4", "#4*", "*#4", "a.b", "a.", "a..b", "a...b", "*a_b*", "a_", "a_*", "a_*_b", "1.5", "(a.b|c_d)", "a.b ... c_d & #4"),
)


def shipped() -> Iterator[str]:
    def texts(value: Any) -> Iterator[str]:
        if isinstance(value, (dict, list)):
            for inner in value.values() if isinstance(value, dict) else value:
                yield from texts(inner)
        elif isinstance(value, str):
            yield value

    for path in (PLAYBOOKS / "recognise.yaml", *PLAYBOOKS.glob("*/symptoms.yaml")):
        yield from texts(parse_file(path).data)


def test_a_glance_says_what_reading_says() -> None:
    seen = 0
    for written in (*shipped(), *NEARLY):
        if (named := classes_at_a_glance(written)) is not None:
            seen += 1
            assert named == classes(parse(written)), written
    assert seen > 4000


def test_a_phrase_of_a_class_that_looks_plain_can_be_read() -> None:
    listed = [each for text in parse_file(PLAYBOOKS / "recognise.yaml").data["classes"].values() for each in phrases(text)]
    plain = [each for each in listed if is_plain(each)]
    assert all(map(phrase, plain)) and len(plain) > 4000


def test_what_is_no_pattern_is_not_taken_for_one() -> None:
    for written in NEARLY:
        try:
            parse(written)
        except BadPattern:
            assert classes_at_a_glance(written) is None, written
