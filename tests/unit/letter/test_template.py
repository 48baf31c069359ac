"""What a template may say, and how anything else is refused."""

from base64 import b64encode

import pytest

from ban_wizard.letter.passages import Chain, Use, chains, parts, uses
from ban_wizard.letter.template import TemplateRefused, compiled, dump, sentence
from ban_wizard.letter.wordings import SOME_CLAIM

REFUSED = {
    "{% for n in range(10) %}x{% endfor %}": "no loop",
    "{% for n in number %}x{% endfor %}": "no loop",
    "{{ number.__class__ }}": "no attribute",
    "{{ number.upper() }}": "no call",
    "{{ number[0] }}": "no subscript",
    "{{ number['__class__'] }}": "no subscript",
    "{{ range(3) }}": "no call of range",
    "{{ 'x' * 1000000000 }}": "no mul",
    "{{ 1 + 1 }}": "no add",
    "{{ 2 ** 100000 }}": "no pow",
    "{{ 'a' ~ number }}": "no concat",
    "{% set x = 1 %}": "no assign",
    "{% macro m() %}x{% endmacro %}": "no macro",
    "{% include 'x' %}": "no include",
    "{% import 'x' as y %}": "no import",
    "{% extends 'x' %}": "no extends",
    "{% filter sentence %}x{% endfilter %}": "no filterblock",
    "{{ number | attr('x') }}": "no filter attr",
    "{{ number | sentence(1) }}": "no filter sentence",
    "{{ number is defined }}": "no test",
    "{{ claim() }}": "no call of claim with these arguments",
    "{{ claim(number) }}": "no call of claim with these arguments",
    "{{ claim('a', 'b') }}": "no call of claim with these arguments",
    "{{ claim(*number) }}": "no call of claim with these arguments",
    "{{ done(1) }}": "no call of done with these arguments",
    "{{ claim }}": "no bare claim",
    "{{ says('purpose') }}": "no call of says",
    "{{ reached(number) }}": "no call of reached with these arguments",
    "{{ claim('a').x }}": "no attribute",
}


@pytest.mark.parametrize(("source", "what"), REFUSED.items())
def test_anything_but_the_small_language_is_refused_before_it_runs(source: str, what: str) -> None:
    with pytest.raises(TemplateRefused) as refused:
        compiled(f"line 1\nline 2\n{source}")
    assert what in refused.value.message
    assert "use text, if, names of fields" in refused.value.message
    assert refused.value.line == 3


@pytest.mark.parametrize("source", ["{% if claim('a') %}", "{{ number", "{% endif %}", "{{ 7 7 }}", "{{ number | unknown_filter }}"])
def test_a_broken_template_is_refused_with_its_line(source: str) -> None:
    with pytest.raises(TemplateRefused) as refused:
        compiled(f"line 1\n{source}")
    assert refused.value.line == 2


def test_a_name_that_is_not_known_is_never_an_empty_place() -> None:
    import jinja2

    with pytest.raises(jinja2.UndefinedError):
        compiled("{{ purpose }}").render()


def test_uses_tell_under_which_claims_a_name_stands() -> None:
    source = """{% if claim("a") and number %}
{{ purpose }}{% if claim("b") %}{{ done("b") }}{% else %}{{ line }}{% endif %}
{% elif not claim("c") %}
{{ number }}
{% endif %}
{{ purpose if claim("d") and purpose != "x" else "none" }}"""
    found = {(use.what, use.id, use.line, use.printed): set(use.within) for use in uses(source)}
    assert found == {
        ("claim", "a", 1, False): set(),
        ("name", "number", 1, False): {"a"},
        ("held", "a", 1, False): set(),
        ("name", "purpose", 2, True): {"a"},
        ("claim", "b", 2, False): {"a"},
        ("held", "b", 2, False): {"a"},
        ("done", "b", 2, True): {"a", "b"},
        ("name", "line", 2, True): {"a"},
        ("claim", "c", 3, False): set(),
        ("name", "number", 4, True): set(),
        ("claim", "d", 6, False): set(),
        ("name", "purpose", 6, False): {"d"},
        ("held", "d", 6, False): set(),
        ("name", "purpose", 6, True): {"d"},
        ("text", "none", 6, True): set(),
    }


