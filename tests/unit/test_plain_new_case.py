"""A new case in lines: the same questions as on the screen, and the same log for the same answers."""

import io
import os
from pathlib import Path

import pytest

from ban_wizard.case.errors import BadInput
from ban_wizard.plain import run_plain
from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER, desk
from tests.support.talk import substance, talk

COUNTDOWN = "You're temporarily banned from WhatsApp because you may have violated our Terms of Service. 23:59:10"
SECRETS = (COUNTDOWN, "Authorization: Bearer abcdefgh12345678", "call +7 922 333-44-55 or 8 911 123-45-67")


def test_a_pasted_text_ends_with_a_dot_and_is_judged(wizard: Wizard) -> None:
    said = talk(wizard, "paste", *SECRETS, ".", "", NUMBER, "2", "olchat", "Shop", "rest", "", "quit")
    assert "Temporary ban, with a countdown (sure)" in said and "temporarily banned from WhatsApp" in said and "APP-04" in said
    assert "Not kept from the text: 1 access token, 1 other phone number." in said
    kept = wizard.show(NUMBER).view.header.text or ""
    assert "abcdefgh12345678" not in kept and "922" not in kept


def test_the_same_log_as_the_command_line_and_the_screen(wizard: Wizard, tmp_path: Path) -> None:
    """The screen's part of this stands in tests/tui/test_new_case.py."""
    talk(wizard, "paste", *SECRETS, ".", "", NUMBER, "2", "olchat", "Shop", "rest", "", "quit")
    other = desk(tmp_path / "other")
    text = "\n".join(SECRETS) + "\n"
    other.start("whatsapp_app", NUMBER, kind="temporary_ban", text=text, offence=2, facts={"line": "Shop", "gateway": "olchat"})
    assert substance(wizard, NUMBER) == substance(other, NUMBER)
    other.store.close()


@pytest.mark.parametrize(
    ("text", "typed", "number"),
    [
        ("8 (911) 123-45-67", "", NUMBER),
        ("8 (911) 123-45-67", "+7 922 333-44-55", "+79223334455"),
        ("+7 922 333-44-55, 8 (911) 123-45-67", "2", NUMBER),
        ("+7 922 333-44-55, 8 (911) 123-45-67", "8 800 2000 600", "+78002000600"),
    ],
)
def test_a_number_in_the_text_is_proposed(wizard: Wizard, tmp_path: Path, text: str, typed: str, number: str) -> None:
    said = talk(wizard, "paste", COUNTDOWN, text, ".", "", typed, "1", "rest", "", "quit")
    said = " ".join(said.split())
    assert ("Enter takes it" in said) == ("," not in text)
    assert ("2) +7 911 123-45-67" in said) == ("," in text)
    other = desk(tmp_path / "other")
    other.start("whatsapp_app", number, kind="temporary_ban", text=f"{COUNTDOWN}\n{text}\n", offence=1)
    assert substance(wizard, number) == substance(other, number), "the same log as on the command line"
    other.store.close()


def test_of_several_numbers_none_is_taken_by_enter_alone(wizard: Wizard) -> None:
    said = talk(wizard, "paste", SECRETS[0], SECRETS[2], ".", "", "", "3", "1", "back", "", "2", "rest", "", "quit")
    assert said.count("no complete number") == 2 and "(Enter: +7 922 333-44-55)" in said
    assert wizard.show("+79223334455").view.offence == 2


def test_a_text_from_a_file(wizard: Wizard, tmp_path: Path) -> None:
    file = tmp_path / "screen.txt"
    file.write_text(COUNTDOWN, encoding="utf-8")
    said = talk(wizard, "file", str(tmp_path / "none.txt"), str(file), "", NUMBER, "", "rest", "", "quit")
    assert "none.txt" in said and wizard.show(NUMBER).view.kind == "temporary_ban"


