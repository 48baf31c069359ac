"""A mistake of the program's own, on the command line and in plain lines: one kind sentence, places in the program, nobody's words."""

import io
import json
from functools import partial
from pathlib import Path

import pytest

from ban_wizard.faces import crash
from ban_wizard.plain.home import Home
from ban_wizard.wizard import Wizard
from tests.support.commands import Run, ran
from tests.support.desk import NUMBER

NOTE = "the owner's words"
TOLD = {
    "en": "The program has stopped because of a mistake of its own, not yours. Everything recorded is kept; start it again to go on.",
    "ru": "Программа остановилась из-за своей ошибки, не из-за вашей. Всё записанное сохранено; запустите её снова, чтобы продолжить.",
}


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command: its exit code, and what comes to the terminal in whatever way."""
    return partial(ran, capfd)


def broken(*_: object, **given: object) -> None:
    number, note = NUMBER, NOTE
    raise KeyError(number, note)


@pytest.mark.parametrize("lang", TOLD)
def test_a_command_that_breaks(run: Run, lang: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run("start", "--messenger", "max", "--kind", "permanent_ban", "--number", NUMBER)
    before = {file for file in tmp_path.rglob("*") if file.is_file()}
    for name in ("show", "note", "letter", "forget_lines"):
        monkeypatch.setattr(Wizard, name, broken)
    for args in (("show", NUMBER), ("note", NUMBER, NOTE), ("letter", NUMBER), ("forget", NUMBER, "--yes"), ("due",)):
        code, out, err = run("--lang", lang, *args)
        assert (code, out) == (crash.EXIT_CODE, "")
        assert_discreet(err, lang)
    code, out, err = run("--lang", lang, "show", NUMBER, "--json")
    told = json.loads(out)["error"]
    assert (code, told["code"], err) == (crash.EXIT_CODE, "fault", "")
    assert_discreet(told["message"], lang)
    for file in {file for file in tmp_path.rglob("*") if file.is_file()} - before:
        assert NOTE.encode() not in file.read_bytes(), file


@pytest.mark.parametrize("lang", TOLD)
def test_plain_lines_that_break(run: Run, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{NOTE}\n"))
    monkeypatch.setattr(Home, "begin", broken)
    code, out, err = run("--plain", "--lang", lang)
    assert (code, out) == (crash.EXIT_CODE, "")
    assert_discreet(err, lang)


def assert_discreet(said: str, lang: str) -> None:
    assert " ".join(said.split()).startswith(TOLD[lang])
    assert "builtins.KeyError" in said and "unit/test_crash.py" in said and "broken" in said
    for personal in (NUMBER, "9111234567", "owner", "KeyError(", "raise", "Traceback"):
        assert personal not in said
