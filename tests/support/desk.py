"""A wizard at a desk of its own: a store in a folder of the test's, a clock that stands still, ids that can be foretold."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from ban_wizard.application.cards import Card
from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.letter.cache import Letters
from ban_wizard.playbook.cache import Library, letter_ids
from ban_wizard.store.protocol import Store
from ban_wizard.store.sqlite import SQLiteStore
from ban_wizard.wizard import Wizard
from tests.support.walk import ROOT

NOON = datetime(2027, 1, 1, 9, tzinfo=UTC)
"""Noon in Moscow."""

NUMBER = "+79111234567"
OLCHAT = {"gateway": "olchat", "line": "Shop", "review": "none", "sim_in_hand": "yes", "crm_mailing": "no"}


@cache
def library() -> Library:
    """The shipped playbooks, compiled once for a whole run of tests."""
    return Library(ROOT / "playbooks", ROOT / "appeal_templates", _cache())


@cache
def letters() -> Letters:
    return Letters(ROOT / "appeal_templates", _cache())


@cache
def compiled() -> Path:
    """A cache folder with everything that ships, to be copied to where a program will look for it."""
    for messenger in library().ids():
        library().symptoms(messenger)
    library().recognition()
    for name in letter_ids(ROOT / "appeal_templates"):
        letters().letter(name)
    return _cache()


def clear() -> None:
    """After the last test nothing of it is left on the machine."""
    shutil.rmtree(_cache(), ignore_errors=True)


@cache
def _cache() -> Path:
    return Path(mkdtemp(prefix="ban-wizard-tests-"))


def desk(folder: Path, *, lang: str = "en", actor: str = "anna", clock: FrozenClock | None = None, store: Store | None = None) -> Wizard:
    """A wizard over the store in `folder`; two desks over one folder are two people."""
    numbers = itertools.count(1)
    return Wizard(
        store or SQLiteStore(folder),
        library(),
        letters().letter,
        clock or FrozenClock(NOON),
        lambda: f"{actor[0]}case{next(numbers)}",
        actor=actor,
        zone="Europe/Moscow",
        lang=lang,
    )


def before(folder: Path) -> Wizard:
    """A wizard some time ago, for tests of the program itself, which goes by the machine's clock."""
    return desk(folder, clock=FrozenClock(datetime(2026, 1, 1, tzinfo=UTC)))


def raced(wizard: Wizard, first: Callable[[], object]) -> None:
    """Just before `wizard` writes the next time, somebody else does `first`."""
    append = wizard.store.append

    def too_late(*changes: object, **named: object) -> None:
        wizard.store.append = append  # type: ignore[method-assign]
        first()
        append(*changes, **named)  # type: ignore[arg-type]

    wizard.store.append = too_late  # type: ignore[method-assign]


def walk_to(wizard: Wizard, clock: FrozenClock, case: str, state: str) -> None:
    """The recommended act of each step, waits sat out."""
    for _ in range(40):
        card = wizard.show(case)
        if card.view.state == state:
            return
        waiting = next((a.refused for a in card.refused if a.action == "over"), None)
        if card.allowed[0].action == "looked" and waiting and waiting.earliest:
            clock.move(waiting.earliest - card.now)
        else:
            _go_on(wizard, card)
    raise AssertionError(f"{state} was not reached")


def walk_to_letter(wizard: Wizard, case: str, letter: str) -> str:
    """The recommended act of each step, until one has the letter; the case again."""
    for _ in range(40):
        card = wizard.show(case)
        if letter in card.letters:
            return case
        _go_on(wizard, card)
    raise AssertionError(f"{letter} was not reached")


def _go_on(wizard: Wizard, card: Card) -> None:
    """The recommended act, with the first value of whatever it needs."""
    action = card.allowed[0]
    told = {need.fact: need.values[0] if need.values else "2027-02-01" for need in action.needs}
    wizard.do(card.case, action.action, facts=told)