def test_a_pipe_is_no_file_to_wait_for_and_the_talk_is_no_text(wizard: Wizard, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    said = talk(wizard, "file", str(tmp_path / "pipe"), "-", "back", "quit")
    assert "is no file whose text could be read" in " ".join(said.split()) and "Cannot read" in said


def test_an_empty_paste_and_one_that_is_too_large_are_asked_again(wizard: Wizard) -> None:
    said = talk(wizard, "paste", ".", "x" * 500_000, ".", COUNTDOWN, ".", "", NUMBER, "", "rest", "", "quit")
    assert "The text is empty" in said and "Your text is larger than 400 kB" in said
    assert wizard.show(NUMBER).view.header.text == COUNTDOWN + "\n"


def test_answering_the_counter_question_makes_it_sure(wizard: Wizard) -> None:
    said = talk(wizard, "list", "max", "signed_out", "look", "login_blocked", "", NUMBER, "", "rest", "", "quit")
    assert "Permanent ban (sure)" in said
    assert set(wizard.show(NUMBER).view.header.symptoms) == {"login_blocked", "signed_out"}


def test_knowing_nothing_is_enough(wizard: Wizard) -> None:
    talk(wizard, "unknown", "max", "unclear", NUMBER, "", "", "quit")
    assert wizard.show(NUMBER).view.kind == "unclear"


def test_the_number_is_checked_and_said_back(wizard: Wizard) -> None:
    said = talk(wizard, "unknown", "max", "unclear", "call me", "8911", "8 (911) 123-45-67", "", "", "quit")
    assert "“call me” is not a phone number" in said and "Russia: 7 more digits" in said and "= +7 911 123-45-67, Russia" in said


def test_back_goes_one_question_back_and_loses_nothing(wizard: Wizard) -> None:
    talk(wizard, "list", "max", "login_blocked", "", NUMBER, "back", "back", "back", "", "", NUMBER, "none", "0", "2", "rest", "", "quit")
    view = wizard.show(NUMBER).view
    assert (view.kind, view.offence, view.header.symptoms) == ("permanent_ban", 2, ("login_blocked",))


def test_facts_are_asked_again_until_they_fit_and_can_wait(wizard: Wizard) -> None:
    said = talk(
        wizard, "unknown", "max", "permanent_ban", NUMBER, "", "at_login", "", "soon", "2026-12-30",
        "stopped, 2@2026-12-29", "yesterday", "2026-12-28", "", "quit",
    )  # fmt: skip
    facts = wizard.show(NUMBER).view.facts
    assert "“soon” is not a day or a time before now" in said and "“yesterday” is not a date" in said and "review" not in facts
    assert facts["measures"] == {
        "stopped": {"on": "2026-12-28", "planned": False},
        "list_cleaned": {"on": "2026-12-29", "planned": False},
    }


def test_not_knowing_what_was_done_is_an_answer_too(wizard: Wizard) -> None:
    case = wizard.start("whatsapp_api", NUMBER, kind="quality_drop").case
    for action in ("stopped", "others_checked", "templates_checked", "cause_named"):
        wizard.do(case, action)
    talk(wizard, "", "measures_noted", "unsure", "quit")
    assert wizard.show(case).view.unsure == {"measures"}


def test_a_planned_measure_is_a_plan(wizard: Wizard) -> None:
    talk(wizard, "unknown", "max", "permanent_ban", NUMBER, "", "at_login", "", "", "stopped", "2027-01-05", "", "quit")
    assert wizard.show(NUMBER).view.facts["measures"] == {"stopped": {"on": "2027-01-05", "planned": True}}


def test_any_answer_can_be_changed_before_the_case_is_opened(wizard: Wizard) -> None:
    said = talk(
        wizard, "unknown", "max", "permanent_ban", NUMBER, "1", "at_login", "rest",
        "time", "2", "number", "+7 922 333-44-55", "", "kind", "temporary_ban", "", "fact:seen_where", "back", "", "quit",
    )  # fmt: skip
    assert said.count("Is everything right?") >= 4
    view = wizard.show("+79223334455").view
    assert (view.kind, view.offence) == ("temporary_ban", 1)


def test_a_number_with_an_open_case_leads_to_it_or_opens_another(wizard: Wizard) -> None:
    running = wizard.start("max", NUMBER, kind="permanent_ban").case
    said = talk(wizard, "new", "unknown", "max", "unclear", NUMBER, "open", "quit")
    assert "has an open case already" in said and [row.case for row in wizard.board().rows] == [running]
    talk(wizard, "new", "unknown", "max", "unclear", NUMBER, "another", "", "", "quit")
    assert len(wizard.board().rows) == 2


def test_leaving_in_the_middle_says_how_to_go_on_with_all_that_was_told(wizard: Wizard) -> None:
    said = talk(wizard, "paste", COUNTDOWN, ".", "", NUMBER, "2", "olchat", "quit")
    command = (
        "ban-wizard start --messenger whatsapp_app --kind temporary_ban --text FILE --number +79111234567 --offence 2 --fact gateway=olchat"
    )
    assert command in " ".join(said.split())


@pytest.mark.parametrize("typed", [("paste",), ("1", ""), ("paste", "x" * 500_000), ("paste", "", ".", "")])
def test_an_input_that_ends_where_a_text_is_wanted_ends_the_talk(wizard: Wizard, typed: tuple[str, ...]) -> None:
    said = io.StringIO()
    with pytest.raises(BadInput, match="eof"):
        run_plain(wizard, io.StringIO("".join(line + "\n" for line in typed)), said)
    assert said.getvalue().count("Type or paste the text") <= 3


def test_a_text_without_its_dot_is_judged_before_the_input_is_missed(wizard: Wizard) -> None:
    with pytest.raises(BadInput, match="eof") as ended:
        talk(wizard, "paste", COUNTDOWN)
    assert ended.value.params["how"] == "ban-wizard start --messenger whatsapp_app --text FILE --number NUMBER"
    assert not wizard.board().rows
