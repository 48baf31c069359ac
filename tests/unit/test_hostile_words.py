"""Words of people on the command line, in plain lines and in files: shown as typed, never as a command to the terminal, of any length."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ban_wizard.case.errors import BadInput
from ban_wizard.plain import run_plain
from ban_wizard.wizard import Wizard
from tests.support.commands import Run
from tests.support.desk import NUMBER, OLCHAT, desk
from tests.support.talk import MAX_OPENING

SHOWN = "[@click=app.quit]x[/] [/b] {number} %s"
HOSTILE = (
    SHOWN + " \x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\ \x1b]52;c;aGk=\x07 \x1b[2J\x9b31m\x07\u202eabc\u200b\u2066\U000e0041\xad"
    "\r\ud800 \udcff \x85 \ttab\nline"
)
LONG = "W" * 3000 + " щ" * 450
"""Just shorter than a fact may be; longer ones are refused in a sentence."""
LONGER = "W" * 10_000

COMMANDS_TO_A_TERMINAL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
SOME_LINES = 3000
"""Characters of what is said about something that cannot be used: what was typed is quoted, not repeated."""


@pytest.fixture
def run(run: Run, at_noon: None) -> Run:
    """Run a command: its exit code, what it prints, its talk. Nothing of that may command a terminal, nor may the program break."""

    def checked(*args: str) -> tuple[int, str, str]:
        code, out, err = run(*args)
        for said in (out, err):
            found = COMMANDS_TO_A_TERMINAL.search(said)
            assert not found, (args, said[max(0, found.start() - 40) : found.end() + 10])
        assert code in (0, 1, 2, 3), (args, err)
        return code, out, err

    return checked


@pytest.fixture(params=["hostile", "long"])
def words(request: pytest.FixtureRequest) -> str:
    return HOSTILE if request.param == "hostile" else LONG


def opened(run: Run, words: str, folder: Path) -> str:
    """A case that has these words wherever a person may type some."""
    facts = {**OLCHAT, "line": words}
    told = [part for name, value in facts.items() for part in ("--fact", f"{name}={value}")]
    code, out, _ = run("start", "--messenger", "whatsapp_app", "--kind", "permanent_ban", "--number", NUMBER, *told, "--json")
    assert code == 0
    case = str(json.loads(out)["case"])
    file = folder / (
        words.encode("utf-8", "surrogateescape" if "\ud800" not in words else "ignore").decode("utf-8", "ignore")[:60].replace("/", "")
        + ".png"
    )
    file.write_bytes(b"a screen")
    for args in (
        ("note", case, words),
        ("assign", case, words[:190]),
        ("evidence", case, str(file)),
        ("do", case, "stopped"),
        ("do", case, "cause_named"),
        ("do", case, "paired", "--override", "--reason", words),
        ("undo", case, "--reason", words),
    ):
        code, _, err = run(*args)
        assert code == 0, err
    return case


def test_every_command_shows_them_as_typed(run: Run, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", words[:190].replace("\ud800", ""))
    case = opened(run, words, tmp_path)
    shown = SHOWN if words == HOSTILE else "W" * 100
    log = run("log", case)[1]
    assert log.count(shown) >= 5, log
    for args in (
        *(("board",), ("board", "--search", words), ("board", "--agent", words[:190]), ("due", "--now", "2027-02-01"), ("stats",)),
        *(("reply", case), ("handout", case), ("handout", case, "--format", "txt"), ("letter", case), ("export", case, "-")),
        *(("show", case, "--json"), ("log", case, "--json"), ("board", "--json"), ("letter", case, "--json"), ("reply", case, "--json")),
    ):
        code, out, err = run(*args)
        assert code in (0, 1), (args, err)
        if "--json" in args:
            json.loads(out)
    due = tmp_path / "due.ics"
    run("due", "--ics", str(due))
    assert not COMMANDS_TO_A_TERMINAL.search(due.read_bytes().decode().replace("\r\n", "\n"))
    exported = tmp_path / "case.json"
    assert run("export", case, str(exported))[0] == 0
    assert run("--data-dir", str(tmp_path / "other"), "import", str(exported))[0] == 0
    assert [line.split(": ", 1)[1] for line in run("--data-dir", str(tmp_path / "other"), "log", case)[1].splitlines() if ": " in line] == [
        line.split(": ", 1)[1] for line in log.splitlines() if ": " in line
    ]


def wrong_words(words: str, case: str) -> Iterator[tuple[str, ...]]:
    """A command for every place in which something else than these words is expected."""
    new = ("start", "--messenger", "max", "--number", "+79110000001")
    yield from ((words,), (f"--{words}",), ("--lang", words), ("show", words), ("log", words), ("undo", words, "--reason", "x"))
    yield from (("start", "--messenger", words, "--number", NUMBER), ("start", "--messenger", "max", "--number", words))
    yield from ((*new, option, words) for option in ("--kind", "--symptom", "--text", "--offence", "--fact", "--tz", "--at"))
    yield from ((*new, "--fact", f"seen_where={words}"), (*new, "--fact", f"{words}=x"))
    yield from (("do", case, words), ("do", case, "answer", "--fact", words), ("do", case, "sent", "--text", words))
    yield from (("do", case, "looked", "--next", words), ("do", case, "looked", "--at", words), ("amend", case, f"gateway={words}"))
    yield from (("amend", case, words), ("letter", case, words), ("letter", case, "--lang", words), ("letter", case, "--claim", words))
    yield from (("letter", case, "--fact", words), ("evidence", case, words), ("snooze", case, "--until", words))
    yield from (("board", "--now", words), ("board", "--after", words), ("board", "--limit", words), ("board", "--messenger", words))
    yield from (("handout", case, "--format", words), ("export", case, f"no/{words}"), ("import", words), ("forget", words, "--yes"))
    yield from (("playbook", words), ("playbook", "check", words), ("playbook", "paths", words), ("playbook", "schema", words))
    yield from (("diagnose", words), ("diagnose", "--messenger", words), ("diagnose", "--symptom", words), ("completions", words))


@pytest.mark.parametrize("words", [HOSTILE, LONGER], ids=["hostile", "longer"])
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_what_cannot_be_used_is_quoted_in_a_sentence(run: Run, words: str, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", f"{lang}_{lang.upper()}.UTF-8")
    monkeypatch.setenv("LC_ALL", f"{lang}_{lang.upper()}.UTF-8")
    code, out, _ = run("start", "--messenger", "max", "--kind", "permanent_ban", "--number", NUMBER, "--json")
    case = json.loads(out)["case"]
    refused = 0
    for args in wrong_words(words, case):
        code, out, err = run(*args)
        refused += code == 2
        if code:
            assert err.strip() and len(err) < SOME_LINES, (args[0], len(err), err[:300])
            code, out, _ = run(*args, "--json")
            assert "error" in json.loads(out), args
    assert refused > 30, "else nothing was tested"


def test_what_a_store_has_from_elsewhere(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept uncleaned by us; but a file may have been written by another program, or by an earlier version."""
    run("start", "--messenger", "max", "--kind", "permanent_ban", "--number", NUMBER)
    with monkeypatch.context() as earlier:
        earlier.setattr("ban_wizard.wizard.clean", str)
        earlier.setattr("ban_wizard.wizard.one_line", str)
        kept = HOSTILE.replace("\ud800", "").replace("\udcff", "")
        run("note", NUMBER, kept)
        run("assign", NUMBER, kept[:190])
    case = json.loads(run("show", NUMBER, "--json")[1])["case"]
    assert run("log", case)[1].count("{number}") == 2 and run("board")[1]
    wizard = desk(tmp_path / "data")
    out = said(wizard, ["1", "log", "quit"])
    wizard.store.close()
    assert "{number}" in out and not COMMANDS_TO_A_TERMINAL.search(out)


