"""What leaves a case as a file, and how a case is erased for good."""

from __future__ import annotations

from pathlib import Path

from ban_wizard.desktop.files import new_name
from ban_wizard.faces.wording import erased
from ban_wizard.i18n import say
from ban_wizard.tui.asks import Ask
from ban_wizard.tui.case_page import CasePage
from ban_wizard.tui.saving import written_ask
from ban_wizard.tui.text import BLANK, STOP, TITLE, Line, words


class CaseFiles(CasePage):
    """Saves a case, or what it says, to a new file; forgets it."""

    def action_handout(self) -> None:
        """The rest of the way as a page for the number's owner."""

        def page(file: Path) -> str:
            return self.wizard.handout(self.card.case, "txt" if file.suffix.casefold() == ".txt" else "md")

        ask = self.file_ask("handout", new_name(self.app.folder(), f"handout-{self.card.case}", ".md"))
        self.ask(written_ask(self, ask, page, self.written))

    def action_export(self) -> None:
        """The whole case as one file."""

        def written(file: Path) -> None:
            self.written(file, say(self.lang, "files.exported", file=file.name))

        ask = self.file_ask("export", new_name(self.app.folder(), f"case-{self.card.case}", ".json"))
        self.ask(written_ask(self, ask, lambda _: self.wizard.export(self.card.case), written))

    def file_ask(self, id: str, proposed: Path) -> Ask:
        help = "\n".join(say(self.lang, f"files.{key}") for key in (f"{id}_help", "folder"))
        return Ask(id, say(self.lang, f"files.{id}_question"), value=str(proposed), help=help)

    def written(self, file: Path, *more: str) -> None:
        self.back_to_step()
        self.tell("\n".join((say(self.lang, "line.written", file=file), *more)), calm=True)

    # ------------------------------------------------------------------ forgetting

    def action_forget(self) -> None:
        """Tell what is lost, and erase only what is named."""
        case, lines = self.card.case, self.attempt(lambda: self.wizard.forget_lines(self.card.case))
        if lines is None:
            return

        def typed(text: str) -> None:
            named = text.strip().casefold()
            if named not in (case, self.card.view.header.number[-4:]):
                self.tell(say(self.lang, "files.forget_other", case=case) if named else say(self.lang, "files.kept"))
            elif (told := self.attempt(lambda: erased(self.wizard, case))) is not None:
                self.forgotten(case, told)

        self.asks = self.asks[:1]
        question, hint = say(self.lang, "files.forget_question", case=case), say(self.lang, "files.forget_hint", case=case)
        listed = [Line(words(text[2:]), "· ", TITLE) if text.startswith("- ") else Line(words(text)) for text in lines[1:]]
        page = [part for line in (Line(words(lines[0], STOP)), *listed) for part in (line, BLANK)]
        self.turn_to(page, Ask("forget", question, typed=typed, hint=hint))

    def forgotten(self, case: str, told: str) -> None:
        """There is nothing left to show: back to the cases, and say there what came of it."""
        self.drafts.clear()
        self.app.letter_drafts = {key: draft for key, draft in self.app.letter_drafts.items() if key[0] != case}
        self.app.go_back()
        self.app.call_after_refresh(self.app.tell, told, calm=True)
