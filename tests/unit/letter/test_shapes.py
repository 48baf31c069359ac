"""Pieces of templates that differ in their words only are read once, and what is found in them is what reading each would find."""

from __future__ import annotations

import pytest
from jinja2 import nodes

from ban_wizard.letter import passages, shapes, wordings
from ban_wizard.letter.passages import TENSES, Chain, Part, Use, chains, parts, stated, tensed, uses
from ban_wizard.letter.template import PARTS, TemplateRefused, parsed
from ban_wizard.playbook.model import LANGUAGES
from tests.unit.letter import sample
from tests.unit.playbook.shipped import TEMPLATES

LETTERS = sorted(path.name for path in TEMPLATES.iterdir() if path.is_dir())

BODIES = [
    "",
    "\n\n  \n",
    "One, {{ two }}; «three».",
    '{% if claim("a") %}{{ a }}{% endif %}\n\n \n{% if claim("b") %}\n\n  - \n One {{ b }}\n two{% endif %} three\n\n',
    '{% if claim("b") and claim("a") or claim("a") and claim("c") %}{{ a }}{% elif not (claim("c") or b in (a, "x")) %}x{% endif %}',
    "{% if claim('a') or claim(\"a\") %}{{ a }} of {{ 'a' if a == 'b' else \"b\" }}{% endif %}",
    '{% if claim("if") and claim("request") and claim("sentence") %}{{ a | sentence }}{% endif %}',
    '{% if claim("a") %}{% if a == "x" %}One{% elif a == "y" %}Two{% elif a == "x y" %}Three{% endif %}{% endif %}',
    '{% if claim("a") %}{{ "one\\"two" }}{{ \'it"s\' }}{{ "%}" }}{{ 5 }}{{ "five" }}{% endif %}',
    '{% if claim("a") %}One {{ "}}" }} two {{ "three four" }}{{ "{{ a }}" }}{% endif %}',
    '{# {% if a %} #}{% if claim("a") %}One{# {{ b }} #} two{% endif %} three {# {% endif %}',
    '{# One {% if claim("a") %}two{% endif %} #}{% if claim("b") %}three{% endif %}',
    '{%- if claim("a") -%}\n\n  One \n {%- else +%} two \n\n {%+ endif %}\n {{- a -}} \n three',
    '{% if claim("\ua66e0") %}\ua66e0 {{ \ua66e0 }} and {{ other }}\ua66e1{% endif %}',
    "{% print a %}{{ имя }} {{ A }} {{ True if a else none }}{% if a %}{% else %}{% endif %}",
    "{% if greeting %}\nHi {{ a }}{% endif %}\n{% if request %}\n- 1.\n\n- 2{% if claim('a') %}, three{% else %}.\n{% endif %}!{% endif %}",
    '{% if claim("a") %}\nOne.\n\n- Two ({{ a }}), {% if claim("b") %}no{% elif b == "c" %}\n three\n{% endif %} №{{ a }}!\n  {% endif %}',
    '{% if claim("a") %}One }} two{% endif %}',
    '{% if claim("a") %}One {{ two{% endif %}',
    '{% if claim("a") %}One %} two{% endif %}\n{% if claim("b") %}Two{% endif %}',
    'One\n{% if claim("a") %}Two{% endif %} three #}',
    "{% raw %}{% if a %}{{ a }}{% endif %}{% endraw %}",
    "{% if a %}{% raw %}One{% endraw %}{% endif %}",
    '{% if claim("a") %}One{% endif %}{% endif %}{% if a %}',
    "\n\n{% if a %}One{% endif %}\n{{ a.b }}",
    "{{ it's }}",
    "{{{ a }}}",
    '{%if claim("a")%}One {{a}} {{  a|sentence   }}{%   elif a=="b"   %}two {{ " three " }}{%endif%}',
    "{% if a %}\n  One  \n{% -if b %}{% endif %}",
    "{% if a %}One {{ -a }} two{% endif %}",
    "{% if a %}One {{  + a - }} two{% endif %}",
    "{{ }}{% %}{{ a } }}",
    "{% if a %}{ {{ a }} }{% endif %} }",
    "{% if True %}One{% endif %}",
    "{{ not a }}",
    "{{ 1_000 }} {{ 1e5 }} {{ a1 }}",
]
"""What is usual in a template, what is usual, what is rare, and what is refused."""


