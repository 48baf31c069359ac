"""Files on the screens: a page for the owner, export, import, the calendar, and erasing a case, which Enter alone never does."""

import os
import sqlite3
from pathlib import Path

import pytest
from icalendar import Calendar

from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.store.schema import FILE_NAME
from ban_wizard.store.sqlite import SQLiteStore
from ban_wizard.tui.app import BanWizardApp
from ban_wizard.tui.screens.case import CaseScreen
from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER, desk
from tests.tui.files_page import at_the_files


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the program was started."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def begun(wizard: Wizard) -> str:
    return wizard.start("max", NUMBER, kind="permanent_ban").case


async def test_the_page_for_the_owner_goes_into_a_new_file_of_a_proposed_name(wizard: Wizard, here: Path) -> None:
    case = begun(wizard)
    async with at_the_files(wizard) as person:
        await person.press("p")
        assert person.proposed == here / f"handout-{case}.md" and "The number is masked" in person.help
        await person.press("enter")
        file = here / f"handout-{case}.md"
        assert file.read_text() == wizard.handout(case) and file.stat().st_mode & 0o777 == 0o600
        assert f"Written to {file}" in person.notice and person.asks == 1
        await person.press("p")
        assert person.proposed == here / f"handout-{case}-2.md", "the name is never one that is taken"
        await person.write(str(here / "page.TXT"))
        assert (here / "page.TXT").read_text() == wizard.handout(case, "txt")


async def test_no_file_is_written_over(wizard: Wizard, here: Path) -> None:
    begun(wizard)
    (here / "mine.md").write_text("mine")
    async with at_the_files(wizard) as person:
        for key in ("p", "w"):
            await person.press(key)
            await person.write(str(here / "mine.md"))
            assert "not overwritten" in person.notice and person.panel.line.value == str(here / "mine.md")
            assert (here / "mine.md").read_text() == "mine"
            await person.press("escape")
            assert person.asks == 1


async def test_export_says_what_is_in_the_file(wizard: Wizard, here: Path) -> None:
    case = begun(wizard)
    async with at_the_files(wizard) as person:
        await person.press("w", "enter")
        assert (here / f"case-{case}.json").read_text() == wizard.export(case)
        assert "Give it only to people who may know all of it." in person.notice


