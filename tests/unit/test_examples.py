"""The README's examples: answers piped into the plain wizard, the finished letter out."""

import io
from pathlib import Path

import pytest

from ban_wizard.plain import run_plain
from tests.support.desk import desk
from tests.support.walk import ROOT

EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_examples_answers_lead_to_a_letter_that_was_sent(example: Path, tmp_path: Path) -> None:
    wizard = desk(tmp_path)
    out = io.StringIO()
    with example.open(encoding="utf-8") as answers:
        assert run_plain(wizard, answers, out) == 0
        assert answers.read() == "", "no answer is left over"
    said = out.getvalue()
    letter = said.split("=" * 60)[1]
    assert "+7 911 123-45-67" in letter and "Romashka" in letter
    (row,) = wizard.board().rows
    assert any(event.name == "sent" for event in wizard.log(row.case))
    wizard.store.close()


def test_the_readme_names_them() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert EXAMPLES and all(f"examples/{example.name}" in readme for example in EXAMPLES)
