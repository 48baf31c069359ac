"""However a playbook is spoilt, checking it ends in findings, never in an exception."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ban_wizard.playbook.codes import CODES
from tests.unit.playbook.example import FIXTURE, Example

FILES = ("flow.yaml", "symptoms.yaml", "text.en.yaml", "text.ru.yaml", "sources.yaml")
TOKENS = (
    "",
    "[]",
    "{}",
    "[x]",
    "{x: y}",
    "7",
    "true",
    "~",
    '""',
    "x",
    "over",
    "entry",
    "kind",
    "P5D",
    "[[1]]",
    "{count: kind, one: a, other: b}",
)


@given(st.data())
def test_a_value_replaced_by_anything(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(FILES))
    text = (FIXTURE / (file if file == "sources.yaml" else f"example/{file}")).read_text("utf-8")
    tokens = list(re.finditer(r"[A-Za-zА-я0-9_-]+|\[[^][]*\]|\{[^{}]*\}", text))
    for _ in range(data.draw(st.integers(1, 3))):
        token = data.draw(st.sampled_from(tokens))
        text = text[: token.start()] + data.draw(st.sampled_from(TOKENS)) + text[token.end() :]
    spoil(file, text)


@settings(max_examples=settings.default.max_examples // 2)
@given(st.data())
def test_lines_taken_out_or_doubled(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(FILES))
    lines = (FIXTURE / (file if file == "sources.yaml" else f"example/{file}")).read_text("utf-8").splitlines(keepends=True)
    start = data.draw(st.integers(0, len(lines) - 1))
    end = data.draw(st.integers(start, min(start + 12, len(lines))))
    times = data.draw(st.sampled_from((0, 2)))
    spoil(file, "".join(lines[:start] + lines[start:end] * times + lines[end:]))


def spoil(file: str, text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        example = Example(Path(folder))
        example.path(file).write_text(text, "utf-8")
        for finding in example.findings():
            assert finding.code in CODES
            assert finding.severity == "error"
            assert 0 <= finding.line <= Path(finding.file).read_text("utf-8").count("\n") + 1
            assert "\n" not in finding.message
