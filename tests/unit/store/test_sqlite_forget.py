"""What is forgotten is gone from the disk: not only from what the store answers, but from the bytes of its files."""

from __future__ import annotations

import random
import sqlite3

import pytest

from ban_wizard.case.quotas import ScopeEntry
from ban_wizard.store.protocol import CaseChange, StoreError, UnknownCase
from ban_wizard.store.sqlite import SQLiteStore
from tests.unit.store.making import NOON, TEXTS, change, event, opened, row


def on_disk(store: SQLiteStore) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(store.path.parent.iterdir()))


class Person:
    """A case whose every word is its own."""

    def __init__(self, n: int) -> None:
        self.case = f"case{n:04}x"
        self.number = f"+7{9_000_000_000 + 7919 * n}"
        self.agent = f"Агент{n:04}"
        self.line = f"строка{n:04}"
        self.note = f"заметка{n:04}"
        self.seen = 0

    def words(self) -> list[bytes]:
        return [word.encode() for word in (self.case, self.number, self.number[1:], self.agent, self.line, self.note)]

    def writes(self, length: int) -> CaseChange:
        value = {"number": self.number, "text": f"{self.note} {'и' * length} {self.note}"}
        made = (event(self.seen + 1, actor=self.agent, value=value),)
        holds = (ScopeEntry(f"queue|{self.line}", "use", self.case, 1, NOON),)
        now = row(self.case, number=self.number, agent=self.agent, line=self.line)
        self.seen += 1
        return CaseChange(self.case, self.seen - 1, made, now, holds, {})


def test_no_byte_is_left_of_the_forgotten_and_all_of_the_others(store: SQLiteStore) -> None:
    """Logs of many cases grow side by side, so that pages split and rows move about before some are erased."""
    chance = random.Random(1)  # with it secure_delete alone would leave five words behind
    people = [Person(n) for n in range(60)]
    opened(store, row("other"))
    store._connection(create=False).execute("PRAGMA synchronous = OFF")  # only for speed
    for _ in range(900):
        store.append(chance.choice(people).writes(chance.choice((3, 30, 200, 2500))))
    people = [each for each in people if each.seen]
    gone, kept = people[:12], people[12:]
    assert all(word in on_disk(store) for each in people for word in each.words())
    for each in gone:
        store.forget(each.case)
    left = on_disk(store)
    assert [word for each in gone for word in each.words() if word in left] == []
    assert all(word in left for each in kept for word in each.words())
    assert all(len(store.events(each.case)) == each.seen for each in kept)


def test_the_search_index_keeps_no_piece_of_the_forgotten(store: SQLiteStore) -> None:
    opened(store, row("a1", agent="ЩЪЫ"), row("b1", agent="olga"))
    store.append(change("b1", 1, agent="ЭЮЯ"))  # a name that is there no longer
    store.append(change("b1", 2, agent="anna"))
    before = on_disk(store)
    assert "щъы".encode() in before
    store.forget("a1")
    terms = store._connection(create=False)
    terms.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, cases_search, row)")
    assert {term for (term,) in terms.execute("SELECT term FROM terms")}.isdisjoint({"щъы", "эюя", "a1\n"})
    after = on_disk(store)
    assert "щъы".encode() not in after
    assert "эюя".encode() not in after


def test_forgetting_what_is_not_there_makes_nothing(store: SQLiteStore) -> None:
    with pytest.raises(UnknownCase):
        store.forget("a1")
    assert not store.path.parent.exists()


def test_traces_that_somebody_still_reads_are_told_of_and_cleared_by_the_next_forget(store: SQLiteStore) -> None:
    opened(store, *(Person(n).writes(10).row for n in range(3)))
    reader = sqlite3.connect(store.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM cases").fetchone()
    with pytest.raises(StoreError) as caught:
        store.forget(Person(0).case)
    assert (caught.value.code, caught.value.params["case"]) == ("traces_left", Person(0).case)
    assert Person(0).number.encode() in on_disk(store)
    with pytest.raises(UnknownCase):
        store.row(Person(0).case)
    reader.close()
    store.forget(Person(1).case)
    left = on_disk(store)
    assert [word for n in (0, 1) for word in Person(n).words() if word in left] == []
    assert Person(2).number.encode() in left


def test_traces_are_told_of_when_there_is_no_room_to_pack(store: SQLiteStore) -> None:
    opened(store, row("a1"), row("b1"))
    db = store._connection(create=False)
    db.execute("PRAGMA temp_store = MEMORY")
    packing = []

    def refuse_to_pack(action: int, *_: object) -> int:
        packing.append(action)
        return sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_ATTACH else sqlite3.SQLITE_OK

    db.set_authorizer(refuse_to_pack)
    with pytest.raises(StoreError) as caught:
        store.forget("a1")
    assert caught.value.code == "traces_left"
    assert sqlite3.SQLITE_ATTACH in packing
    db.set_authorizer(None)
    assert store.find("") == ("b1",)


def test_playbooks_hold_nothing_of_a_person_and_stay_while_they_are_pinned(store: SQLiteStore) -> None:
    opened(store, row("a1"), row("b1"))
    store.forget("a1")
    assert store.playbook(row("b1").playbook) == next(iter(TEXTS.values()))
