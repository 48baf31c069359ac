"""The plain wizard: a talk in lines leaves the same log as the command line and any other face."""

import io
import os
import sqlite3
from pathlib import Path

import pytest

from ban_wizard.case.errors import BadInput
from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.i18n import LANGUAGES
from ban_wizard.plain import run_plain
from ban_wizard.plain.vocabulary import COMMANDS, command_of, words
from ban_wizard.store.schema import FILE_NAME
from ban_wizard.store.sqlite import SQLiteStore
from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER, desk
from tests.support.talk import MAX_OPENING, substance, talk


@pytest.fixture
def running(wizard: Wizard) -> Wizard:
    """With one case, at its first step."""
    wizard.start("max", NUMBER, kind="permanent_ban", facts={"seen_where": "at_login"})
    return wizard


# ------------------------------------------------------------------ answers


def test_the_same_answers_leave_the_same_log_as_the_command_line(wizard: Wizard, tmp_path: Path) -> None:
    talk(wizard, *MAX_OPENING, "stopped", "note", "the owner called", "undo", "quit")
    other = desk(tmp_path / "other")
    case = other.start("max", NUMBER, kind="permanent_ban", symptoms=["login_blocked"], offence=1, facts={"seen_where": "at_login"}).case
    other.do(case, "stopped")
    other.note(case, "the owner called")
    other.undo(case)
    assert substance(wizard, wizard.resolve(NUMBER)) == substance(other, case)
    other.store.close()


@pytest.mark.parametrize("typed", ["1", "stopped", "Everything is stopped", "every"])
def test_a_line_is_chosen_by_number_word_or_beginning(running: Wizard, typed: str) -> None:
    talk(running, "", typed, "quit")
    assert "sending_stopped" in running.show(NUMBER).view.milestones


def test_what_cannot_be_meant_is_asked_again(running: Wizard) -> None:
    said = talk(running, "", "0", "99", "zz", "e", "stopped", "quit")
    assert said.count("Please answer with a number from 1 to") == 4


@pytest.mark.parametrize("typed", ["unsure", "не знаю", "5"])
def test_not_knowing_is_an_answer(wizard: Wizard, typed: str) -> None:
    wizard.start("max", NUMBER, kind="permanent_ban")
    talk(wizard, "", typed, "quit")
    assert wizard.show(NUMBER).view.unsure == {"seen_where"}


def test_a_question_mark_explains_and_asks_again(running: Wizard) -> None:
    said = talk(running, "", "?", "stopped", "quit")
    assert "These words are understood too:" in said
    for command in COMMANDS:
        if not command.at or "case" in command.at:
            assert f"  {', '.join(words(command, 'en'))}: " in said
    assert "sending_stopped" in running.show(NUMBER).view.milestones


def test_every_word_is_understood_in_both_languages_and_means_one_thing() -> None:
    known = [word for command in COMMANDS for word in {word for lang in LANGUAGES for word in words(command, lang)}]
    assert len(known) == len(set(known))
    assert all(command_of(word.upper())[0] is command for command in COMMANDS for lang in LANGUAGES for word in words(command, lang))
    assert command_of("note he called twice") == (command_of("note")[0], "he called twice")
    assert command_of("back to the start") == (None, "")


def test_words_of_the_other_language_work_too(running: Wizard) -> None:
    talk(running, "", "заметка", "ждём", "отмена", "заметка владелец звонил", "выход")
    assert [event.value for event in running.log(NUMBER) if event.kind == "noted"] == ["ждём", "владелец звонил"]


def test_a_command_word_inside_a_text_is_text(wizard: Wizard) -> None:
    wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", facts={"gateway": "olchat"})
    talk(wizard, "", "stopped", "note shop", "quit")
    assert wizard.show(NUMBER).view.facts["line"] == "note shop"


def test_a_number_is_an_answer_where_one_is_asked_for_in_words(wizard: Wizard) -> None:
    wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", facts={"gateway": "olchat"})
    said = talk(wizard, "", "stopped", "1", "quit")
    assert "  unblocked: " in said and wizard.show(NUMBER).view.facts["line"] == "1"
    wizard.undo(wizard.show(NUMBER).case)
    talk(wizard, "", "unblocked", "quit")
    assert "unblocked" in wizard.show(NUMBER).view.milestones


def test_a_step_is_told_once_and_again_when_asked(running: Wizard) -> None:
    said = talk(running, "", "note hello", "sources", "quit")
    assert said.count("Do not:") == 1 and "Recorded." in said
    assert talk(running, "", "again", "quit").count("Do not:") == 2


# ------------------------------------------------------------------ the way


def test_leaving_and_coming_back_goes_on_where_it_was(wizard: Wizard) -> None:
    talk(wizard, *MAX_OPENING, "quit")
    said = talk(wizard, "", "stopped", "quit")
    assert "+7 911 123-45-67" in said and len(wizard.board().rows) == 1
    assert "sending_stopped" in wizard.show(NUMBER).view.milestones


