"""The board's queries in SQLite: pages by keyset, counts and places out of indexes that hold all that is filtered by."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Final, NamedTuple

from ban_wizard.store import schema
from ban_wizard.store.board import Place, search_terms
from ban_wizard.store.filters import Filters
from ban_wizard.store.rows import ROW, Cells, due_cell, instant, moment

_TRIGRAM: Final = 3
"""The search index knows no terms shorter than this."""
_FEW: Final = 500
"""A search that finds no more cases than this is answered by the index; one that finds more fills a page soon, row by row."""

Condition = tuple[str, tuple[object, ...]]
"""A condition of a query with the values of its marks."""

OPEN_ORDER, ENDED_ORDER = "due_at, case_id", "updated_at DESC, case_id DESC"


def page(db: sqlite3.Connection, filters: Filters, place: Place | None, limit: int) -> list[Cells]:
    """At most `limit` rows after `place`."""
    source, matches = _source(db, filters)
    found: list[Cells] = []
    if place is None or place.open:
        first = place.part(filters) if place else 0
        for number, part in enumerate(_parts(filters)):
            if number < first or len(found) == limit:
                continue
            after: list[Condition] = [("(due_at, case_id) > (?, ?)", (due_cell(place.at), place.case))] if place and number == first else []
            found += _rows(db, ROW, part.of(source), [*matches, *part.conditions, *after], OPEN_ORDER, limit - len(found))
    if len(found) < limit and _with_ended(filters):
        after = [("(updated_at, case_id) < (?, ?)", (instant(place.at), place.case))] if place and not place.open and place.at else []
        found += _rows(db, ROW, source, [*matches, _ENDED, *after], ENDED_ORDER, limit - len(found))
    return found


def place(db: sqlite3.Connection, filters: Filters, index: int) -> Place | None:
    """Where the row of that index stands; None where there are not so many."""
    source, matches = _source(db, filters)
    parts, with_ended = _parts(filters), _with_ended(filters)
    for part in parts:
        conditions = [*matches, *part.conditions]
        if found := _rows(db, "due_at, case_id", part.of(source), conditions, OPEN_ORDER, 1, index):
            due, case = found[0]
            return Place(True, None if due == schema.NO_DATE else moment(due), case, part.acts)
        if part is not parts[-1] or with_ended:
            index -= _count(db, part, source, matches)
    if with_ended and (found := _rows(db, "updated_at, case_id", source, [*matches, _ENDED], ENDED_ORDER, 1, index)):
        updated, case = found[0]
        return Place(False, moment(updated), case)
    return None


def index(db: sqlite3.Connection, filters: Filters, place: Place) -> int:
    """How many rows stand before `place`."""
    source, matches = _source(db, filters)
    parts = _parts(filters)
    passed = parts[: place.part(filters)] if place.open else parts
    found = sum(_count(db, part, source, matches) for part in passed)
    if place.open:
        before = ("(due_at, case_id) < (?, ?)", (due_cell(place.at), place.case))
        return found + _count(db, parts[len(passed)], source, [*matches, before])
    if place.at and _with_ended(filters):
        before = ("(updated_at, case_id) > (?, ?)", (instant(place.at), place.case))
        found += _rows(db, "count(*)", source, [*matches, _ENDED, before])[0][0]
    return found


def tally(db: sqlite3.Connection, filters: Filters, moments: Sequence[datetime]) -> tuple[int, ...]:
    """Open cases due before each moment and not before the one before, the other open ones, and ended ones.

    Under `day`, which is the first moment then, acts of earlier days count with those of the second.
    """
    source, matches = _source(db, filters)
    before = [_rows(db, "count(*)", source, [*matches, *_open(filters), ("due_at < ?", (instant(each),))])[0][0] for each in moments]
    opened = _rows(db, "count(*)", source, [*matches, *_open(filters)])[0][0]
    ended = _rows(db, "count(*)", source, [*matches, _ENDED])[0][0] if _with_ended(filters) else 0
    before[:1] = [before[0] - sum(_count(db, part, source, matches) for part in _parts(filters) if part.acts)] if before else []
    bounds = [0, *before, opened]
    return (*(later - earlier for earlier, later in pairwise(bounds)), ended)


# ------------------------------------------------------------------------------------------- conditions

_ENDED: Final[Condition] = ("result IS NOT NULL", ())


class _Part(NamedTuple):
    """Open cases that stand together, by due date."""

    conditions: list[Condition]
    by: str = ""
    """The index that holds them and no others; empty where the planner finds it by itself."""
    acts: bool = False
    """Whether they are acts of earlier days."""

    def of(self, source: str) -> str:
        return f"cases INDEXED BY {self.by}" if self.by and source == "cases" else source


def _parts(filters: Filters) -> list[_Part]:
    """The open cases in the order of the board: one part, or under `day` those of `Place.part`."""
    opened = list(_open(filters))
    if (day := filters.get("day")) is None:
        return [_Part(opened)]
    before: Condition = ("due_at < ?", (instant(day),))
    return [
        _Part([*opened, ("due_kind <> 'act'", ()), before], "cases_open_dated"),
        _Part([*opened, ("due_kind = 'act'", ()), before], "cases_open_acts", acts=True),
        _Part([*opened, ("due_at >= ?", (instant(day),))]),
    ]


def _count(db: sqlite3.Connection, part: _Part, source: str, matches: Sequence[Condition]) -> int:
    return int(_rows(db, "count(*)", part.of(source), [*matches, *part.conditions])[0][0])


def _open(filters: Filters) -> Iterator[Condition]:
    yield "result IS NULL", ()
    if due_before := filters.get("due_before"):
        yield "due_at <= ?", (instant(due_before),)


def _with_ended(filters: Filters) -> bool:
    return not filters.get("open_only") and not filters.get("due_before")


def _source(db: sqlite3.Connection, filters: Filters) -> tuple[str, list[Condition]]:
    """Where to look for the cases that are asked for: a FROM, and conditions on it."""
    source, matches = _search(db, search_terms(filters.get("search", "")))
    for column in ("messenger", "kind", "agent"):
        if (value := filters.get(column)) is not None:
            # The plus keeps SQLite from taking an index of that column, which would have to be sorted for every page.
            matches.append((f"+cases.{column} = ?", (value,)) if value else (f"+cases.{column} IS NULL", ()))
    return source, matches


def _search(db: sqlite3.Connection, terms: Sequence[str]) -> tuple[str, list[Condition]]:
    """The cases that hold one of the terms."""
    if not terms:
        return "cases", []
    literally: Condition = (f"({' OR '.join('instr(cases.search, ?) > 0' for _ in terms)})", tuple(terms))
    if min(map(len, terms)) >= _TRIGRAM and schema.has_search(db):
        phrases = " OR ".join('"' + term.replace('"', '""') + '"' for term in terms)
        query = "SELECT count(*) FROM (SELECT 1 FROM cases_search WHERE cases_search MATCH ? LIMIT ?)"
        try:
            (found,) = db.execute(query, (phrases, _FEW + 1)).fetchone()
        except sqlite3.OperationalError as trouble:
            if not schema.lacks_search(trouble):
                raise
            found = _FEW + 1
        if found <= _FEW:
            return "cases_search CROSS JOIN cases ON cases.id = cases_search.rowid", [("cases_search MATCH ?", (phrases,)), literally]
    return "cases", [literally]


def _rows(
    db: sqlite3.Connection, columns: str, source: str, where: Sequence[Condition], order: str = "", limit: int = -1, skip: int = 0
) -> list[Cells]:
    conditions = " AND ".join(condition for condition, _ in where)
    values = [value for _, values in where for value in values]
    query = f"SELECT {columns} FROM {source} WHERE {conditions}"
    if order:
        query += f" ORDER BY {order} LIMIT ?"
        values.append(limit)
    if skip:
        query += " OFFSET ?"
        values.append(skip)
    return db.execute(query, values).fetchall()
