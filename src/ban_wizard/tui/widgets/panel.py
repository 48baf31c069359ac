"""The panel at the foot of a screen: a question, a line to type into, a list to choose from. Changed in place, never rebuilt."""

from __future__ import annotations

from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ban_wizard.text import brief, one_line
from ban_wizard.tui.asks import REFUSED, Ask, Choice, Heading
from ban_wizard.tui.text import GOOD, MUTED, STOP, TITLE, Line, Lines, words
from ban_wizard.tui.widgets.ground import Ground

MOST: Final = 400
"""Characters of a choice or its note: with people's words in them they may be of any length, and the panel is not."""


class TypedLine(Input):
    """A line of text. What is pasted comes in on one line and without control characters."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "go_down", show=False)]

    class LeftDownwards(Message):
        """The person went down, to the choices."""

    def action_go_down(self) -> None:
        self.post_message(self.LeftDownwards())

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(one_line(event.text), *self.selection)


class Choices(OptionList, inherit_bindings=False):
    """A list to choose from: arrows and Enter, or the digit before a line. Page keys stay with the text above.

    Below a line to type into it bears no digits: there they are text, as letters are.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor_down", show=False),
        Binding("up", "go_up", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("enter", "select", show=False),
    ]

    class LeftUpwards(Message):
        """The person went up from the first choice."""

    class Lettered(Message):
        """A letter or a digit was typed that belongs into a line."""

        def __init__(self, letter: str) -> None:
            super().__init__()
            self.letter = letter

    def __init__(self) -> None:
        super().__init__(id="choices", markup=False, compact=True)
        self.by_digit: list[int] = []
        """Where the lines are that can be chosen."""
        self.numbered = True
        """Whether the lines bear digits."""
        self.takes_text = False
        """Whether letters typed here belong into a line."""

    def fill(self, choices: tuple[Choice | Heading, ...], start: str | None) -> None:
        """Show these choices, `start` highlighted (else the first)."""
        options, self.by_digit, first = [], [], None
        for index, choice in enumerate(choices):
            if isinstance(choice, Heading):
                options.append(Option(Lines([Line(words(choice.text, MUTED))]), disabled=True))
                continue
            self.by_digit.append(index)
            options.append(Option(prompt(choice, len(self.by_digit) if self.numbered else None), id=choice.id))
            if choice.id == start:
                first = index
        self.set_options(options)
        self.highlighted = first if first is not None else next(iter(self.by_digit), None)

    def on_resize(self) -> None:
        """The chosen line stays in sight, also where a sentence above takes some of the room."""
        self.scroll_to_highlight()

    def on_key(self, event: events.Key) -> None:
        if self.numbered and event.key in tuple("123456789"):
            if int(event.key) <= len(self.by_digit):
                event.stop()
                self.highlighted = self.by_digit[int(event.key) - 1]
                self.action_select()
        elif self.takes_text and event.character and event.character.isalnum():
            event.stop()
            self.post_message(self.Lettered(event.character))

    def action_go_up(self) -> None:
        if self.by_digit and self.highlighted == self.by_digit[0]:
            self.post_message(self.LeftUpwards())
        else:
            self.action_cursor_up()

    def render_line(self, y: int) -> Strip:
        """The chosen line has a bar at its left as well as a ground of its own, so that it is seen without colours."""
        strip = super().render_line(y)
        here = next((segment.style.meta.get("option") for segment in strip if segment.style and segment.style.meta), None)
        if here is None or here != self.highlighted:
            return strip
        style = self.get_visual_style("option-list--option", "option-list--option-highlighted").rich_style
        return Strip.join([Strip([Segment("▌", style)], 1), strip.crop(1)])


def prompt(choice: Choice, number: int | None) -> Lines:
    """A choice as it is drawn: its digit if it bears one, its mark, what it says, and a quieter line below."""
    lead = f"{number if number and number < 10 else ' '} " + (f"{choice.mark} " if choice.mark else "")
    refused = choice.mark == REFUSED
    lines = [Line(words(brief(choice.text, MOST), MUTED if refused else ""), lead, STOP if refused else TITLE)]
    if choice.note:
        lines.append(Line(words(brief(choice.note, MOST), MUTED), " " * len(lead)))
    return Lines(lines)


