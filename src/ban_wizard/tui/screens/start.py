"""Where it begins: what this is and one key to start; with cases, the list of them by due date."""

from __future__ import annotations

from typing import ClassVar

from ban_wizard.case.times import is_overdue
from ban_wizard.i18n import moment, say
from ban_wizard.store.protocol import BoardRow
from ban_wizard.tui import commands
from ban_wizard.tui.asks import Ask, Choice, Heading
from ban_wizard.tui.board_files import BoardFiles
from ban_wizard.tui.text import TITLE, Line, paragraphs, words

PAGE = 100
"""Cases read at a time."""


class StartScreen(BoardFiles):
    """The cases, or the page that welcomes whoever has none."""

    PLACE = "start"
    BINDINGS: ClassVar = commands.bindings("start")

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[BoardRow] = []
        self.next: str | None = None

    def on_mount(self) -> None:
        self.query_one("#top").update(words(" ban-wizard", "bold"))  # type: ignore[attr-defined]
        self.show_cases()

    def on_screen_resume(self) -> None:
        if self.asks:
            self.show_cases()

    def show_cases(self) -> None:
        """Read the first page anew."""
        page = self.attempt(lambda: self.wizard.board(limit=PAGE))
        self.rows, self.next = (list(page.rows), page.next) if page else ([], None)
        self.set_class(bool(self.rows), "-cases")
        self.read([Line(words(self.say("welcome_title"), TITLE)), Line(words("")), *paragraphs(self.say("welcome"))])
        self.ask_first(self.cases_ask() if self.rows else self.welcome_ask())

    def welcome_ask(self) -> Ask:
        choices = (Choice("new", self.say("start_new")), Choice("leave", self.say("start_leave")))
        return Ask("welcome", self.say("welcome_question"), self.picked, choices)

    def cases_ask(self) -> Ask:
        choices: list[Choice | Heading] = [Choice("new", self.say("start_new"))]
        was_open = True
        for row in self.rows:
            if was_open and not row.open:
                choices.append(Heading(self.say("ended_cases")))
            was_open = row.open
            choices.append(Choice(f"case:{row.case}", self.row_title(row), self.row_note(row)))
        if self.next:
            choices.append(Choice("more", self.say("more_cases")))
        first = next((f"case:{row.case}" for row in self.rows if row.open), "new")
        return Ask("cases", self.say("which_case"), self.picked, tuple(choices), start=first)

    def row_title(self, row: BoardRow) -> str:
        """Number, messenger, step."""
        return f"{row.number}  {say(self.lang, f'messenger.{row.messenger}')}  {self.step_title(row)}"

    def step_title(self, row: BoardRow) -> str:
        """The step's title in the shipped playbook; an older one may have had steps that this one has not."""
        known = self.wizard.library.words(row.messenger, self.lang) if row.messenger in self.wizard.library.ids() else {}
        return str(known.get("states", {}).get(row.state, {}).get("title") or row.state)  # type: ignore[attr-defined]

    def row_note(self, row: BoardRow) -> str:
        """When it is due and what then, or how it ended."""
        if row.due_at is None:
            return say(self.lang, f"result.{row.result}") if row.result else ""
        now = self.wizard.clock.now()
        zone = self.wizard.local_zone()
        at = row.due_at.astimezone(zone)
        late = self.say("overdue") + " " if is_overdue(at, now, zone) else ""
        return late + say(self.lang, "heading.due", at=moment(self.lang, at, now), what=say(self.lang, f"due.{row.due_kind}"))

    def picked(self, choice: str) -> None:
        if choice == "new":
            self.action_new_case()
        elif choice == "leave":
            self.app.action_leave()
        elif choice == "more":
            self.read_more()
        else:
            card = self.attempt(lambda: self.wizard.show(choice.removeprefix("case:")))
            if card:
                self.app.open_case(card)

    def read_more(self) -> None:
        page = self.attempt(lambda: self.wizard.board(limit=PAGE, after=self.next))
        if page:
            self.rows, self.next = [*self.rows, *page.rows], page.next
            self.ask_again(self.cases_ask())

    def action_new_case(self) -> None:
        self.app.open_new_case()

    def leave(self) -> None:
        """There is nothing above this page; Esc does not end the program."""
        self.tell(self.say("how_to_leave"), calm=True)
