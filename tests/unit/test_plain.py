"""The plain wizard: a talk in lines leaves the same log as the command line and any other face."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ban_wizard.case.errors import BadInput
from ban_wizard.plain import run_plain
from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER, desk


@pytest.fixture
def wizard(tmp_path: Path) -> Iterator[Wizard]:
    wizard = desk(tmp_path / "cases")
    yield wizard
    wizard.store.close()


def talk(wizard: Wizard, *lines: str) -> str:
    """Everything the wizard said while these lines were typed."""
    out = io.StringIO()
    assert run_plain(wizard, io.StringIO("".join(line + "\n" for line in lines)), out) == 0
    return out.getvalue()


def substance(wizard: Wizard, case: str) -> list[Any]:
    return [(e.seq, e.at, e.actor, e.kind, e.name, e.value) for e in wizard.log(case)]


MAX_OPENING = ("max", "login_blocked", "", NUMBER, "")


def test_a_permanent_ban_in_max_to_the_saved_letter(wizard: Wizard, tmp_path: Path) -> None:
    saved = tmp_path / "letter.txt"
    talk(wizard, *MAX_OPENING, "at_login", "stopped", "cause_found", "quit")
    card = wizard.show(NUMBER)
    letter = card.letters[0]
    skips = [""] * sum(field not in card.view.facts for field in wizard.letter(card.case, letter).letter.fields)
    said = talk(wizard, "", letter, *skips, str(saved), "sent", "quit")
    text = saved.read_text("utf-8")
    assert "+7 911 123-45-67" in text and "«Пользователь заблокирован или удален»" in text
    assert text.strip() in said
    sent = next(event for event in wizard.log(card.case) if event.name == "sent")
    assert sent.value["text"] == text.strip(), "the exact text that was sent is kept"
    assert wizard.show(card.case).view.reviews["support"].status == "open"


def test_the_same_answers_leave_the_same_log_as_the_command_line(wizard: Wizard, tmp_path: Path) -> None:
    talk(wizard, *MAX_OPENING, "at_login", "stopped", "note", "the owner called", "undo", "quit")
    other = desk(tmp_path / "other")
    case = other.start("max", NUMBER, kind="permanent_ban", symptoms=["login_blocked"], offence=1).case
    other.do(case, "answer", facts={"seen_where": "at_login"})
    other.do(case, "stopped")
    other.note(case, "the owner called")
    other.undo(case)
    assert substance(wizard, wizard.resolve(NUMBER)) == substance(other, case)
    other.store.close()


def test_a_field_that_does_not_fit_is_asked_again_and_what_was_given_is_kept_at_once(wizard: Wizard) -> None:
    talk(wizard, *MAX_OPENING, "at_login", "stopped", "cause_found", "quit")
    card = wizard.show(NUMBER)
    letter = card.letters[0]
    fields = [field for field in wizard.letter(card.case, letter).letter.fields if field not in card.view.facts]
    answers = ["soon", "2026-12-30"] if fields[0] == "blocked_at" else [""] * fields.index("blocked_at") + ["soon", "2026-12-30"]
    with pytest.raises(BadInput, match="eof"):
        talk(wizard, "", letter, *answers)
    assert wizard.show(NUMBER).view.facts["blocked_at"].startswith("2026-12-30")


def test_numbers_choose_as_words_do_and_slips_are_asked_again(wizard: Wizard) -> None:
    said = talk(wizard, "9", "3", "1", "", "call me", NUMBER, "none", "", "99", "1", "quit")
    assert said.count("Please answer with a number") == 2
    assert "“call me” is not a phone number" in said
    assert wizard.show(NUMBER).view.facts["seen_where"] == "at_login"


def test_not_knowing_is_an_answer_everywhere(wizard: Wizard) -> None:
    talk(wizard, *MAX_OPENING, "?", "quit")
    assert wizard.show(NUMBER).view.unsure == {"seen_where"}


def test_leaving_and_coming_back_goes_on_where_it_was(wizard: Wizard) -> None:
    talk(wizard, *MAX_OPENING, "at_login", "quit")
    said = talk(wizard, "", "stopped", "quit")
    assert "+7 911 123-45-67" in said and len(wizard.board().rows) == 1
    assert "sending_stopped" in wizard.show(NUMBER).view.milestones


def test_what_is_not_allowed_is_told_and_can_be_recorded_as_having_happened(wizard: Wizard) -> None:
    wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", offence=2, facts={"gateway": "olchat", "line": "Shop"})
    said = talk(wizard, "", "override", "paired", "the customer scanned it", "quit")
    assert "Not yet:" in said and "OLC-18" in said
    assert wizard.show(NUMBER).view.state == "cool_down"


@pytest.mark.parametrize("lines", [(), ("max",), ("max", "login_blocked", ""), MAX_OPENING, (*MAX_OPENING, "at_login", "note")])
def test_an_input_that_ends_in_the_middle_loses_nothing(wizard: Wizard, lines: tuple[str, ...]) -> None:
    with pytest.raises(BadInput, match="eof"):
        talk(wizard, *lines)
    if len(lines) >= len(MAX_OPENING):
        assert wizard.show(NUMBER).view.kind == "permanent_ban"
    if "at_login" in lines:
        assert wizard.show(NUMBER).view.facts["seen_where"] == "at_login"


def test_hostile_input_is_said_back_without_its_escapes(wizard: Wizard) -> None:
    said = talk(wizard, *MAX_OPENING, "at_login", "note", "\x1b[2J\x1b]0;gone\x07 [/b] {number} %s", "log", "quit")
    assert "\x1b" not in said and "[/b] {number} %s" in said


def test_the_whole_talk_is_in_russian_when_asked(tmp_path: Path) -> None:
    wizard = desk(tmp_path / "cases", lang="ru")
    said = talk(wizard, *MAX_OPENING, "at_login", "quit")
    assert "Не делайте:" in said and "Do not" not in said and "What now" not in said
    wizard.store.close()


def test_a_question_of_several_words_may_be_answered_with_none_of_them(wizard: Wizard) -> None:
    talk(wizard, "whatsapp_api", "event_restriction", "", NUMBER, "", "stopped", "level_found", "waba", "others_checked", "cause_named",
         "measures_noted", "", "?", "", "arranged", "no", "quit")  # fmt: skip
    card = wizard.show(NUMBER)
    assert (card.view.facts["measures"], card.view.facts["restriction_types"]) == ({}, [])
    assert card.view.state == "sit_out"
    assert "—" in card.text, "what nobody named is a dash"
