"""The plain wizard's list of cases: what is due, found, filtered, and put into order without opening a case."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.i18n import LANGUAGES, say
from ban_wizard.plain.vocabulary import COMMANDS, command_of, words
from ban_wizard.tui import commands as screen
from ban_wizard.wizard import Wizard
from tests.support.talk import talk

FIRST, SECOND, THIRD = (f"+7 911 000-00-0{n}" for n in range(1, 4))


@pytest.fixture
def cases(wizard: Wizard, clock: FrozenClock) -> list[str]:
    """One overdue, one due today that is boris's, one that waits."""
    found = [wizard.start("max", "+79110000001", kind="permanent_ban", facts={"review": "open"}).case]
    wizard.do(found[0], "stopped")
    clock.move(timedelta(days=2))
    found.append(wizard.start("whatsapp_app", "+79110000002", kind="warning").case)
    wizard.assign(found[1], "boris")
    found.append(wizard.start("whatsapp_api", "+79110000003", kind="rate_limit").case)
    wizard.do(found[2], "stopped")
    wizard.do(found[2], "answer", facts={"limit_kind": "daily"})
    return found


def lists(said: str) -> list[str]:
    """Each list that was shown, with the line above it that says what is due."""
    beginnings = ("1 overdue", "1 due today", "Nothing is due", "2 overdue")
    parts: list[list[str]] = []
    for line in said.splitlines():
        if line.startswith(beginnings):
            parts.append([])
        if parts:
            parts[-1].append(line)
    return ["\n".join(part) for part in parts]


def test_what_is_due_is_said_first_and_each_case_in_words(wizard: Wizard, cases: list[str]) -> None:
    (listed,) = lists(talk(wizard, "quit"))
    assert listed.startswith("1 overdue, 1 due today, 1 later.\n")
    told = " ".join(listed.split())
    assert f"1) {cases[0]}; {FIRST}; MAX, ban without an end; Wait for the answer of MAX support; overdue, nobody says when" in told
    assert "; overdue, nobody says when, look again yesterday, 10:00" in told
    assert f"{SECOND}; WhatsApp on a phone, warning" in told and "; your turn; boris" in told, "an act that is simply next has no hour"
    assert "usually within a day, look again tomorrow, 10:00" in told


def test_filters_are_ticked_go_together_and_say_what_they_show(wizard: Wizard, cases: list[str]) -> None:
    said = talk(wizard, "filter", "due, max", "filter", "", "all", "filter boris", "filter nobody", "filter boris", "quit")
    _, one, same, everything, his, nobodys, again = lists(said)
    assert one.startswith("1 overdue; only: What is due, MAX.")
    assert FIRST in one and SECOND not in one and THIRD not in one
    assert "[x] What is due" in one and "[x] MAX" in one and "[ ] boris" in one, "the ticks are shown when it is asked again"
    assert same.startswith("1 overdue; only: What is due, MAX.")
    assert everything.startswith("1 overdue, 1 due today, 1 later.")
    assert his.startswith("1 due today; only: boris.") and SECOND in his and FIRST not in his
    assert nobodys.startswith("1 overdue, 1 later; only: Nobody’s.") and SECOND not in nobodys
    assert again.startswith("1 due today; only: boris.")


def test_a_filter_that_fits_nothing_says_how_to_see_all(wizard: Wizard, cases: list[str]) -> None:
    said = talk(wizard, "filter boris max", "back", "quit")
    _, none, everything = lists(said)
    assert none.startswith("Nothing is due; only: MAX, boris.") and "No case fits. all shows all of them." in none
    assert FIRST in everything


def test_a_search_stays_until_it_is_taken_away(wizard: Wizard, cases: list[str]) -> None:
    said = talk(wizard, "search 0003", "note 1 It is quiet.", "search", "", "quit")
    _, found, still, everything = lists(said)
    assert found.startswith("Nothing is due, 1 later; only: “0003”.") and THIRD in found
    assert still.startswith("Nothing is due, 1 later; only: “0003”.")
    assert FIRST in everything


def test_cases_are_noted_assigned_put_off_and_closed_from_the_list(wizard: Wizard, cases: list[str]) -> None:
    said = talk(
        wizard,
        "note 2 The client calls back.",
        *("assign", "1", "olga"),
        *("snooze", "nothing", "2", "3 d"),
        f"close {cases[0]}",
        "They never answered again.",
        "quit",
    )
    assert f"{SECOND}: the note is kept" in said
    assert f"{FIRST}: {say('en', 'case.event.assigned', agent='olga')}" in said and wizard.show(cases[0]).view.agent == "olga"
    assert "It comes up again" in said and wizard.show(cases[1]).view.snoozed is not None
    assert f"{FIRST}: closed" in said and "1 ended" in said
    assert "The case was closed; olga" in " ".join(said.split())
    assert [event.kind for event in wizard.log(cases[1])][-1] == "noted"
    assert wizard.log(cases[0])[-1].value["reason"] == "They never answered again."


def test_an_act_without_its_words_is_asked_for_and_one_too_few_is_said(wizard: Wizard, cases: list[str]) -> None:
    said = talk(wizard, "close 1", "", "note", "7", "2", "It is quiet.", "quit")
    assert "A few words are needed here" in said and wizard.show(cases[0]).result is None
    assert "a number from 1 to 3" in said and wizard.log(cases[1])[-1].value == "It is quiet."


def test_back_from_an_act_keeps_all_as_it_is(wizard: Wizard, cases: list[str]) -> None:
    talk(wizard, "close 1", "back", "assign", "back", "quit")
    assert wizard.show(cases[0]).result is None and wizard.show(cases[0]).view.agent is None


def test_the_page_stays_where_it_is_while_its_cases_are_put_into_order(wizard: Wizard, clock: FrozenClock) -> None:
    for n in range(25):
        wizard.start("max", f"+791100000{n:02}", kind="permanent_ban")
        clock.move(timedelta(minutes=1))
    said = talk(wizard, "more", "note 1 It is quiet.", "more", "back", "quit")
    assert said.count("+7 911 000-00-24") == 3, "after more, after the note, and when there were no more"
    assert "These are all." in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_the_board_on_the_screen_does_the_list_does_by_the_same_words(lang: str) -> None:
    """Each command of the screen's board has its word here, but for those that are about keys, colours and pages of a screen."""
    for_screens = {"help", "palette", "leave", "read_on", "read_back", "theme", "language", "back"}
    named = {"new_case": "new", "import_case": "import"}
    here = {command.id for command in COMMANDS if "home" in command.at}
    for command in screen.of("board"):
        if command.id not in for_screens:
            assert named.get(command.id, command.id) in here
    for command in COMMANDS:
        assert all(command_of(word)[0] == command for word in words(command, lang))
