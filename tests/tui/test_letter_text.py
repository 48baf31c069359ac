"""The text of a letter: edited by hand, read in the other language, compared with the last one, its form opened."""

import sys
from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

import pytest

from ban_wizard.desktop import browser
from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.settings import Settings
from ban_wizard.tui.app import BanWizardApp
from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER, walk_to_letter
from tests.tui.pages import Person, at_the_screen

Editor = Callable[[str], str]


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Make EDITOR a program that runs these lines on `text`, and writes what becomes of it. The terminal can be left to it."""
    script = tmp_path / "editor.py"
    monkeypatch.setattr(BanWizardApp, "suspend", lambda app: nullcontext())
    monkeypatch.setenv("EDITOR", f"'{sys.executable}' '{script}'")

    def does(lines: str) -> str:
        script.write_text(
            f"import sys\nfrom pathlib import Path\nfile = Path(sys.argv[-1])\ntext = file.read_text('utf-8')\n{lines}\n"
            "file.write_text(text, 'utf-8')\n",
            encoding="utf-8",
        )
        return f"{sys.executable} {script}"

    return does


async def edit(person: Person) -> str:
    """Open the letter and edit it; the text that was there before."""
    await person.press("f2")
    before = person.letter
    await person.press("e")
    return before


# ------------------------------------------------------------------------------------------- the person's own text


async def test_an_edited_text_stands_in_the_letters_place_and_is_what_was_sent(wizard: Wizard, case: str, editor: Editor) -> None:
    editor("text = text.replace('Спасибо за ответ!', 'С уважением, Анна')")
    async with at_the_screen(wizard) as person:
        before = await edit(person)
        mine = before.replace("Спасибо за ответ!", "С уважением, Анна")
        assert person.letter == mine != before and "Your own text stands now." in person.notice
        await person.press("f2")
        assert person.app.clipboard == mine
        await person.press("f8")
        assert person.place == "case"
        assert not person.app.letter_drafts[case, "max_support"].unused, "what is recorded is no draft"
    assert wizard.log(case)[-1].value["text"] == mine


async def test_an_edited_text_is_checked(wizard: Wizard, case: str, editor: Editor) -> None:
    editor("text += 'Иначе мы подадим на вас в суд. Звоните {phone}.'")
    async with at_the_screen(wizard) as person:
        await edit(person)
        assert "reads like a threat" in person.sees and "{phone} — fill it in" in person.sees
        editor("text = text.partition('Иначе')[0]")
        await person.press("e")
        assert "threat" not in person.sees and "again as the letter is written" in person.sees


async def test_a_changed_field_asks_which_text_to_keep(wizard: Wizard, case: str, editor: Editor) -> None:
    editor("text = 'Mine.'")

    async def name(person: Person, text: str) -> None:
        await person.choose("Business name:")
        await person.write(text)

    async with at_the_screen(wizard) as person:
        await edit(person)
        await name(person, "Romashka")
        assert "which one shall stand" in person.question.lower() and person.letter == "Mine."
        await person.choose("My own text")
        assert person.letter == "Mine." and person.place == "letter"
        await name(person, "Vasilek")
        await person.press("escape")
        assert person.letter == "Mine." and "Copy it" in "\n".join(person.choices), "going back leaves it, and asks no more"
        await name(person, "Astra")
        await person.choose("as it is written now")
        assert "Astra" in person.letter and "Mine." not in person.letter


async def test_an_edited_text_outlives_the_page_and_is_asked_about_on_the_way_out(wizard: Wizard, case: str, editor: Editor) -> None:
    editor("text = 'Mine.'")
    async with at_the_screen(wizard) as person:
        await edit(person)
        await person.press("escape", "f2")
        assert person.letter == "Mine."
        await person.press("escape", "f10")
        assert person.app.is_running and "is not recorded yet" in " ".join(person.notice.split())
        await person.press("f10")
        assert not person.app.is_running


@pytest.mark.parametrize(
    ("lines", "said"),
    [("raise SystemExit(3)", "did not end as it should (3)"), ("text = ' '", "has left nothing"), ("", "came back unchanged")],
)
async def test_an_editor_that_spoils_the_text_changes_nothing(
    wizard: Wizard, case: str, editor: Editor, lines: str, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    editor(lines)
    async with at_the_screen(wizard) as person:
        before = await edit(person)
        assert said in " ".join(person.notice.split()) and person.letter == before


async def test_the_editor_of_the_settings_wins(wizard: Wizard, case: str, editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    named = editor("text = 'Mine.'")
    monkeypatch.setenv("EDITOR", "no-such-editor")
    async with at_the_screen(wizard) as person:
        before = await edit(person)
        assert "no-such-editor" in person.notice and person.letter == before
    async with at_the_screen(wizard, settings=Settings(editor=named)) as person:
        await edit(person)
        assert person.letter == "Mine."


async def test_where_the_terminal_cannot_be_left_to_an_editor_a_sentence_says_so(
    wizard: Wizard, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", sys.executable)
    async with at_the_screen(wizard) as person:
        before = await edit(person)
        assert "Save the letter (F3)" in " ".join(person.notice.split()) and person.letter == before


# ------------------------------------------------------------------------------------------- the reading copy


async def test_the_reading_copy_is_not_taken_for_the_letter(wizard: Wizard, case: str, editor: Editor) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("f2")
        letter = person.letter
        await person.press("f7", "f2")
        assert "The letter to send is the Russian one." in " ".join(person.notice.split())
        await person.press("e")
        assert "F7 shows the Russian letter" in person.notice
        await person.press("f8")
        assert person.place == "case"
    assert wizard.log(case)[-1].value["text"] == letter, "what is sent is the letter in its reader's language"


async def test_an_edited_letter_is_what_is_sent_while_its_reading_copy_is_shown(wizard: Wizard, case: str, editor: Editor) -> None:
    editor("text = 'Моё письмо.'")
    async with at_the_screen(wizard) as person:
        await edit(person)
        await person.press("f7")
        assert person.letter.startswith("Reading copy.")
        await person.press("f8")
    assert wizard.log(case)[-1].value["text"] == "Моё письмо."


async def test_a_file_named_md_is_markdown(wizard: Wizard, case: str, tmp_path: Path) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("f2", "f3")
        await person.write(str(tmp_path / "letter.md"))
        assert (tmp_path / "letter.md").read_text("utf-8").startswith("# В поддержку MAX\n\nЗдравствуйте!")


# ------------------------------------------------------------------------------------------- its form, and the letter before


@pytest.fixture
def restricted(wizard: Wizard) -> str:
    """A number restricted for thirty days, whose appeal goes to a page that a source names."""
    return walk_to_letter(wizard, wizard.start("whatsapp_api", NUMBER, kind="restriction_30d").case, "restriction_appeal")


async def test_the_form_opens_in_the_browser_or_its_address_is_shown(
    wizard: Wizard, restricted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_the_screen(wizard, (120, 40)) as person:
        await person.press("f2")
        monkeypatch.setattr(browser, "open_address", lambda address: True)
        await person.choose("Open the page")
        page = "https://business.facebook.com/business-support-home"
        assert person.notice.split("\n") == ["Asked your browser to open the page (API-15):", page]
        monkeypatch.setattr(browser, "open_address", lambda address: False)
        await person.press("o")
        assert person.notice.split("\n") == ["No browser can be opened from here. The address (API-15), to be copied:", page]
        assert any(page in line for line in person.frame), "in one piece"


async def test_no_address_is_made_up(wizard: Wizard, case: str) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("f2")
        assert not any("Open the page" in choice for choice in person.choices)
        await person.press("o")
        assert "We know no address" in person.notice


async def test_a_second_letter_shows_what_is_new(wizard: Wizard, restricted: str, clock: FrozenClock) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("f2", "v")
        assert "nothing to compare with" in person.notice
    note = wizard.letter(restricted, "provider_note").rendered.text
    wizard.do(restricted, "sent", facts={"letter": "provider_note"}, text=note)
    clock.move(timedelta(days=3))
    async with at_the_screen(wizard) as person:
        await person.choose("To the provider")
        await person.press("v")
        assert person.place == "CompareScreen" and "Nothing in it is new." in person.sees
        await person.press("escape")
        assert person.place == "letter"
        await person.choose("Business name:")
        await person.write("Romashka")
        await person.choose("See what is new")
        marked = [line.strip("│ ") for line in person.frame if "Romashka" in line]
        assert marked == ["+ - Business: Romashka"] and "Nothing in it is new." not in person.sees
        assert "Against the letter of Fri 1 Jan 2027, 12:00" in person.sees


async def test_what_is_no_longer_said_is_told_as_well(wizard: Wizard, restricted: str, editor: Editor) -> None:
    wizard.do(restricted, "sent", facts={"letter": "provider_note"}, text="Hello,\n\nPlease [b]look[/b] again.")
    async with at_the_screen(wizard, (120, 40)) as person:
        await person.choose("To the provider")
        await person.press("v")
        assert any("− Please [b]look[/b] again." in line for line in person.frame)
        assert any("+ Please pass this on to Meta" in line for line in person.frame)


async def test_the_language_of_the_page_changes_in_the_middle(wizard: Wizard, case: str) -> None:
    async with at_the_screen(wizard) as person:
        await person.press("f2", "t")
        assert "Скопировать" in "\n".join(person.choices) and "В поддержку MAX" in person.question
