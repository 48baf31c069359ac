"""A letter: what goes into it on one side, how it reads on the other; then copy, save, show, and "I have sent it"."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from ban_wizard.cards import Card
from ban_wizard.desktop.files import write_new
from ban_wizard.i18n import say
from ban_wizard.letter.model import BadLetterInput
from ban_wizard.lettering import LetterCard
from ban_wizard.playbook.model import SEND_ACTIONS
from ban_wizard.text import clean
from ban_wizard.tui import commands
from ban_wizard.tui.asks import Ask
from ban_wizard.tui.case_text import top_line
from ban_wizard.tui.letter_form import LetterForm
from ban_wizard.tui.screens.dialogue import Dialogue
from ban_wizard.tui.widgets.panel import Panel
from ban_wizard.tui.widgets.preview import Preview
from ban_wizard.tui.widgets.reading import KeyBar


class LetterScreen(Dialogue):
    """Writes one letter. Closes with the case as it is now, and the exact text once the person says that it has been sent.

    What is taken into a field is recorded at once, as a fact that has been confirmed.
    """

    PLACE = "letter"
    BINDINGS: ClassVar = commands.bindings("letter")

    def __init__(self, card: Card, letter: str) -> None:
        super().__init__()
        self.card, self.letter_id = card, letter
        self.letter_lang: str | None = None
        self.chosen: set[str] | None = None
        """The claims that the person has ticked; None as long as the letter's own choice stands."""
        self.written: LetterCard | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="top", markup=False)
        with Horizontal(id="halves"):
            yield Panel()
            yield Preview()
        yield KeyBar(self.PLACE, self.lang)

    def on_mount(self) -> None:
        self.query_one(Preview).border_title = self.say("preview")
        self.form = LetterForm(self)
        self.write({})
        self.ask_first(self.form.ask())

    def on_resize(self) -> None:
        self.query_one("#top", Static).update(top_line(self.card, self.size.width), layout=False)

    # ------------------------------------------------------------------ writing

    def write(self, tried: dict[str, str]) -> bool:
        """Write the letter with these facts as if they were confirmed; whether that works. Nothing is recorded."""
        written = self.attempt(lambda: self.rendered(tried))
        if written is None:
            return False
        self.written = written
        area, text = self.query_one(Preview), clean(written.rendered.draft)
        if area.text != text:
            area.load_text(text)
        return True

    def rendered(self, tried: dict[str, str]) -> LetterCard:
        return self.wizard.letter(self.card.case, self.letter_id, lang=self.letter_lang, facts=tried, claims=self.chosen, record=False)

    def try_while_typing(self, field: str, text: str) -> None:
        """The preview follows what is typed for as long as it can be used."""
        from ban_wizard.case.errors import BadInput

        try:
            written = self.rendered({field: text} if text.strip() else {})
        except (BadInput, BadLetterInput):
            return
        self.query_one(Preview).load_text(clean(written.rendered.draft))

    def show_ask(self) -> None:
        """While one field is filled in, a narrow terminal shows the letter below it."""
        self.set_class(len(self.asks) > 1, "-editing")
        super().show_ask()

    def show_form(self, start: str | None = None) -> None:
        """The letter has changed: write it anew and come back to the form."""
        self.write({})
        self.asks = [self.form.ask(start)]
        self.show_ask()

    def finished(self) -> str | None:
        """The text if nothing is missing; else says what is."""
        rendered = self.written.rendered if self.written else None
        if rendered is None or rendered.text is None:
            self.tell(say(self.lang, "line.missing", fields=self.form.missing()))
            return None
        return clean(rendered.text)

    # ------------------------------------------------------------------ commands

    def leave(self) -> None:
        self.dismiss((self.card, None))

    def action_back(self) -> None:
        if self.has_class("-reading"):
            self.action_preview()
        elif len(self.asks) > 1:
            self.asks.pop()
            self.show_form(self.asks[-1].id if len(self.asks) > 1 else self.panel.shown and self.panel.shown.id)
        else:
            self.leave()

    def action_preview(self) -> None:
        """Read the letter, or go back to its form; side by side where there is room, else one at a time."""
        reading = not self.has_class("-reading")
        self.set_class(reading, "-reading")
        if reading:
            self.query_one(Preview).focus()
        else:
            self.panel.focus_shown()

    def action_letter_language(self) -> None:
        languages = list(self.wizard.letters(self.letter_id).templates)
        present = self.written.rendered.lang if self.written else languages[0]
        self.letter_lang = languages[(languages.index(present) + 1) % len(languages)]
        self.show_form("letter_language")

    def action_copy(self) -> None:
        """Copy, by every way there is; only where a program answers for it do we say that it is copied."""
        text = self.finished()
        if text is not None:
            self.app.copy_to_clipboard(text)
            where = self.app.copier(text)
            self.tell(self.say(f"copied.{where or 'unsure'}"), calm=True)

    def action_save(self) -> None:
        text = self.finished()
        if text is None:
            return

        def typed(file: str) -> None:
            path = Path(file.strip()).expanduser().absolute()

            def save() -> Path:
                write_new(path, text + "\n")
                return path

            if file.strip() and self.attempt(save) is not None:
                self.used("save")
                self.show_form("save")
                self.tell(say(self.lang, "line.written", file=path), calm=True)

        self.ask(Ask("save", self.say("save_question"), typed=typed, value=str(self.new_file()), help=self.say("save_help")))

    def new_file(self) -> Path:
        """A name that no file has yet, in the folder the program was started in; the number is not in it."""
        stem, n = f"{self.letter_id}-{self.card.case}", 1
        while (path := Path.cwd() / (f"{stem}.txt" if n == 1 else f"{stem}-{n}.txt")).exists():
            n += 1
        return path

    def action_plain_text(self) -> None:
        text = self.finished()
        if text is not None:
            self.app.show_plain(text)

    def action_sent(self) -> None:
        """The person has sent it: close with the text, which is recorded with the act."""
        text = self.finished()
        if text is None:
            return
        sending = next((action for action in self.card.actions if action.action in SEND_ACTIONS), None)
        if sending and sending.refused:
            self.tell(self.card.refusal(sending.refused))
        else:
            self.dismiss((self.card, text))

    def action_read_on(self) -> None:
        self.query_one(Preview).scroll_page_down(animate=False)

    def action_read_back(self) -> None:
        self.query_one(Preview).scroll_page_up(animate=False)
