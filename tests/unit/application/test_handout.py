"""The page for the number's owner: what it tells, in which order, what it keeps to itself, and that text stays text."""

import re
from datetime import timedelta
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ban_wizard.application.discreet import discreet
from ban_wizard.application.handout import _escaped, handout
from ban_wizard.case.allowed import Need
from ban_wizard.case.errors import BadInput
from ban_wizard.case.view import evolve
from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.i18n import say
from ban_wizard.text import one_line
from ban_wizard.values import replace
from ban_wizard.wizard import Wizard
from tests.support.cases import cooling_down
from tests.support.desk import NOON, NUMBER, OLCHAT, desk


def folded(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("format", ["md", "txt"])
def test_all_parts_stand_in_order(tmp_path: Path, lang: str, format: str) -> None:
    wizard = desk(tmp_path / "cases", lang=lang)
    case = cooling_down(wizard)
    card, page = wizard.show(case), folded(wizard.handout(case, format)).replace("\\", "")
    headings = [
        say(lang, "handout.title", number="+7 911 ***-**-67"),
        say(lang, "handout.do_not"),
        say(lang, "handout.now", title=card.title),
        say(lang, "handout.not_yet"),
        say(lang, "handout.look"),
        say(lang, "handout.later"),
        say(lang, "handout.sources"),
    ]
    places = [page.index(heading) for heading in headings]
    assert places == sorted(places)
    for text in (*card.do_not, *(text for text, _ in card.items), *card.text.split("\n\n")):
        assert folded(text) in page
    assert page.count("[ ]") == len(card.items)
    wizard.store.close()


def test_what_comes_later_is_told_with_lower_bounds_and_never_as_a_promise(wizard: Wizard, clock: FrozenClock) -> None:
    case = cooling_down(wizard)
    later = folded(wizard.handout(case, "txt")).split("What comes later")[1].split("Who says so")[0]
    assert "nobody can promise a date" in later
    assert "1. Link the number by QR code. Not before Mon 4 Jan 2027, 12:00." in later
    assert "tomorrow" not in later and "today" not in later
    clock.move(timedelta(days=10))
    later = folded(wizard.handout(case, "txt")).split("What comes later")[1]
    assert "1. Link the number by QR code. 2." in later, "the wait is over: there is no date to wait for"


def test_a_wait_without_an_end_is_told_as_one(wizard: Wizard) -> None:
    case = wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", offence=2, facts=OLCHAT).case
    later = folded(wizard.handout(case, "txt")).split("What comes later")[1]
    assert "Nobody names a time." in later and "Somebody else has to act; nobody names a time." in later


def test_what_has_to_wait_tells_the_rule_and_the_date_but_not_whose_other_case_it_is(wizard: Wizard) -> None:
    first = wizard.start("whatsapp_app", "+79110000001", kind="permanent_ban", facts=OLCHAT).case
    second = wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", facts=OLCHAT).case
    card = wizard.show(second)
    assert any(action.refused and action.refused.holder == first for action in card.refused)
    page = wizard.handout(second, "txt")
    assert "Another number of this line" in folded(page)
    assert first not in page and second not in page and "anna" not in page and "Shop" not in page


def test_a_question_stands_with_its_answers(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="permanent_ban").case
    card, page = wizard.show(case), folded(wizard.handout(case, "txt"))
    fact = card.playbook.states[card.view.state].fact
    assert fact and all(f"- {title}" in page for title in card.fact_words(fact)["values"].values())
    assert say("en", "reply.unsure") in page


def test_an_ended_case_tells_its_result_and_nothing_to_come(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="permanent_ban").case
    wizard.close(case, "silent")
    page = wizard.handout(case, "txt")
    assert "How it ended" in page and "The case was closed." in page
    assert "What comes later" not in page and "When to look again" not in page


@pytest.mark.parametrize(
    ("messenger", "kind"),
    [("whatsapp_app", "permanent_ban"), ("whatsapp_app", "temporary_ban"), ("whatsapp_api", "account_lock"), ("max", "permanent_ban")],
)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_number_is_nowhere_on_the_page_wherever_the_case_is(tmp_path: Path, lang: str, messenger: str, kind: str) -> None:
    clock = FrozenClock(NOON)
    wizard = desk(tmp_path / "cases", lang=lang, clock=clock)
    case, seen = wizard.start(messenger, NUMBER, kind=kind).case, set[str]()
    while not (card := wizard.show(case)).result and card.view.state not in seen:
        seen.add(card.view.state)
        for format in ("md", "txt"):
            page = wizard.handout(case, format)
            assert not re.search(r"123\W{0,3}45\W{0,3}67", page) and "+7 911 ***-**-67" in page.replace("\\", "")
        clock.move(timedelta(days=40))
        act = next(action for action in wizard.show(case).allowed if action.action != "looked")
        wizard.do(case, act.action, facts={need.fact: typed(need) for need in act.needs})
    assert len(seen) > 3
    wizard.store.close()


def typed(need: Need) -> str:
    """Something to answer with; where words are wanted, ones that tell the number."""
    if need.values:
        return need.values[0]
    return {"time": "P3D", "count": "2", "phone": NUMBER}.get(need.type, "mine is 8 911 123-45-67, +7 (911) 123 45 67 or 9111234567")


@pytest.mark.parametrize("own", ["+7 911 123-45-67", "8(911)1234567", "911 123 45 67", "79111234567"])
def test_numbers_in_what_people_typed_are_masked_too(wizard: Wizard, own: str) -> None:
    case = wizard.start("whatsapp_api", NUMBER, kind="account_lock").case
    card = wizard.show(case)
    told = {"what_is_new": f"mine is {own}, boss +44 7700 900123, code 123456", "other": NUMBER}
    facts = discreet(replace(card, view=evolve(card.view, facts=told))).view.facts
    assert facts["what_is_new"] == "mine is +7 911 ***-**-67, boss •••, code •••" and facts["other"] == "+7 911 ***-**-67"


def test_another_form_than_the_two_is_refused(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="permanent_ban").case
    with pytest.raises(BadInput, match="not_a_value"):
        wizard.handout(case, "html")


# ------------------------------------------------------------------------------------------- text stays text

MARKED = st.text(st.sampled_from("ab 1.)-+*_`~#>=|<>[]()!&;$\\:/@{}\"'"), min_size=1, max_size=40)


@given(MARKED | st.text(min_size=1, max_size=60))
def test_whatever_was_typed_reads_as_typed_in_markdown(text: str) -> None:
    text = one_line(text)
    for lead in ("", "- ", "1. ", "# "):
        tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(f"{lead}{_escaped(text, '')}\n")
        inline = [token for token in tokens if token.type == "inline"]
        children = [child for token in inline for child in token.children or ()]
        assert {child.type for child in children} <= {"text", "text_special"}
        assert "".join(child.content for child in children) == text
        structure = {token.type.rpartition("_")[0] for token in tokens if token.type != "inline"}
        assert structure <= {"paragraph", "bullet_list", "ordered_list", "list_item", "heading"}
        assert sum(token.type == "list_item_open" for token in tokens) == (lead in ("- ", "1. "))


@pytest.mark.parametrize("hostile", ["[a](javascript:x)", "<script>x</script>", "*b* _i_ `c`", "# h", "&lt;b&gt;", "![](http://x/y)"])
def test_words_of_people_on_the_page_are_text(wizard: Wizard, hostile: str) -> None:
    case = wizard.start("max", NUMBER, kind="permanent_ban", facts={"seen_where": "at_login"}).case
    card = wizard.show(case)
    words = {**card.words, "states": {**card.words["states"], card.view.state: {**card.words["states"][card.view.state], "title": hostile}}}  # type: ignore[index, dict-item]
    page = handout(replace(card, words=words), wizard.library.sources(), [], "md")
    html = MarkdownIt("commonmark").render(page)
    assert escape(hostile, quote=False).replace("'", "&#x27;") in html
    assert "<script" not in html and "<a " not in html and "<img" not in html and "<em>" not in html


def test_control_characters_do_not_reach_the_page(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="permanent_ban", facts={"seen_where": "at_login"}).case
    card = wizard.show(case)
    hidden = evolve(card.view, header=replace(card.view.header, number_shown="+7 911 123-45-67\x1b[31m\u202e"))
    page = handout(replace(card, view=hidden), wizard.library.sources(), [], "txt")
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", page)