class Panel(Vertical, Ground):
    """Shows one Ask at a time and tells what was answered."""

    class Picked(Message):
        """A choice was taken, of the ask with this id."""

        def __init__(self, choice: str, ask: str = "") -> None:
            super().__init__()
            self.choice, self.ask = choice, ask

    class Looked(Message):
        """The bar has come to a choice."""

        def __init__(self, choice: str) -> None:
            super().__init__()
            self.choice = choice

    class Typed(Message):
        """A line was ended with Enter, of the ask with this id."""

        def __init__(self, text: str, ask: str) -> None:
            super().__init__()
            self.text, self.ask = text, ask

    class Edited(Message):
        """The line has changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self) -> None:
        super().__init__(id="panel")
        self.shown: Ask | None = None
        self.notice = Static(id="notice", markup=False)
        self.question = Static(id="question", markup=False)
        self.line = TypedLine(id="line", compact=True, select_on_focus=False)
        self.under = Static(id="under", markup=False)
        self.choices = Choices()

    def compose(self) -> ComposeResult:
        yield from (self.notice, self.question, self.line, self.under, self.choices)

    def show(self, ask: Ask, value: str) -> None:
        """Ask this; `value` stands in the line. Asking the same again keeps the place in the list and the focus."""
        again, self.shown = self.shown is not None and self.shown.id == ask.id, ask
        question = [Line(words(part, TITLE)) for part in (brief(ask.question),) if part]
        question += [Line(words(part, MUTED)) for part in ask.help.split("\n") if part]
        self.question.update(Lines(question))
        self.question.display = bool(question)
        self.remark()
        line, choices = self.line, self.choices
        with line.prevent(Input.Changed):
            line.value = " ".join(value.split("\n"))
        line.placeholder = ask.hint
        line.display = ask.typed is not None or ask.filters
        choices.numbered, choices.takes_text = not line.display, line.display or ask.lettered is not None
        highlighted = choices.highlighted_option
        choices.fill(self.fitting(ask, value), highlighted.id if again and highlighted else ask.start)
        choices.display = bool(ask.choices)
        if not again:
            line.cursor_position = len(value)
            self.focus_shown()

    def empty(self) -> None:
        """Ask nothing; a sentence that was told stays."""
        self.shown = None
        for part in (self.question, self.line, self.under, self.choices):
            part.display = False

    def focus_shown(self) -> None:
        """Put the focus where the answer is given."""
        self.screen.set_focus(self.line if self.line.display else self.choices, scroll_visible=False)

    def fitting(self, ask: Ask, search: str) -> tuple[Choice | Heading, ...]:
        """The choices that hold every word searched for."""
        if not ask.filters or not search.strip():
            return ask.choices
        wanted = search.casefold().split()
        choices = [choice for choice in ask.choices if isinstance(choice, Choice)]
        found = [c for c in choices if not c.always and all(word in f"{c.text} {c.note}".casefold() for word in wanted)]
        kept = [choice for choice in choices if choice.always]
        return (*found, *kept) if found else (Heading(ask.nothing_found), *kept)

    def tell(self, text: str, style: str = STOP) -> None:
        """A sentence above the question; an empty one takes it away."""
        if not (text or self.notice.display):
            return
        self.notice.update(Lines([Line(words(part, style)) for part in brief(text, 2 * MOST).split("\n")]) if text else "")
        self.notice.display = bool(text)

    def remark(self, text: str = "", *, good: bool = False) -> None:
        """A sentence under the line, about what is being typed."""
        if not (text or self.under.display):
            return
        lead, style = ("= ", GOOD) if good else ("… ", MUTED)
        self.under.update(Lines([Line(words(text, style), lead, style)]) if text else "")
        self.under.display = bool(text)

    # ------------------------------------------------------------------ what the parts say

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is not None and self.shown:
            self.post_message(self.Picked(event.option_id, self.shown.id))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if self.shown and self.shown.looked and event.option_id is not None:
            self.post_message(self.Looked(event.option_id))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.shown and self.shown.filters:
            self.choices.focus()
        elif self.shown:
            self.post_message(self.Typed(event.value, self.shown.id))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.shown and self.shown.filters:
            self.choices.fill(self.fitting(self.shown, event.value), None)
        self.post_message(self.Edited(event.value))

    def on_typed_line_left_downwards(self) -> None:
        if self.choices.display:
            self.choices.focus()

    def on_choices_lettered(self, event: Choices.Lettered) -> None:
        if self.line.display:  # else whoever asks knows where it belongs
            event.stop()
            self.line.focus()
            self.line.insert_text_at_cursor(event.letter)

    def on_choices_left_upwards(self) -> None:
        if self.line.display:
            self.line.focus()
        else:
            self.choices.action_last()
