"""The full-screen wizard. This file wires: themes, driver, keyboard, and the ways between the screens."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from ban_wizard.application.cards import Card
from ban_wizard.desktop import clipboard
from ban_wizard.desktop.locations import SETTINGS
from ban_wizard.faces import crash
from ban_wizard.i18n import LANGUAGES, say
from ban_wizard.playbook.ahead import compile_ahead
from ban_wizard.playbook.findings import BadPlaybook
from ban_wizard.settings import Settings, remember
from ban_wizard.store.protocol import StoreError
from ban_wizard.tui import compat, keymap, theme
from ban_wizard.tui.keyboard import translated
from ban_wizard.tui.lending import Lending
from ban_wizard.tui.typeahead import TypeAhead
from ban_wizard.tui.ways import HOME, Ways
from ban_wizard.wizard import Wizard

if TYPE_CHECKING:
    from ban_wizard.tui.letter_draft import LetterDraft


DEFAULTS = Settings()

LOAD_AFTER = 0.3
"""Seconds after the start at which the first page has been drawn on any machine, and nobody has read it yet."""


ENDED_BY = ("SIGTERM", "SIGHUP")

SWITCH_AFTER = 0.0005
"""Seconds after which the thread that writes to the terminal gets its turn, so that a frame is not held back by work on the next."""


class BanWizardApp(compat.QuietCrash, Ways, Lending):
    """One person at one terminal. Raises StoreError and BadPlaybook where there is nothing to begin with."""

    TOLD = (StoreError, BadPlaybook)

    # All sheets at once: a sheet that comes with its screen makes Textual read all others anew.
    CSS_PATH: ClassVar = ["app.tcss", *(f"screens/{name}.tcss" for name in ("board", "case", "new_case", "letter", "overlay"))]
    TITLE = "ban-wizard"
    ENABLE_COMMAND_PALETTE = False
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-normal"), (34, "-tall")]  # noqa: RUF012  # as Textual declares them
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+c", "how_to_leave", show=False),
        Binding("ctrl+z", "suspend_process", show=False),
    ]

    def __init__(
        self,
        wizard: Wizard,
        settings: Settings = DEFAULTS,
        settings_file: Path | None = None,
        notes: Sequence[str] = (),
        *,
        copier: Callable[[str], str | None] = clipboard.copy,
    ) -> None:
        """`notes` are told on the first page. Without a `settings_file` what is changed here is not kept."""
        super().__init__(driver_class=compat.quick_driver())
        compat.obey_no_color(self)
        self.wizard, self.copier = wizard, copier
        self.type_ahead = TypeAhead(self, self.take_key)
        self.settings, self.settings_file = settings, settings_file
        self.keys, mistakes = keymap.fitting(settings)
        self.capitals = keymap.capitals(self.keys)
        self.set_keymap(keymap.for_textual(self.keys))
        self.notes = [*notes, *(mistake.sentence(settings_file or Path(SETTINGS), wizard.lang) for mistake in mistakes)]
        self.letter_expected = False
        self.letter_drafts: dict[tuple[str, str], LetterDraft] = {}
        """By case and letter, what was done with a letter and is not recorded."""
        self.warned = False
        """Whether the person was told, on the way out, that something typed is not recorded."""
        self.start_case = self.only_open_case()
        for one in theme.THEMES:
            self.register_theme(one)
        self.begin_with(theme.NAMES[settings.theme] if settings.theme else theme.fitting(os.environ.get("COLORFGBG")))
        self.add_mode("cases", self.cases_screen)

    def begin_with(self, name: str) -> None:
        """The theme from the first frame on, without Textual's own being made ready before it."""
        self.set_reactive(BanWizardApp.theme, name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)

    def only_open_case(self) -> Card | None:
        """The one open case, if there is exactly one. Read before the terminal is touched: what cannot be read is told on it."""
        rows = self.wizard.board(limit=2).rows
        if not rows or not rows[0].open or any(row.open for row in rows[1:]):
            return None
        return self.wizard.show(rows[0].case)

    def get_default_screen(self) -> Screen[Any]:
        """With one open case straight into it, else the cases, or the page that says what this is."""
        return self.case_screen(self.start_case) if self.start_case else self.cases_screen()

    def on_mount(self) -> None:
        self.catch_what_nobody_awaits(asyncio.get_running_loop())
        if not self.is_headless:
            self.end_on_signals()
        self.set_timer(LOAD_AFTER, self.prepare)
        if self.notes:
            self.call_after_refresh(self.tell, "\n".join(self.notes))

    def end_on_signals(self) -> None:
        """Ended from outside, or cut off: the terminal is given back all the same. All that was recorded is on the disk already."""
        for name in ENDED_BY:
            if number := getattr(signal, name, None):
                with suppress(NotImplementedError):  # Windows
                    asyncio.get_running_loop().add_signal_handler(number, self.exit, None, 128 + number)

    def prepare(self) -> None:
        """Get ready while the person reads; from now on there may be something to collect."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        _in_background(compile_ahead, self.wizard.library)

    def expect_letter(self) -> None:
        """A letter may be asked for next: load what it takes to write one while the person reads."""
        if not self.letter_expected:
            self.letter_expected = True
            self.set_timer(LOAD_AFTER, lambda: _in_background(_load_for_letters))

    # ------------------------------------------------------------------ keys

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            if not self.type_ahead.must_wait(event):
                await self.take_key(event)
        else:
            await super().on_event(event)

    async def take_key(self, event: events.Event) -> None:
        as_text = takes_text(self.focused)
        if isinstance(event, events.Key):
            event = translated(event, takes_text=as_text, capitals=self.capitals)
        self.type_ahead.let_through(event, as_text)
        await super().on_event(event)

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted on a first page, where nothing is being typed, can only be what a blocked number shows."""
        if getattr(self.screen, "PLACE", "") in HOME and event.text.strip():
            self.open_new_case(event.text)

    def letter_recorded(self, case: str, text: str) -> None:
        """A letter of the case has been recorded as sent."""
        for (of, _), draft in self.letter_drafts.items():
            if of == case:
                draft.recorded(text)

    # ------------------------------------------------------------------ commands of every screen

    def action_help(self) -> None:
        from ban_wizard.tui.screens.help import HelpScreen

        if hasattr(self.screen, "PLACE"):
            self.push_screen(HelpScreen(self.screen, self.wizard.lang))

    def action_palette(self) -> None:
        from ban_wizard.tui.screens.palette import PaletteScreen

        async def chosen(action: str | None) -> None:
            if action is not None:
                await self.run_action(action)

        if hasattr(self.screen, "PLACE"):
            self.push_screen(PaletteScreen(self.screen, self.wizard.lang), chosen)

    def action_theme(self) -> None:
        self.theme = theme.LIGHT if self.theme == theme.DARK else theme.DARK
        self.remember("theme", next(name for name, full in theme.NAMES.items() if full == self.theme))

    def action_language(self) -> None:
        """The other language, on every page that is open; what was typed stays."""
        lang = LANGUAGES[(LANGUAGES.index(self.wizard.lang) + 1) % len(LANGUAGES)]
        self.wizard.lang = lang
        for screen in self.screen_stack:
            if retell := getattr(screen, "retell", None):
                retell()
        self.remember("language", lang)

    def remember(self, name: str, value: str) -> None:
        """Keep a setting for the next time; if that cannot be, say so."""
        if self.settings_file is None:
            return
        try:
            remember(self.settings_file, name, value)
        except (OSError, ValueError) as error:
            self.tell(say(self.wizard.lang, "settings.not_saved", file=self.settings_file, why=error))

    def tell(self, text: str, *, calm: bool = False) -> None:
        """A sentence on the page that is shown, if it is one that can tell."""
        if tell := getattr(self.screen, "tell", None):
            tell(text, calm=calm)

    def folder(self) -> Path:
        """Where files are proposed to be saved."""
        return self.settings.export_folder or Path.cwd()

    def action_leave(self) -> None:
        """Everything recorded is kept; what was typed and not yet taken is asked about once."""
        with_drafts = [each for each in (*self.screen_stack, *self.letter_drafts.values()) if getattr(each, "unused", False)]
        begun = self.begun is not None and not self.begun.empty
        if self.warned or not (with_drafts or begun):
            self.exit()
            return
        self.warned = True
        if not hasattr(self.screen, "PLACE"):  # help or palette
            self.pop_screen()
        self.screen.tell(say(self.wizard.lang, "new_case.unfinished" if begun else "screen.unused"))  # type: ignore[attr-defined]

    def action_how_to_leave(self) -> None:
        """Ctrl+C copies in a line of text; elsewhere it tells the way out, for it may have been meant as that."""
        self.tell(say(self.wizard.lang, "screen.how_to_leave"), calm=True)

    # ------------------------------------------------------------------ faults

    def report(self, error: BaseException) -> str:
        return crash.report(error, self.wizard.lang)


def takes_text(widget: Widget | None) -> bool:
    """Whether letters typed here are text rather than commands."""
    return isinstance(widget, Input) or bool(getattr(widget, "takes_text", False)) or getattr(widget, "read_only", True) is False


def _in_background(work: Callable[..., None], *args: object) -> None:
    """Do in a thread what will be needed later. If it fails, it fails again when it is needed, and is told then."""

    def quietly() -> None:
        with suppress(Exception):
            work(*args)

    threading.Thread(target=quietly, daemon=True).start()


def _load_for_letters() -> None:
    import ban_wizard.letter.render

    assert ban_wizard.letter.render


def run_tui(wizard: Wizard, settings: Settings = DEFAULTS, settings_file: Path | None = None, notes: Sequence[str] = ()) -> int:
    """Open the wizard on the terminal; the exit code: 0, or that of a crash after a fault of our own.

    Raises StoreError and BadPlaybook, the terminal given back, where it cannot go on without them.
    """
    sys.setswitchinterval(SWITCH_AFTER)
    app = BanWizardApp(wizard, settings, settings_file, notes)
    app.run(mouse=settings.mouse)
    if app.fault is not None:
        raise app.fault
    return app.return_code or 0
