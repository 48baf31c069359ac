"""The page of a letter: what goes into it on one side, how it reads on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from ban_wizard.application.cards import Card
from ban_wizard.case.errors import BadInput
from ban_wizard.i18n import say
from ban_wizard.letter.lint import characters
from ban_wizard.letter.model import BadLetterInput
from ban_wizard.tui import commands
from ban_wizard.tui.asks import Ask, Choice
from ban_wizard.tui.case_text import top_line
from ban_wizard.tui.letter_draft import LetterDraft
from ban_wizard.tui.letter_form import LetterForm
from ban_wizard.tui.screens.dialogue import Dialogue
from ban_wizard.tui.widgets.panel import Panel
from ban_wizard.tui.widgets.preview import Preview
from ban_wizard.tui.widgets.reading import KeyBar

if TYPE_CHECKING:
    from ban_wizard.application.lettering import LetterCard


class LetterPage(Dialogue):
    """Writes one letter. What is taken into a field is recorded at once, as a fact that has been confirmed."""

    PLACE = "letter"
    BINDINGS: ClassVar = commands.bindings("letter")

    def __init__(self, card: Card, letter: str) -> None:
        super().__init__()
        self.card, self.letter_id = card, letter
        self.letter_lang: str | None = None
        self.written: LetterCard | None = None
        self.draft = LetterDraft()

    def compose(self) -> ComposeResult:
        yield Static(id="top", markup=False)
        with Horizontal(id="halves"):
            yield Panel()
            yield Preview()
        yield KeyBar(self.PLACE, self.lang)

    def on_mount(self) -> None:
        self.draft = self.app.letter_drafts.setdefault((self.card.case, self.letter_id), self.draft)
        self.drafts = self.draft.typed
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
        self.preview(self.text)
        return True

    def rendered(self, tried: dict[str, str], lang: str | None = None) -> LetterCard:
        asked = lang or self.letter_lang
        return self.wizard.letter(self.card.case, self.letter_id, lang=asked, facts=tried, ticks=self.draft.ticks, record=False)

    @property
    def edited(self) -> str:
        """The person's own text, if it is in the language that is shown."""
        return self.draft.edited if self.written and self.draft.lang == self.written.rendered.lang else ""

    @property
    def text(self) -> str:
        """What the letter says so far: the person's own words, else what is written."""
        return self.edited or (self.written.rendered.draft if self.written else "")

    def length(self, text: str) -> str:
        """How long a text is, and how long we keep such letters."""
        return say(self.lang, "letter.length", n=characters(text), limit=self.wizard.letters(self.letter_id).limit)

    def preview(self, text: str) -> None:
        """Show this text as the letter, with its length."""
        area = self.query_one(Preview)
        if area.text != text:
            area.load_text(text)
        of = "edited" if self.edited and text == self.edited else "copy" if self.written and self.written.is_copy else "preview"
        area.border_title = say(self.lang, f"letter.title.{of}")
        area.border_subtitle = self.length(text)

    def point_at(self, choice: str) -> None:
        """Where there is room for both, the letter shows the sentence of the tick that the bar is at."""
        area, offer = self.query_one(Preview), self.form.offers.get(choice.removeprefix("claim:"))
        if area.display:
            area.mark(offer.sentence if offer and offer.said and not self.edited else "")

    def try_while_typing(self, field: str, text: str) -> None:
        """The preview follows what is typed for as long as it can be used."""
        try:
            written = self.rendered({field: text} if text.strip() else {})
        except (BadInput, BadLetterInput):
            return
        self.preview(written.rendered.draft)

    def show_ask(self) -> None:
        """While one field is filled in, a narrow terminal shows the letter below it."""
        self.set_class(len(self.asks) > 1, "-editing")
        super().show_ask()

    def show_form(self, start: str | None = None) -> None:
        """The letter has changed: write it anew and come back to the form. A text of the person's own asks whether it still stands."""
        self.write({})
        self.asks = [self.form.ask(start)]
        self.show_ask()
        now = self.written.rendered.draft if self.written else ""
        if self.edited and now != self.draft.base:
            self.draft.base = now  # asked once for each change; going back leaves the person's text
            self.ask(self.which_text())

    def which_text(self) -> Ask:
        """The person's own text, or what the letter says now?"""

        def picked(choice: str) -> None:
            if choice == "written":
                self.draft.edited = ""
            self.show_form()

        choices = (
            Choice("edited", say(self.lang, "letter.keep_edited"), say(self.lang, "letter.keep_edited.note")),
            Choice("written", say(self.lang, "letter.take_written"), say(self.lang, "letter.take_written.note")),
        )
        return Ask("which_text", say(self.lang, "letter.which_text"), picked, choices)

    def finished(self) -> str | None:
        """The text that is shown, if nothing is missing; else says what is."""
        if self.edited:
            return self.edited
        rendered = self.written.rendered if self.written else None
        if rendered is None or rendered.text is None:
            self.tell(say(self.lang, "line.missing", fields=self.form.missing()))
            return None
        return rendered.text

    # ------------------------------------------------------------------ commands

    def leave(self) -> None:
        """Close with the case as it is now, and no text that was sent."""
        self.dismiss((self.card, None))

    def overtaken(self) -> None:
        """Somebody else wrote first, or the language has changed: take the case as it is now."""
        if card := self.attempt(lambda: self.wizard.show(self.card.case)):
            self.card = card
            self.on_resize()
            if self.letter_id in card.letters:
                self.show_form()

    def action_back(self) -> None:
        if self.has_class("-reading"):
            self.action_preview()
        elif len(self.asks) > 1:
            self.asks.pop()
            if len(self.asks) > 1:
                self.write({})
                self.tell()
                self.show_ask()
            else:
                self.show_form(self.panel.shown and self.panel.shown.id)
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

    def action_read_on(self) -> None:
        self.query_one(Preview).scroll_page_down(animate=False)

    def action_read_back(self) -> None:
        self.query_one(Preview).scroll_page_up(animate=False)
