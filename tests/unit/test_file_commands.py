"""Commands about files on the command line: handout, due --ics, export, import, forget."""

import io
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from ban_wizard.application.portable import MOST_BYTES
from tests.support.commands import Run
from tests.support.desk import NUMBER

START = ("start", "--messenger", "whatsapp_app", "--kind", "permanent_ban", "--number", NUMBER, "--tz", "Europe/Moscow")

pytestmark = pytest.mark.usefixtures("started_before", "at_noon")


@pytest.fixture(autouse=True)
def nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody sits at a terminal."""
    monkeypatch.setattr(sys, "stdin", io.StringIO())


@pytest.fixture
def case(run: Run) -> str:
    code, out, _ = run(*START, "--fact", "gateway=olchat", "--fact", "line=Shop", "--json")
    assert code == 0
    return str(json.loads(out)["case"])


class Terminal(io.StringIO):
    """Somebody who answers."""

    def isatty(self) -> bool:
        return True


# ------------------------------------------------------------------------------------------- handout


def test_the_page_is_markdown_unless_text_is_asked_for(run: Run, case: str) -> None:
    assert run("handout", case)[1].startswith("# The number +7 911 ")
    code, out, err = run("handout", NUMBER, "--format", "txt", "--lang", "ru")
    assert (code, err) == (0, "") and out.startswith("Номер +7 911 ***-**-67: ") and not out.endswith("\n\n")
    told = json.loads(run("handout", case, "--json")[1])
    assert told.keys() == {"case", "lang", "format", "text"} and told["case"] == case and told["format"] == "md"
    assert run("handout", case, "--format", "html")[0] == 2


def test_the_page_of_another_day(run: Run, case: str) -> None:
    assert "As of Fri 5 Feb 2027, 10:00" in run("handout", case, "--now", "2027-02-05T10:00")[1]


# ------------------------------------------------------------------------------------------- due --ics


def test_due_dates_go_into_a_new_private_file(run: Run, case: str, tmp_path: Path) -> None:
    file = tmp_path / "due.ics"
    code, out, err = run("due", "--now", "2027-01-02T12:00", "--ics", file)
    assert code == 0 and case in out and str(file) in err
    assert file.stat().st_mode & 0o777 == 0o600
    (entry,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert entry["dtstamp"].dt == datetime(2027, 1, 2, 12, tzinfo=UTC)
    assert NUMBER[5:] not in file.read_text()
    before = file.read_bytes()
    code, out, err = run("due", "--ics", file)
    assert code == 2 and "not overwritten" in err and file.read_bytes() == before


def test_the_exit_code_still_tells_whether_anything_is_due(run: Run, case: str, tmp_path: Path) -> None:
    assert run("due", "--now", "2026-12-01T12:00", "--ics", tmp_path / "1.ics", "--exit-code")[0] == 0
    assert run("due", "--now", "2027-01-02T12:00", "--ics", tmp_path / "2.ics", "--exit-code")[0] == 1
    assert (tmp_path / "1.ics").exists() and (tmp_path / "2.ics").exists()


def test_without_cases_no_file_is_written(run: Run, tmp_path: Path) -> None:
    code, _, err = run("due", "--ics", tmp_path / "due.ics")
    assert code == 2 and "nothing to put into a calendar" in err and not (tmp_path / "due.ics").exists()


# ------------------------------------------------------------------------------------------- export, import


def test_a_case_goes_out_and_comes_in(run: Run, case: str, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    code, out, err = run("export", NUMBER, file)
    assert (code, out) == (0, "") and "holds the number" in err and file.stat().st_mode & 0o777 == 0o600
    assert run("export", case, file)[0] == 2, "never over another file"
    there = ("--data-dir", tmp_path / "there")
    code, out, err = run("import", file, "--json", *there)
    assert code == 0 and json.loads(out)["case"] == case and case in err
    assert run("log", case, *there)[1] == run("log", case)[1]
    assert json.loads(run("export", case, tmp_path / "again.json", "--json", *there)[1])["case"] == case
    assert (tmp_path / "again.json").read_text() == file.read_text()
    code, _, err = run("import", file, "--lang", "ru")
    assert code == 0 and "уже здесь" in err


def test_an_export_can_be_piped_in(run: Run, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    piped = io.TextIOWrapper(io.BytesIO(run("export", case, "-")[1].encode()))
    monkeypatch.setattr(sys, "stdin", piped)
    assert run("import", "-", "--data-dir", tmp_path / "there")[0] == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{}", "not an exported case"),
        (b"\xff", "not an exported case"),
        (b"[" * (MOST_BYTES + 5), "larger than 8 MB"),
        (None, "Cannot read"),
    ],
    ids=["object", "binary", "huge", "missing"],
)
def test_what_cannot_be_taken_in_is_one_sentence_and_exit_code_two(run: Run, tmp_path: Path, content: bytes | None, words: str) -> None:
    file = tmp_path / "file"
    if content is not None:
        file.write_bytes(content)
    code, out, err = run("import", file)
    assert code == 2 and out == "" and words in err and err.count("\n") == 1
    told: dict[str, Any] = json.loads(run("import", file, "--json")[1])
    assert told["error"]["code"] == "bad_input"


# ------------------------------------------------------------------------------------------- forget


def test_without_a_terminal_nothing_is_erased_unless_told_to(run: Run, case: str) -> None:
    code, out, err = run("forget", case)
    assert code == 2 and out == "" and err.count("\n") == 1 and "--yes" in err
    assert run("show", case)[0] == 0
    code, out, err = run("forget", case, "--yes")
    assert code == 0 and out == f"The case {case} is erased.\n"
    assert err.index("no longer be counted") < err.index("Another number of this line") < err.index("What stays")
    assert run("show", case)[0] == 2


def test_json_tells_what_was_lost(run: Run, case: str) -> None:
    code, out, _ = run("forget", case, "--yes", "--json")
    told = json.loads(out)
    assert code == 0 and told["case"] == case and len(told["limits_lost"]) == 2


@pytest.mark.parametrize(("typed", "erased"), [("yes\n", True), (" ДА \n", True), ("\n", False), ("y\n", False), ("", False)])
def test_at_a_terminal_only_yes_erases(run: Run, case: str, monkeypatch: pytest.MonkeyPatch, typed: str, erased: bool) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    code, _, err = run("forget", case)
    assert code == 0 and err.index("no longer be counted") < err.index("type yes") and ("Nothing was erased." in err) != erased
    assert (run("show", case)[0] == 2) == erased


def test_forgetting_what_is_not_there(run: Run) -> None:
    code, _, err = run("forget", "nobody", "--yes")
    assert code == 2 and "nobody" in err
