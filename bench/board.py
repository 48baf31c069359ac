"""Rows of the board with 100,000 cases, in a real terminal."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Final

from ban_wizard.store import schema
from bench import sample
from bench.measure import Measurement, Row
from bench.pty import Session, time_until_shown
from bench.screens import DOWN, STEPS, UP
from bench.starts import PROGRAM, open_case, plain_environment

MANY, FEW = 100_000, 100
PAGE_DOWN, END, HOME = b"\x1b[6~", b"\x1b[F", b"\x1b[H"
FIRST: Final = "+79000000000"


def rows(work: Path, many: int = MANY) -> Iterator[Row]:
    """`work` is an empty folder; stores with `many` and with a hundred cases are made in it once a row needs them."""
    environment = plain_environment(work)

    @cache
    def program(count: int) -> tuple[str, ...]:
        return filled(Path(shutil.copytree(opened(), work / f"{count}-cases")), count)

    @cache
    def opened() -> Path:
        return open_case(work, environment)

    with ExitStack() as running:

        @cache
        def session(bare: bool) -> Session:
            started = running.enter_context(Session(STEPS if bare else program(many), environment))
            started.wait_for("Item 3" if bare else FIRST)
            return started

        def first_frame(count: int) -> Measurement:
            return lambda: time_until_shown(program(count), FIRST, environment)

        def move(bare: bool, *keys: bytes) -> Measurement:
            """Each of the keys in turn."""
            turn = cycle(keys)
            return lambda: session(bare).press(next(turn))

        name, down = f"first frame of the board, {many:,} cases", move(True, DOWN, UP)
        bare = "a bare Textual app with an OptionList, header and footer"
        yield Row(name, first_frame(many), lambda: time_until_shown(STEPS, "Item 3", environment), bare, 1.2)
        yield Row(f"{name}, again", first_frame(many), first_frame(FEW), f"the same with {FEW} cases", 1.1)
        floor = "one line down in that bare app"
        yield Row(f"one line on the board, {many:,} cases", move(False, DOWN, UP), down, floor, 1.6, rounds=60)
        yield Row("a page of the board on, into rows not read yet", move(False, PAGE_DOWN), down, floor, None, rounds=40)
        yield Row("to the end of the board and back", move(False, END, HOME), down, floor, None, rounds=20)


def filled(data: Path, count: int) -> tuple[str, ...]:
    """A program over a store in which its one case stands that many times, due an hour apart; half of them have ended."""
    moment = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp() * 1_000_000)
    names = (*schema.COLUMNS, "seq", "search")
    with closing(sqlite3.connect(data / schema.FILE_NAME)) as db, db:
        db.row_factory = sqlite3.Row
        (like,) = db.execute("SELECT * FROM cases WHERE number = ?", (sample.NUMBER,))
        like = dict(like)
        db.execute("DELETE FROM cases_search")
        copies = []
        for n in range(count):
            number = f"+7{9000000000 + n}"
            at = moment + n * 3_600_000_000
            row = like | {
                "case_id": f"b{n:06}",
                "number": number,
                "due_at": at,
                "updated_at": at,
                "opened_at": at,
                "agent": f"agent{n % 40}",
            }
            row |= {"result": "recovered", "due_at": schema.NO_DATE} if n % 2 else {}
            copies.append([(row | {"search": f"{number[1:]}\nb{n:06}\nagent{n % 40}\n"})[name] for name in names])
        db.executemany(f"INSERT INTO cases ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", copies)
    return PROGRAM, "--data-dir", str(data)
