"""What every store's board must do: order, pages, search."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest

from ban_wizard.store.board import fits
from ban_wizard.store.protocol import Store
from ban_wizard.values import replace
from tests.unit.store.making import DAY, HOUR, NOON, Conformance, cases, change, ended, opened, row


def pages(store: Store, limit: int, **filters: object) -> list[list[str]]:
    found, after = [], None
    while True:
        page = store.board(after=after, limit=limit, **filters)  # type: ignore[arg-type]
        found.append(cases(page.rows))
        if page.next is None:
            return found
        after = page.next


def joined(found: list[list[str]]) -> list[str]:
    return list(chain.from_iterable(found))


class BoardConformance(Conformance):
    @pytest.fixture
    def filled(self, store: Store) -> Store:
        opened(
            store,
            row("o3", due_at=NOON + DAY),
            row("o1", due_at=NOON - DAY),
            row("o2b", due_at=NOON),
            row("o2a", due_at=NOON),
            row("o9", due_at=None),
            ended("e1", updated_at=NOON),
            ended("e2", updated_at=NOON + DAY),
        )
        return store

    def test_open_ones_by_due_date_then_ended_ones_newest_first(self, filled: Store) -> None:
        assert cases(filled.board().rows) == ["o1", "o2a", "o2b", "o3", "o9", "e2", "e1"]
        assert cases(filled.board(open_only=True).rows) == ["o1", "o2a", "o2b", "o3", "o9"]

    @pytest.mark.parametrize("limit", range(1, 9))
    def test_pages_join_up(self, filled: Store, limit: int) -> None:
        whole = cases(filled.board().rows)
        found = pages(filled, limit)
        assert joined(found) == whole
        assert [len(page) for page in found[:-1]] == [limit] * (len(found) - 1)
        assert joined(pages(filled, limit, open_only=True)) == whole[:5]

    def test_due_by_a_moment(self, filled: Store) -> None:
        assert cases(filled.board(due_before=NOON).rows) == ["o1", "o2a", "o2b"]
        assert cases(filled.board(due_before=(NOON - timedelta(microseconds=1)).astimezone(UTC)).rows) == ["o1"]
        assert joined(pages(filled, 2, due_before=NOON)) == ["o1", "o2a", "o2b"]

    def test_a_page_goes_on_where_the_last_one_ended_whatever_has_happened(self, filled: Store) -> None:
        page = filled.board(limit=3)
        filled.append(change("o2b", 1, due_at=NOON + 9 * DAY))  # the row that the page ended with
        opened(filled, row("o0", due_at=NOON - 9 * DAY))
        filled.forget("o2a")
        assert cases(filled.board(after=page.next).rows) == ["o3", "o2b", "o9", "e2", "e1"]

    def test_a_cursor_is_a_place_under_any_filter(self, filled: Store) -> None:
        assert cases(filled.board(after=filled.board(limit=2).next, open_only=True).rows) == ["o2b", "o3", "o9"]
        assert cases(filled.board(after=filled.board(limit=6).next, open_only=True).rows) == []
        assert cases(filled.board(after=filled.board(limit=6).next, due_before=NOON).rows) == []

    @pytest.mark.parametrize("limit", [0, -1])
    def test_a_page_holds_something(self, filled: Store, limit: int) -> None:
        with pytest.raises(ValueError):
            filled.board(limit=limit)

    def test_a_due_date_has_a_zone(self, filled: Store) -> None:
        with pytest.raises(ValueError):
            filled.board(due_before=datetime(2026, 3, 2))

    @pytest.mark.parametrize("cursor", ["", "x", "00", "й", "\udcff", "7b7d"])
    def test_any_other_text_is_no_cursor(self, filled: Store, cursor: str) -> None:
        with pytest.raises(ValueError):
            filled.board(after=cursor)

    @pytest.mark.parametrize(
        "content",
        [
            "[]",
            "[true, null]",
            "[true, null, 1]",
            "[true, 5, 'a']",
            "[false, null, 'a']",
            "[true, '2026-03-02', 'a']",
            "['yes', '2026-03-02T00:00:00+00:00', 'a']",
            "[" * 100_000,
        ],
    )
    def test_a_cursor_made_by_hand_is_refused(self, filled: Store, content: str) -> None:
        with pytest.raises(ValueError):
            filled.board(after=content.replace("'", '"').encode().hex())

    def test_a_cursor_altered_anywhere_is_refused_or_still_a_place(self, filled: Store) -> None:
        cursor = filled.board(limit=2).next
        assert cursor
        for at in range(len(cursor)):
            for digit in "0f":
                try:
                    rows = filled.board(after=cursor[:at] + digit + cursor[at + 1 :]).rows
                except ValueError:
                    continue
                assert set(cases(rows)) <= set(cases(filled.board().rows))

    @pytest.fixture
    def names(self, store: Store) -> Store:
        opened(
            store,
            row("k7q2", number="+79111234567", agent="Анна", line="shop  on main street"),
            row("m3x9", number="+79265550199", agent="O'Brien", line="100%_*\"x'"),
            ended("p4z1", number="+4915112345678", agent="анна б."),
        )
        return store

    @pytest.mark.parametrize(
        ("search", "found"),
        [
            ("1234", ["k7q2", "p4z1"]),
            ("12", ["k7q2", "p4z1"]),
            ("+7 (911) 123", ["k7q2"]),
            ("+79111234567", ["k7q2"]),
            ("567", ["k7q2", "p4z1"]),
            ("99", ["m3x9"]),
            ("k7q", ["k7q2"]),
            ("K7", ["k7q2"]),
            ("АННА", ["k7q2", "p4z1"]),
            ("анна б", ["p4z1"]),
            ("on main", ["k7q2"]),
            ("  shop ON   main ", ["k7q2"]),
            ("o'b", ["m3x9"]),
            ("100%_", ["m3x9"]),
            ('*"x', ["m3x9"]),
            ("%", ["m3x9"]),
            ("_", ["m3x9"]),
            ("*", ["m3x9"]),
            ("1%7", []),
            ("9_1", []),
            ("k7*", []),
            ('"', ["m3x9"]),
            ("k7q2 OR m3x9", []),
            ("NEAR(k7q m3x)", []),
            ("7k7q", []),  # never across fields
            ("нет такого", []),
            ("a" * 5000, []),
            ("\x00k7q\x00", ["k7q2"]),
            ("\udcff", ["k7q2", "m3x9", "p4z1"]),  # nothing printable: no search
            (" ", ["k7q2", "m3x9", "p4z1"]),
        ],
    )
    def test_search(self, names: Store, search: str, found: list[str]) -> None:
        assert cases(names.board(search=search).rows) == found

    def test_search_follows_what_changes(self, names: Store) -> None:
        names.append(change("k7q2", 1, agent="Olga", line="elsewhere"))
        assert cases(names.board(search="анна").rows) == ["p4z1"]
        assert cases(names.board(search="main street").rows) == []
        assert cases(names.board(search="olga").rows) == cases(names.board(search="elsewhere").rows) == ["k7q2"]
        names.forget("p4z1")
        assert cases(names.board(search="анна").rows) == []

    def test_search_with_filters_and_pages(self, store: Store) -> None:
        for n in range(30):
            made = ended(f"c{n:02}", updated_at=NOON - n * HOUR) if n % 3 == 0 else row(f"c{n:02}", due_at=NOON + n * HOUR)
            opened(store, replace(made, agent="anna" if n % 2 else "olga"))
        for search in ("anna", "an", "+7"):
            whole = cases(store.board(search=search).rows)
            assert joined(pages(store, 4, search=search)) == whole
            assert len(whole) == (30 if search == "+7" else 15)
            assert cases(store.board(search=search, open_only=True).rows) == [case for case in whole if int(case[1:]) % 3]
        assert cases(store.board(search="anna", due_before=NOON + 5 * HOUR).rows) == ["c01", "c05"]

    def test_a_search_that_finds_nearly_everything(self, store: Store) -> None:
        opened(store, *(row(f"c{n:04}", due_at=NOON + n * HOUR, line="rare" if n % 100 == 0 else None) for n in range(700)))
        assert len(store.board(search="9111", limit=1000).rows) == 700
        assert joined(pages(store, 500, search="9111")) == [f"c{n:04}" for n in range(700)]
        assert cases(store.board(search="rare", limit=1000).rows) == [f"c{n:04}" for n in range(0, 700, 100)]

    # ------------------------------------------------------------------ filters, places, counts

    @pytest.fixture
    def mixed(self, store: Store) -> Store:
        opened(
            store,
            row("o1", due_at=NOON - DAY, messenger="max", kind="temporary_ban", agent="anna"),
            row("o2", due_at=NOON, messenger="max", kind="permanent_ban", agent="boris"),
            row("o3", due_at=NOON + HOUR, messenger="whatsapp_app", kind="permanent_ban", agent=None),
            row("o4", due_at=NOON + DAY, messenger="whatsapp_app", kind="permanent_ban", agent="anna"),
            row("o5", due_at=None, messenger="max", kind="permanent_ban", agent="anna"),
            ended("e1", updated_at=NOON, messenger="max", kind="permanent_ban", agent="anna"),
            ended("e2", updated_at=NOON + DAY, messenger="whatsapp_app", kind="temporary_ban", agent=None),
        )
        return store

    @pytest.mark.parametrize(
        ("filters", "found"),
        [
            ({"messenger": "max"}, ["o1", "o2", "o5", "e1"]),
            ({"kind": "permanent_ban"}, ["o2", "o3", "o4", "o5", "e1"]),
            ({"agent": "anna"}, ["o1", "o4", "o5", "e1"]),
            ({"agent": ""}, ["o3", "e2"]),
            ({"agent": "nobody"}, []),
            ({"messenger": "max", "kind": "permanent_ban", "agent": "anna"}, ["o5", "e1"]),
            ({"agent": "anna", "open_only": True}, ["o1", "o4", "o5"]),
            ({"agent": "anna", "due_before": NOON}, ["o1"]),
            ({"due_before": NOON + DAY}, ["o1", "o2", "o3", "o4"]),
            ({"open_only": True}, ["o1", "o2", "o3", "o4", "o5"]),
            ({}, ["o1", "o2", "o3", "o4", "o5", "e2", "e1"]),
            ({"agent": "anna", "search": "o4"}, ["o4"]),
            ({"messenger": "max", "search": "anna"}, ["o1", "o5", "e1"]),
        ],
    )
    def test_filters_go_together(self, mixed: Store, filters: dict[str, object], found: list[str]) -> None:
        assert cases(mixed.board(**filters).rows) == found  # type: ignore[arg-type]
        assert joined(pages(mixed, 1, **filters)) == found
        for index in range(len(found) + 1):
            begin = mixed.place(index, **filters)  # type: ignore[arg-type]
            assert cases(mixed.board(after=begin, **filters).rows) == found[index:]  # type: ignore[arg-type]
        whole = mixed.board().rows
        assert [each.case for each in whole if fits(each, filters)] == found  # type: ignore[arg-type]
        for place, each in enumerate(whole):
            before = [case for case in cases(whole[:place]) if case in found]
            assert mixed.index(each, **filters) == len(before), each.case  # type: ignore[arg-type]
        tally = mixed.tally([NOON, NOON + DAY], **filters)  # type: ignore[arg-type]
        assert len(tally) == 4
        assert sum(tally) == len(found)

    def test_the_index_of_a_case_that_is_gone_or_moved_is_that_of_its_place(self, mixed: Store) -> None:
        o3, e2 = mixed.row("o3"), mixed.row("e2")
        mixed.forget("e2")
        mixed.append(change("o3", 1, due_at=NOON + 9 * DAY, messenger="whatsapp_app", kind="permanent_ban"))
        assert (mixed.index(o3), mixed.index(mixed.row("o3"))) == (2, 3)
        assert mixed.index(e2) == mixed.index(mixed.row("e1")) == 5
        assert mixed.index(row("a0", due_at=NOON - 9 * DAY)) == 0
        assert mixed.index(ended("z9", updated_at=NOON - 9 * DAY)) == 6

    def test_the_index_follows_the_case_where_dates_are_equal(self, filled: Store) -> None:
        assert [filled.index(each) for each in filled.board().rows] == list(range(7))

    def test_an_index_needs_a_zone(self, filled: Store) -> None:
        with pytest.raises(ValueError):
            filled.index(filled.row("o1"), due_before=datetime(2026, 3, 2))

    def test_a_tally_counts_by_moment(self, mixed: Store) -> None:
        assert mixed.tally([NOON, NOON + DAY]) == (1, 2, 2, 2)
        assert mixed.tally([]) == (5, 2)
        assert mixed.tally([NOON], open_only=True) == (1, 4, 0)
        assert mixed.tally([NOON], messenger="max") == (1, 2, 1)

    def test_everybody_who_has_a_case(self, mixed: Store) -> None:
        assert mixed.agents() == ("anna", "boris")

    def test_the_wait_is_kept(self, store: Store) -> None:
        opened(store, row("a1", wait="typical P1D"))
        assert store.row("a1").wait == "typical P1D"
        assert store.board().rows[0].wait == "typical P1D"