def _whole(source: str) -> object:
    """What a template says and speaks of, read as it is."""
    try:
        tree = parsed(source)
    except TemplateRefused as refused:
        return refused.line, refused.message
    branches = [(node, wordings.promised_by(node.test)) for node in tree.find_all(nodes.If)]
    return _same(
        [*passages._walk(tree, frozenset(), False)],
        [*passages._chains(tree.body, frozenset())],
        [Part(part, node.lineno, wordings.wordings_of(node.body, {})) for node, promised in branches for part in promised & {*PARTS}],
        [_of_claims(held, node.lineno, node.body) for held, node in passages._under_claims(tree.body)],
        [
            Part(tense, node.lineno, wordings.wordings_of(body, {}))
            for node, _ in branches
            if isinstance(node.test, nodes.Call) and node.test.node.name in TENSES
            for tense, body in zip(sorted(TENSES, key=node.test.node.name.__ne__), (node.body, node.else_), strict=True)
        ],
    )


def _of_claims(claims: frozenset[str], line: int, body: list[nodes.Node]) -> Part:
    return Part(" ".join(sorted(claims)), line, wordings.wordings_of(body, {}, alone=True))


def _in_pieces(source: str) -> object:
    try:
        under = [Part(" ".join(sorted(each.claims)), each.line, each.wordings) for each in stated(source)]
        return _same(uses(source), chains(source), parts(source), under, tensed(source))
    except TemplateRefused as refused:
        return refused.line, refused.message


def _same(said: list[Use], valued: list[Chain], *parted: list[Part]) -> object:
    """What is found, in one order, and with the least of spaces."""
    return (
        sorted([(use.what, use.id, use.line, sorted(use.within), use.printed) for use in said]),
        sorted([(chain.fact, chain.values, chain.has_else, chain.line, sorted(chain.within), _spaced(chain.words)) for chain in valued]),
        *(sorted([(part.id, part.line, _spaced(part.wordings)) for part in found]) for found in parted),
    )


def _spaced(wordings: tuple[str, ...]) -> list[str]:
    return [" ".join(text.split()) for text in wordings]


@pytest.mark.parametrize("source", BODIES)
def test_any_template_is_read_as_if_word_by_word(source: str) -> None:
    assert _in_pieces(source) == _whole(source)
    twice = f"{source}\n{source}"  # which has pieces that stand further down
    assert _in_pieces(twice) == _whole(twice)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", LETTERS)
def test_every_shipped_template_is_read_as_if_word_by_word(name: str, lang: str) -> None:
    source = sample.letter(name).templates[lang]
    assert _in_pieces(source) == _whole(source)


def test_the_shipped_templates_have_few_shapes() -> None:
    pieces = {piece for name in LETTERS for source in sample.letter(name).templates.values() for _, piece in shapes.pieces(source)}
    assert len({shapes.shape(piece)[0] for piece in pieces}) < len(pieces) / 3


def test_two_measures_have_one_shape() -> None:
    one = '{% if claim("stopped") %}- All was stopped on {{ done("stopped") }}.{{ "\\n" }}{% endif %}'
    other = '{% if claim("cleaned") %}- Лист почищен {{ done("cleaned") }} наконец{{ "\\n" }}{% endif %}'
    assert shapes.shape(one)[0] == shapes.shape(other)[0]
    assert [use.id for use in uses(one)] == ["stopped", "stopped", "- All was stopped on", "stopped"]
    assert [use.id for use in uses(other)] == ["cleaned", "cleaned", "- Лист почищен", "cleaned", "наконец"]
    many = [f'\n{{% if claim("claim_{n}") %}}{{{{ field_{n} }}}} said {n}{{% endif %}}' for n in range(5)]
    assert len({shapes.shape(piece)[0] for many_ in many for _, piece in shapes.pieces(many_)}) == 1
    assert [use.id for piece in many for use in uses(piece) if use.what == "text"] == [f"said {n}" for n in range(5)]


def test_a_refused_template_names_its_own_line() -> None:
    with pytest.raises(TemplateRefused) as refused:
        uses('{% if claim("a") %}A{% endif %}\n\n{% if claim("b") %}\nB {{ b.c }}\n{% endif %}')
    assert refused.value.line == 4
