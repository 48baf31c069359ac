"""What every store must do with the scopes that cases share: entries, versions, conflicts."""

from __future__ import annotations

from datetime import UTC
from itertools import pairwise

import pytest

from ban_wizard.store.protocol import FORGOTTEN, Conflict, Store
from ban_wizard.values import replace
from tests.unit.store.making import DAY, NOON, Conformance, OpenStore, change, event, opened, row, use


class ScopeConformance(Conformance):
    QUEUE, LOCK = "queue|shop", "lock|shop"

    @pytest.fixture
    def pair(self, store: Store) -> Store:
        opened(store, row("a1"), row("b1"))
        return store

    def version(self, store: Store, scope: str) -> int:
        return store.scopes([scope])[1][scope]

    def test_entries_of_all_cases_oldest_first(self, pair: Store) -> None:
        late, early = use(self.QUEUE, "a1", 2, NOON + DAY), use(self.QUEUE, "b1", 2, NOON.astimezone(UTC))
        hold = replace(use(self.LOCK, "a1", 1), what="hold")
        pair.append(change("a1", 1, holds=(late, hold)), change("b1", 1, holds=(early,)))
        assert pair.scopes([self.QUEUE, "none"])[0] == (early, late)
        assert set(pair.scopes([self.LOCK, self.QUEUE])[0]) == {early, late, hold}
        assert pair.scopes([self.QUEUE, "none"])[1]["none"] == 0
        assert pair.scopes([]) == ((), {})
        assert pair.scopes([self.LOCK, self.LOCK])[0] == (hold,)

    def test_a_version_changes_when_the_entries_do(self, pair: Store) -> None:
        one, two = use(self.QUEUE, "a1", 1), use(self.QUEUE, "a1", 2)
        seen = [self.version(pair, self.QUEUE)]
        for last, holds in enumerate([(one,), (one,), (one, two), (two,), (), ()], start=1):
            pair.append(change("a1", last, holds=holds))
            seen.append(self.version(pair, self.QUEUE))
        assert seen[0] == 0
        assert [new != old for old, new in pairwise(seen)] == [True, False, True, True, True, False]
        assert len(set(seen)) == 5
        assert self.version(pair, self.LOCK) == 0

    def test_holds_replace_the_case_s_own_entries_only(self, pair: Store) -> None:
        pair.append(change("a1", 1, holds=(use(self.QUEUE, "a1"),)), change("b1", 1, holds=(use(self.QUEUE, "b1"),)))
        pair.append(change("a1", 2))
        assert pair.scopes([self.QUEUE])[0] == (use(self.QUEUE, "b1"),)

    def test_two_cases_that_compete_for_a_scope(self, open_store: OpenStore, pair: Store) -> None:
        one, other = open_store(), open_store()
        read = {self.QUEUE: self.version(other, self.QUEUE)}
        assert read == {self.QUEUE: self.version(one, self.QUEUE)}
        asked = event(2, actor="olga", kind="acted", name="queue_cleared")
        one.append(change("a1", 1, (asked, event(3)), holds=(use(self.QUEUE, "a1", 2),), reads=read))
        with pytest.raises(Conflict) as caught:
            other.append(change("b1", 1, holds=(use(self.QUEUE, "b1", 2),), reads=read))
        told = caught.value
        assert (told.case, told.who, told.when, told.what) == ("b1", "olga", asked.recorded, "acted queue_cleared")
        assert len(other.events("b1")) == 1
        other.append(change("b1", 1, holds=(use(self.QUEUE, "b1", 2),), reads={self.QUEUE: self.version(other, self.QUEUE)}))
        assert len(pair.scopes([self.QUEUE])[0]) == 2

    def test_what_took_an_entry_away_is_named_as_well(self, pair: Store) -> None:
        pair.append(change("a1", 1, holds=(use(self.QUEUE, "a1", 2),)))
        read = {self.QUEUE: self.version(pair, self.QUEUE)}
        pair.append(change("a1", 2, (event(3, actor="ivan", kind="undone", name=""),)))
        with pytest.raises(Conflict) as caught:
            pair.append(change("b1", 1, reads=read))
        assert (caught.value.who, caught.value.what) == ("ivan", "undone")

    def test_an_append_that_reads_what_it_changes(self, pair: Store) -> None:
        read = {self.QUEUE: 0, self.LOCK: 0}
        pair.append(
            change("a1", 1, holds=(use(self.QUEUE, "a1"),), reads=read), change("b1", 1, holds=(use(self.QUEUE, "b1"),), reads=read)
        )
        assert len(pair.scopes([self.QUEUE])[0]) == 2

    @pytest.mark.parametrize("others", [True, False])
    def test_a_case_forgotten_in_between_is_a_conflict(self, pair: Store, others: bool) -> None:
        pair.append(change("a1", 1, holds=(use(self.QUEUE, "a1"),)))
        if others:
            opened(pair, row("c1"))
            pair.append(change("c1", 1, holds=(use(self.QUEUE, "c1"),)))
        read = {self.QUEUE: self.version(pair, self.QUEUE)}
        pair.forget("a1")
        with pytest.raises(Conflict) as caught:
            pair.append(change("b1", 1, reads=read))
        assert (caught.value.who, caught.value.when, caught.value.what) == ("", event(2).recorded, FORGOTTEN)

    def test_a_version_never_comes_back(self, pair: Store) -> None:
        seen = set()
        for case in ("c1", "c2", "c3"):
            pair.append(change(case, holds=(use(self.QUEUE, case),)))
            seen.add(self.version(pair, self.QUEUE))
            pair.forget(case)
            assert self.version(pair, self.QUEUE) == 0
        assert len(seen) == 3

    def test_forgetting_takes_a_case_s_entries_along(self, pair: Store) -> None:
        pair.append(change("a1", 1, holds=(use(self.QUEUE, "a1"), use(self.LOCK, "a1"))), change("b1", 1, holds=(use(self.QUEUE, "b1"),)))
        pair.forget("a1")
        assert pair.scopes([self.QUEUE, self.LOCK])[0] == (use(self.QUEUE, "b1"),)
        assert self.version(pair, self.LOCK) == 0
