"""Every place of the program and how to get there, so that what holds everywhere is tested everywhere.

A new screen or dialogue is covered by one line in WAYS; what a single command opens is found through the registry.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, TextArea

from ban_wizard.desktop import browser
from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.settings import Settings
from ban_wizard.text import clean, one_line
from ban_wizard.tui import commands
from ban_wizard.tui.app import BanWizardApp
from ban_wizard.tui.asks import Ask
from ban_wizard.tui.screens.start import StartScreen
from ban_wizard.tui.widgets.panel import Panel
from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER, OLCHAT, walk_to_letter
from tests.tui.pages import Person, Size
from tests.unit.store.memory import MemoryStore

MOST_LEVELS: Final = 14
"""No place is deeper than this."""

NOT_OPENED: Final = frozenset({"leave", "back", "sent", "theme", "language", "read_on", "read_back"})
"""Commands that open nothing to be looked at."""

BLOCKED: Final = "You're temporarily banned from WhatsApp because you may have violated our Terms of Service. 23:59:10"


class Way(NamedTuple):
    """How to get to a place: from where, and what to press. `=TEXT` types, `<TEXT` pastes, `>ID` takes a choice by its id."""

    place: str
    start: str
    """`home`, `nothing` (nobody's first page), `new` (a new case), or one of the cases in the cupboard."""
    steps: tuple[str, ...] = ()
    hub: bool = False
    """Whether every command that it offers is tried too."""


def _way(place: str, start: str, *steps: str, hub: bool = False) -> Way:
    return Way(place, start, steps, hub)


SYMPTOMS: Final = (">list", ">max")
KIND: Final = (*SYMPTOMS, "f5", ">kind:permanent_ban")
PASTED: Final = (">paste", f"<{BLOCKED}", "f5", ">kind:temporary_ban")

WAYS: Final = (
    _way("nobody's first page", "nothing", hub=True),
    _way("all cases", "home", hub=True),
    _way("search, nothing found", "home", "f2", "=zzz"),
    _way("search in words of the palette", "home", "f9", "=з"),
    _way("a new case", "new", hub=True),
    _way("a text", "new", ">paste"),
    _way("a text from a file", "new", ">file"),
    _way("which messenger", "new", ">list"),
    _way("symptoms", "new", *SYMPTOMS),
    _way("a symptom that nobody has", "new", *SYMPTOMS, "=zzz"),
    _way("a verdict", "new", *PASTED[:3]),
    _way("no verdict", "new", *SYMPTOMS, "f5"),
    _way("a number", "new", *KIND),
    _way("a wrong number", "new", *KIND, "=12", "enter"),
    _way("a number that has a case", "new", *KIND, f"={NUMBER}", "enter"),
    _way("which time", "new", *KIND, "=+79110000099", "enter"),
    _way("what is known", "new", *PASTED, "=+79110000099", "enter", ">time:2"),
    _way("a summary", "new", *PASTED, "=+79110000099", "enter", ">time:2", "f5"),
    _way("a question", "asking"),
    _way("the kind is asked", "unclear"),
    _way("a letter is due", "letter", hub=True),
    _way("an entry to take back", "letter", "f8"),
    _way("an act to take back", "timer", "f8"),
    _way("a case to forget", "letter", "delete"),
    _way("a case to close", "home", "f7"),
    _way("an earlier answer", "letter", "a", ">kind"),
    _way("an amendment", "letter", "a", ">seen_where", ">value:nowhere"),
    _way("a reason for an amendment", "letter", "a", ">seen_where", ">value:nowhere", ">amend"),
    _way("a message to save", "letter", "r", ">save"),
    _way("an agent's name", "letter", "i", ">name"),
    _way("a time to look again", "letter", "z", ">time"),
    _way("a wait", "waiting"),
    _way("a time", "timer", ">act:timer_seen"),
    _way("a reason to end", "timer", ">act:closed"),
    _way("not yet", "waiting", ">refused:paired"),
    _way("why all the same", "waiting", ">refused:paired", ">override"),
    _way("really", "waiting", ">refused:paired", ">override", "=it was done", "enter"),
    _way("not for this step", "unblocking", ">far"),
    _way("an ended case", "ended"),
    _way("a letter", "letter", "f2", hub=True),
    _way("a field", "letter", "f2", ">field:business_name"),
    _way("a field of choices", "letter", "f2", ">field:seen_where"),
    _way("measures", "letter", "f2", ">field:measures"),
    _way("a day", "letter", "f2", ">field:measures", ">list_cleaned"),
    _way("left out", "letter", "f2", ">left_out"),
    _way("a reason to correct a field", "letter", "f2", ">field:seen_where", ">value:nowhere"),
    _way("a letter of one's own", "letter", "f2", "e"),
    _way("which text", "letter", "f2", "e", ">claim:login_error"),
    _way("a second letter", "second", "f2"),
    _way("two letters compared", "second", "f2", "v"),
)


class Cupboard(NamedTuple):
    """Cases at every sort of step."""

    asking: str
    unclear: str
    letter: str
    timer: str
    waiting: str
    unblocking: str
    second: str
    ended: str


LONGEST: Final = 4000
"""Characters of a fact."""

LONGEST_NAME: Final = 200
"""Characters of an agent's name."""


def furnished(wizard: Wizard, clock: FrozenClock, folder: Path, words: str = "Shop") -> Cupboard:
    """The cases; `words` is what people have typed wherever they may type, as far as it may be so long."""
    told, name = words[:LONGEST], words[:LONGEST_NAME]
    wizard.actor = one_line(name)
    file = folder / (name.encode("utf-8", "ignore").decode().replace("/", "")[:80] + ".txt")
    file.write_bytes(b"a screen")

    def start(messenger: str, n: int, kind: str, acts: Collection[str] = (), **more: Any) -> str:
        case = wizard.start(messenger, NUMBER if n == 0 else f"+7911000000{n}", kind=kind, **more).case
        for act in acts:
            wizard.do(case, act)
        return case

    second = walk_to_letter(wizard, start("whatsapp_api", 8, "restriction_30d"), "restriction_appeal")
    wizard.learn(second, {"measures": "list_cleaned@2026-12-30"})
    for each in ("restriction_appeal", "provider_note"):
        wizard.do(second, "sent", facts={"letter": each}, text=wizard.letter(second, each).rendered.text)
    clock.move(timedelta(days=3))
    wizard.learn(second, {"measures": "list_cleaned@2026-12-30,staff_briefed", "business_name": words[:80]})

    at_login = {"seen_where": "at_login"}
    letter = start("max", 0, "permanent_ban", ("stopped", "cause_found"), facts=at_login)
    wizard.learn(letter, {"business_name": words[:80], "purpose": words[:300]})
    wizard.evidence(letter, str(file))
    wizard.assign(letter, name)
    wizard.note(letter, words)
    acts = ("stopped", "cause_named", "sent", "unblocked")
    waiting = start(
        "whatsapp_app", 1, "permanent_ban", (*acts, "gateway_asked", "queue_cleared"), offence=2, facts={**OLCHAT, "line": told}
    )
    unblocking = start("whatsapp_app", 2, "permanent_ban", (), offence=2, facts={**OLCHAT, "line": told})
    wizard.note(unblocking, words)
    ended = start("max", 3, "permanent_ban")
    wizard.close(ended, words)
    return Cupboard(
        asking=start("max", 4, "permanent_ban"),
        unclear=start("whatsapp_app", 5, "unclear"),
        letter=letter,
        timer=start("max", 6, "temporary_ban", ("stopped", "cause_found")),
        waiting=waiting,
        unblocking=unblocking,
        second=second,
        ended=ended,
    )


class Visitor(Person):
    """Somebody who goes everywhere."""

    cupboard: Cupboard
    wizard: Wizard
    newcomer: Wizard
    """That of somebody who has no case yet."""
    last_step = ""
    """What led to the present place from the one before."""

    def __init__(self, pilot: Pilot[None]) -> None:
        super().__init__(pilot)
        self.screens: set[type[Screen[Any]]] = set()
        """The sorts of pages that were gone to."""

    @property
    def at_home(self) -> bool:
        """Whether this is the list of cases, with no question of its own."""
        return len(self.app.screen_stack) == 1 and self.place not in ("case", "new_case", "letter") and self.levels == 1

    @property
    def levels(self) -> int:
        """How many questions stand one on the other."""
        return len(getattr(self.app.screen, "asks", ""))

    @property
    def shown(self) -> Ask | None:
        """What the panel asks."""
        panels = self.app.screen.query(Panel)
        return panels.first().shown if panels else None

    @property
    def field(self) -> Input | TextArea | None:
        """What takes letters as text now."""
        focused = self.app.focused
        if isinstance(focused, TextArea) and focused.read_only:
            return None
        return focused if isinstance(focused, (Input, TextArea)) else None

    @property
    def typed(self) -> str:
        field = self.field
        assert field is not None
        return field.text if isinstance(field, TextArea) else field.value

    async def home(self) -> None:
        """Back to the list of cases, by Esc alone; nothing that was typed comes along."""
        self.app.begun = None
        if self.app.wizard is self.newcomer:
            self.app.wizard = self.wizard
            self.app.pop_screen()
            await self.settle()
        left = MOST_LEVELS
        while not self.at_home and left > 0:
            presses = max(1, self.levels)
            await self.burst(*["escape"] * presses)
            left -= presses
        assert self.at_home, f"Esc does not lead out of {self.place}: {self.frame}"
        self.forget()

    def forget(self) -> None:
        """Nothing that was typed so far is known any more."""
        self.app.begun = None
        self.app.letter_drafts.clear()
        self.app.screen.drafts.clear()  # type: ignore[attr-defined]
        self.app.warned = False

    async def go(self, way: Way) -> None:
        """From home to a place."""
        await self.home()
        if way.start == "new":
            self.app.open_new_case()
        elif way.start == "nothing":
            self.app.wizard = self.newcomer
            self.app.push_screen(StartScreen())
        elif way.start != "home":
            self.app.open_case(self.app.wizard.show(getattr(self.cupboard, way.start)))
        await self.settle()
        for step in way.steps:
            await self.step(step)

    async def back_to(self, way: Way, place: str, levels: int) -> None:
        """From what one command of a place has opened back to that place, by Esc where that is enough."""
        if self.place != place or self.levels > levels:
            await self.burst(*["escape"] * max(1, self.levels - (levels if self.place == place else 0)))
        if self.place != place or self.levels != levels or self.app.screen.has_class("-reading") or way.start in ("new", "nothing"):
            await self.go(way)
        self.forget()

    async def step(self, step: str) -> None:
        if step[0] == "=":
            await self.type(step[1:])
        elif step[0] == "<":
            await self.paste(step[1:])
        elif step[0] == ">":
            await self.take(step[1:])
        else:
            await self.burst(step)

    async def take(self, id: str) -> None:
        """Take a choice by its id, in whatever language it is written."""
        choices = self.panel.choices
        ids = [option.id for option in choices.options]
        assert id in ids, f"{id} is not among {ids}"
        choices.focus()
        choices.highlighted = ids.index(id)
        choices.action_select()
        await self.settle()

    async def everywhere(self, *, by_commands: bool = True, every: int = 1) -> AsyncIterator[str]:
        """Go to each place, and once to what each command opens on a screen; gives its name."""
        opened: set[tuple[str, str]] = set()
        for number, way in enumerate(WAYS):
            if number % every and not way.hub:
                continue
            await self.go(way)
            self.screens.add(type(self.app.screen))
            self.last_step = next((step for step in reversed(way.steps) if step[0] not in "=<" and step != "enter"), "")
            yield way.place
            if not (way.hub and by_commands):
                continue
            place, levels = self.place, self.levels
            for command in commands.of(place):
                if command.id in NOT_OPENED or (place, command.id) in opened:
                    continue
                await self.back_to(way, place, levels)
                if commands.available(self.app.screen, command):
                    opened.add((place, command.id))
                    self.last_step = command.keys[0]
                    await self.step(self.last_step)
                    self.screens.add(type(self.app.screen))
                    yield f"{way.place}, {commands.key_name(command.keys[0])}"


@asynccontextmanager
async def a_visit(
    wizard: Wizard, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch, size: Size = (80, 24), *, words: str = "Shop"
) -> AsyncIterator[Visitor]:
    """The program with the cupboard full; no browser is opened and no clipboard touched."""
    monkeypatch.setattr(browser, "open_address", lambda _: False)
    monkeypatch.setattr(BanWizardApp, "edit", lambda app, text: f"{text}\n\n{clean(words)}")
    with TemporaryDirectory() as folder:
        cupboard = furnished(wizard, clock, Path(folder), words)
    newcomer = Wizard(MemoryStore(), wizard.library, wizard.letters, clock, wizard.new_id, actor=words, zone=wizard.zone, lang=wizard.lang)
    app = BanWizardApp(wizard, Settings(editor="true", export_folder=Path("/nowhere")), copier=lambda _: None)
    async with app.run_test(size=size) as pilot:
        visitor = Visitor(pilot)
        visitor.cupboard, visitor.wizard, visitor.newcomer = cupboard, wizard, newcomer
        await visitor.settle()
        yield visitor