async def test_files_are_proposed_in_the_persons_own_folder(wizard: Wizard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(wizard)
    monkeypatch.setattr(BanWizardApp, "folder", lambda self: tmp_path / "kept")
    async with at_the_files(wizard) as person:
        await person.press("w")
        assert person.proposed.parent == tmp_path / "kept"


# ------------------------------------------------------------------------------------------- erasing


async def test_what_is_lost_is_told_and_enter_alone_erases_nothing(wizard: Wizard) -> None:
    case = begun(wizard)
    async with at_the_files(wizard, (80, 40)) as person:
        await person.press("delete")
        for text in (*wizard.limits_lost(case), "What stays: files that were exported or saved"):
            assert text in person.article
        await person.press("enter")
        assert person.notice == "Nothing was erased." and person.asks == 2
        await person.write("yes")
        assert "Nothing was erased." in person.notice and wizard.show(case)
        await person.press("escape")
        assert person.asks == 1 and wizard.show(case).title in person.article, "the step is back"


@pytest.mark.parametrize("named", ["acase1", "4567", " ACASE1 "])
async def test_its_id_or_the_numbers_last_digits_erase_it(wizard: Wizard, named: str) -> None:
    begun(wizard)
    async with at_the_files(wizard) as person:
        await person.press("delete")
        await person.write(named)
        assert wizard.board().rows == ()
        assert person.at_the_cases and person.notice == "The case acase1 is erased."


async def test_a_case_from_the_list_is_erased_and_the_others_stay(wizard: Wizard) -> None:
    begun(wizard)
    other = wizard.start("max", "+79110000001", kind="permanent_ban").case
    async with at_the_files(wizard) as person:
        await person.open(NUMBER)
        await person.press("delete")
        await person.write("0001")
        assert len(wizard.board().rows) == 2, "the digits of another number"
        await person.write("4567")
        assert [row.case for row in wizard.board().rows] == [other]
        assert person.at_the_cases and NUMBER not in person.sees and "is erased" in person.notice


async def test_a_case_whose_traces_could_not_be_cleared_is_gone_and_that_is_told(tmp_path: Path, clock: FrozenClock) -> None:
    wizard = desk(tmp_path / "cases", clock=clock, store=SQLiteStore(tmp_path / "cases", busy_timeout=0))
    begun(wizard)
    reader = sqlite3.connect(tmp_path / "cases" / FILE_NAME, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM cases").fetchone()
    async with at_the_files(wizard) as person:
        await person.press("delete")
        await person.write("4567")
        assert person.at_the_cases and "its traces stay" in person.notice and wizard.board().rows == ()
    reader.close()
    wizard.store.close()


async def test_the_key_edits_in_a_line_of_text(wizard: Wizard) -> None:
    begun(wizard)
    async with at_the_files(wizard) as person:
        await person.press("f4")
        await person.type("note")
        await person.press("home", "delete")
        assert person.question == "A note for this case" and person.panel.line.value == "ote"


# ------------------------------------------------------------------------------------------- all cases


@pytest.mark.parametrize("whole", [False, True], ids=["a name", "a whole path, pasted behind the folder"])
async def test_a_case_comes_in_from_a_file_and_is_shown(wizard: Wizard, tmp_path: Path, here: Path, whole: bool) -> None:
    elsewhere = desk(tmp_path / "elsewhere", actor="boris")
    case = begun(elsewhere)
    (here / "from boris.json").write_text(elsewhere.export(case))
    async with at_the_files(wizard) as person:
        before = person.asks
        await person.press("o")
        assert person.panel.line.value == f"{here}/"
        await person.type(str(here / "from boris.json") if whole else "from boris.json")
        await person.press("enter")
        assert isinstance(person.screen, CaseScreen) and person.screen.card.case == case
        assert person.notice == f"The case is here now: {case}."
        await person.press("escape")
        assert person.at_the_cases and person.asks == before, "the question is answered"
    elsewhere.store.close()


@pytest.mark.parametrize("name", ["nothing.json", "other.json", ".", "pipe", ""])
async def test_what_cannot_be_taken_in_is_told_and_the_name_stays(wizard: Wizard, here: Path, name: str) -> None:
    (here / "other.json").write_text("{}")
    os.mkfifo(here / "pipe")
    async with at_the_files(wizard) as person:
        before = person.asks
        await person.press("o")
        await person.write(str(here / name) if name else "")
        assert person.asks == before + 1 and wizard.board().rows == ()
        assert person.panel.line.value == (str(here / name) if name else "")
        assert bool(person.notice) == bool(name)


async def test_due_dates_go_into_a_calendar(wizard: Wizard, here: Path) -> None:
    for number in ("+79110000001", "+79110000002"):
        wizard.start("max", number, kind="permanent_ban")
    async with at_the_files(wizard) as person:
        before = person.asks
        await person.press("k")
        assert "The numbers are masked" in person.help
        await person.press("enter")
        assert len(Calendar.from_ical((here / "ban-wizard.ics").read_bytes()).walk("VEVENT")) == 2
        assert "Written to" in person.notice and person.asks == before


async def test_without_a_date_there_is_no_calendar(wizard: Wizard, here: Path) -> None:
    wizard.close(begun(wizard), "silent")
    async with at_the_files(wizard) as person:
        await person.press("k", "enter")
        assert "nothing to put into a calendar" in person.notice and list(here.iterdir()) == []


@pytest.mark.parametrize("words", ["Page for the owner", "Export", "Erase the case"])
async def test_the_palette_has_them(wizard: Wizard, words: str) -> None:
    begun(wizard)
    async with at_the_files(wizard) as person:
        await person.press("f9")
        assert any(words in choice for choice in person.choices)


async def test_russian(russian: Wizard, here: Path) -> None:
    case = begun(russian)
    async with at_the_files(russian, (60, 15)) as person:
        await person.press("з")
        assert "страницу для владельца" in person.question, "the key of the Russian layout"
        await person.press("enter")
        assert (here / f"handout-{case}.md").read_text().startswith("# Номер +7 911")
        await person.press("delete")
        assert "Чтобы стереть случай навсегда" in person.question and max(map(len, person.frame)) <= 60
