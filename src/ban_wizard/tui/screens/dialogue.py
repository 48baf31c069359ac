"""What all screens share: text to read above, one question at a time below, Esc one level back, nothing typed lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from ban_wizard.application.casebook import NotAllowed
from ban_wizard.case.errors import BadInput
from ban_wizard.faces.meanwhile import conflict_sentence
from ban_wizard.faces.wording import sentence, store_sentence
from ban_wizard.i18n import say
from ban_wizard.letter.model import BadLetterInput
from ban_wizard.playbook.findings import BadPlaybook
from ban_wizard.store.protocol import Conflict, StoreError
from ban_wizard.tui import commands
from ban_wizard.tui.asks import Ask
from ban_wizard.tui.text import MUTED, STOP, Line, Lines
from ban_wizard.tui.widgets.panel import Choices, Panel
from ban_wizard.tui.widgets.reading import KeyBar, Reading
from ban_wizard.wizard import Wizard

if TYPE_CHECKING:
    from ban_wizard.tui.app import BanWizardApp

T = TypeVar("T")


class Dialogue(Screen[Any]):
    """A place with a panel. The questions asked stand on a stack: Esc takes the last one off."""

    PLACE: ClassVar[str] = ""
    AUTO_FOCUS = ""
    app: BanWizardApp

    def __init__(self) -> None:
        super().__init__()
        self.asks: list[Ask] = []
        self.drafts: dict[str, str] = {}
        """What was typed and not yet used, by the ask it belongs to."""

    # ------------------------------------------------------------------ the parts

    @property
    def wizard(self) -> Wizard:
        return self.app.wizard

    @property
    def lang(self) -> str:
        return self.app.wizard.lang

    def say(self, key: str, /, **params: object) -> str:
        """The interface's words for `screen.KEY`."""
        return say(self.lang, f"screen.{key}", **params)

    def compose(self) -> ComposeResult:
        yield Static(id="top", markup=False)
        with Reading(id="reading"):
            yield from self.compose_reading()
        yield Panel()
        yield KeyBar(self.PLACE, self.lang)

    def on_mount(self) -> None:
        """Nothing here is underlined under the mouse; not looking for it makes every frame cheaper."""
        for part in self.query("Static, OptionList"):
            part.auto_links = False

    def compose_reading(self) -> ComposeResult:
        yield Static(id="text", markup=False)

    # Looked up once: they live as long as the screen.
    @cached_property
    def top(self) -> Static:
        return self.query_one("#top", Static)

    @cached_property
    def reading(self) -> Reading:
        return self.query_one(Reading)

    @cached_property
    def panel(self) -> Panel:
        return self.query_one(Panel)

    @cached_property
    def bar(self) -> KeyBar:
        return self.query_one(KeyBar)

    def read(self, lines: Iterable[Line], *, into: str = "#text") -> None:
        """Show these lines above the panel."""
        self.query_one(into, Static).update(Lines(lines))

    # ------------------------------------------------------------------ asking

    def ask(self, ask: Ask) -> None:
        """Ask one more question; Esc comes back to the present one."""
        self.asks.append(ask)
        self.tell()
        self.show_ask()

    def ask_again(self, ask: Ask) -> None:
        """Put a changed question in the place of the present one, such as a list with one more tick."""
        self.asks[-1:] = [ask]
        self.show_ask()

    def ask_first(self, ask: Ask) -> None:
        """Begin anew with this question."""
        self.asks = [ask]
        self.show_ask()

    def show_ask(self) -> None:
        ask = self.asks[-1]
        self.panel.show(ask, self.drafts.get(ask.id, ask.value))
        self.bar.offer()

    @property
    def interrupted(self) -> bool:
        """Whether something is asked over what the page itself shows and asks."""
        return len(self.asks) > 1 and not self.asks[-1].to_read

    @property
    def letters_command(self) -> bool:
        """Whether letters are keys of commands now; else they are text, or nothing."""
        ask = self.asks[-1] if self.asks else None
        return not self.interrupted and not (ask and (ask.typed or ask.filters or ask.lettered))

    def used(self, *asks: str) -> None:
        """What was typed for these asks has been recorded."""
        for ask in asks:
            self.drafts.pop(ask, None)

    def tell(self, text: str = "", *, calm: bool = False) -> None:
        """A sentence above the question: what went wrong, or (`calm`) what came of it."""
        self.panel.tell(text, MUTED if calm else STOP)

    def attempt(self, act: Callable[[], T]) -> T | None:
        """What `act` gives, or None after having told why not. What was typed stays where it is."""
        try:
            return act()
        except BadInput as error:
            self.tell(sentence(error, self.lang, "screen"))
        except NotAllowed as refusal:
            self.tell(refusal.message)
        except Conflict as error:
            self.overtaken()
            self.tell(conflict_sentence(error, self.wizard))
        except StoreError as error:
            self.tell(store_sentence(error, self.lang))
        except BadLetterInput as error:
            self.tell(str(error))
        except BadPlaybook as error:
            self.tell(say(self.lang, "error.playbook", findings=error))
        return None

    def overtaken(self) -> None:
        """Somebody else wrote first: show what is true now."""

    def retell(self) -> None:
        """The language has changed: say everything anew."""
        self.bar.lang = self.lang
        self.bar.refresh()
        self.overtaken()

    # ------------------------------------------------------------------ what the parts say

    # A quick second press may still be on its way when the question has changed: it answers nothing that was not asked.

    def on_panel_picked(self, event: Panel.Picked) -> None:
        event.stop()
        if event.ask != self.asks[-1].id:
            return
        self.tell()
        if picked := self.asks[-1].picked:
            picked(event.choice)

    def on_panel_looked(self, event: Panel.Looked) -> None:
        if self.asks and (looked := self.asks[-1].looked):
            looked(event.choice)

    def on_panel_typed(self, event: Panel.Typed) -> None:
        if event.ask != self.asks[-1].id:
            return
        self.tell()
        if typed := self.asks[-1].typed:
            typed(event.text)

    def on_choices_lettered(self, event: Choices.Lettered) -> None:
        event.stop()
        if lettered := self.asks[-1].lettered:
            lettered(event.letter)

    def on_key(self, event: events.Key) -> None:
        """While something is asked, a letter is no command of the page: it may be the answer, typed too soon."""
        if self.interrupted and len(event.key) == 1 and event.key.isalpha():
            event.stop()
            self.tell(self.say("choose_a_line"), calm=True)

    def on_panel_edited(self, event: Panel.Edited) -> None:
        ask = self.asks[-1]
        self.drafts[ask.id] = event.text
        self.app.warned = False
        if ask.edited:
            ask.edited(event.text)

    def on_reading_moved(self, event: Reading.Moved) -> None:
        self.panel.border_title = self.say("more") if event.below else ""

    # ------------------------------------------------------------------ commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action not in commands.BY_ID or self.PLACE in commands.BY_ID[action].places

    def lacks(self, command: str) -> bool:
        """Whether what a command of this place needs is not there now."""
        return command == "go_on" and not (self.asks and self.asks[-1].go_on)

    def why_not(self, command: str) -> str:
        """Why a command cannot be used now; empty if it can."""
        return self.say(f"why_not.{command}") if self.lacks(command) else ""

    def refuses(self, command: str) -> bool:
        """Whether a command cannot be used now, having told why."""
        if why := self.why_not(command):
            self.tell(why, calm=True)
        return bool(why)

    def action_back(self) -> None:
        """One level back: to the question before, or out of the screen."""
        if len(self.asks) > 1:
            self.asks.pop()
            self.tell()
            self.show_ask()
        else:
            self.leave()

    def leave(self) -> None:
        """Go to where the person came from."""
        self.app.go_back()

    @property
    def unused(self) -> bool:
        """Whether something was typed that has not been taken yet."""
        return any(text.strip() for ask, text in self.drafts.items() if not ask.startswith("search:"))

    def action_go_on(self) -> None:
        if not self.refuses("go_on") and (go_on := self.asks[-1].go_on):
            self.tell()
            go_on()

    def action_read_on(self) -> None:
        self.reading.scroll_page_down(animate=False)

    def action_read_back(self) -> None:
        self.reading.scroll_page_up(animate=False)

    def action_cases(self) -> None:
        self.app.go_back()
