"""A letter against the one that was sent before: what is new, what is no longer said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from ban_wizard.i18n import moment, say
from ban_wizard.tui.screens.box import BoxScreen
from ban_wizard.tui.text import BLANK, MUTED, STOP, Line, words

if TYPE_CHECKING:
    from ban_wizard.application.lettering import LetterCard

MARKS: Final = {"new": "+ ", "gone": "− ", "same": "  "}
STYLES: Final = {"new": "bold $bw-good", "gone": "strike $bw-muted", "same": ""}


class CompareScreen(BoxScreen):
    """The new letter as a whole, its new sentences marked by a sign and by weight. Esc goes back."""

    TITLE_WORDS = "screen.command.compare"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("v", "dismiss", show=False)]

    def __init__(self, written: LetterCard, text: str, lang: str) -> None:
        super().__init__(lang)
        self.written, self.text = written, text

    def lines(self) -> Iterator[Line]:
        news, sent = self.written.news(self.text), self.written.sent
        if sent is not None:
            yield Line(words(say(self.lang, "letter.compared", at=moment(self.lang, sent.at)), MUTED))
        if not any(each.state == "new" for each in news):
            yield Line(words(say(self.lang, "letter.nothing_new"), STOP))
        elif self.written.repeats:
            yield Line(words(say(self.lang, "note.repeats"), STOP))
        for each in news:
            if each.opens and not each.text.startswith("- "):
                yield BLANK
            yield Line(words(each.text, STYLES[each.state]), MARKS[each.state], STYLES[each.state].replace("strike ", ""))