def test_a_message_to_the_customer_is_clean_whoever_wrote_the_playbook(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("start", "--messenger", "max", "--kind", "permanent_ban", "--number", NUMBER)
    monkeypatch.setattr("ban_wizard.faces.reply._when", lambda card: HOSTILE)
    assert SHOWN in run("reply", NUMBER)[1] and SHOWN in json.loads(run("reply", NUMBER, "--json")[1])["text"]


def test_a_playbook_of_somebody_elses(run: Run, tmp_path: Path) -> None:
    """Its words stand in what is found in it, and in what is drawn of it."""
    folder = tmp_path / "playbooks" / "theirs"
    folder.mkdir(parents=True)
    (folder / "flow.yaml").write_text('grammar: 1\nid: theirs\n"\\e[2J[/b]\\u202e\\x9bm": 1\n', encoding="utf-8")
    code, out, _ = run("playbook", "check", str(folder.parent))
    assert code == 1 and "[/b]" in out


def test_a_name_too_long_for_an_agent_is_refused(run: Run) -> None:
    run("start", "--messenger", "max", "--kind", "permanent_ban", "--number", NUMBER)
    code, _, err = run("assign", NUMBER, LONGER)
    assert code == 2 and "200" in err


@pytest.mark.parametrize("words", [HOSTILE, LONGER], ids=["hostile", "longer"])
def test_settings(run: Run, words: str, tmp_path: Path) -> None:
    """Strange values and names in the file of settings are told by line, and the command does its work."""
    file = tmp_path / "data" / "config" / "settings.toml"
    file.parent.mkdir(parents=True)
    text = json.dumps(words.encode("utf-8", "ignore").decode())
    for setting in ("language", "theme", "agent", "time_zone", "editor", "export_folder", text):
        file.write_text(f"{setting} = {text}\n[keys]\n{text} = {text}\n", encoding="utf-8")
        code, _, err = run("board")
        assert code == 0 and len(err) < SOME_LINES, (setting, err[:300])


@pytest.mark.parametrize("words", [HOSTILE, LONG, LONGER], ids=["hostile", "long", "longer"])
def test_plain_lines(tmp_path: Path, words: str) -> None:
    """In the place of every answer on the way to a case, and of every command word's in it."""
    line = words.replace("\n", " ").replace("\r", " ")
    talks = [[*MAX_OPENING[:n], line, "?", "quit"] for n in range(len(MAX_OPENING))]
    in_a_case = (
        "note",
        "assign",
        "evidence",
        "snooze",
        "amend",
        "undo",
        "search",
        "import",
        "calendar",
        "save",
        "export",
        "handout",
        "letter",
    )
    talks += [[*MAX_OPENING, f"{word} {line}", line, line, "log", "show", "quit"] for word in in_a_case]
    talks += [[*MAX_OPENING, word, line, line, "quit"] for word in in_a_case]
    seen = 0
    for number, lines in enumerate(talks):
        wizard = desk(tmp_path / str(number))
        out = said(wizard, lines)
        found = COMMANDS_TO_A_TERMINAL.search(out)
        assert not found, (lines[-4:], out[max(0, found.start() - 60) : found.end() + 10])
        seen += SHOWN in " ".join(out.split())
        wizard.store.close()
    assert seen > 8 or words != HOSTILE, "else nothing was tested"


def said(wizard: Wizard, lines: list[str]) -> str:
    """What the wizard says to these lines, with or without an end."""
    out = io.StringIO()
    try:
        run_plain(wizard, io.StringIO("".join(f"{line}\n" for line in lines)), out)
    except BadInput as error:
        assert error.key in ("eof", "eof_unopened")
    return out.getvalue()
