"""Names of files as people may type them, in every place that asks for one: what cannot be used is told in a sentence."""

from pathlib import Path

import pytest

from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.wizard import Wizard
from tests.tui.places import Visitor, Way, a_visit

NAMES = ("/", ".", "..", "~nobody-of-this-name/x", "x" * 5000, "[@click=app.quit]x[/]/[/b]", "no/such/x", "a/" * 2000, "  ")

PLACES = (
    ("f3", Way("", "letter", ("f2", "f3"))),
    ("handout", Way("", "letter", ("p",))),
    ("export", Way("", "letter", ("w",))),
    ("evidence", Way("", "letter", ("e",))),
    ("message", Way("", "letter", ("r", ">save"))),
    ("text from a file", Way("", "new", (">file",))),
    ("calendar", Way("", "home", ("k",))),
    ("import", Way("", "home", ("o",))),
)


async def type_name(visitor: Visitor, name: str) -> None:
    visitor.panel.line.value = name
    visitor.panel.line.cursor_position = len(name)
    await visitor.settle()
    await visitor.burst("enter")


async def test_no_name_of_a_file_breaks_anything(
    wizard: Wizard, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    wrong: list[str] = []
    async with a_visit(wizard, clock, monkeypatch) as visitor:
        events = sum(len(wizard.log(case)) for case in visitor.cupboard)
        for place, way in PLACES:
            await visitor.go(way)
            asked = visitor.shown
            for name in NAMES:
                await type_name(visitor, name)
                assert visitor.app.is_running, f"{place}: {name[:30]!r} ended the program"
                if visitor.shown is None or asked is None or visitor.shown.id != asked.id or visitor.typed != name:
                    wrong.append(f"{place}: {name[:30]!r} is not asked for again: {visitor.shown and visitor.shown.id}")
                    await visitor.go(way)
                elif name.strip() and not visitor.notice:
                    wrong.append(f"{place}: nothing is said of {name[:30]!r}")
        assert sum(len(wizard.log(case)) for case in visitor.cupboard) == events
    assert not wrong, "\n".join(wrong)
    assert [file.name for file in tmp_path.iterdir()] == ["cases"], "nothing was written"