def test_what_is_not_allowed_is_told_and_can_be_recorded_as_having_happened(wizard: Wizard) -> None:
    wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", offence=2, facts={"gateway": "olchat", "line": "Shop"})
    said = talk(wizard, "", "paired", "override", "paired", "the customer scanned it", "quit")
    assert "type override" in said and "OLC-18" in said
    assert wizard.show(NUMBER).view.state == "cool_down"
    assert wizard.show(NUMBER).view.breaches[0].reason == "the customer scanned it"


def test_an_override_without_a_reason_is_refused_in_words_that_fit(wizard: Wizard) -> None:
    wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", offence=2, facts={"gateway": "olchat", "line": "Shop"})
    said = talk(wizard, "", "override", "paired", "", "quit")
    assert "A few words are needed here" in said and "--" not in said.replace("-" * 60, "").replace("==", "")
    assert not wizard.show(NUMBER).view.breaches


def test_undo_of_an_act_of_the_world_asks_why(running: Wizard) -> None:
    said = talk(running, "", "stopped", "undo", "pressed by mistake", "quit")
    assert "Taken back." in said
    assert "sending_stopped" not in running.show(NUMBER).view.milestones
    assert running.log(NUMBER)[-1].value["reason"] == "pressed by mistake"
    assert "Enter means “I chose the wrong line”" in talk(running, "", "stopped", "undo", "", "quit")
    assert running.log(NUMBER)[-1].value["reason"] == "I chose the wrong line"


def test_amend_changes_an_answer_and_asks_why_where_acts_fall_outside(wizard: Wizard) -> None:
    wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", facts={"gateway": "olchat", "line": "Shop"})
    talk(wizard, "", "amend", "gateway", "phone_only", "amend", "offence", "2", "quit")
    view = wizard.show(NUMBER).view
    assert view.facts["gateway"] == "phone_only" and view.offence == 2


def test_a_ban_that_comes_back_opens_the_next_case_and_goes_on_there(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="permanent_ban", facts={"seen_where": "at_login"}).case
    for action in ("stopped", "cause_found", "unblocked"):
        wizard.do(case, action)
    said = talk(wizard, "", "banned_again", "", "banned_again", "yes", "quit")
    assert "A new case goes on from here" in said
    assert {row.result for row in wizard.board().rows} == {None, "banned_again"}


def test_an_ended_case_can_be_left_for_the_others(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="permanent_ban").case
    said = talk(wizard, "", "closed", "silent customer", "cases", "new", "back", "quit")
    assert "This case has ended." in said and "Ended:" in said
    assert wizard.show(case).result == "given_up"


# ------------------------------------------------------------------ beside the step


def test_what_can_be_looked_at(running: Wizard) -> None:
    said = talk(running, "", "overview", "sources", "history", "reply", "quit")
    assert "Who says so:" in said and "MAX-08" in said and "About the number" in said and "Case opened: Permanent ban" in said
    assert [event.kind for event in running.log(NUMBER)] == ["opened", "answered"], "looking records nothing"


def test_a_note_an_agent_and_evidence(running: Wizard, tmp_path: Path) -> None:
    file = tmp_path / "screen.png"
    file.write_bytes(b"picture")
    said = talk(
        running, "", f"evidence {tmp_path / 'no.png'}", f"evidence {file}", "assign", "boris", "note", "called +7 922 333-44-55", "quit"
    )
    assert "no.png" in said and "Not kept from the text: 1 other phone number." in said
    view = running.show(NUMBER).view
    assert view.agent == "boris"
    assert "screen.png" in talk(running, "", "overview", "quit")


