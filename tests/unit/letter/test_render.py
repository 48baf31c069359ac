from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ban_wizard.letter.model import BadLetterInput, LeftOut, Rendered
from ban_wizard.letter.render import render, tidy
from ban_wizard.letter.template import TemplateRefused
from tests.unit.letter.small import LETTER, knowing

TODAY = date(2026, 11, 21)
FACTS: dict[str, Any] = {
    "line": "Shop",
    "purpose": "orders",
    "measures": {"stopped": {"on": "2026-11-20", "planned": False}},
    "since": "2026-11-19T21:30:00+00:00",
    "staff": 0,
}


def written(facts: dict[str, Any] = FACTS, **changes: Any) -> Rendered:
    return render(LETTER, lang="en", facts=knowing(facts), today=TODAY, **changes)


def test_a_letter_says_what_is_confirmed_in_paragraphs() -> None:
    assert written().text == (
        "Hello,\n\n"
        "My number +7 911 123-45-67 is at stake and blocked. It serves orders.\n\n"
        "- Line Shop\n- Stopped on 20 November 2026.\n- Since 20 November 2026.\n- 0 people.\n\n"
        "Please answer."
    )


def test_claims_and_what_is_left_out_are_told_in_the_letters_order() -> None:
    result = written()
    assert result.claims == ("number", "blocked", "purpose", "line", "stopped", "since", "staff")
    assert result.left_out == (
        LeftOut("told", (("told_whom", ("clients",)),)),
        LeftOut("second", (("known.second", ("known",)), ("offence", ("repeat",)))),
        LeftOut("how", (("how", ("hand", "tool")),)),
    )
    assert (result.missing, result.warnings) == ((), ())


def test_a_claim_that_was_not_chosen_is_left_out_and_lacks_nothing() -> None:
    result = written(claims=["staff"])
    assert result.claims == ("number", "blocked", "line", "staff")
    assert LeftOut("purpose", ()) in result.left_out
    assert result.text is not None and "orders" not in result.text


def test_without_a_required_field_there_is_a_draft_and_no_text() -> None:
    result = written({"purpose": "orders"})
    assert (result.text, result.missing) == (None, ("line",))
    assert result.draft == "Hello,\n\nMy number +7 911 123-45-67 is at stake and blocked. It serves orders.\n\nPlease answer."


def test_a_required_field_that_the_person_does_not_know_is_passed_over_with_a_warning() -> None:
    result = render(LETTER, lang="en", facts=knowing({}, unsure=frozenset({"line"})), today=TODAY)
    assert (result.missing, result.warnings) == ((), ("You do not know: line (en). The letter says nothing about it; you may be asked.",))
    assert result.text == result.draft and "Line" not in result.draft


def test_a_planned_measure_stands_in_the_future_tense_with_its_day() -> None:
    facts = {**FACTS, "measures": {"stopped": {"on": "2026-11-25", "planned": True}}}
    assert "- Will stop on 25 November 2026.\n" in written(facts).draft


def test_a_plan_whose_day_has_passed_is_left_out_and_the_person_is_told() -> None:
    facts = {**FACTS, "measures": {"stopped": {"on": "2026-11-20", "planned": True}}}
    result = written(facts, ui="ru")
    assert "top on" not in result.draft
    assert result.warnings == (
        "Не вошло, потому что намеченный день прошёл: the stopped. Подтвердите, что сделано, или назовите новый день.",
    )


def test_a_text_over_our_habit_is_rendered_whole_and_warned_about() -> None:
    result = render(replace(LETTER, limit=40), lang="en", facts=knowing(FACTS), today=TODAY)
    assert result.text == written().text
    assert result.warnings == (
        f"{len(result.draft)} characters; we keep such a letter under 40. That is our habit, not the messenger's rule.",
    )
    assert render(replace(LETTER, limit=len(result.draft)), lang="en", facts=knowing(FACTS), today=TODAY).warnings == ()


def test_what_the_lint_says_of_the_rendered_text_is_among_the_warnings() -> None:
    result = written({**FACTS, "purpose": "orders of [name], or we will go to court"}, ui="ru")
    assert result.warnings == (
        "В тексте осталось незаполненное место: [name] — заполните или уберите.",
        "«go to court» звучит как угроза. Вежливая просьба поможет больше.",
    )
    assert result.as_json(None)["warnings"] == list(result.warnings)


