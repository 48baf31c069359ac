"""`letter` and `do CASE sent` on the command line: copying that does not boast, files, warnings about a text."""

import json
from pathlib import Path

import pytest

from ban_wizard.desktop import clipboard
from tests.support.commands import Run
from tests.support.desk import NUMBER

pytestmark = pytest.mark.usefixtures("started_before", "at_noon")


@pytest.fixture
def run(run: Run) -> Run:
    """Run a command: its exit code, what it prints, its talk with the spaces folded."""

    def folded(*args: str) -> tuple[int, str, str]:
        code, out, err = run(*args)
        return code, out, " ".join(err.split())

    return folded


@pytest.fixture
def case(run: Run) -> str:
    """A permanent ban in MAX, at the letter to support."""
    start = ("start", "--messenger", "max", "--kind", "permanent_ban", "--number", NUMBER, "--fact", "seen_where=at_login")
    case = run(*start, "--json")[1].partition('"case": "')[2].partition('"')[0]
    for action in ("stopped", "cause_found"):
        assert run("do", case, action)[0] == 0
    return case


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Where texts were copied to: `terminal` is asked, `program` takes them; tests name what is there."""
    taken: dict[str, list[str]] = {"terminal": [], "program": []}

    def ask_terminal(text: str) -> bool:
        taken["terminal"].append(text)
        return "no terminal" not in taken

    def copy(text: str) -> str | None:
        taken["program"].append(text)
        return "clipboard" if "a clipboard" in taken else None

    monkeypatch.setattr(clipboard, "ask_terminal", ask_terminal)
    monkeypatch.setattr(clipboard, "copy", copy)
    return taken


def test_copied_is_said_only_when_it_is_certain(run: Run, case: str, desk: dict[str, list[str]]) -> None:
    letter = run("letter", case)[1]
    desk["a clipboard"] = []
    assert run("letter", case, "--copy") == (0, "", "Copied.")
    del desk["a clipboard"]
    code, out, err = run("letter", case, "--copy")
    assert (code, out) == (0, "") and "does not say whether it did" in err and "--out" in err
    desk["no terminal"] = []
    code, out, err = run("letter", case, "--copy")
    assert (code, out) == (0, letter) and "There is no clipboard here" in err
    assert desk["program"] == desk["terminal"] == [letter.strip()] * 3


def test_a_reading_copy_is_said_to_be_one_when_it_is_copied_or_saved(
    run: Run, case: str, desk: dict[str, list[str]], tmp_path: Path
) -> None:
    word = "This is the reading copy, for you. The letter to send is the Russian one."
    assert word in run("letter", case, "--lang", "en", "--copy")[2]
    assert word in run("letter", case, "--lang", "en", "--out", str(tmp_path / "copy.txt"))[2]
    assert word not in run("letter", case, "--lang", "ru", "--copy")[2]


def test_the_ending_of_the_file_decides(run: Run, case: str, tmp_path: Path) -> None:
    text, marked = tmp_path / "letter.txt", tmp_path / "letter.MD"
    for file in (text, marked):
        assert run("letter", case, "--fact", "business_name=A*B", "--out", str(file))[:2] == (0, "")
        assert file.stat().st_mode & 0o777 == 0o600
    assert text.read_text(encoding="utf-8") == run("letter", case)[1]
    assert marked.read_text(encoding="utf-8").startswith("# В поддержку MAX\n\nЗдравствуйте!") and "A\\*B" in marked.read_text("utf-8")


def test_a_text_that_was_sent_is_warned_about_and_kept(run: Run, case: str, tmp_path: Path) -> None:
    file = tmp_path / "sent.txt"
    file.write_text("We will sue you.", encoding="utf-8")
    code, _, err = run("do", case, "sent", "--text", str(file))
    assert code == 0 and "reads like a threat" in err
    assert "We will sue you." in run("log", case, "--json")[1]


def test_a_reading_copy_that_was_sent_is_warned_about(run: Run, case: str, tmp_path: Path) -> None:
    file = tmp_path / "copy.txt"
    run("letter", case, "--lang", "en", "--out", str(file))
    assert "it is the copy for you to read" in run("do", case, "sent", "--text", str(file))[2]


def test_planned_measures_come_with_their_days(run: Run, case: str) -> None:
    facts = ("--fact", "measures=list_cleaned@2027-02-01,texts_changed", "--fact", "measures=links_full@15.12.2026")
    code, out, _ = run("letter", case, *facts, "--lang", "en")
    assert code == 0
    assert "will be cleaned on 1 February 2027" in out and "were changed on 1 January 2027" in out and "on 15 December 2026" in out


def test_a_letter_that_repeats_itself_is_warned_about_in_json_too(run: Run, case: str) -> None:
    warnings = '"warnings": []'
    assert warnings in run("letter", case, "--json")[1]
    start = ("start", "--messenger", "whatsapp_api", "--kind", "restriction_30d", "--number", "+79110000002")
    card = json.loads(run(*start, "--json")[1])
    while "restriction_appeal" not in card["letters"]:
        action = card["allowed"][0]
        facts = [f"{need['fact']}={need['values'][0] if need['values'] else '2027-02-01'}" for need in action["needs"]]
        card = json.loads(run("do", card["case"], action["action"], *(part for fact in facts for part in ("--fact", fact)), "--json")[1])
    run("do", card["case"], "sent", "--fact", "letter=provider_note")
    assert any("new" in warning for warning in json.loads(run("letter", card["case"], "provider_note", "--json")[1])["warnings"])
