"""Every test runs as if on a fresh machine: nothing of the developer's is read, and nothing of theirs is touched.

Whoever needs a wizard has one over a store of the test's own, with a clock that stands still until it is moved.
"""

import gc
import os
import shutil
import time
from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

from ban_wizard.desktop.clock import FrozenClock, SystemClock
from ban_wizard.wizard import Wizard
from tests.support.cases import at_the_letter
from tests.support.commands import Run, ran
from tests.support.desk import NOON, clear, compiled, desk

# Deterministic, so that a red run is red for everyone; HYPOTHESIS_PROFILE=explore looks for something new.
settings.register_profile("fixed", derandomize=True, max_examples=60, deadline=None, database=None)
settings.register_profile("explore", deadline=None, max_examples=2000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))

_SET = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC", "TERM": "xterm-256color"}
_UNSET = (
    *("LANGUAGE", "LC_MESSAGES", "LC_CTYPE", "LC_TIME", "COLUMNS", "LINES", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "CI", "ESCDELAY"),
    *("EDITOR", "VISUAL", "PAGER", "BROWSER", "TMUX", "STY", "SSH_CONNECTION", "SSH_TTY", "DISPLAY", "WAYLAND_DISPLAY"),
)
_UNSET_PREFIXES = ("BAN_WIZARD_", "TEXTUAL", "XDG_", "MOSH_")
_UNSET_FOR_CHILDREN = ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")
"""Programs that tests start find their byte-code where an installed program has it: made at each start it takes longer than the start."""


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Nothing that is collected is garbage."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_finish() -> None:
    """What stands in memory before the first test stays there: looking through it for garbage again and again takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def pytest_sessionfinish() -> None:
    clear()


@pytest.fixture(autouse=True)
def fresh_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty home, data in a folder of the test's own, plain English, UTC, a plain terminal."""
    for name in [*_UNSET, *_UNSET_FOR_CHILDREN, *(name for name in os.environ if name.startswith(_UNSET_PREFIXES))]:
        monkeypatch.delenv(name, raising=False)
    for name, value in _SET.items():
        monkeypatch.setenv(name, value)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("BAN_WIZARD_DATA_DIR", str(tmp_path / "data"))
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture
def clock() -> FrozenClock:
    """Noon in Moscow, until it is moved."""
    return FrozenClock(NOON)


@pytest.fixture
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program itself, which goes by the machine's clock, finds it standing still as well."""
    monkeypatch.setattr(SystemClock, "now", lambda self: NOON)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command: its exit code, what it prints, its talk."""
    return partial(ran, capsys)


@pytest.fixture
def wizard(tmp_path: Path, clock: FrozenClock) -> Iterator[Wizard]:
    """Over a store of the test's own, in English."""
    yield from _at_work(desk(tmp_path / "cases", clock=clock))


@pytest.fixture
def russian(tmp_path: Path, clock: FrozenClock) -> Iterator[Wizard]:
    """In Russian."""
    yield from _at_work(desk(tmp_path / "cases-ru", lang="ru", clock=clock))


@pytest.fixture(params=["en", "ru"])
def either(request: pytest.FixtureRequest, tmp_path: Path, clock: FrozenClock) -> Iterator[Wizard]:
    """In either language."""
    yield from _at_work(desk(tmp_path / "cases-either", lang=request.param, clock=clock))


@pytest.fixture
def case(wizard: Wizard) -> str:
    """A permanent ban in MAX, at the letter to support."""
    return at_the_letter(wizard)


@pytest.fixture
def anna(wizard: Wizard) -> Wizard:
    """One of two people at one store."""
    return wizard


@pytest.fixture
def boris(tmp_path: Path, clock: FrozenClock) -> Iterator[Wizard]:
    """The other one."""
    yield from _at_work(desk(tmp_path / "cases", actor="boris", clock=clock))


def _at_work(wizard: Wizard) -> Iterator[Wizard]:
    yield wizard
    wizard.store.close()


@pytest.fixture
def started_before(fresh_machine: None, tmp_path: Path) -> None:
    """The program has run here before: its cache holds playbooks and letters, which each test would else compile and prove anew."""
    (tmp_path / "data").mkdir(0o700)
    shutil.copytree(compiled(), tmp_path / "data" / "cache")
