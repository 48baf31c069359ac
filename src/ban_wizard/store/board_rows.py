"""The board's queries in SQLite: pages by keyset, counts and places out of indexes that hold all that is filtered by."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Final

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
        after: list[Condition] = [("(due_at, case_id) > (?, ?)", (due_cell(place.at), place.case))] if place else []
        found = _rows(db, ROW, source, [*matches, *_open(filters), *after], OPEN_ORDER, limit)
    if len(found) < limit and _with_ended(filters):
        after = [("(updated_at, case_id) < (?, ?)", (instant(place.at), place.case))] if place and not place.open and place.at else []
        found += _rows(db, ROW, source, [*matches, _ENDED, *after], ENDED_ORDER, limit - len(found))
    return found


def place(db: sqlite3.Connection, filters: Filters, index: int) -> Place | None:
    """Where the row of that index stands; None where there are not so many."""
    source, matches = _source(db, filters)
    opened = [*matches, *_open(filters)]
    if found := _rows(db, "due_at, case_id", source, opened, OPEN_ORDER, 1, index):
        due, case = found[0]
        return Place(True, None if due == schema.NO_DATE else moment(due), case)
    if not _with_ended(filters):
        return None
    index -= _rows(db, "count(*)", source, opened)[0][0]
    if found := _rows(db, "updated_at, case_id", source, [*matches, _ENDED], ENDED_ORDER, 1, index):
        updated, case = found[0]
        return Place(False, moment(updated), case)
    return None


def index(db: sqlite3.Connection, filters: Filters, place: Place) -> int:
    """How many rows stand before `place`."""
    source, matches = _source(db, filters)
    opened = [*matches, *_open(filters)]
    if place.open:
        return int(_rows(db, "count(*)", source, [*opened, ("(due_at, case_id) < (?, ?)", (due_cell(place.at), place.case))])[0][0])
    found: int = _rows(db, "count(*)", source, opened)[0][0]
    if place.at and _with_ended(filters):
        before = ("(updated_at, case_id) > (?, ?)", (instant(place.at), place.case))
        found += _rows(db, "count(*)", source, [*matches, _ENDED, before])[0][0]
    return found


def tally(db: sqlite3.Connection, filters: Filters, moments: Sequence[datetime]) -> tuple[int, ...]:
    """Open cases due before each moment and not before the one before, the other open ones, and ended ones."""
    source, matches = _source(db, filters)
    before = [_rows(db, "count(*)", source, [*matches, *_open(filters), ("due_at < ?", (instant(each),))])[0][0] for each in moments]
    opened = _rows(db, "count(*)", source, [*matches, *_open(filters)])[0][0]
    ended = _rows(db, "count(*)", source, [*matches, _ENDED])[0][0] if _with_ended(filters) else 0
    bounds = [0, *before, opened]
    return (*(later - earlier for earlier, later in pairwise(bounds)), ended)


# ------------------------------------------------------------------------------------------- conditions

_ENDED: Final[Condition] = ("result IS NOT NULL", ())


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
