"""Rows of the full screen, in a real terminal: how long a key takes until the screen shows it, leaving, memory."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from time import sleep
from typing import Final

from ban_wizard.i18n import say
from bench import sample
from bench.measure import Measurement, Row, megabytes, ninety_fifth
from bench.pty import Session
from bench.starts import FLOORS, PROGRAM, PYTHON, open_case, output, plain_environment

DOWN, UP, ESC, F4, F8, F10 = b"\x1b[B", b"\x1b[A", b"\x1b", b"\x1bOS", b"\x1b[19~", b"\x1b[21~"
TAKE_IT_BACK: Final = say("en", "screen.undo_yes")
ESC_LIMIT: Final = 0.040
LEAVING_LIMIT: Final = 0.080
"""Seconds that a person may wait for Esc, and for the prompt after leaving."""

BARE: Final = (PYTHON, str(FLOORS / "screen.py"))
STEPS: Final = (PYTHON, str(FLOORS / "steps.py"))


def rows(work: Path) -> Iterator[Row]:
    """`work` is an empty folder; a store with one case is made in it. Programs that were started end with the last row."""
    environment = plain_environment(work)
    data = open_case(work, environment)
    program = (PROGRAM, "--data-dir", str(data))
    with ExitStack() as running:

        def started(command: tuple[str, ...], text: str) -> Session:
            session = running.enter_context(Session(command, environment))
            session.wait_for(text)
            return session

        ours, bare, steps = started(program, sample.NUMBER_SHOWN), started(BARE, "Item 3"), started(STEPS, "Item 3")
        floor = "the same key in a bare Textual app with an OptionList"
        yield Row("key to changed screen (median)", to_and_fro(ours), to_and_fro(bare), floor, 1.6, rounds=60)
        yield Row("key to changed screen (95th of 100)", to_and_fro(ours), to_and_fro(bare), floor, 2.0, rounds=100, statistic=ninety_fifth)
        other, first, second = asking(work, environment)
        question = started(other, first)
        yield Row(
            "answer to the next question, durable",
            answers(question, first, second),
            next_steps(steps),
            "a list and a line changed in place in a bare Textual app",
            2.5,
            rounds=25,
        )
        yield Row("Esc back to the question", escapes(question), lambda: ESC_LIMIT, "what a person may wait", 1.0, rounds=25)
        yield Row("leaving", leaving(program, environment), lambda: LEAVING_LIMIT, "what a person may wait", 1.0, rounds=9)
        if sys.platform == "linux":
            yield Row(
                "peak memory of the full screen", settled(ours), steps.peak_memory, "the bare app that was used as long", 1.6, rounds=1,
                show=megabytes,
            )  # fmt: skip


def to_and_fro(session: Session) -> Measurement:
    """One line down, and the next time up again."""
    keys = [UP, DOWN]

    def press() -> float:
        keys.reverse()
        return session.press(keys[0])

    return press


def next_steps(session: Session) -> Measurement:
    """A list and a line changed in place, again and again."""
    count = 0

    def press() -> float:
        nonlocal count
        count += 1
        return session.press(b"n", f"Question {count}")

    return press


def answers(session: Session, first: str, second: str) -> Measurement:
    """The first question answered until the second is asked; the answer is taken back before it is given anew."""

    def press() -> float:
        if second in session.shown:
            session.press(F8, TAKE_IT_BACK)
            session.press(b"1", first)
        return session.press(b"1", second)

    return press


def escapes(session: Session) -> Measurement:
    """Out of a note that was begun."""

    def press() -> float:
        session.press(F4)
        return session.press(ESC)

    return press


def leaving(program: tuple[str, ...], environment: dict[str, str]) -> Measurement:
    """From the key to the end of the process."""

    def press() -> float:
        with Session(program, environment) as session:
            session.wait_for(sample.NUMBER_SHOWN)
            return session.leave(F10)

    return press


def asking(work: Path, environment: dict[str, str]) -> tuple[tuple[str, ...], str, str]:
    """A program over a case that asks for a fact with values, and the titles of that question and of the one after its first answer."""
    program = (PROGRAM, "--data-dir", str(work / "asking"))
    shutil.copytree(work / "data" / "cache", work / "asking" / "cache")
    output((*program, "start", "--messenger", "max", "--kind", "permanent_ban", "--number", sample.NUMBER), environment)
    first = json.loads(output((*program, "show", sample.NUMBER, "--json"), environment))
    ask = first["allowed"][0]["needs"][0]
    answer = ("do", sample.NUMBER, "answer", "--fact", f"{ask['fact']}={ask['values'][0]}", "--json")
    second = json.loads(output((*program, *answer), environment))
    output((*program, "undo", sample.NUMBER), environment)
    return program, first["title"], second["title"]


def settled(session: Session) -> Measurement:
    """The peak once nothing is loaded in the background any more."""

    def peak() -> float:
        before, now = 0.0, session.peak_memory()
        while now > before:
            sleep(1)
            before, now = now, session.peak_memory()
        return now

    return peak
