"""Strict YAML: plain values, a line for each, nothing that is large, deep or alive."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ban_wizard.playbook.strict_yaml import MAX_DEPTH, Document, parse


def codes(document: Document) -> list[tuple[str, int]]:
    return [(finding.code, finding.line) for finding in document.findings]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("yes", "yes"),
        ("on", "on"),
        ("No", "No"),
        ("True", "True"),
        ("2026-11-21", "2026-11-21"),
        ("12:30", "12:30"),
        ("0", 0),
        ("-17", -17),
        ("007", "007"),
        ("+79111234567", "+79111234567"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        ("1.50", 1.5),
        (".5", ".5"),
        ("9" * 30, "9" * 30),
        ("Null", "Null"),
        ('""', ""),
        ('"true"', "true"),
        ("'7'", "7"),
        ("|-\n  two\n  lines", "two\nlines"),
        (">-\n  one\n  line", "one line"),
        ("Ещё раз", "Ещё раз"),
    ],
)
def test_scalars(text: str, value: Any) -> None:
    document = parse(f"key: {text}\n", "f")
    assert document.data == {"key": value}
    assert type(document.data["key"]) is type(value)
    assert document.findings == []


def test_keys_are_text_whatever_they_look_like() -> None:
    assert parse("on: 1\ntrue: 2\n463: 3\n'~': 4\n", "f").data == {"on": 1, "true": 2, "463": 3, "~": 4}


def test_lines_are_those_of_keys_and_of_list_entries() -> None:
    document = parse("a:\n  b:\n    - c\n    - {d: e,\n       f: g}\n  # a remark\n\n  i: j\n", "f")
    lines = {("a",): 1, ("a", "b"): 2, ("a", "b", 0): 3, ("a", "b", 1): 4, ("a", "b", 1, "d"): 4, ("a", "b", 1, "f"): 5, ("a", "i"): 8}
    assert {steps: document.line(steps) for steps in lines} == lines


def test_the_line_of_what_is_absent_is_that_of_what_should_hold_it() -> None:
    document = parse("a:\n  b: 1\nc: [x]\n", "f")
    assert document.line(("a", "z", "y")) == 1
    assert document.line(("a", "b", "z")) == 2
    assert document.line(("c", 7)) == 3
    assert document.line(()) == 1


def test_everything_refused_is_told_at_once() -> None:
    text = """\
a: &x 1
b: !!str on
c: *x
a: 2
d:
e: [1, *x, ~]
[1]: 3
? {a: b}
: 4
f: "a\\x1bb"
*x : 5
"""
    document = parse(text, "f")
    assert codes(document) == [
        ("anchor", 1),
        ("tag", 2),
        ("alias", 3),
        ("duplicate-key", 4),
        ("empty-value", 5),
        ("alias", 6),
        ("empty-value", 6),
        ("bad-key", 7),
        ("bad-key", 8),
        ("control-character", 10),
        ("alias", 11),
    ]
    assert document.data == {"a": 1, "b": "on", "e": [1], "f": "a\x1bb"}
    assert set(document.dropped) == {("c",), ("d",), ("e", 1)}


def test_a_bomb_of_aliases_is_never_unfolded() -> None:
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 30))
    document = parse("l0: &l0 [boom]\n" + levels, "f")
    assert document.data == {"l0": ["boom"], **{f"l{n}": [] for n in range(1, 30)}}
    assert {code for code, _ in codes(document)} == {"anchor", "alias"}


@pytest.mark.parametrize(
    "text",
    ["[" * 500_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000, "".join(f"{' ' * n}a:\n" for n in range(1_000))],
    ids=["lists", "mappings", "dashes", "keys", "indentation"],
)
def test_no_depth_overflows_the_stack(text: str) -> None:
    document = parse(text, "f")
    assert document.data is None
    assert codes(document)[-1][0] == "too-deep"


def test_the_grammar_is_less_deep_than_the_limit() -> None:
    deep: Any = parse("[" * MAX_DEPTH + "1" + "]" * MAX_DEPTH, "f").data
    for _ in range(MAX_DEPTH):
        (deep,) = deep
    assert deep == 1


@pytest.mark.parametrize("character", ["\t", "\x00", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u202e", "\u2066", "\ufeff", "\r"])
def test_characters_that_do_something_to_a_terminal_are_refused_in_every_form(character: str) -> None:
    raw = parse(f"a: 1\nb: x{character}y\n", "f")
    assert codes(raw)[0] == ("control-character", 2)
    escaped = parse(f'a: 1\nb: "x\\u{ord(character):04x}y"\n', "f")
    assert codes(escaped) == [("control-character", 2)]


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("a: b: c", 1, "quotes"),
        ("a: 1\nb: [1, 2\nc: 3\n", 3, "comma"),
        ("a: 1\n  b: 2\n", 2, "line with its neighbours"),
        ("a:\n  b: 1\n c: 2\n", 3, "indentation"),
        ('a: 1\nb: "never\n\nclosed\n', 2, "never closed"),
        ("a: @x", 1, "@"),
        ("a: 1\nb\nc: 2\n", 3, "colon"),
    ],
)
def test_a_syntax_error_is_one_finding_with_line_and_hint(text: str, line: int, hint: str) -> None:
    document = parse(text, "f")
    assert codes(document) == [("syntax", line)]
    assert hint in document.findings[0].message
    assert document.data is None


def test_one_document_and_no_directives() -> None:
    assert codes(parse("---\na: 1\n", "f")) == []
    assert codes(parse("a: 1\n---\nb: 2\n--- \nc: 3\n", "f")) == [("second-document", 2)]
    assert codes(parse("%YAML 1.2\n---\na: 1\n", "f")) == [("directive", 1)]
    assert codes(parse("", "f")) == codes(parse("\n# nothing\n", "f")) == [("empty-file", 1)]


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_no_text_makes_it_raise(text: str) -> None:
    document = parse(text, "f")
    assert document.data is not None or document.findings


@given(st.binary(max_size=100))
def test_no_bytes_make_it_raise(raw: bytes) -> None:
    document = parse(raw, "f")
    assert document.data is not None or document.findings


names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
plain = st.text("abcdefgh АБВгде.,!?-«»", min_size=1, max_size=30).map(str.strip).filter(lambda text: text not in ("", "-", "."))
values = st.recursive(
    st.booleans() | st.integers(-(10**17), 10**17) | plain,
    lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(names, inner, min_size=1, max_size=4),
    max_leaves=10,
)


@given(st.dictionaries(names, values, min_size=1), st.booleans())
def test_what_is_written_is_what_is_read_with_libyaml_and_without(data: dict[str, Any], flow: bool) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow)
    document = parse(text, "f")
    assert document.findings == []
    assert document.data == data
    text += "x: &a [1, *b]\nx: 2\n" * (not flow)
    fast = parse(text, "f")
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(yaml, "CLoader", raising=False)
        slow = parse(text, "f")
    assert (slow.data, slow.findings, list(slow.lines.values())) == (fast.data, fast.findings, list(fast.lines.values()))
