"""Mistakes in letters that are easily missed: what is printed and is no words, what says more than its claim, what was never translated."""

from __future__ import annotations

from pathlib import Path

import pytest

from ban_wizard.letter.load import check
from ban_wizard.letter.template import MAX_DEPTH
from tests.unit.letter import test_ledger, test_load

BRACES = [
    "{% raw %}{{ x }}{% endraw %}",
    "{{ not number }}",
    '{{ claim("line") }}',
    '{{ number == "x" or number }}',
    "{% if true %}Hello{% endif %}",
    "{{ " + "(" * 5_000 + "number" + ")" * 5_000 + " }}",
    '{% if claim("number") %}' * MAX_DEPTH + "{{ number }}" + "{% endif %}" * MAX_DEPTH,
]


@pytest.fixture
def letters(tmp_path: Path) -> test_load.Folder:
    made = test_load.Folder(tmp_path)
    made.write("letter.yaml", test_load.YAML)
    made.write("en.j2", test_load.TEMPLATE)
    made.write("ru.j2", test_load.RUSSIAN)
    return made


@pytest.fixture
def shared(tmp_path: Path) -> test_ledger.Folder:
    return test_ledger.Folder(tmp_path)


@pytest.mark.parametrize("bad", BRACES, ids=lambda bad: bad[:30])
def test_what_is_no_words_is_refused(bad: str, letters: test_load.Folder) -> None:
    letters.write("en.j2", test_load.TEMPLATE.replace("{{ number }}", bad))
    assert [finding for finding in letters.findings() if "en.j2" in finding] in (["en.j2:2: bad-template"], ["en.j2:1: bad-template"])


def test_one_claim_needs_nothing_that_of_the_number(letters: test_load.Folder) -> None:
    letters.write("letter.yaml", test_load.YAML.replace("line: {needs: {line: known}, cites", "line: {cites"))
    for file, text in (("en.j2", test_load.TEMPLATE), ("ru.j2", test_load.RUSSIAN)):
        letters.write(file, text.replace("Line {{ line }}", "Line of {{ number }}"))
    assert "letter.yaml:11: claim-without-need" in letters.findings()


def test_a_claim_that_only_words_a_request_says_nothing(letters: test_load.Folder) -> None:
    letters.write(
        "en.j2", test_load.TEMPLATE.replace('{% if claim("line") %}\nLine', '{% if request and claim("line") %}\nPlease look at line')
    )
    assert letters.findings() == ["en.j2:4: unused-claim"]


def test_a_template_and_words_that_nobody_has_translated(letters: test_load.Folder) -> None:
    letters.write("ru.j2", test_load.RUSSIAN.replace("Остановим", "Will stop on"))
    letters.write("letter.yaml", test_load.YAML.replace("help: Как в кабинете", "help: As in the cabinet"))
    assert letters.findings() == ["letter.yaml:24: untranslated", "ru.j2:11: untranslated"]


@pytest.mark.parametrize(
    ("was", "instead", "finding", "says"),
    [
        ("needs: {purpose: known}", "needs: {pupose: known}", "claims.yaml:9: undefined-field", "did you mean `purpose`?"),
        ("{how: [hand, tool]}", "{how: [hand, tol]}", "claims.yaml:14: undefined-value", "did you mean `tool`?"),
        ('{name: для чего, says: "Для чего: {{', '{name: для чего, says: "For {{', "", ""),
        ("name: для чего", "name: what for", "claims.yaml:12: untranslated", "translate it"),
    ],
)
def test_a_slip_in_the_ledger_is_told_there(was: str, instead: str, finding: str, says: str, shared: test_ledger.Folder) -> None:
    ledger = test_ledger.LEDGER.replace("how: {en: {label: How}, ru: {label: Как}}", f"how: {VALUES}")
    assert ledger.count(was) == 1
    shared.write("claims.yaml", ledger.replace(was, instead))
    found = check(shared.root, cited=test_ledger.CITED)
    assert [f"{Path(f.file).name}:{f.line}: {f.code}" for f in found] == ([finding] if finding else [])
    assert all(says in f.message for f in found)


VALUES = "{en: {label: How, values: {hand: by hand, tool: with a tool}}, ru: {label: Как, values: {hand: вручную, tool: программой}}}"


def test_words_of_a_claim_that_the_letter_has_not(letters: test_load.Folder) -> None:
    letters.write("letter.yaml", test_load.YAML.replace("{number: номер, line", "{number: номер, lnie"))
    found = [finding.message for finding in check(letters.root, cited=test_load.CITED) if finding.code == "unknown-text"]
    assert found == ["the letter has no `lnie` among its claims; did you mean `line`?"]


def test_a_measure_that_no_claim_needs(letters: test_load.Folder) -> None:
    letters.write("en.j2", test_load.TEMPLATE.replace('planned("stopped")', 'planned("stoped")'))
    assert "did you mean `stopped`?" in check(letters.root, cited=test_load.CITED)[0].message