PROMISES = {
    'not claim("a")': set(),
    'claim("a") == claim("b")': set(),
    'claim("a") or claim("b")': {SOME_CLAIM},
    'claim("a") or number': set(),
    'claim("a") and (claim("b") or claim("c"))': {"a", SOME_CLAIM},
    '(claim("a") and claim("b")) or (claim("a") and claim("c"))': {"a", SOME_CLAIM},
    "greeting": {"greeting"},
    "not greeting": set(),
    'request and claim("a")': {"request", "a"},
}


@pytest.mark.parametrize(("test", "within"), PROMISES.items())
def test_what_holds_wherever_a_condition_does(test: str, within: set[str]) -> None:
    found = uses(f"{{% if {test} %}}{{{{ purpose }}}}{{% endif %}}")
    assert Use("name", "purpose", 1, frozenset(within), True) in found
    assert {use.id for use in found if use.what == "held"} == within - {SOME_CLAIM, "greeting", "request"}


def test_words_written_out_are_told_with_their_line_and_punctuation_is_not() -> None:
    source = """- {{ number }}, «{{ line }}».

   One
two.
{% if claim("a") %}
Three{% endif %}
{{ "four" }}{{ "\n" }}"""
    assert [(use.id, use.line, set(use.within)) for use in uses(source) if use.what == "text"] == [
        ("». One two.", 3, set()),
        ("Three", 6, {"a"}),
        ("four", 7, set()),
    ]


def test_a_part_that_is_printed_is_a_name_like_any_other() -> None:
    assert [use.id for use in uses("{{ greeting }}") if use.what == "name"] == ["greeting"]


def test_the_words_for_the_values_of_a_fact_are_found() -> None:
    source = """{% if claim("a") %}{% if how == "x" %}1{% elif how == "y" %}2{% else %}3{% endif %}{% endif %}
{% if how == "x" %}1{% endif %}
{% if how == "x" %}1{% elif number %}2{% endif %}{% if how == "x" and number %}1{% endif %}{% if how != "x" %}1{% endif %}"""
    first = Chain("how", ("x", "y"), True, 1, frozenset({"a"}), ("1", "2", "3"))
    assert chains(source) == (first, Chain("how", ("x",), False, 2, frozenset(), ("1",)))


def test_a_part_is_told_in_all_its_wordings() -> None:
    source = """{% if greeting %}{% if claim("a") %}Hello {{ line }}{% elif claim("b") %}Hi{% else %}Dear{% endif %},{% endif %}
{% if request %}
Please{% if claim("a") %} do{% endif %}.{% endif %}"""
    (greeting, request) = parts(source)
    assert (greeting.id, greeting.line, greeting.wordings) == ("greeting", 1, ("Hello …,", "Hi,", "Dear,"))
    assert (request.id, request.line, request.wordings) == ("request", 2, ("Please do.", "Please."))


def test_a_part_with_very_many_wordings_is_looked_at_in_part() -> None:
    (part,) = parts("{% if request %}" + '{% if claim("a") %}x{% endif %}' * 40 + "{% endif %}")
    assert len(part.wordings) == 64


def test_a_template_is_compiled_once() -> None:
    assert compiled("same {{ number }}") is compiled("same {{ number }}")


def test_kept_code_renders_the_same() -> None:
    source = '{% if claim("a") %}Number {{ number | sentence }}{% endif %}'
    context = {"claim": "a".__eq__, "number": "{{ 7 }}"}
    assert compiled(source, dump(source)).render(context) == compiled(source).render(context) == "Number {{ 7 }}."


def test_kept_code_still_refuses_unknown_names() -> None:
    import jinja2

    with pytest.raises(jinja2.UndefinedError):
        compiled("{{ purpose }}", dump("{{ purpose }}")).render()


def test_code_of_another_python_or_jinja_is_not_used() -> None:
    assert compiled("{{ number }}", b64encode(b"j2 of another kind").decode()).render(number=1) == "1"


def test_only_the_small_language_is_kept() -> None:
    with pytest.raises(TemplateRefused):
        dump("{{ number.__class__ }}")


@pytest.mark.parametrize(
    ("typed", "written"),
    [("orders", "orders."), ("orders.", "orders."), ("Why?", "Why?"), ("Да!", "Да!"), ("и так далее…", "и так далее…")],
)
def test_a_sentence_ends_with_one_full_stop(typed: str, written: str) -> None:
    assert sentence(typed) == written
