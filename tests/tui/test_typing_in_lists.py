"""Letters and digits typed in a list: digits stand only where they choose, and nothing typed runs a command behind a question."""

import pytest

from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER
from tests.tui.pages import Person, at_the_screen

OTHER = "+79037654321"


@pytest.fixture
def two(wizard: Wizard) -> Wizard:
    """Two open cases, so that the board is the first page."""
    for number in (NUMBER, OTHER):
        wizard.start("max", number, kind="permanent_ban")
    return wizard


def kinds(wizard: Wizard) -> list[str]:
    return [event.kind for row in wizard.board().rows for event in wizard.log(row.case) if event.kind != "opened"]


def agents(wizard: Wizard) -> list[str | None]:
    return [wizard.show(row.case).view.agent for row in wizard.board().rows]


async def test_a_name_typed_in_the_list_of_names_is_the_name(two: Wizard) -> None:
    async with at_the_screen(two) as person:
        await person.burst("ш", "А", "н", "я", "enter")
        assert kinds(two) == ["assigned"] and "Аня" in agents(two)
        assert person.place == "board" and not person.screen.unused


async def test_a_day_typed_in_the_list_of_days_is_asked_for(two: Wizard) -> None:
    async with at_the_screen(two) as person:
        await person.burst("z", *"fri")
        assert person.panel.line.value == "fri" and not kinds(two)
        await person.press("escape", "1")
        assert any(two.show(row.case).view.snoozed for row in two.board().rows), "the digits still choose"


@pytest.mark.parametrize("letters", ["q", "xspam", "Nя", "h", "ощл"])
async def test_letters_run_nothing_behind_a_question_and_a_line_is_asked_for(two: Wizard, letters: str) -> None:
    async with at_the_screen(two) as person:
        await person.press("f3")
        asked = person.question
        await person.burst(*letters)
        assert (person.place, person.question) == ("board", asked) and not kinds(two)
        assert "A line is to be chosen now" in " ".join(person.notice.split())
        await person.press("2")
        assert "A line is to be chosen" not in person.notice
        await person.press("escape", "m")
        assert person.question.startswith("A note"), "without a question they are commands again"


async def test_letters_run_nothing_behind_a_question_of_a_case(wizard: Wizard) -> None:
    case = wizard.start("max", NUMBER, kind="permanent_ban").case
    async with at_the_screen(wizard) as person:
        await person.choose("It is another kind")
        await person.burst("g", "q", "u")
        assert person.place == "case" and "A line is to be chosen" in person.notice
        await person.press("f1")
        assert person.place == "HelpScreen"
    assert len(wizard.log(case)) == 1


async def test_below_a_line_no_digit_is_drawn_and_digits_are_text(two: Wizard) -> None:
    async with at_the_screen(two) as person:
        await open_symptoms(person)
        assert all(choice.startswith("  ") for choice in person.choices)
        await person.burst("down", "1", "3", "1")
        assert person.panel.line.value == "131" and person.panel.line.has_focus
        await person.press("f1")
        assert "1 to 9" not in person.sees and "searches the list below" in person.sees
        await person.press("escape", "backspace", "backspace", "backspace", "down", "f1")
        assert "Letters and digits go into the line above the list." in person.sees and "1 to 9" not in person.sees


async def test_where_no_line_stands_above_digits_are_drawn_and_choose(two: Wizard) -> None:
    async with at_the_screen(two) as person:
        await person.press("f3")
        assert person.choices[1].startswith("2 ")
        await person.press("f1")
        assert "1 to 9" in person.sees


async def open_symptoms(person: Person) -> None:
    """The list of what may be seen, which is searched by words."""
    await person.press("f8", "2")
    await person.choose("WhatsApp Business API")
    assert person.panel.line.has_focus


async def test_down_and_enter_at_once_take_the_line_of_the_list(wizard: Wizard) -> None:
    case = wizard.start("whatsapp_app", NUMBER, kind="temporary_ban").case
    wizard.do(case, "stopped")
    wizard.do(case, "answer", facts={"gateway": "olchat"})
    async with at_the_screen(wizard) as person:
        assert person.panel.line.has_focus and person.choices[0] == "  I do not know"
        await person.burst("down", "enter")
        assert wizard.log(case)[-1].value == {"unsure": None}


async def test_enter_in_an_empty_line_says_where_the_other_answers_are(wizard: Wizard) -> None:
    case = wizard.start("whatsapp_app", NUMBER, kind="temporary_ban").case
    wizard.do(case, "stopped")
    wizard.do(case, "answer", facts={"gateway": "olchat"})
    async with at_the_screen(wizard) as person:
        await person.press("enter")
        assert "choose a line below" in person.notice and len(wizard.log(case)) == 3


async def test_the_bar_of_keys_shows_letters_only_where_they_command(wizard: Wizard) -> None:
    wizard.start("max", NUMBER, kind="permanent_ban")
    async with at_the_screen(wizard) as person:
        assert "G Overview" in person.sees
        await person.press("f4")
        assert "G Overview" not in person.sees and "F3 Sources" in person.sees
        await person.press("escape", "g")
        assert "G Overview" in person.sees, "a page to be read, which the same key leaves"
        await person.press("g", "a")
        assert "G Overview" not in person.sees and "F10 Leave" in person.sees
