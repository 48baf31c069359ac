"""Pieces of templates that differ in their words only are read once, and what is found in them is what reading each would find."""

from __future__ import annotations

import pytest

from ban_wizard.letter import passages
from ban_wizard.letter.passages import uses
from ban_wizard.letter.template import TemplateRefused, parsed
from ban_wizard.playbook.model import LANGUAGES
from tests.unit.letter import sample
from tests.unit.playbook.shipped import TEMPLATES

LETTERS = sorted(path.name for path in TEMPLATES.iterdir() if path.is_dir())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", LETTERS)
def test_every_shipped_template_is_read_as_if_word_by_word(name: str, lang: str) -> None:
    source = sample.letter(name).templates[lang]
    assert uses(source) == tuple(passages._walk(parsed(source), frozenset(), False))


def test_two_measures_have_one_shape() -> None:
    one = '{% if claim("stopped") %}- All was stopped on {{ done("stopped") }}.{{ "\\n" }}{% endif %}'
    other = '{% if claim("cleaned") %}- Лист почищен {{ done("cleaned") }}{{ "\\n" }}{% endif %}'
    assert passages._shape(one)[0] != passages._shape(other)[0], "one ends with a full stop"
    other = other.replace('") }}{{', '") }}!{{')
    assert [use.id for use in uses(other)] == ["cleaned", "cleaned", "- Лист почищен", "cleaned"]
    many = [f'{{% if claim("claim_{n}") %}}Said {n}{{% endif %}}' for n in range(5)]
    assert len({passages._shape(piece)[0] for piece in many}) == 1
    assert [use.id for piece in many for use in uses(piece) if use.what == "text"] == [f"Said {n}" for n in range(5)]


def test_a_refused_template_names_its_own_line() -> None:
    with pytest.raises(TemplateRefused) as refused:
        uses('{% if claim("a") %}A{% endif %}\n\n{% if claim("b") %}\nB {{ b.c }}\n{% endif %}')
    assert refused.value.line == 4
