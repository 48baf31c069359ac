"""Rows of whole processes: a command, a letter, the first frame of the full screen. Each from its start, byte-code at hand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Final

from bench import sample
from bench.measure import Measurement, Row
from bench.pty import time_until_shown

PYTHON: Final = sys.executable
PROGRAM: Final = str(Path(PYTHON).with_name("ban-wizard"))
FLOORS: Final = Path(__file__).parent / "floors"


def rows(work: Path) -> Iterator[Row]:
    """`work` is an empty folder; a store with one case is made in it."""
    environment = plain_environment(work)
    data = open_case(work, environment)
    program = (PROGRAM, "--data-dir", str(data))
    floor = (PYTHON, str(FLOORS / "show.py"), str(data / "cases.sqlite3"))
    yield Row(
        "one-shot show",
        process((*program, "show", sample.NUMBER), environment),
        process(floor, environment),
        "Python with what show imports of the standard library, a database opened",
        1.4,
        rounds=25,
    )
    yield Row(
        "one-shot letter",
        process((*program, "letter", sample.NUMBER), environment),
        process((PYTHON, str(FLOORS / "letter.py")), environment),
        "Python with jinja2.sandbox and one pydantic model",
        1.25,
        rounds=15,
    )
    yield Row(
        "first frame of the full screen",
        lambda: time_until_shown(program, sample.NUMBER_SHOWN, environment),
        lambda: time_until_shown((PYTHON, str(FLOORS / "screen.py")), "Item 3", environment),
        "a bare Textual app with an OptionList, in a terminal of 80 by 24",
        1.35,
        rounds=15,
    )


def plain_environment(home: Path) -> dict[str, str]:
    """What a person's shell sets, and nothing that hinders byte-code from being kept."""
    return {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "TERM": "xterm-256color"}


def open_case(work: Path, environment: dict[str, str]) -> Path:
    """A data folder with one case that has come to its first letter; whatever is cached is cached by that.

    It is a copy of one that is made once beside `work`, for all parts of the bench.
    """
    made = work.parent / "one-case"
    if not made.exists():
        _make_case(made, environment)
    return Path(shutil.copytree(made, work / "data"))


def _make_case(data: Path, environment: dict[str, str]) -> None:
    facts = ("gateway=olchat", "line=Shop on Main Street", "review=none", "sim_in_hand=yes")
    start = ("--messenger", sample.MESSENGER, "--kind", "permanent_ban", "--number", sample.NUMBER, "--offence", "2")
    letter = ("business_name=Shop on Main Street", "purpose=We answer people who write to us first.")
    for command in (
        ("start", *start, *_facts(*facts)),
        ("do", sample.NUMBER, "stopped"),
        ("do", sample.NUMBER, "cause_named"),
        ("letter", sample.NUMBER, *_facts(*letter)),
    ):
        output((PROGRAM, "--data-dir", str(data), *command), environment)


def _facts(*facts: str) -> tuple[str, ...]:
    return tuple(word for fact in facts for word in ("--fact", fact))


def output(command: Sequence[str], environment: dict[str, str]) -> str:
    """What a command prints; raises CalledProcessError."""
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def process(command: Sequence[str], environment: dict[str, str]) -> Measurement:
    """From its start to its end; raises CalledProcessError where it fails."""

    def seconds() -> float:
        begun = perf_counter()
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        return perf_counter() - begun

    return seconds
