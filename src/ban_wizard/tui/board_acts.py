"""What is done from the board: searching, filtering, and the acts that put a case into order without opening it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ban_wizard.application.cards import Card
from ban_wizard.faces.board import filter_groups, is_on, toggle
from ban_wizard.i18n import say
from ban_wizard.store.filters import Filters
from ban_wizard.tui.asks import TICKED, UNTICKED, Ask, Choice, Heading
from ban_wizard.tui.board_files import BoardFiles
from ban_wizard.tui.case_asks import assign_ask, snooze_ask

if TYPE_CHECKING:
    from ban_wizard.tui.widgets.board_list import BoardList


class BoardActs(BoardFiles):
    """The commands of the board that ask something."""

    filters: Filters

    @property
    def cases(self) -> BoardList:
        raise NotImplementedError

    def show_board(self) -> None:
        raise NotImplementedError

    def recorded(self, card: Card | None, what: str) -> None:
        raise NotImplementedError

    # ------------------------------------------------------------------ which cases

    def action_search(self) -> None:
        """Any part of a number, a case's id, its agent or line; the list follows what is typed.

        The bar stays on its case, or comes to the first one found; where nothing is found in the end it has not moved.
        """
        begun = self.cases.stood

        def edited(text: str) -> None:
            self.filters.pop("search", None)
            if text.strip():
                self.filters["search"] = text
            self.cases.stood = begun
            self.show_board()
            if begun and self.cases.current and self.cases.current.case != begun.case:
                self.cases.move_to(0)

        def typed(text: str) -> None:
            self.asks.pop()
            self.show_ask()

        question, help = say(self.lang, "board.search_question"), say(self.lang, "board.search_help")
        self.ask(Ask("search:board", question, typed=typed, edited=edited, value=self.filters.get("search", ""), help=help))

    def action_back(self) -> None:
        """Esc in the search line shows all again."""
        if self.asks[-1].id == "search:board":
            self.filters.pop("search", None)
            self.drafts.pop("search:board", None)
            self.show_board()
        super().action_back()

    def action_filter(self) -> None:
        self.ask(self.filter_ask())

    def filter_ask(self, start: str | None = None) -> Ask:
        """Ticks: one messenger, one kind, one agent, what is due."""
        choices: list[Choice | Heading] = [Choice("all", say(self.lang, "board.filter.all"))]
        choices.append(Choice("due", say(self.lang, "board.filter.due"), mark=self.tick("due")))
        for name, values in filter_groups(self.wizard).items():
            choices.append(Heading(say(self.lang, f"board.filter.{name}")))
            for value, title in values.items():
                choices.append(Choice(f"{name}:{value}", title, mark=self.tick(name, value)))
        question = say(self.lang, "board.filter_question")
        return Ask("filter", question, self.filter_picked, tuple(choices), start=start)

    def filter_picked(self, choice: str) -> None:
        """A tick is set or taken away, and the list follows at once."""
        name, _, value = choice.partition(":")
        if name == "all":
            self.filters = {}
        else:
            toggle(self.filters, name, value, self.wizard.clock.now())
        self.show_board()
        if name == "all":
            self.action_back()
        else:
            self.ask_again(self.filter_ask(choice))

    def tick(self, name: str, value: str = "") -> str:
        return TICKED if is_on(self.filters, name, value) else UNTICKED

    # ------------------------------------------------------------------ the case under the bar

    def about(self, act: Callable[[Card], Ask]) -> None:
        """Ask something about the case under the bar."""
        row = self.cases.current
        if row is None:
            return self.tell(say(self.lang, "board.no_case"))
        if card := self.attempt(lambda: self.wizard.show(row.case)):
            del self.asks[1:]
            self.ask(act(card))
        return None

    def action_note(self) -> None:
        def ask(card: Card) -> Ask:
            def typed(text: str) -> None:
                self.recorded(self.attempt(lambda: self.wizard.note(card.case, text)), say(self.lang, "board.noted"))

            question = say(self.lang, "board.note_question", number=card.view.header.number_shown)
            return Ask(f"note:{card.case}", question, typed=typed, hint=self.say("hint.note"))

        self.about(ask)

    def action_assign(self) -> None:
        self.about(lambda card: assign_ask(self, card, self.recorded))

    def action_snooze(self) -> None:
        self.about(lambda card: snooze_ask(self, card, self.recorded, self.wizard.local_zone()))

    def action_close(self) -> None:
        def ask(card: Card) -> Ask:
            def typed(text: str) -> None:
                if not text.strip():
                    return self.tell(self.say("reason_needed"))
                self.recorded(self.attempt(lambda: self.wizard.close(card.case, text)), say(self.lang, "board.closed"))
                return None

            question = say(self.lang, "board.close_question", number=card.view.header.number_shown)
            help = say(self.lang, "board.close_help")
            return Ask(f"close:{card.case}", question, typed=typed, hint=self.say("hint.reason"), help=help)

        self.about(ask)
