"""Mistakes that an author makes and that are easily told wrongly: a slip in a short word, in a key that tells a form, in a quote."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ban_wizard.playbook.checks.published import published
from ban_wizard.playbook.validate import MOST_FINDINGS, did_you_mean
from tests.unit.playbook.example import Example
from tests.unit.playbook.mistakes import EN, FLOW, RECOGNISE, RU, SOURCES, SYMPTOMS, Mistake

SLIPS = [
    Mistake("undefined-state", FLOW, "sets: kind, to: entry}", "sets: kind, to: etnry}", "to: etnry}", "did you mean `entry`?"),
    Mistake("undefined-channel", FLOW, "by: channel}", "by: chanel}", "by: chanel}", "did you mean `channel`?"),
    Mistake("undefined-value", FLOW, "unsure: not_seen}", "unsure: not_sen}", "unsure: not_sen}", "did you mean `not_seen`?"),
    Mistake("undefined-citation", FLOW, "    cites: [OLC-04]\n", "    cites: [OLC0-4]\n", "[OLC0-4]", "did you mean `OLC-04`?"),
    Mistake(
        "bad-id", FLOW, "review: [none], review.in_app: [open]}", "review: [none], reivew.in_app: [open]}", "reivew", "`review.in_app`?"
    ),
    Mistake("unknown-key", FLOW, "sets: kind, to: entry}", "sets: kind, ot: entry}", "ot: entry}", "did you mean `to`?"),
    Mistake(
        "unknown-key", FLOW, "    kind: letter\n    letter: review", "    knid: letter\n    letter: review", "knid", "did you mean `kind`?"
    ),
    Mistake("unknown-key", FLOW, "line: {type: text}", "line: {tpye: text}", "line: {tpye", "did you mean `type`?"),
    Mistake("unknown-key", FLOW, "{when: {offence: [first]}, to: pair}", "{when: {offence: [first]}, too: pair}", "too: pair", "`to`?"),
    Mistake(
        "unknown-value", FLOW, "    kind: do\n    cites: [RCR-13]", "    kind: od\n    cites: [RCR-13]", "kind: od", "did you mean `do`?"
    ),
    Mistake("unknown-value", FLOW, "  rate_limit: hold", "  rate_limti: hold", "rate_limti", "did you mean `rate_limit`?"),
    Mistake(
        "undefined-action",
        FLOW,
        "review: [open]}, to: await_review}\n      - {on: answer",
        "review: [open]}, to: await_review}\n      - {on: anwser",
        "on: anwser",
        "did you mean `answer`?",
    ),
    Mistake("undefined-action", FLOW, "{on: over, to: no_ban}", "{on: ovre, to: no_ban}", "on: ovre", "did you mean `over`?"),
    Mistake(
        "undefined-ask",
        SYMPTOMS,
        "otherwise: {kind: unclear, certainty: unclear, ask: [phone_screen]",
        "otherwise: {kind: unclear, certainty: unclear, ask: [phone_scren]",
        "otherwise:",
        "did you mean `phone_screen`?",
    ),
]
"""Each is said once, where it stands, with the word that was meant."""

FORMS = [
    Mistake(
        "unbounded-wait",
        FLOW,
        "otherwise: {shape: unknown, review_every: P1D, give_up_after: P35D}}\n    cites",
        "otherwise: {shape: unknown, give_up_after: P35D}}\n    cites",
        "otherwise: {shape: unknown, give_up_after",
        "add it",
    ),
    Mistake(
        "unknown-value",
        FLOW,
        "otherwise: {shape: unknown, review_every: P1D, give_up_after: P35D}}\n    cites",
        "otherwise: {shape: unknwon, review_every: P1D, give_up_after: P35D}}\n    cites",
        "shape: unknwon",
        "did you mean `unknown`?",
    ),
    Mistake(
        "syntax",
        EN,
        "  label: Gateway\n    question: Which",
        '  label: "Gateway\n    question: "Which',
        'label: "Gateway',
        "close it where its text ends",
    ),
    Mistake("empty-value", RU, "  worked: Получилось", '  worked: " "', "worked: ", "fill it"),
    Mistake("unknown-grammar", SOURCES, "grammar: 1", "grammar: 1.0", "grammar: 1.0", "write `grammar: 1`"),
]

LISTS = [
    Mistake(
        "repeated-value",
        FLOW,
        "scope: [gateway, line]\n    given",
        "scope: [gateway, line, gateway]\n    given",
        "scope: [gateway, line, gateway]",
        "a second time",
    ),
    Mistake("repeated-value", FLOW, "cites: [OLC-18, OLC-30]", "cites: [OLC-18, OLC-30, OLC-18]", "cites: [OLC-18, OLC-30", "`OLC-18`"),
    Mistake(
        "repeated-value",
        FLOW,
        "items: [mailings, {id: automatic",
        "items: [mailings, automatic, {id: automatic",
        "items: [mailings",
        "`automatic`",
    ),
    Mistake(
        "repeated-value",
        SYMPTOMS,
        "{all: [ban_screen], kind",
        "{all: [ban_screen, ban_screen], kind",
        "{all: [ban_screen, ban",
        "`ban_screen`",
    ),
]

VERDICTS = [
    Mistake(
        "unclear-without-question",
        SYMPTOMS,
        "certainty: likely, ask: [phone_screen]}",
        "certainty: likely}",
        "certainty: likely}",
        "is likely must say",
    ),
    Mistake("untranslated", SOURCES, 'ru: "Мы смотрим раз в день."', 'ru: "We look once a day."', "  OUR-01", "translate it"),
    Mistake("untranslated", EN, "text: You decide.", "text: Решаете только вы.", "text: Решаете", "translate it"),
]


@pytest.fixture
def example(tmp_path: Path) -> Example:
    return Example(tmp_path)


@pytest.mark.parametrize("mistake", [*SLIPS, *FORMS, *LISTS, *VERDICTS], ids=lambda mistake: f"{mistake.code}: {mistake.at[:30].strip()}")
def test_a_mistake_is_told_once_where_it_stands(mistake: Mistake, example: Example) -> None:
    if mistake.file == EN and mistake.code == "untranslated":
        example.edit(RU, "text: Решать вам.", "text: Решаете только вы.")
    example.edit(mistake.file, mistake.old, mistake.new)
    assert example.places() == [(mistake.code, mistake.file, example.line(mistake.file, mistake.at))]
    assert mistake.says in example.findings()[0].message


@pytest.mark.parametrize(
    ("typed", "known", "meant"),
    [
        ("MXA-23", ["MXA-13", "MAX-23"], "MAX-23"),  # two letters in the wrong order are likelier than a wrong one
        ("hd", ["grammar", "id"], "id"),
        ("no", ["yes", "on"], "on"),
        ("app", ["in_app", "gateway"], "in_app"),
        ("x", ["y"], None),
        ("closed", ["open", "entry"], None),
    ],
)
def test_which_word_was_meant(typed: str, known: list[str], meant: str | None) -> None:
    assert did_you_mean(typed, known) == (f"; did you mean `{meant}`?" if meant else "")


def test_of_a_file_full_of_mistakes_the_first_are_told(example: Example) -> None:
    keys = "".join(f"k{number}: v\n" for number in range(20_000))
    example.path(RECOGNISE).write_text(f"grammar: 1\notherwise: {{kind: unclear, certainty: unclear, ask: []}}\n{keys}", "utf-8")
    found = [finding for finding in example.findings() if Path(finding.file).name == RECOGNISE]
    assert [finding.line for finding in found if finding.code == "unknown-key"] == list(range(3, 3 + MOST_FINDINGS))
    assert [finding.message.split(";")[0] for finding in found if finding.code == "too-many"] == ["20000 things in this file do not fit"]


def test_of_a_list_full_of_mistakes_the_first_are_told(example: Example) -> None:
    example.edit(FLOW, "cites: [OLC-18, OLC-30]", f"cites: [OLC-18, OLC-30, {', '.join(f'OLC-{number}' for number in range(1000, 9000))}]")
    assert len([finding for finding in example.findings() if finding.code == "undefined-citation"]) == MOST_FINDINGS


def test_a_file_nobody_has_translated_is_one_mistake(example: Example) -> None:
    example.path(RU).write_text(example.path(EN).read_text("utf-8"), "utf-8")
    found = [finding for finding in example.findings() if finding.code == "untranslated"]
    assert [Path(finding.file).name for finding in found] == [RU]
    assert "texts from here on" in found[0].message


def test_a_file_in_two_documents_is_one_mistake(example: Example) -> None:
    example.edit(FLOW, "\nquotas:\n", "\n---\nquotas:\n")
    assert example.places() == [("second-document", FLOW, example.line(FLOW, "---"))]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes among files here")
def test_a_pipe_is_refused_and_not_waited_for(example: Example) -> None:
    example.path(FLOW).unlink()
    os.mkfifo(example.path(FLOW))
    example.path(RU).unlink()
    example.path(RU).symlink_to(example.path(RU))
    assert [(code, file) for code, file, _ in example.places()] == [("unreadable-file", FLOW), ("unreadable-file", RU)]
    (example.root / "PUBLISHED").unlink(missing_ok=True)
    os.mkfifo(example.root / "PUBLISHED")
    assert [finding.code for finding in published(example.root, [])] == ["unreadable-file"]
