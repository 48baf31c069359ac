"""Whatever is typed, told of or pointed at: one sentence that says what to do, in either language, and nothing lost."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ban_wizard import cli
from ban_wizard.wizard import Wizard
from tests.support.commands import Run
from tests.support.desk import NUMBER

OTHER = "+79111234568"
START = "start --messenger max --number +79110000001"

ROWS: dict[str, tuple[str, str]] = {
    # a case
    "show zzz": ("No case “zzz”", "Случая «zzz» нет"),
    "show %": ("No case “%”", "Случая «%» нет"),
    "show \x1b[2J": ("No case", "Случая «"),
    "show ''": ("still needs: CASE", "нужно ещё: СЛУЧАЙ"),
    "show +79990000000": ("No case “+79990000000”", "Случая «+79990000000» нет"),
    "log zzz": ("No case", "Случая"),
    "reply zzz": ("No case", "Случая"),
    "undo zzz": ("No case", "Случая"),
    "migrate zzz": ("No case", "Случая"),
    "handout zzz": ("No case", "Случая"),
    "forget zzz --yes": ("No case", "Случая"),
    "export zzz new": ("No case", "Случая"),
    # times
    "show CASE --now soon": ("“soon” is not a time", "«soon» — не время"),
    "show CASE --now ''": ("Nothing stands behind --now", "После --now ничего не стоит"),
    "show CASE --now 2026-13-45": ("is not a time", "не время"),
    "show CASE --now 9999-12-31T23:59": ("is not a time", "не время"),
    "show CASE --now 0001-01-01": ("is not a time", "не время"),
    "show CASE --now P99999999999D": ("is not a time", "не время"),
    "do CASE closed --reason x --at yesterday-ish": ("is not a time", "не время"),
    "do CASE closed --reason x --at 1970-01-02": (
        "Fri 2 Jan 1970, 00:00 is before this step began",
        "пт 2 января 1970, 00:00 — раньше начала",
    ),
    "snooze CASE --until x": ("is not a time", "не время"),
    "snooze CASE --until 2001-01-01": ("Mon 1 Jan 2001, 00:00 is over already", "пн 1 января 2001, 00:00 уже прошло"),
    "snooze CASE --until 9999-12-31": ("is not a time", "не время"),
    "board --now x": ("is not a time", "не время"),
    "due --now x": ("is not a time", "не время"),
    "due --ics new.ics --now x": ("is not a time", "не время"),
    f"{START} --at x": ("is not a time", "не время"),
    f"{START} --tz Mars/Base": ("“Mars/Base” is not a time zone", "«Mars/Base» — не часовой пояс"),
    f"{START} --tz ../../etc/passwd": ("is not a time zone", "не часовой пояс"),
    f"{START} --tz ''": ("Nothing stands behind --tz", "После --tz ничего не стоит"),
    # what happened
    "do CASE ''": ("still needs: ACTION", "нужно ещё: ДЕЙСТВИЕ"),
    "do CASE dance": ("There is no action “dance” here", "Действия «dance» здесь нет"),
    "do CASE stoped": ("Did you mean stopped?", "Может быть, stopped?"),
    "do CASE closed": ("reason", "причина"),
    "do CASE closed --reason ''": ("Nothing stands behind --reason", "После --reason ничего не стоит"),
    "do CASE stopped --fact x": ("“x” is not of the form fact=value", "«x» — не вида факт=значение"),
    "do CASE stopped --fact =": ("“=” is not of the form", "«=» — не вида"),
    "do CASE stopped --fact x=y": ("There is no fact “x” here", "Факта «x» здесь нет"),
    "do CASE paired --override": ("--reason", "--reason"),
    "do CASE answer": ("--fact seen_where=", "--fact seen_where="),
    "do CASE answer --fact measures=stopped:2026-11-02": ("such as stopped@2026-11-21", "например stopped@2026-11-21"),
    "do CASE answer --fact seen_where=moon": ("“moon” does not fit", "«moon» не подходит"),
    "do CASE stopped --fact offence=first": ("correct it with `amend CASE offence=2`", "исправьте так: `amend СЛУЧАЙ offence=2`"),
    "amend CASE x": ("is not of the form", "не вида"),
    "amend CASE =x": ("is not of the form", "не вида"),
    "amend CASE kind=foo": ("has no “foo”", "нет вида «foo»"),
    "amend CASE offence=x": ("whole number from 1 on", "целое число от 1"),
    "amend CASE offence=99999999999999999999": ("whole number from 1 on", "целое число от 1"),
    "amend CASE number=+79990000000": ("cannot be amended", "нельзя исправить"),
    "undo CASE": ("nothing left to take back", "Отменять больше нечего"),
    "note CASE ''": ("The note is empty", "Заметка пуста"),
    "close CASE": ("reason", "причина"),
    "letter CASE": ("no letter to write", "писать нечего"),
    # opening
    "start --messenger x --number +79110000001": ("There is no messenger “x”", "Мессенджера «x» нет"),
    "start --messenger max --number ''": ("Nothing stands behind --number", "После --number ничего не стоит"),
    "start --messenger max --number 123": ("“123” is not a phone number", "«123» — не номер телефона"),
    f"{START} --kind x": ("has no “x”", "нет вида «x»"),
    f"{START} --offence zero": ("write `unsure`", "напишите `unsure`"),
    f"{START} --offence 0": ("whole number from 1 on", "целое число от 1"),
    f"{START} --offence=-3": ("whole number from 1 on", "целое число от 1"),
    f"{START} --offence 99999999999999999999": ("whole number from 1 on", "целое число от 1"),
    f"{START} --fact x=y": ("There is no fact “x”", "Факта «x»"),
    f"{START} --symptom x": ("There is no symptom “x”", "Признака «x» нет"),
    # files
    "do CASE sent --text none": (
        "Cannot read none: there is no such file or folder.",
        "Не удаётся прочитать none: такого файла или папки нет.",
    ),
    "do CASE sent --text folder": ("Cannot read folder: it is a folder.", "Не удаётся прочитать folder: это папка."),
    "do CASE sent --text binary": ("binary is no text", "binary не читается как текст"),
    "do CASE sent --text large": ("large is larger than 400 kB", "large больше 400 КБ"),
    f"{START} --text none": ("Cannot read none", "Не удаётся прочитать none"),
    "diagnose none": ("there is no such file or folder", "такого файла или папки нет"),
    "diagnose folder": ("it is a folder", "это папка"),
    "diagnose there/x": ("a file stands where a folder should be", "на месте папки стоит файл"),
    "diagnose binary": ("is no text", "не читается как текст"),
    "diagnose empty": ("The text is empty", "Текст пуст"),
    "diagnose ''": ("still needs: FILE", "нужно ещё: ФАЙЛ"),
    "diagnose": ("Name a file with the text", "Назовите файл с текстом"),
    "diagnose --messenger x large": ("There is no messenger “x”", "Мессенджера «x» нет"),
    "evidence CASE none": ("there is no such file or folder", "такого файла или папки нет"),
    "evidence CASE folder": ("folder is no file", "folder — не файл"),
    "evidence CASE empty": ("empty is empty", "empty пуст"),
    "evidence CASE ''": ("still needs: FILE", "нужно ещё: ФАЙЛ"),
    "due --ics there": ("there exists already", "there уже есть"),
    "due --ics none/x": (
        "Cannot write none/x: there is no such file or folder.",
        "Не удаётся записать none/x: такого файла или папки нет.",
    ),
    "due --ics there/x": ("a file stands where a folder should be", "на месте папки стоит файл"),
    "export CASE there": ("there exists already", "there уже есть"),
    "export CASE folder": ("folder exists already", "folder уже есть"),
    "export CASE ''": ("still needs: FILE", "нужно ещё: ФАЙЛ"),
    "import none": ("there is no such file or folder", "такого файла или папки нет"),
    "import folder": ("it is a folder", "это папка"),
    "import empty": ("not an exported case", "не выгруженный случай"),
    "import binary": ("not an exported case", "не выгруженный случай"),
    "forget CASE": ("--yes is needed", "нужен --yes"),
    # all cases
    "board --limit 0": ("from 1 to 10000", "от 1 до 10000"),
    "board --limit 99999999999999999999999": ("from 1 to 10000", "от 1 до 10000"),
    "board --after x": ("This page no longer exists", "Этой страницы больше нет"),
    "board --messenger x": ("“x” does not fit --messenger", "«x» не подходит для --messenger"),
    "due --now ''": ("Nothing stands behind --now", "После --now ничего не стоит"),
    "board --kind ban": ("“ban” does not fit --kind", "«ban» не подходит для --kind"),
    # authors
    "playbook check none": ("There is no folder none", "Папки none нет"),
    "playbook check there": ("There is no folder there", "Папки there нет"),
    "playbook paths": ("There is no playbook", "Плана действий"),
    "playbook graph x": ("There is no playbook “x”", "Плана действий «x»"),
    "playbook schema x": ("There is no schema “x”", "Схемы «x» нет"),
    "completions fish": ("Choose one of: bash, zsh, tcsh", "Выберите одно из: bash, zsh, tcsh"),
}

ENGLISH = re.compile(r"\b(?:the|is|not|no|cannot|file|of)\b")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that a name may lead to, and a store with two cases."""
    folder = tmp_path_factory.mktemp("place")
    (folder / "folder").mkdir()
    for name, content in (("there", b"x"), ("empty", b""), ("binary", b"\0\1\2"), ("large", b"x" * 500_000)):
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def store(place: Path) -> dict[str, str]:
    """The two cases."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BAN_WIZARD_DATA_DIR", str(place / "data"))
        found = {}
        for number in (NUMBER, OTHER):
            out = io.StringIO()
            patch.setattr(sys, "stdout", out)
            assert cli.main(["start", "--messenger", "max", "--kind", "permanent_ban", "--number", number, "--tz", "UTC", "--json"]) == 0
            found[number] = json.loads(out.getvalue())["case"]
    return found


@pytest.fixture
def run(run: Run, place: Path, store: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in that place, on those cases."""
    monkeypatch.chdir(place)
    monkeypatch.setenv("BAN_WIZARD_DATA_DIR", str(place / "data"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    return run


def words_of(typed: str, case: str) -> list[str]:
    return [case if word == "CASE" else "" if word == "''" else word for word in typed.split(" ")]


@pytest.mark.parametrize("typed", ROWS)
def test_one_sentence_in_either_language_and_nothing_is_changed(typed: str, run: Run, place: Path, store: dict[str, str]) -> None:
    def everything() -> tuple[Any, ...]:
        logs = [run("log", case, "--json")[1] for case in store.values()]
        return logs, sorted(path.name for path in place.iterdir()), (place / "there").read_bytes(), run("board", "--json")

    before, args = everything(), words_of(typed, store[NUMBER])
    for lang, expected in zip(("en", "ru"), ROWS[typed], strict=True):
        code, out, err = run("--lang", lang, *args)
        assert (code, out) == (2, ""), err
        assert expected in err and err.count("\n") == 1 and err.endswith((".\n", "...\n", "?\n", "`\n", "=\n")), err
        assert "\x1b" not in err
        assert lang == "en" or not ENGLISH.search(re.sub(r"`[^`]*`|«[^»]*»", "", err)), err
        code, out, err = run("--lang", lang, "--json", *args)
        error = json.loads(out)["error"]
        assert (code, err, error["code"]) == (2, "", "bad_input") and expected in error["message"]
        assert error.keys() == {"code", "message", "rule", "cites", "earliest"}
    assert everything() == before


def test_the_beginning_of_several_ids_names_them(anna: Wizard, run: Run, tmp_path: Path) -> None:
    for number in (NUMBER, OTHER):
        anna.start("max", number, kind="permanent_ban")
    for lang, expected in (
        ("en", "“acase” fits several cases: acase1, acase2."),
        ("ru", "«acase» подходит к нескольким случаям: acase1, acase2."),
    ):
        code, _, err = run("show", "acase", "--lang", lang, "--data-dir", tmp_path / "cases")
        assert code == 2 and expected in err


@pytest.mark.parametrize("command", ["board", "show x", START, "stats"])
def test_a_store_that_cannot_be_there_is_exit_code_three(command: str, run: Run) -> None:
    for folder in ("there", "there/below"):
        for lang, expected in (("en", "a file stands in the way"), ("ru", "на этом месте стоит файл")):
            code, out, err = run("--lang", lang, "--data-dir", folder, *command.split())
            assert (code, out) == (3, "") and expected in err and err.count("\n") == 1
        code, out, err = run("--json", "--data-dir", folder, *command.split())
        assert (code, err, json.loads(out)["error"]["code"]) == (3, "", "store")


def test_a_store_that_may_only_be_read_takes_nothing_and_says_so(
    run: Run, place: Path, store: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    connect = sqlite3.connect

    def read_only(*args: Any, **named: Any) -> sqlite3.Connection:
        db = connect(*args, **named)
        db.execute("PRAGMA query_only = 1")
        return db

    monkeypatch.setattr(sqlite3, "connect", read_only)
    before = run("log", store[NUMBER], "--json")
    assert before[0] == 0
    for lang, expected in (("en", "cannot be read or written"), ("ru", "нельзя прочитать или записать")):
        code, out, err = run("--lang", lang, "note", store[NUMBER], "x")
        assert (code, out) == (3, "") and expected in err and err.count("\n") == 1
    assert run("log", store[NUMBER], "--json") == before


@pytest.mark.parametrize("args", [("board",), ("show", NUMBER, "--json"), ("--help",)])
def test_interrupted_it_ends_without_a_word(args: tuple[str, ...], run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ban_wizard.commands.common.add_settings", interrupted)
    monkeypatch.setattr("ban_wizard.commands.manual.manual", interrupted)
    assert run(*args) == (130, "", "")


READ_BY_NOBODY = [("--help",), ("--version",), ("board",), ("sources",), ("show", "zzz", "--json"), ("completions", "bash"), ("--plain",)]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
@pytest.mark.parametrize("args", READ_BY_NOBODY, ids=" ".join)
def test_a_reader_that_has_gone_is_no_fault(args: tuple[str, ...], place: Path, store: dict[str, str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        assert _outcome(args, place, writer) == (0, "")
    finally:
        os.close(writer)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")
@pytest.mark.parametrize("args", [("--help",), ("board",), ("show", "zzz", "--json")], ids=" ".join)
def test_a_full_disk_behind_the_results_is_told(args: tuple[str, ...], place: Path, store: dict[str, str]) -> None:
    with open("/dev/full", "w") as full:
        assert _outcome(args, place, full.fileno()) == (
            2,
            "The results cannot be written: the disk is full. What was to be recorded is recorded.\n",
        )


def _outcome(args: tuple[str, ...], place: Path, stdout: int) -> tuple[int, str]:
    environment = {**os.environ, "BAN_WIZARD_DATA_DIR": str(place / "data"), "PYTHONUNBUFFERED": ""}
    command = [sys.executable, "-m", "ban_wizard", *args]
    done = subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, env=environment, check=False)
    return done.returncode, done.stderr.decode()
