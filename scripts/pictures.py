"""Draws the README's pictures with the program itself: `make pictures` writes one SVG for each main screen, in each language.

The clock stands still and the store lies in a folder of its own, so that a picture changes only when the program does.
"""

from __future__ import annotations

import asyncio
import itertools
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from textual.pilot import Pilot

from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.desktop.locations import playbooks_dir, templates_dir
from ban_wizard.letter.cache import Letters
from ban_wizard.playbook.cache import Library
from ban_wizard.playbook.model import LANGUAGES
from ban_wizard.settings import Settings
from ban_wizard.store.sqlite import SQLiteStore
from ban_wizard.tui.app import BanWizardApp
from ban_wizard.wizard import Wizard

SIZE: Final = (100, 30)
BEGIN: Final = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
PASTED: Final = (
    '{"error": {"message": "(#131031) Account has been locked", "code": 131031, "error_data": {"details": "Your account is restricted"}}}'
)

Scene = Callable[[Wizard, FrozenClock, Pilot[None]], Awaitable[None]]


def desk(folder: Path, lang: str) -> tuple[Wizard, FrozenClock]:
    """A wizard with cases of a shop's support agent."""
    clock, numbers = FrozenClock(BEGIN), itertools.count(1)
    letters = Letters(templates_dir(), None)
    library = Library(playbooks_dir(), templates_dir(), folder / "cache")
    wizard = Wizard(
        SQLiteStore(folder / lang),
        library,
        letters.letter,
        clock,
        lambda: f"shop{next(numbers)}",
        actor="anna",
        zone="Europe/Moscow",
        lang=lang,
    )
    return wizard, clock


def fill(wizard: Wizard, clock: FrozenClock) -> None:
    """Cases at different points of their ways."""
    known = {"gateway": "olchat", "line": "Shop", "review": "none", "sim_in_hand": "yes", "crm_mailing": "no"}
    first = wizard.start("whatsapp_app", "+79110000001", kind="permanent_ban", offence=2, facts=known)
    wizard.do(first.case, "stopped")
    wizard.do(first.case, "cause_named")
    wizard.do(first.case, "sent", text="Please look at it again.")
    wizard.assign(first.case, "anna")
    wizard.start("max", "+79110000002", kind="permanent_ban")
    wizard.start("whatsapp_app", "+79110000003", kind="temporary_ban", facts={"timer_end": "PT20H"})
    clock.move(timedelta(days=1, hours=3))
    other = wizard.start("whatsapp_api", "+79110000004", kind="quality_drop")
    wizard.assign(other.case, "boris")
    ended = wizard.start("max", "+79110000005", kind="temporary_ban")
    wizard.close(ended.case, "The client wrote that it works again.")


async def board(wizard: Wizard, clock: FrozenClock, pilot: Pilot[None]) -> None:
    """As it opens."""


async def case(wizard: Wizard, clock: FrozenClock, pilot: Pilot[None]) -> None:
    pilot.app.open_case(wizard.show("+79110000001"))  # type: ignore[attr-defined]


async def letter(wizard: Wizard, clock: FrozenClock, pilot: Pilot[None]) -> None:
    found = wizard.show("+79110000002")
    for action, facts in (("answer", {"seen_where": "at_login"}), ("stopped", {}), ("cause_found", {})):
        if any(each.action == action for each in found.allowed) and not found.letters:
            found = wizard.do(found.case, action, facts=facts)
    pilot.app.open_case(found)  # type: ignore[attr-defined]
    await pilot.pause()
    await pilot.press("f2")


async def diagnosis(wizard: Wizard, clock: FrozenClock, pilot: Pilot[None]) -> None:
    await pilot.press("f8")
    await pilot.pause()
    await pilot.press("1")
    await pilot.pause()
    pilot.app.screen.focused.insert(PASTED)  # type: ignore[union-attr]
    await pilot.press("f5")


SCENES: Final[dict[str, Scene]] = {"board": board, "diagnosis": diagnosis, "case": case, "letter": letter}


async def draw(folder: Path, lang: str) -> None:
    """Write NAME.svg for every scene into `folder`."""
    for name, scene in SCENES.items():
        with tempfile.TemporaryDirectory() as work:
            wizard, clock = desk(Path(work), lang)
            fill(wizard, clock)
            app = BanWizardApp(wizard, Settings(theme="dark"))
            async with app.run_test(size=SIZE) as pilot:
                await pilot.pause()
                await scene(wizard, clock, pilot)
                await pilot.pause(0.2)
                (folder / f"{name}.svg").write_text(app.export_screenshot(title="ban-wizard"), encoding="utf-8")
            wizard.store.close()


if __name__ == "__main__":
    for lang in LANGUAGES:
        target = Path(sys.argv[1], lang)
        target.mkdir(parents=True, exist_ok=True)
        asyncio.run(draw(target, lang))
