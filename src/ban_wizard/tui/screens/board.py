"""The board: all cases by due date, what is due said on top; searched, filtered, and cases put into order without opening them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from ban_wizard.application.cards import Card
from ban_wizard.application.casebook import Tally
from ban_wizard.application.overview import here
from ban_wizard.case.errors import BadInput
from ban_wizard.faces.board import SECTIONS, counts, filter_words
from ban_wizard.faces.wording import store_sentence
from ban_wizard.i18n import say
from ban_wizard.playbook.findings import BadPlaybook
from ban_wizard.store.board import fits
from ban_wizard.store.filters import Filters
from ban_wizard.store.protocol import BoardRow, StoreError
from ban_wizard.tui import commands
from ban_wizard.tui.asks import Ask
from ban_wizard.tui.board_acts import BoardActs
from ban_wizard.tui.board_detail import BoardDetail
from ban_wizard.tui.board_text import Wording
from ban_wizard.tui.text import words
from ban_wizard.tui.widgets.board_list import PAGE, BoardList
from ban_wizard.tui.widgets.panel import Panel
from ban_wizard.tui.widgets.reading import KeyBar

if TYPE_CHECKING:
    from collections.abc import Mapping

REFRESH_EVERY = 60.0
"""Seconds after which the board is read anew: days end, others record."""


class BoardScreen(BoardActs):
    """Every case, what is due first on top."""

    PLACE = "board"
    BINDINGS: ClassVar = commands.bindings("board")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012  # as Textual declares them

    def __init__(self) -> None:
        super().__init__()
        self.filters: Filters = {}
        self.tally = Tally(0, 0, 0, 0)
        self.next: dict[int, str | None] = {}
        """Cursors of pages that follow one that was read, so that moving on needs no counting."""

    def compose(self) -> ComposeResult:
        yield Static(id="top", markup=False)
        yield BoardList()
        yield Static(id="nothing", markup=False)
        yield BoardDetail(self.case_of)
        yield Panel()
        yield KeyBar(self.PLACE, self.lang)

    @property
    def cases(self) -> BoardList:
        return self.query_one(BoardList)

    @property
    def detail(self) -> BoardDetail:
        return self.query_one(BoardDetail)

    @property
    def more_to_come(self) -> bool:
        """Whether the case under the bar is still to be told of."""
        return self.detail.more_to_come

    def on_mount(self) -> None:
        self.asks = [Ask("board", "")]
        self.show_first()
        self.show_ask()
        self.call_after_refresh(self.show_board)
        self.set_interval(REFRESH_EVERY, self.look_again)

    def on_screen_resume(self) -> None:
        if self.tally.total:
            self.show_board()

    # ------------------------------------------------------------------ showing

    def show_first(self) -> None:
        """The first page at once; how many cases there are is counted when it has been drawn."""
        rows = self.attempt(lambda: self.rows(0, PAGE)) or ()
        wording = self.wording()
        sections = [wording.section(row) for row in rows]
        self.cases.show(self.rows, wording, [sections.count(section) for section in SECTIONS])
        self.say_what_is_due()

    def show_board(self) -> None:
        """Read everything anew. The bar stays on its case wherever that stands now, or comes to the nearest one that is shown."""
        if "due_before" in self.filters:  # what falls due while the board is open is due
            self.filters["due_before"] = self.wizard.clock.now()
        found = self.attempt(lambda: (self.wizard.tally(**self.filters), self.index_here()))
        if found is None:
            return None
        tally, here = found
        if not tally.total and not self.filters:
            return self.app.go_home()
        self.tally, self.next = tally, {}
        self.cases.show(self.rows, self.wording(), (tally.overdue, tally.today, tally.later, tally.ended), here=here)
        nothing = self.query_one("#nothing", Static)
        nothing.display = not tally.total
        nothing.update(words("" if tally.total else say(self.lang, "board.nothing_found")))
        self.say_what_is_due()
        return None

    def index_here(self) -> int:
        """Where the bar belongs: on the case that the person comes back from, if it is shown; else on its own."""
        stood, left = self.cases.stood, self.app.came_from
        self.app.came_from = None
        if left and (row := self.wizard.row(left.case)) and fits(row, self.filters):
            stood = row
        return self.wizard.index(stood, **self.filters) if stood else 0

    def look_again(self) -> None:
        if self.is_current:
            self.show_board()

    def overtaken(self) -> None:
        self.show_board()

    def rows(self, first: int, count: int) -> Sequence[BoardRow]:
        """Rows from the index `first` on."""
        after = self.next.get(first)
        page = self.wizard.board(after=after, start=0 if after else first, limit=count, **self.filters)
        self.next[first + count] = page.next
        return page.rows

    def case_of(self, row: BoardRow) -> Card | str:
        """The case of a row, or in a sentence why it cannot be read: nobody has asked for it, so nothing is asked or opened."""
        try:
            return here(self.wizard.show(row.case))
        except BadInput:
            return say(self.lang, "board.detail.gone", case=row.case)
        except StoreError as error:
            return store_sentence(error, self.lang)
        except BadPlaybook:
            return say(self.lang, "board.detail.bad_playbook")

    def wording(self) -> Wording:
        titles: dict[str, Mapping[str, Any]] = {}

        def title(row: BoardRow) -> str:
            """The step's title in the shipped playbook; an older one may have had steps that this one has not."""
            if row.messenger not in titles:
                known: Mapping[str, Any] = (
                    self.wizard.library.words(row.messenger, self.lang) if row.messenger in self.wizard.library.ids() else {}
                )
                titles[row.messenger] = known.get("states", {})
            return str(titles[row.messenger].get(row.state, {}).get("title") or row.state)

        return Wording(self.lang, self.wizard.clock.now(), self.wizard.local_zone(), title)

    def say_what_is_due(self) -> None:
        """What is due, and which cases are shown, on the line on top."""
        text = words(" ban-wizard  ", "bold")
        if self.tally.total or self.filters:
            due, rest = counts(self.tally, self.lang)
            text += words(due, "bold $bw-stop" if self.tally.overdue or self.tally.today else "") + words(f", {rest}" if rest else "")
        if shown := filter_words(self.filters, self.lang):
            text += words("  " + say(self.lang, "board.filtered", what=", ".join(shown)), "bold $bw-title")
        self.query_one("#top", Static).update(text, layout=False)

    # ------------------------------------------------------------------ asking

    def show_ask(self) -> None:
        """Without a question the list has the page and the focus."""
        asking = len(self.asks) > 1
        self.set_class(asking, "-asking")
        if asking:
            super().show_ask()
            if self.focused is self.cases:
                self.panel.focus_shown()
        else:
            self.panel.empty()
            self.query_one(KeyBar).offer()
            self.cases.focus(scroll_visible=False)

    def tell(self, text: str = "", *, calm: bool = False) -> None:
        super().tell(text, calm=calm)
        self.set_class(bool(text), "-telling")

    def leave(self) -> None:
        """Esc shows all cases again; there is nothing above this page, so it does not end the program."""
        if self.filters:
            self.filters = {}
            self.drafts.clear()
            self.show_board()
        else:
            self.tell(self.say("how_to_leave"), calm=True)

    def retell(self) -> None:
        self.tell()
        del self.asks[1:]
        self.show_ask()
        super().retell()

    # ------------------------------------------------------------------ ways

    def on_board_list_moved(self) -> None:
        if self.cases.wording:
            self.detail.tell_of(self.cases.current, self.cases.wording)

    def on_board_list_opened(self, event: BoardList.Opened) -> None:
        self.tell()
        if card := self.attempt(lambda: self.wizard.show(event.row.case)):
            self.app.open_case(card)

    def action_new_case(self) -> None:
        self.app.open_new_case()

    def action_read_on(self) -> None:
        self.cases.action_page(1)

    def action_read_back(self) -> None:
        self.cases.action_page(-1)

    def recorded(self, card: Card | None, what: str) -> None:
        """Something has been recorded (or refused, with `card` None) for the case under the bar."""
        if card is None:
            return
        self.used(*(ask.id for ask in self.asks))
        del self.asks[1:]
        self.show_ask()
        self.show_board()
        done = say(self.lang, "board.done", number=card.view.header.number_shown, what=what)
        self.tell("\n".join((done, *card.notes)), calm=True)