def test_files_of_a_case_go_out_and_come_in(running: Wizard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = talk(running, "", "handout", "", "export case.json", "export case.json", "cases", "calendar due.ics", "quit")
    assert (tmp_path / "handout-acase1.txt").is_file() and (tmp_path / "due.ics").is_file()
    assert "+7 911 123-45-67" not in (tmp_path / "handout-acase1.txt").read_text("utf-8"), "the number is masked"
    assert "case.json" in said and said.count("Written to case.json") == 1, "no file is overwritten"
    talk(running, "", "forget", "", "quit")
    assert running.board().rows, "Enter alone forgets nothing"
    talk(running, "", "forget", "yes", "quit")
    assert not running.board().rows
    talk(running, "list", "back", "back")
    running.start("max", "+79220000000", kind="permanent_ban")
    talk(running, "import case.json", "quit")
    assert running.show(NUMBER).view.kind == "permanent_ban"


def test_nobody_waits_for_a_pipe(running: Wizard, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    said = talk(running, f"import {tmp_path}/pipe", "", "quit")
    assert "is no file whose text could be read" in " ".join(said.split())


def test_a_case_whose_traces_could_not_be_cleared_is_gone_and_the_talk_goes_on(tmp_path: Path, clock: FrozenClock) -> None:
    store = SQLiteStore(tmp_path / "cases", busy_timeout=0)
    wizard = desk(tmp_path / "cases", clock=clock, store=store)
    wizard.start("max", NUMBER, kind="permanent_ban")
    reader = sqlite3.connect(tmp_path / "cases" / FILE_NAME, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM cases").fetchone()
    said = talk(wizard, "", "forget", "yes", "quit")
    assert "its traces stay" in " ".join(said.split()) and not wizard.board().rows
    reader.close()
    store.close()


def test_a_case_is_snoozed_until_a_time_to_come(running: Wizard) -> None:
    said = talk(running, "", "snooze 2026-12-01", "snooze", "3 d", "cases", "quit")
    assert "is over already" in said and "It comes up again Mon 4 Jan 2027, 12:00." in said
    assert "Later:" in said.split("It comes up again")[1]


# ------------------------------------------------------------------ the list of cases


def test_cases_are_listed_by_what_is_due(wizard: Wizard, clock: FrozenClock) -> None:
    from datetime import timedelta

    wizard.do(wizard.start("max", "+79110000001", kind="permanent_ban", facts={"review": "open"}).case, "stopped")
    clock.move(timedelta(days=2))
    wizard.start("max", "+79110000002", kind="permanent_ban")
    waiting = wizard.start("max", "+79110000003", kind="temporary_ban", facts={"timer_end": "PT99H"}).case
    for action in ("stopped", "cause_found"):
        wizard.do(waiting, action)
    wizard.close(wizard.start("max", "+79110000004", kind="permanent_ban").case, "-")
    said = talk(wizard, "search 0003", "again", "3", "quit")
    places = [said.index(word) for word in ("Overdue:", "Today:", "Later:", "Ended:")]
    assert places == sorted(places)
    assert said.count("+7 911 000-00-03") >= 2, "found by a part of the number"


def test_more_cases_than_a_page(wizard: Wizard) -> None:
    for n in range(22):
        wizard.start("max", f"+791100000{n:02}", kind="permanent_ban")
    said = talk(wizard, "more", "1", "quit")
    assert "type more" in said and "+7 911 000-00-21" in said


# ------------------------------------------------------------------ the end of the input


@pytest.mark.parametrize("lines", [(), ("list",), ("list", "max", "login_blocked", ""), MAX_OPENING, (*MAX_OPENING, "note")])
def test_an_input_that_ends_in_the_middle_loses_nothing(wizard: Wizard, lines: tuple[str, ...]) -> None:
    with pytest.raises(BadInput) as ended:
        talk(wizard, *lines)
    unopened = 1 < len(lines) < len(MAX_OPENING)
    assert ended.value.key == ("eof_unopened" if unopened else "eof")
    if len(lines) >= len(MAX_OPENING):
        assert wizard.show(NUMBER).view.facts["seen_where"] == "at_login"
        assert ended.value.params["how"] == "ban-wizard show acase1"
    elif unopened:
        assert ended.value.params["how"] == "ban-wizard start --messenger max --kind permanent_ban --symptom login_blocked --number NUMBER"


def test_hostile_input_is_said_back_without_its_escapes(running: Wizard) -> None:
    said = talk(running, "", "note", "\x1b[2J\x1b]0;gone\x07 [/b] {number} %s", "history", "quit")
    assert "\x1b" not in said and "[/b] {number} %s" in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_line_is_too_long_and_there_is_no_trick(tmp_path: Path, lang: str) -> None:
    wizard = desk(tmp_path / "cases", lang=lang)
    said = talk(
        wizard,
        *MAX_OPENING,
        "?",
        "note " + "long " * 40,
        "sources",
        "history",
        "overview",
        "override",
        "back",
        "stopped",
        "unsure",
        "cases",
        "quit",
    )
    assert max(map(len, said.splitlines())) <= 78
    assert "\x1b" not in said and "\r" not in said and "\t" not in said
    wizard.store.close()


def test_the_whole_talk_is_in_russian_when_asked(tmp_path: Path) -> None:
    wizard = desk(tmp_path / "cases", lang="ru")
    said = talk(wizard, *MAX_OPENING, "?", "выход")
    assert "Не делайте:" in said and "Do not" not in said and "What now" not in said and "quit" not in said
    wizard.store.close()


def test_a_terminal_sees_each_line_once(running: Wizard) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    out = io.StringIO()
    run_plain(running, Terminal("\nnote seen once\nquit\n"), out)
    assert "seen once" not in out.getvalue(), "the terminal itself shows what is typed"


def test_a_question_of_several_words_may_be_answered_with_none_of_them(wizard: Wizard) -> None:
    wizard.start("whatsapp_api", NUMBER, kind="restriction_timed", facts={"level": "waba"})
    acts = ("stopped", "level_found", "others_checked", "cause_named", "measures_noted")
    talk(wizard, "", *acts, "", "unsure", "", "clients_know", "no", "quit")
    card = wizard.show(NUMBER)
    assert (card.view.facts["measures"], card.view.facts["restriction_types"]) == ({}, [])
    assert card.view.state == "sit_out"
    assert "Forbidden meanwhile: not known yet" in card.text, "nor does anything run until a dash"
