"""The bench runs and its table is well-formed. How fast anything is, is not asked here: that is what `make bench` is for."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bench import __main__ as bench
from bench import sample, starts
from bench.measure import Result, Row, measure, repeated, table
from bench.pty import NeverShown, time_until_shown

ROWS = {
    "engine step": 5,
    "replay of 1,000 events": 5,
    "the same, out of its JSON": None,
    "playbook load, from YAML": 1.5,
    "playbook load, from the cache": 0.1,
    "durable append of an event": 1.3,
    "playbook check, all that is shipped": 2.5,
    "playbook check, a state of 800": 1.3,
    "one-shot show": 1.4,
    "one-shot letter": 1.25,
    "first frame of the full screen": 1.35,
    "key to changed screen (median)": 1.6,
    "key to changed screen (95th of 100)": 2,
    "answer to the next question": 2.5,
    "Esc back": 1,
    "leaving": 1,
    "peak memory": 1.6,
    "first frame of the board, 100 cases": 1.2,
    "first frame of the board, 100 cases, again": 1.1,
    "one line on the board": 1.6,
    "a page of the board on": None,
    "to the end of the board": None,
}
"""What every row's name begins with, and its limit."""


@pytest.fixture(autouse=True)
def nothing_to_collect(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other tests have left in memory is not looked through before every round."""
    monkeypatch.setattr("bench.measure.gc.collect", lambda: 0)


def taking(*seconds: float) -> Iterator[float]:
    """Measurements that have these results."""
    return iter(seconds)


def row(ours: float, floor: float = 1.0, limit: float | None = 2.0) -> Row:
    return Row("work", lambda: ours, lambda: floor, "less work", limit, rounds=3)


# ------------------------------------------------------------------------------------------- measuring


def test_ours_and_floor_take_turns_and_the_first_round_is_not_counted() -> None:
    order: list[str] = []
    ours, floors = taking(99, 1, 5, 3), taking(99, 2, 2, 4)

    def measurement(name: str, seconds: Iterator[float]) -> float:
        order.append(name)
        return next(seconds)

    found = measure(Row("work", lambda: measurement("a", ours), lambda: measurement("b", floors), "less", None, rounds=3))
    assert order == ["a", "b"] * 4
    assert (found.ours, found.floor, found.ratio) == (3, 2, 1.5)


def test_a_row_that_is_over_is_measured_once_more() -> None:
    slow_once = taking(9, 9, 1, 1)
    found = measure(replace(row(0), ours=lambda: next(slow_once)), rounds=1)
    assert not found.over and found.ours == 1
    slow_twice = taking(9, 9, 9, 9, 1, 1)
    found = measure(replace(row(0), ours=lambda: next(slow_twice)), rounds=1)
    assert found.over


def test_a_row_without_a_limit_is_never_over() -> None:
    assert not measure(row(100, limit=None)).over
    assert measure(row(2.1)).over and not measure(row(2.0)).over


def test_short_work_is_repeated_and_the_mean_taken() -> None:
    done: list[int] = []
    assert repeated(lambda: done.append(1), 5)() > 0
    assert len(done) == 5


def test_the_table_says_what_each_floor_is_and_lines_up() -> None:
    results = [Result(row(0), 0.0021, 0.002), Result(row(0), 4.5e-6, 2e-6), Result(row(0, limit=None), 3.0, 0.25)]
    head, *lines = table(results).splitlines()
    assert head.split() == ["ours", "floor", "ratio", "limit", "the", "floor"]
    assert [line.split() for line in lines] == [
        ["work", "2.1", "ms", "2", "ms", "1.05", "2", "ok", "less", "work"],
        ["work", "4.5", "us", "2", "us", "2.25", "2", "over", "less", "work"],
        ["work", "3", "s", "250", "ms", "12.00", "less", "work"],
    ]
    assert len({line.index("less work") for line in lines}) == 1


# ------------------------------------------------------------------------------------------- the terminal


@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
def test_a_text_is_seen_when_the_program_has_drawn_it() -> None:
    program = "import sys; print('\\x1b[2J\\x1b[3;5Hal\\x1b[1mmost\\x1b[0m there', flush=True); sys.stdin.readline()"
    assert 0 < time_until_shown([sys.executable, "-c", program], "almost there", {"TERM": "xterm"}) < 20


@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
def test_the_terminal_answers_as_xterm_does() -> None:
    program = """
import os, tty
tty.setraw(0)
os.write(1, b"\\x1b[c\\x1b[6n\\x1b[?2026$p\\x1b[?25$p")
got = b""
while got.count(b"y") < 2:
    got += os.read(0, 99)
print(got.replace(b"\\x1b", b"<").decode(), flush=True)
os.read(0, 1)
"""
    answers = "<[?64;1;2;6;9;15;16;17;18;21;22;28c<[1;1R<[?2026;0$y<[?25;2$y"
    assert time_until_shown([sys.executable, "-c", program], answers, {"TERM": "xterm"}) > 0


@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
def test_a_text_that_never_comes_is_told_with_what_came_instead() -> None:
    with pytest.raises(NeverShown, match=r"before the program ended(.|\n)*something else"):
        time_until_shown([sys.executable, "-c", "print('something else')"], "this", {"TERM": "xterm"})


# ------------------------------------------------------------------------------------------- the whole


@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
def test_every_row_can_be_measured(tmp_path: Path) -> None:
    results = list(bench.results_of([], tmp_path, rounds=0))
    named = {name: result.row.limit for result, name in zip(results, ROWS, strict=True) if result.row.name.startswith(name)}
    assert named == ROWS
    assert all(
        re.search(r"  [\d.]+ (ns|us|ms|s |MB) +[\d.]+ (ns|us|ms|s |MB) +\d+\.\d\d ", line) for line in table(results).splitlines()[1:]
    )


def test_the_exit_code_says_whether_a_row_is_over(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for ours, code in ((1.0, 0), (3.0, 1)):
        monkeypatch.setattr(bench, "results_of", lambda *_, ours=ours: [Result(row(0), ours, 1.0)])
        assert bench.main([]) == code
        assert "work" in capsys.readouterr().out


def test_the_floor_of_show_imports_nothing_that_show_does_not(started_before: None, tmp_path: Path) -> None:
    """A floor must not be raised to make us look fast."""
    environment = starts.plain_environment(tmp_path)
    data = ("--data-dir", str(tmp_path / "data"))
    starts.output((starts.PROGRAM, *data, "start", "--messenger", "max", "--kind", "permanent_ban", "--number", sample.NUMBER), environment)
    show = [*data, "show", sample.NUMBER]
    probe = f"import sys; from ban_wizard.cli import main; main({show!r}); print('modules', *sys.modules)"
    *_, modules = starts.output([starts.PYTHON, "-c", probe], environment).splitlines()
    imported = re.findall(r"^import (\w+)", (starts.FLOORS / "show.py").read_text(), re.MULTILINE)
    assert "argparse" in imported
    assert [name for name in imported if name not in modules.split()] == []