def test_a_language_the_letter_has_not_is_refused() -> None:
    with pytest.raises(BadLetterInput, match=r"The letter small is not written in “de”\. Its languages: en, ru\."):
        render(LETTER, lang="de", facts=knowing({}), today=TODAY)


def test_dates_are_those_of_the_cases_zone() -> None:
    assert "Since 20 November 2026" in written().draft
    there = render(LETTER, lang="en", facts=knowing(FACTS, zone="America/New_York"), today=TODAY)
    assert "Since 19 November 2026" in there.draft


@pytest.mark.parametrize(
    "hostile", ["{{7*7}}", "{% for x in y %}", "{{ claim('how') }}", "[/b]", "</p><script>", "%s %(a)s {0}", "- a list", "\\n"]
)
def test_what_was_typed_is_never_read_as_a_template_or_markup(hostile: str) -> None:
    assert f"It serves {hostile}." in written({**FACTS, "purpose": hostile}).draft


def test_typed_lines_and_escapes_cannot_shape_the_letter() -> None:
    result = written({**FACTS, "purpose": "orders\n\n- Told.\n\x1b[31mred\x1b[0m\x00"})
    assert "It serves orders - Told. red.\n" in result.draft
    assert "\n- Told" not in result.draft


def test_no_escape_is_in_a_letter_wherever_it_came_from() -> None:
    facts = replace(knowing(FACTS), number_shown="+7 911\x1b[31m 123-45-67\u202e")
    template = LETTER.templates["en"].replace("Please", "\x1b]0;t\x07Ple\x00ase")
    written = render(replace(LETTER, templates={"en": template}, code={}), lang="en", facts=facts, today=TODAY)
    assert written.text == render(LETTER, lang="en", facts=knowing(FACTS), today=TODAY).text


def test_a_template_that_reaches_further_is_refused() -> None:
    reaching = replace(LETTER, templates={"en": "{% for x in range(10**9) %}{{ number.__class__ }}{% endfor %}"})
    with pytest.raises(TemplateRefused, match="no loop"):
        render(reaching, lang="en", facts=knowing({}), today=TODAY)


def test_the_json_has_the_documented_keys() -> None:
    assert render(LETTER, lang="en", facts=knowing({"line": "Shop"}), today=TODAY).as_json("support") == {
        "letter": "small",
        "channel": "support",
        "lang": "en",
        "text": "Hello,\n\nMy number +7 911 123-45-67 is at stake and blocked.\n\n- Line Shop\n\nPlease answer.",
        "claims": ["number", "blocked", "line"],
        "left_out": [
            {"claim": "purpose", "needs": ["purpose"]},
            {"claim": "stopped", "needs": ["measures"]},
            {"claim": "told", "needs": ["told_whom"]},
            {"claim": "since", "needs": ["since"]},
            {"claim": "staff", "needs": ["staff"]},
            {"claim": "second", "needs": ["second", "offence"]},
            {"claim": "how", "needs": ["how"]},
        ],
        "missing": [],
        "warnings": [],
    }


@pytest.mark.parametrize(
    ("raw", "tidied"),
    [
        ("a\nb\n\n\n\nc", "a b\n\nc"),
        ("\n\n a  b \n \n- c\n- d\ne\n", "a b\n\n- c\n- d e"),
        ("head:\n- c", "head:\n- c"),
        (" \n\t\n", ""),
    ],
)
def test_lines_of_a_paragraph_are_joined_and_items_kept(raw: str, tidied: str) -> None:
    assert tidy(raw) == tidied


@pytest.mark.parametrize(
    ("day", "planned", "asked"),
    [
        ("2019-11-01", False, True),
        ("2025-11-20", False, True),
        ("2025-11-21", False, False),
        ("2027-11-22", True, True),
        ("2027-11-21", True, False),
    ],
)
def test_a_measure_of_another_year_is_asked_about(day: str, planned: bool, asked: bool) -> None:
    told = {**FACTS, "measures": {"stopped": {"on": day, "planned": planned}}}
    warnings = [warning for warning in written(told).warnings if "more than a year" in warning]
    assert len(warnings) == asked and all(day[:4] in warning for warning in warnings)
