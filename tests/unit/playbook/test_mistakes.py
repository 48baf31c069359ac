"""Every mistake in the table is found: one finding, its code, its file, its line, and what to do about it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ban_wizard.playbook.codes import CODES
from ban_wizard.playbook.findings import BadPlaybook
from ban_wizard.playbook.load import check, load, load_sources
from tests.unit.playbook.example import LETTERS, Example, places
from tests.unit.playbook.mistakes import ALL, Mistake
from tests.unit.playbook.mutations import MUTATIONS
from tests.unit.playbook.shipped import Shipped

ELSEWHERE = {"missing-file", "unreadable-file", "too-large", "encoding", "empty-file", "damaged-version", "too-many"}
"""Codes of mistakes that are no change of a text; they have tests of their own, here and in test_cache.py."""


@pytest.fixture
def example(tmp_path: Path) -> Example:
    return Example(tmp_path)


@pytest.mark.parametrize("mistake", ALL, ids=lambda mistake: f"{mistake.code}: {mistake.at[:40].strip()}")
def test_a_mistake_is_found_where_it_stands(mistake: Mistake, example: Example) -> None:
    example.edit(mistake.file, mistake.old, mistake.new)
    file, found = mistake.at_file or mistake.file, example.findings()
    assert places(found) == [(mistake.code, file, example.line(file, mistake.at))]
    assert mistake.says in found[0].message


def test_every_code_has_a_mistake_and_every_mistake_a_code() -> None:
    # Many mistakes show in a whole playbook only, and are seeded into those that ship: test_seeded.py.
    seeded = {mutation.make(Shipped("max")).code for mutation in MUTATIONS} | {"published-edited", "bad-published"}
    assert {mistake.code for mistake in ALL} | ELSEWHERE | seeded == set(CODES)


def test_the_example_has_none(example: Example) -> None:
    assert example.findings() == []


def test_many_mistakes_in_many_files_are_all_told_at_once(example: Example) -> None:
    made = [
        ("unknown-key", "flow.yaml", "{on: stopped, to: ask_review", "{on: stopped, too: ask_review"),
        ("undefined-state", "flow.yaml", "{on: reversed, to: resume}", "{on: reversed, to: resum}"),
        ("bad-duration", "flow.yaml", "for: PT12H", "for: 12h"),
        ("undefined-citation", "flow.yaml", "cites: [OLC-19]", "cites: [OLC-77]"),
        ("contradictory-quota", "flow.yaml", "{max: 1, per: P5D}", "{max: 4, per: P5D}"),
        ("duplicate-key", "symptoms.yaml", "otherwise: {kind", "symptoms: {}\notherwise: {kind"),
        ("undefined-symptom", "symptoms.yaml", "{all: [ban_screen]", "{all: [ban_scren]"),
        ("wrong-type", "text.en.yaml", "title: Example messenger", "title: 7"),
        ("missing-text", "text.en.yaml", "  send_error: The gateway shows an error\n", ""),
        ("unknown-placeholder", "text.ru.yaml", "линии {line}", "линии {lin}"),
        ("undefined-source", "sources.yaml", "APP-04: {source: APP", "APP-04: {source: APPS"),
    ]
    for _, file, old, new in made:
        example.edit(file, old, new)
    found = {(code, file) for code, file, _ in example.places()}
    assert {(code, file) for code, file, _, _ in made} <= found
    # The only consequence: without its placeholder the Russian text no longer matches the English one.
    assert found - {(code, file) for code, file, _, _ in made} == {("placeholder-mismatch", "text.ru.yaml")}


def test_the_same_findings_stop_a_load(example: Example) -> None:
    example.edit("flow.yaml", "{on: reversed, to: resume}", "{on: reversed, to: resum}")
    example.edit("text.ru.yaml", "  worked: Получилось\n", "")
    with pytest.raises(BadPlaybook) as caught:
        example.load()
    assert caught.value.findings == example.findings()
    assert len(caught.value.findings) == 2
    first = caught.value.findings[0]
    assert str(caught.value).splitlines()[0] == f"{first.file}:{first.line}: undefined-state error: {first.message}"


def test_what_is_derived_or_built_in_is_never_asked(example: Example) -> None:
    example.edit("flow.yaml", "line: {type: text}", "line: {type: text, optional: true}")
    for rule in ("given", "held_until"):
        example.edit("flow.yaml", f"scope: [gateway, line]\n    {rule}", f"scope: [gateway]\n    {rule}")
    example.edit("flow.yaml", "    fact: line\n", "    fact: offence\n")
    assert example.places() == [("wrong-fact", "flow.yaml", example.line("flow.yaml", "    fact: offence"))]
    example.edit("flow.yaml", "    fact: offence\n", "    fact: kind\n")
    assert example.places() == [("wrong-fact", "flow.yaml", example.line("flow.yaml", "    fact: kind"))]


def test_a_built_in_fact_has_one_name(example: Example) -> None:
    example.edit("flow.yaml", "kind: {builtin: kind}", "sort: {builtin: kind}")
    line = example.line("flow.yaml", "  sort:")
    assert ("wrong-fact", "flow.yaml", line) in example.places()
    assert ("undefined-fact", "flow.yaml", example.line("flow.yaml", "sets: kind")) in example.places()


@pytest.mark.parametrize("file", ["flow.yaml", "symptoms.yaml", "text.en.yaml", "text.ru.yaml", "sources.yaml"])
def test_a_missing_file_is_one_finding_and_the_others_are_still_read(file: str, example: Example) -> None:
    example.path(file).unlink()
    assert example.places() == [("missing-file", file, 0)]


def test_words_are_looked_at_without_symptoms_too(example: Example) -> None:
    example.path("symptoms.yaml").unlink()
    example.edit("text.en.yaml", "  worked: It worked\n", "")
    assert [(code, file) for code, file, _ in example.places()] == [("missing-file", "symptoms.yaml"), ("missing-text", "text.en.yaml")]


def test_a_broken_file_does_not_hide_mistakes_in_another(example: Example) -> None:
    example.path("text.ru.yaml").write_text("title: [", "utf-8")
    example.edit("flow.yaml", "{on: reversed, to: resume}", "{on: reversed, to: resum}")
    assert [(code, file) for code, file, _ in example.places()] == [("syntax", "text.ru.yaml"), ("undefined-state", "flow.yaml")]


def test_without_sources_nothing_is_called_an_unknown_citation(example: Example) -> None:
    example.path("sources.yaml").write_text("grammar: 1\n", "utf-8")
    assert example.places() == [("missing-key", "sources.yaml", 1)] * 2


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(example: Example) -> None:
    example.path("flow.yaml").chmod(0)
    assert example.places() == [("unreadable-file", "flow.yaml", 0)]


def test_a_folder_in_place_of_a_file(example: Example) -> None:
    example.path("symptoms.yaml").unlink()
    example.path("symptoms.yaml").mkdir()
    assert example.places() == [("unreadable-file", "symptoms.yaml", 0)]


def test_a_file_that_is_not_utf_8_names_the_line(example: Example) -> None:
    path = example.path("text.ru.yaml")
    path.write_bytes(path.read_bytes().replace("Решать".encode(), "Решать".encode("cp1251")))
    assert example.places() == [("encoding", "text.ru.yaml", 23)]


def test_an_enormous_file_is_not_read(example: Example) -> None:
    example.path("flow.yaml").write_text("# " + "x" * 1_000_000, "utf-8")
    assert example.places() == [("too-large", "flow.yaml", 0)]


def test_an_empty_file(example: Example) -> None:
    example.path("symptoms.yaml").write_text("# nothing yet\n", "utf-8")
    assert example.places() == [("empty-file", "symptoms.yaml", 1)]


def test_a_folder_without_anything_is_no_exception(tmp_path: Path) -> None:
    assert [finding.code for finding in check(tmp_path / "nowhere", LETTERS)] == ["missing-file"]
    with pytest.raises(BadPlaybook):
        load_sources(tmp_path / "sources.yaml")


def test_a_checkout_with_other_line_ends_is_the_same_playbook(example: Example) -> None:
    before = example.load()
    for file in ("flow.yaml", "text.en.yaml"):
        path = example.path(file)
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert example.load() == before


def test_letters_are_those_that_were_passed_in(example: Example) -> None:
    sources = load_sources(example.path("sources.yaml"))
    with pytest.raises(BadPlaybook) as caught:
        load(example.root / "example", sources=sources, letters=())
    assert {finding.code for finding in caught.value.findings} == {"undefined-letter"}
    assert len(caught.value.findings) == len(LETTERS)
