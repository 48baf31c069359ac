"""Text of people is text: markup, escapes and control characters in every place where it is shown."""

from pathlib import Path

import pytest
from textual.widgets import TextArea

from ban_wizard.case.phone import Phone
from ban_wizard.faces.intake import Draft, Intake
from ban_wizard.wizard import Wizard
from tests.support.cases import at_the_letter
from tests.support.desk import NUMBER, OLCHAT
from tests.tui.pages import at_the_screen

MARKUP = ("[@click=app.quit]x[/]", "[/b]", "[b]bold[/b]", "[red on blue]", "{number}", "%s \\[", "[link=http://x]y[/link]")
ESCAPES = "a\x1b[31mb\x1b]0;title\x07c\x07\x00d\u202ee\u200b"
PLAIN = "abcde"


async def recorded(wizard: Wizard, text: str) -> str:
    """A case that shows this text as line, note, reason, agent and letter field."""
    facts = {**OLCHAT, "line": text}
    case = wizard.start("whatsapp_app", NUMBER, kind="permanent_ban", facts=facts).case
    for action in ("stopped", "cause_named", "sent", "unblocked"):
        wizard.do(case, action)
    wizard.note(case, text)
    wizard.assign(case, text)
    return case


@pytest.mark.parametrize("text", MARKUP)
async def test_markup_shows_as_typed_everywhere(wizard: Wizard, text: str) -> None:
    case = await recorded(wizard, text)
    async with at_the_screen(wizard, (120, 60)) as person:
        assert person.article.count(text) == 3, "line, note and agent in the history"
        await person.press("f2")
        assert text in person.letter and text in person.choices[0] and text in person.sees
        await person.press("escape", "f8")
        assert text in person.sees, "what would be taken back"
    wizard.do(case, "paired", override=True, reason=text)
    async with at_the_screen(wizard, (120, 60)) as person:
        assert text in person.article.split("Who says so:")[0], "the reason of the breach"


@pytest.mark.parametrize("text", [*MARKUP, ESCAPES])
async def test_what_is_typed_or_pasted_shows_as_it_is_and_runs_nothing(wizard: Wizard, text: str) -> None:
    wizard.start("max", NUMBER, kind="temporary_ban")
    async with at_the_screen(wizard) as person:
        await person.press("f4")
        await person.paste(text)
        shown = PLAIN if text == ESCAPES else text
        assert person.panel.line.value == shown and shown in person.sees
        await person.press("enter", "f6")
        assert f"Note: {shown}" in person.article
        assert person.app.is_running


async def test_what_a_store_has_from_elsewhere_is_shown_without_escapes(wizard: Wizard, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept uncleaned by us; but a file may have been written by another program, or by an earlier version."""
    case = wizard.start("max", NUMBER, kind="temporary_ban").case
    with monkeypatch.context() as earlier:
        earlier.setattr("ban_wizard.wizard.clean", str)
        earlier.setattr("ban_wizard.wizard.one_line", str)
        wizard.note(case, ESCAPES)
        wizard.assign(case, ESCAPES)
    assert wizard.log(case)[-1].value == ESCAPES, "else this test could not fail"
    async with at_the_screen(wizard, (120, 40)) as person:
        assert f"Note: {PLAIN}" in person.article and not set("\x1b\x07\u202e\u200b") & set(person.article)
        await person.press("f8")
        assert PLAIN in person.sees
        await person.press("escape", "f7")
        assert PLAIN in person.sees


async def test_a_hostile_number_is_told_as_typed(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("enter", "3", "3", "2")
        await person.paste("[@click=app.quit]+7[/] \x1b[2J")
        await person.press("enter")
        assert "“[@click=app.quit]+7[/]” is not a phone number" in " ".join(person.notice.split())


async def test_a_pasted_number_with_breaks_becomes_one_line(wizard: Wizard) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("enter", "3", "3", "2")
        await person.paste("\n+7 (911)\r\n123-45-67\n")
        assert person.panel.line.value == "+7 (911) 123-45-67"
        await person.press("enter")
        assert "+7 911 123-45-67" in person.question


@pytest.fixture
def foreign_letter(wizard: Wizard, monkeypatch: pytest.MonkeyPatch) -> str:
    """A case at its letter, in a store where another program has written how the number is shown."""
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("ban_wizard.case.phone.normalise", lambda *_: Phone(NUMBER, f"+7 911 {ESCAPES}"))
        case = at_the_letter(wizard)
    assert "\x1b" in wizard.show(case).view.header.number_shown, "else these tests could not fail"
    return case


async def test_a_letter_is_shown_without_escapes_also_while_a_field_is_typed(wizard: Wizard, foreign_letter: str) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("f2")
        assert f"+7 911 {PLAIN}:" in person.letter
        await person.choose(wizard.letters("max_support").label("business_name", "en") + ":")
        await person.type("Shop")
        assert f"+7 911 {PLAIN}:" in person.letter and "Shop" in person.letter


async def test_a_letter_is_copied_saved_and_kept_without_escapes(
    wizard: Wizard, foreign_letter: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    copied: list[str] = []
    async with at_the_screen(wizard, copier=copied.append) as person:
        await person.press("f2", "f2", "f3", "enter")
        (file,) = tmp_path.glob("*.txt")
        await person.press("f8")
    sent = wizard.log(foreign_letter)[-1].value["text"]
    for text in (*copied, file.read_text(encoding="utf-8"), sent):
        assert f"+7 911 {PLAIN}:" in text


@pytest.mark.parametrize("typed", [(), ("1",)], ids=["at once", "on its page"])
async def test_a_pasted_notice_stands_on_its_page_without_escapes(wizard: Wizard, typed: tuple[str, ...]) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("enter", *typed)
        await person.paste(f"{ESCAPES}\tf\r\ng")
        assert person.screen.query_one(TextArea).text == f"{PLAIN} f\ng"


def test_a_notice_from_a_file_is_kept_without_escapes(wizard: Wizard) -> None:
    intake = Intake(wizard, Draft())
    intake.see_text(f"MAX {ESCAPES}")
    assert intake.draft.text == f"MAX {PLAIN}"
