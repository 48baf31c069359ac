"""A letter, and what is done with it: copy, save, show, edit, compare, open its form, say that it was sent."""

from __future__ import annotations

from pathlib import Path

from ban_wizard.desktop.files import new_name
from ban_wizard.i18n import say
from ban_wizard.playbook.model import SEND_ACTIONS
from ban_wizard.tui.asks import Ask
from ban_wizard.tui.letter_page import LetterPage
from ban_wizard.tui.saving import copy, written_ask


class LetterScreen(LetterPage):
    """One letter. Closes with the case as it is now, and the exact text once the person says that it has been sent."""

    def action_copy(self) -> None:
        """Copy, by every way there is; only where a program answers for it do we say that it is copied."""
        text = self.finished()
        if text is not None:
            where = copy(self, text)
            self.tell("\n".join((self.say(f"copied.{where}"), *self.form.copy_words())), calm=True)

    def action_save(self) -> None:
        """To a new file, whose ending decides: .md makes it Markdown. The number is not in its name."""
        text, written = self.finished(), self.written
        if text is None or written is None:
            return

        def content(file: Path) -> str:
            from ban_wizard.letter.markdown import as_file

            return as_file(file.name, written.letter.title[written.rendered.lang], text)

        def saved(file: Path) -> None:
            self.show_form("save")
            self.tell("\n".join((say(self.lang, "line.written", file=file), *self.form.copy_words())), calm=True)

        proposed = new_name(self.app.folder(), f"{self.letter_id}-{self.card.case}", ".txt")
        ask = Ask("save", self.say("save_question"), value=str(proposed), help=say(self.lang, "letter.save_help"))
        self.ask(written_ask(self, ask, content, saved))

    def action_plain_text(self) -> None:
        text = self.finished()
        if text is not None:
            self.app.show_plain(text)

    def action_editor(self) -> None:
        """The text in the person's own editor; what comes back stands in its place."""
        written = self.written
        if written is not None and written.is_copy:
            return self.tell(say(self.lang, f"letter.edit_the_other.{written.letter.language}"))
        text = self.finished()
        if text is None or written is None:
            return None
        edited = self.attempt(lambda: self.app.edit(text))
        if edited is None:
            return None
        if edited == text:
            return self.tell(say(self.lang, "letter.editor_unchanged"), calm=True)
        self.draft.edit(edited, written.rendered.lang, written.rendered.draft)
        self.app.warned = False
        self.show_form("editor")
        return self.tell(say(self.lang, "letter.editor_done" if self.edited else "letter.editor_as_written"), calm=True)

    def action_compare(self) -> None:
        """What is new against the last letter to the same place."""
        from ban_wizard.tui.screens.compare import CompareScreen

        if self.written is None or self.written.sent is None:
            return self.tell(say(self.lang, "letter.nothing_sent"))
        text = self.to_send() if self.written.is_copy else self.text
        if text is not None:
            self.app.push_screen(CompareScreen(self.written, text, self.lang))
        return None

    def action_open_form(self) -> None:
        """The page where the letter is to be put in, in the browser; its address at any rate."""
        from ban_wizard.desktop import browser

        found = self.wizard.address(self.letter_id)
        if found is None:
            return self.tell(say(self.lang, "letter.no_address"))
        address, fact = found
        key = "letter.opened" if browser.open_address(address) else "letter.open_yourself"
        return self.tell(say(self.lang, key, address=address, fact=fact), calm=True)

    def to_send(self) -> str | None:
        """The text in the language that its reader reads, also while its reading copy is shown; else says what is missing."""
        if self.written is None or not self.written.is_copy:
            return self.finished()
        lang = self.written.letter.language
        if self.draft.edited and self.draft.lang == lang:
            return self.draft.edited
        card = self.attempt(lambda: self.rendered({}, lang))
        return self.finished() if card is None or card.rendered.text is None else card.rendered.text

    def action_sent(self) -> None:
        """The person has sent it: close with the text, which is recorded with the act."""
        text = self.to_send()
        if text is None:
            return
        sending = next((action for action in self.card.actions if action.action in SEND_ACTIONS), None)
        if sending and sending.refused:
            self.tell(self.card.refusal(sending.refused))
        else:
            self.dismiss((self.card, text))
