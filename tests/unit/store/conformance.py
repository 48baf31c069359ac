"""What every store must do, said in terms of the protocol alone. A store's own test class inherits StoreConformance.

The class gives a fixture `open_store`: each call returns another handle on the same, at first empty, store.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from ban_wizard.store.protocol import BoardRow, CaseChange, Conflict, Store, UnknownCase
from ban_wizard.values import replace
from tests.unit.store.conformance_board import BoardConformance
from tests.unit.store.conformance_scopes import ScopeConformance
from tests.unit.store.making import DAY, FLOW, NOON, TEXTS, Conformance, OpenStore, cases, change, event, opened, row, use


class LogConformance(Conformance):
    def test_an_empty_store_reads_as_empty(self, store: Store) -> None:
        assert store.board() == store.board(search="9", open_only=True)
        assert (store.board().rows, store.board().next) == ((), None)
        assert store.find("") == store.by_number("+79111234567") == store.by_line("shop") == ()
        assert store.scopes(["queue|shop"]) == ((), {"queue|shop": 0})
        for ask in (store.events, store.row, store.forget):
            with pytest.raises(UnknownCase) as caught:
                ask("a1")
            assert caught.value.case == "a1"
        with pytest.raises(KeyError):
            store.playbook(FLOW)

    @pytest.mark.parametrize(
        "value", [None, True, 0, -1.5, "", "Привет, «мир» \x00\n", "\ud83d half", [], [None, [1]], {}, {"b": 1, "a": {"ё": [2]}}]
    )
    def test_a_value_comes_back_as_it_was(self, store: Store, value: object) -> None:
        store.append(change("a1", events=(event(1, value=value),)), playbooks=TEXTS)
        (kept,) = store.events("a1")
        assert kept == event(1, value=value)
        assert type(kept.value) is type(value)
        if isinstance(value, dict):
            assert list(kept.value) == list(value)

    @pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), {1, 2}])
    def test_a_value_that_is_not_json_is_refused_and_nothing_is_written(self, store: Store, value: object) -> None:
        with pytest.raises(ValueError):
            store.append(change("a1"), change("a2", events=(event(1, value=value),)), playbooks=TEXTS)
        assert store.find("") == ()

    @pytest.mark.parametrize(
        "zone",
        [
            ZoneInfo("Europe/Moscow"),
            ZoneInfo("America/St_Johns"),
            UTC,
            timezone(timedelta(hours=-9, minutes=-30)),
            timezone(timedelta(hours=2, minutes=30, seconds=17)),
        ],
    )
    def test_times_keep_their_offset(self, store: Store, zone: ZoneInfo) -> None:
        at = datetime(2026, 11, 1, 1, 30, 15, 123456, zone, fold=1)  # the second 1:30 of that night in St John's
        store.append(change("a1", events=(event(1, at=at, recorded=at + DAY),), holds=(use("queue|shop", "a1", at=at),)), playbooks=TEXTS)
        (kept,), ((entry,), _) = store.events("a1"), store.scopes(["queue|shop"])
        assert (kept.at, kept.recorded, entry.at) == (at.astimezone(UTC), (at + DAY).astimezone(UTC), at.astimezone(UTC))
        assert (kept.at.isoformat(), kept.recorded.isoformat()) == (at.isoformat(), (at + DAY).isoformat())
        assert entry.at.isoformat() == at.isoformat()

    def test_a_log_grows_and_every_handle_sees_it(self, open_store: OpenStore) -> None:
        one, other = open_store(), open_store()
        one.append(change("a1", events=2), playbooks=TEXTS)
        other.append(change("a1", 2, 3, state="appeal"))
        assert [each.seq for each in one.events("a1")] == [1, 2, 3, 4, 5] and one.opening("a1") == one.events("a1")[0]
        assert one.row("a1") == other.row("a1") == row("a1", state="appeal")

    def test_a_row_comes_back_with_its_times_in_utc(self, store: Store) -> None:
        given = row("a1", due_at=NOON + timedelta(microseconds=1), agent="анна", line="shop", offence=3, kind="warning")
        opened(store, given)
        kept = store.row("a1")
        assert kept == given
        assert kept.due_at
        assert {each.tzinfo for each in (kept.due_at, kept.opened_at, kept.updated_at)} == {UTC}

    def test_every_field_of_a_row_can_change(self, store: Store) -> None:
        opened(store, row("a1"))
        new = BoardRow(
            "a1", "+491", "max", "warning", 2, "well", "outcome", None, None, "olga", "lost", "2", NOON - DAY, NOON + DAY, "shop"
        )
        store.append(CaseChange("a1", 1, (event(2),), new, (), {}), playbooks={"2": "two"})
        assert store.row("a1") == new
        assert store.by_number("+491") == store.by_line("shop") == store.board(search="olga").rows == (new,)
        assert store.by_number("+79111234567") == store.board(search="4567").rows == ()

    def test_the_second_of_two_writers_learns_who_was_first(self, open_store: OpenStore) -> None:
        one, other = open_store(), open_store()
        opened(one, row("a1"))
        first = event(2, actor="olga", kind="acted", name="paired", recorded=NOON + DAY)
        one.append(change("a1", 1, (first, event(3, actor="third"))))
        for seen, reads in ((1, {}), (1, {"queue|shop": 7})):
            with pytest.raises(Conflict) as caught:
                other.append(change("a1", seen, reads=reads))
            told = caught.value
            assert (told.case, told.who, told.when, told.what) == ("a1", "olga", NOON + DAY, "acted paired")
        assert len(other.events("a1")) == 3

    def test_a_log_other_than_the_one_seen_is_a_conflict(self, store: Store) -> None:
        store.append(change("a1", events=(event(1, kind="looked", name=""),)), playbooks=TEXTS)
        for seen in (0, 5):
            with pytest.raises(Conflict) as caught:
                store.append(change("a1", seen))
            assert caught.value.what == "looked"

    def test_a_case_that_is_gone_takes_no_events(self, open_store: OpenStore) -> None:
        one, other = open_store(), open_store()
        opened(one, row("a1"))
        one.forget("a1")
        with pytest.raises(UnknownCase):
            other.append(change("a1", 1))
        with pytest.raises(UnknownCase):
            other.append(change("a1", 1, reads={"queue|shop": 7}))

    def test_all_changes_of_an_append_or_none(self, store: Store) -> None:
        opened(store, row("a1"), row("a2"))
        store.append(change("a2", 1))
        with pytest.raises(Conflict):
            store.append(change("a1", 1, state="appeal"), change("b1"), change("a2", 1), playbooks={"other": "text"})
        assert (len(store.events("a1")), store.row("a1").state) == (1, "stop")
        assert store.find("b") == ()
        with pytest.raises(KeyError):
            store.playbook("other")

    def test_two_changes_of_one_case_are_a_mistake(self, store: Store) -> None:
        with pytest.raises(ValueError):
            store.append(change("a1"), change("a1", 1), playbooks=TEXTS)
        assert store.find("") == ()

    def test_nothing_to_append_is_nothing(self, store: Store) -> None:
        store.append()
        assert store.find("") == ()

    def test_find(self, store: Store) -> None:
        opened(store, *map(row, ("ab", "abc", "abd", "b%", "b_", "б1")))
        assert store.find("a") == ("ab", "abc", "abd")
        assert store.find("a", limit=2) == ("ab", "abc")
        assert store.find("ab") == ("ab",)
        assert store.find("abc") == ("abc",)
        assert store.find("b%") == ("b%",)
        assert store.find("%") == store.find("A") == store.find("abcd") == store.find("\udcff") == ()
        assert store.find("б") == ("б1",)
        assert len(store.find("")) == 6

    def test_by_number_and_by_line(self, store: Store) -> None:
        opened(
            store,
            row("a1", opened_at=NOON + DAY, line="shop"),
            row("a2", opened_at=NOON, line="shop"),
            row("a3", opened_at=NOON, messenger="max", line="shop two"),
            row("a4", number="+79111234568"),
        )
        assert cases(store.by_number("+79111234567")) == ["a2", "a3", "a1"]
        assert cases(store.by_number("+79111234567", "max")) == ["a3"]
        assert cases(store.by_number("+79111234567", "whatsapp_api")) == []
        assert cases(store.by_line("shop")) == ["a2", "a1"]

    def test_closing_twice_is_harmless(self, store: Store) -> None:
        opened(store, row("a1"))
        store.close()
        store.close()


class PlaybookConformance(Conformance):
    def test_a_text_is_kept_as_it_was_first_given(self, store: Store) -> None:
        store.append(change("a1"), playbooks={FLOW: "первый"})
        store.append(change("a2"), playbooks={FLOW: "second"})
        assert store.playbook(FLOW) == "первый"

    def test_a_case_cannot_pin_a_text_that_is_not_there(self, store: Store) -> None:
        with pytest.raises(ValueError):
            store.append(change("a1"))
        opened(store, row("a1"))
        with pytest.raises(ValueError):
            store.append(change("a1", 1, playbook="other"))
        assert store.row("a1").playbook == FLOW

    def test_forgetting_drops_texts_that_no_case_pins_or_has_pinned(self, store: Store) -> None:
        store.append(change("a1"), change("a2"), change("a3", playbook="other"), playbooks={**TEXTS, "other": "o", "new": "n"})
        store.append(change("a2", 1, playbook="new"))  # migrated, and may go back
        store.forget("a3")
        with pytest.raises(KeyError):
            store.playbook("other")
        store.forget("a1")
        assert (store.playbook(FLOW), store.playbook("new")) == (TEXTS[FLOW], "n")
        store.forget("a2")
        for hash in (FLOW, "new"):
            with pytest.raises(KeyError):
                store.playbook(hash)


class ForgetConformance(Conformance):
    def test_forgetting_leaves_nothing_of_a_case_and_all_of_the_others(self, store: Store, open_store: OpenStore) -> None:
        opened(store, row("a1", line="shop"), row("a2", line="shop"))
        kept = store.events("a2")
        store.forget("a1")
        for handle in (store, open_store()):
            with pytest.raises(UnknownCase):
                handle.events("a1")
            with pytest.raises(UnknownCase):
                handle.row("a1")
            with pytest.raises(UnknownCase):
                handle.forget("a1")
            assert handle.events("a2") == kept
            assert handle.find("") == ("a2",)
            assert handle.board().rows == handle.by_line("shop") == handle.by_number("+79111234567") == (row("a2", line="shop"),)

    def test_a_forgotten_case_may_be_opened_again(self, store: Store) -> None:
        store.append(change("a1", events=3), playbooks=TEXTS)
        store.forget("a1")
        opened(store, row("a1", state="other"))
        assert (len(store.events("a1")), store.row("a1").state) == (1, "other")


class StoreConformance(LogConformance, PlaybookConformance, ForgetConformance, BoardConformance, ScopeConformance):
    """All of it."""

    def test_playbooks_that_it_was_pinned_to_before_come_with_a_case_and_go_with_it(self, store: Store) -> None:
        before = replace(change("a1"), pinned=("old", "older"))
        with pytest.raises(ValueError):
            store.append(before, playbooks={**TEXTS, "old": "o"})
        assert store.find("") == ()
        store.append(before, playbooks={**TEXTS, "old": "o", "older": "p"})
        store.append(replace(change("a1", 1), pinned=("oldest",)), playbooks={"oldest": "q"})
        assert [store.playbook(hash) for hash in ("old", "older", "oldest")] == ["o", "p", "q"]
        store.forget("a1")
        for hash in ("old", "older", "oldest", FLOW):
            with pytest.raises(KeyError):
                store.playbook(hash)
