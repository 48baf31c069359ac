"""A case: what not to do, the step, why, who says so; below, what has happened. Everything else is a key away."""

from __future__ import annotations

from typing import ClassVar

from ban_wizard.application.cards import Card
from ban_wizard.playbook.model import SEND_ACTIONS
from ban_wizard.tui import commands
from ban_wizard.tui.asks import Ask
from ban_wizard.tui.case_acts import CaseActs
from ban_wizard.tui.case_corrections import CaseCorrections
from ban_wizard.tui.case_files import CaseFiles
from ban_wizard.tui.case_overview import CaseOverview


class CaseScreen(CaseActs, CaseCorrections, CaseOverview, CaseFiles):
    """One case, from its first step to its outcome."""

    BINDINGS: ClassVar = commands.bindings("case")

    def lacks(self, command: str) -> bool:
        if command == "letter":
            return not self.card.letters
        if command == "undo":
            return self.card.view.before is None
        if command == "snooze":
            return self.card.result is not None
        return super().lacks(command)

    # ------------------------------------------------------------------ letters

    def action_letter(self) -> None:
        if not self.refuses("letter"):
            self.write(self.card.letters[0])

    def write(self, name: str) -> None:
        """Write a letter; once it has been sent, that is recorded with its exact text."""
        from ban_wizard.tui.screens.letter import LetterScreen

        def closed(result: tuple[Card, str | None] | None) -> None:
            assert result is not None
            self.card, text = result
            action = next((a for a in self.card.allowed if a.action in SEND_ACTIONS), None)
            if text is None:
                self.show_card(self.card)
            elif action:
                self.act(action, {"letter": name} if any(n.fact == "letter" for n in action.needs) else {}, text)

        self.app.push_screen(LetterScreen(self.card, name), closed)

    # ------------------------------------------------------------------ reading

    def action_sources(self) -> None:
        self.jump("sources")

    def action_history(self) -> None:
        self.jump("history")

    def jump(self, section: str) -> None:
        """To a section below the step, or back to the top from there."""
        if self.turned:
            self.back_to_step()
        reading, target = self.reading, self.query_one(self.SECTIONS[section])
        top = min(target.virtual_region.y, reading.max_scroll_y)
        if 0 < top == reading.scroll_offset.y:
            reading.scroll_home(animate=False)
        else:  # after a refresh, for the section may just have been written
            reading.call_after_refresh(reading.scroll_to_widget, target, top=True, animate=False)

    # ------------------------------------------------------------------ remarks

    def action_note(self) -> None:
        def typed(text: str) -> None:
            self.recorded(self.attempt(lambda: self.wizard.note(self.card.case, text)), self.say("a_note"))

        self.ask(Ask("note", self.say("note"), typed=typed, hint=self.say("hint.note")))

    def action_assign(self) -> None:
        from ban_wizard.tui.case_asks import assign_ask

        self.ask(assign_ask(self, self.card, self.recorded))

    def action_snooze(self) -> None:
        from ban_wizard.tui.case_asks import snooze_ask

        if not self.refuses("snooze"):
            self.ask(snooze_ask(self, self.card, self.recorded))
