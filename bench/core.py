"""Rows of what happens inside one process: the engine, playbooks, the store."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import make_dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any, ClassVar, Final

import yaml

from ban_wizard.case.engine import replay, step
from ban_wizard.case.events import Event
from ban_wizard.case.quotas import ScopeEntry
from ban_wizard.case.view import View
from ban_wizard.desktop.locations import playbooks_dir, templates_dir
from ban_wizard.playbook import author, author_flow
from ban_wizard.playbook.cache import FILES, Library, letter_ids
from ban_wizard.playbook.load import load, load_flow
from ban_wizard.playbook.model import Playbook
from ban_wizard.store.protocol import BoardRow, CaseChange
from ban_wizard.store.rows import event_cells
from ban_wizard.store.sqlite import SQLiteStore
from ban_wizard.values import replace
from bench import sample
from bench.measure import Row, repeated

LONG: Final = 1000
"""Events of the long log."""


def rows(work: Path) -> Iterator[Row]:
    """`work` is an empty folder on a real disk."""
    flow = (playbooks_dir() / sample.MESSENGER / "flow.yaml").read_text("utf-8")
    playbook, _ = load_flow(flow, {})
    yield from engine_rows(playbook)
    yield from playbook_rows(work)
    yield append_row(work, playbook)


# ------------------------------------------------------------------------------------------- the engine


def engine_rows(playbook: Playbook) -> Iterator[Row]:
    way, long = sample.whole_way(playbook.hash), sample.long_log(playbook.hash, LONG)
    view = replay(playbook, way)
    frozen = make_dataclass("Frozen", View._fields, frozen=True, slots=True)
    values = tuple(view)

    def steps() -> None:
        at: View | None = None
        for event in way:
            at = step(playbook, at, event)

    fields = f"building one frozen dataclass with slots and as many fields as a View ({len(values)})"
    build = repeated(lambda: frozen(*values), 2000)
    yield Row(f"engine step (mean of {len(way)} kinds)", repeated(steps, 100, parts=len(way)), build, fields, 5.0, rounds=25)

    def build_many() -> None:
        for _ in range(LONG):
            frozen(*values)

    yield Row(
        f"replay of {LONG:,} events",
        repeated(lambda: replay(playbook, long), 2),
        repeated(build_many, 2),
        f"{LONG:,} x the floor above",
        5.0,
    )
    text = json.dumps([event.as_json() for event in long])

    def read_and_replay() -> None:
        replay(playbook, map(Event.from_json, json.loads(text)))

    yield Row(
        "the same, out of its JSON", repeated(read_and_replay, 2), repeated(lambda: json.loads(text), 2), "json.loads of that log", None
    )


# ------------------------------------------------------------------------------------------- playbooks


class _Loader(yaml.CSafeLoader):
    """libyaml as it comes, but for `on`, `yes` and `no`, which are words in a playbook."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
        for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


MODELS: Final = {
    "flow.yaml": author_flow.Flow,
    "symptoms.yaml": author.Symptoms,
    "text.en.yaml": author.Text,
    "text.ru.yaml": author.Text,
}


def playbook_rows(work: Path) -> Iterator[Row]:
    root, letters, cache = playbooks_dir(), templates_dir(), work / "cache"
    folder, ids = root / sample.MESSENGER, letter_ids(letters)
    sources = Library(root, letters).sources()
    lines = sum((folder / name).read_bytes().count(b"\n") for name in FILES)

    def from_cache() -> None:
        library = Library(root, letters, cache)
        library.playbook(sample.MESSENGER), library.symptoms(sample.MESSENGER)
        library.words(sample.MESSENGER, "en"), library.words(sample.MESSENGER, "ru")

    def plainly() -> None:
        for name in FILES:
            MODELS[name].model_validate(yaml.load((folder / name).read_bytes(), _Loader))

    floor = repeated(plainly, 1)
    yield Row(
        "playbook load, from YAML",
        repeated(lambda: load(folder, sources=sources, letters=ids), 1),
        floor,
        f"libyaml and pydantic of the same {lines:,} lines",
        1.5,
    )
    yield Row("playbook load, from the cache", repeated(from_cache, 10), floor, "the same", 0.1)


# ------------------------------------------------------------------------------------------- the store


def append_row(work: Path, playbook: Playbook) -> Row:
    """A look at a case that waits: one event, a new due date on the board, and the line it holds looked at once more."""
    opening, *_, look = sample.events(playbook.hash, iter((*sample.TO_THE_REVIEW, sample.NO_ANSWER[0])))
    store = SQLiteStore(work / "store")
    board = BoardRow(
        case=sample.CASE,
        number=sample.NUMBER,
        messenger=sample.MESSENGER,
        kind="permanent_ban",
        offence=2,
        state="await_review",
        state_kind="wait",
        due_at=sample.OPENED,
        due_kind="look",
        agent=None,
        result=None,
        playbook=playbook.hash,
        opened_at=sample.OPENED,
        updated_at=sample.OPENED,
        line="shop on main street",
    )
    line = ScopeEntry(f"line|olchat|{board.line}", "hold", sample.CASE, 1, sample.OPENED)
    store.append(CaseChange(sample.CASE, 0, (opening,), board, (line,), {}), playbooks={playbook.hash: "{}"})
    _, versions = store.scopes([line.scope])
    raw = _raw_store(work / "raw.sqlite3")
    ours, theirs = count(2), count(2)

    def looked(seq: int) -> Event:
        at = look.at + timedelta(days=seq)
        return Event(seq, at, at, look.actor, look.kind, look.name, look.value)

    def append() -> None:
        event = looked(next(ours))
        row = replace(board, due_at=event.at, updated_at=event.at)
        store.append(CaseChange(sample.CASE, event.seq - 1, (event,), row, (line,), versions))

    def insert() -> None:
        cells = event_cells(sample.CASE, looked(next(theirs)))
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)", cells)
        raw.execute("COMMIT")

    return Row(
        "durable append of an event",
        repeated(append, 20),
        repeated(insert, 20),
        "sqlite3: BEGIN IMMEDIATE, INSERT of that event, COMMIT (WAL, FULL)",
        1.3,
        rounds=25,
    )


def _raw_store(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    columns: Any = "case_id, seq, at, recorded, actor, kind, name, value"
    db.execute(f"CREATE TABLE events ({columns}, PRIMARY KEY (case_id, seq)) WITHOUT ROWID")
    return db
