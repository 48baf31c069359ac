"""The page of a case: the step, and below it who says so and what has happened. A step changes in place.

A refusal, the overview or a message to be sent stand in the place of the step for as long as their question is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from ban_wizard.application.cards import Card
from ban_wizard.faces.meanwhile import gone_on_sentence
from ban_wizard.tui.asks import Ask
from ban_wizard.tui.case_text import source_lines, step_lines, top_line
from ban_wizard.tui.screens.dialogue import Dialogue
from ban_wizard.tui.text import Line

REFRESH_EVERY = 60.0
"""Seconds after which a case is looked at anew: waits end, refusals lapse."""


class CasePage(Dialogue):
    """Shows one case, and what came of every act on it."""

    PLACE = "case"
    SECTIONS: ClassVar = {"sources": "#sources", "history": "#history"}

    def __init__(self, card: Card) -> None:
        super().__init__()
        self.card = card
        self.turned: str | None = None
        """The ask whose page stands in the place of the step."""
        self.more_to_come = False
        """Whether what stands below the step is still to be written."""
        self.away = False
        """Whether another screen was shown since the case was last looked at."""

    def compose_reading(self) -> ComposeResult:
        yield Static(id="text", markup=False)
        yield Static(id="sources", markup=False)
        yield Static(id="history", markup=False)

    def on_mount(self) -> None:
        self.show_card(self.card)
        if self.card.notes:  # of the call that led here, such as what was masked in a text
            self.tell("\n".join(self.card.notes), calm=True)
        self.set_interval(REFRESH_EVERY, self.look_again)

    def on_resize(self) -> None:
        self.show_top()

    def on_screen_suspend(self) -> None:
        self.away = True

    def on_screen_resume(self) -> None:
        if self.away:
            self.away = False
            self.look_again()

    # ------------------------------------------------------------------ showing

    def show_card(self, card: Card) -> None:
        """Show where the case stands now, from the top, and ask what has happened."""
        self.card, self.turned = card, None
        self.show_top()
        self.show_sections(False)
        self.read(step_lines(card))
        self.reading.scroll_home(animate=False)
        self.ask_first(self.what_happened())
        self.more_to_come = True
        self.query_one("#text").call_after_refresh(self.show_the_rest)  # a part's refresh: the screen's own comes before the layout

    def show_top(self) -> None:
        """Whose case this is; most steps change nothing about that."""
        if (line := top_line(self.card, self.size.width)) != self.top.content:
            self.top.update(line, layout=False)

    def what_happened(self) -> Ask:
        """The first question of a step."""
        raise NotImplementedError

    def show_the_rest(self) -> None:
        """Who says so and what has been done stand below the step; nobody waits for them to read it."""
        from ban_wizard.tui.case_history import history_lines

        self.read(source_lines(self.card, self.wizard.library.sources()), into="#sources")
        self.read(history_lines(self.card, self.attempt(lambda: self.wizard.log(self.card.case)) or ()), into="#history")
        self.show_sections(self.turned is None)
        self.reading.call_after_refresh(self.reading.tell)
        self.more_to_come = False
        if self.card.letters:
            self.app.expect_letter()

    def show_sections(self, shown: bool) -> None:
        """They are shown only with their text in them, so that their height is never that of an older one."""
        for section in self.SECTIONS.values():
            self.query_one(section).display = shown

    def turn_to(self, lines: Iterable[Line], ask: Ask) -> None:
        """Another page in the place of the step, for as long as `ask` is asked; Esc brings the step back."""
        self.turned = ask.id
        self.read(lines)
        self.show_sections(False)
        self.reading.scroll_home(animate=False)
        self.ask(ask)

    def show_ask(self) -> None:
        if self.turned is not None and not any(ask.id == self.turned for ask in self.asks):
            self.turned = None
            self.read(step_lines(self.card))
            self.show_sections(True)
        super().show_ask()

    def back_to_step(self) -> None:
        """Leave all that was asked in between."""
        self.asks = self.asks[:1]
        self.tell()
        self.show_ask()

    def look_again(self) -> None:
        """Time has passed, or somebody else has gone on: show what is true now, unless the person is in the middle of an answer."""
        if not self.is_current or len(self.asks) > 1 or self.panel.line.value:
            return
        card = self.attempt(lambda: self.wizard.show(self.card.case))
        if card and (card.view.seq, card.actions, card.due) != (self.card.view.seq, self.card.actions, self.card.due):
            self.show_card(card)

    def overtaken(self) -> None:
        if card := self.attempt(lambda: self.wizard.show(self.card.case)):
            self.show_card(card)

    # ------------------------------------------------------------------ recording

    def unchanged(self) -> bool:
        """Whether what is shown is still true. If somebody else has gone on, say who, and show what is true now."""
        log, seen = self.attempt(lambda: self.wizard.log(self.card.case)), self.card.view.seq
        if log is None or len(log) == seen:
            return log is not None
        self.overtaken()
        self.tell(gone_on_sentence(self.card, log, log[seen]))
        return False

    def recorded(self, card: Card | None, what: str) -> None:
        """Something has been recorded (or refused, with `card` None)."""
        if card is None:
            return
        self.used(*(ask.id for ask in self.asks))
        self.show_card(card)
        self.tell("\n".join((self.say("recorded", what=what), *card.notes)), calm=True)
