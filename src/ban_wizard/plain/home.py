"""Where the plain wizard begins: the cases, what is due first; one to go on with, or a new one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Final

from ban_wizard.application.cards import Card
from ban_wizard.case.times import is_overdue
from ban_wizard.case.view import zone_of
from ban_wizard.desktop.files import read_at_most, write_new
from ban_wizard.faces.lines import row_line
from ban_wizard.i18n import say
from ban_wizard.plain.case import CaseTalk
from ban_wizard.plain.new_case import NewCase
from ban_wizard.plain.problems import Problems
from ban_wizard.plain.talk import Back, Choice, Leave, Said, Talk
from ban_wizard.store.protocol import BoardRow
from ban_wizard.wizard import Wizard

PAGE: Final = 20
"""Cases listed at a time."""


class Home:
    """The list of cases, and the ways from it."""

    def __init__(self, wizard: Wizard, talk: Talk) -> None:
        self.wizard, self.talk = wizard, talk
        self.problems = Problems(wizard, talk)
        self.case: CaseTalk | None = None
        self.new: NewCase | None = None

    @property
    def unfinished(self) -> str:
        """How to go on with what is in the middle, on the command line; empty where nothing is."""
        if self.new:
            return self.new.intake.command() if not self.new.intake.draft.empty else ""
        return f"ban-wizard show {self.case.card.case}" if self.case else ""

    def begin(self) -> None:
        """Talk until the person leaves; raises Leave."""
        self.talk.say(self.talk.word("welcome"))
        if not self.wizard.board(limit=1).rows:
            self.open_new()
        while True:
            self.list_cases()

    # ------------------------------------------------------------------ the list

    def list_cases(self, search: str = "", after: str | None = None) -> None:
        """A page of cases, and what is done from there."""
        page = self.wizard.board(search=search, after=after, limit=PAGE)
        shown = [(row, self.wizard.show(row.case)) for row in page.rows]
        choices = [
            Choice(row.case, row_line(row, card, self.talk.lang), heading="" if number else "\n" + self.talk.word(f"board.{heading}"))
            for heading, group in groupby(shown, lambda each: self.heading(*each))
            for number, (row, card) in enumerate(group)
        ]
        if not choices:
            self.talk.say(say(self.talk.lang, "line.no_cases"))
        self.talk.place = "home"
        proposed = choices[0] if choices and page.rows[0].open else None
        prompt = self.talk.word("which_case" if proposed else "which_word")
        if page.next:
            prompt = self.talk.word("board.more") + " " + prompt
        try:
            picked = self.talk.choose(choices, prompt, proposed, commands=True)
        except Said as said:
            return self.run(said, page.next)
        except Back:
            return None
        return self.go_on(picked.word)

    def heading(self, row: BoardRow, card: Card) -> str:
        """Under which heading a case stands: overdue, today, later, ended."""
        if row.due_at is None:
            return "ended"
        zone = zone_of(card.view)
        if is_overdue(row.due_at, card.now, zone):
            return "overdue"
        return "today" if row.due_at.astimezone(zone).date() <= card.now.astimezone(zone).date() else "later"

    def run(self, said: Said, following: str | None) -> None:
        """A word typed at the list."""
        acts: dict[str, Callable[[], object]] = {
            "new": self.open_new,
            "search": lambda: self.list_cases(search=said.rest or self.talk.ask(self.talk.word("search_for"))),
            "more": lambda: self.list_cases(after=following) if following else self.talk.say(self.talk.word("board.no_more")),
            "import": lambda: self.take_in(said.rest),
            "calendar": lambda: self.calendar(said.rest),
        }
        try:
            self.problems.attempt(acts[said.command.id])
        except Back:
            return

    def take_in(self, file: str) -> None:
        """A case that was exported."""
        from ban_wizard.application.portable import MOST_BYTES

        name = str(Path(file or self.talk.ask(self.talk.word("import_file"))).expanduser())
        card = self.wizard.import_case(read_at_most(name, MOST_BYTES))
        for note in card.notes:
            self.talk.say(note)

    def calendar(self, file: str) -> None:
        """A calendar file of what is due."""
        data = self.wizard.calendar()
        path = Path(file or self.talk.ask(self.talk.word("calendar_file"))).expanduser()
        write_new(path, data)
        self.talk.say(say(self.talk.lang, "line.written", file=path))

    # ------------------------------------------------------------------ the ways

    def open_new(self) -> None:
        """A new case, and on with it; going back from its first question leads to the list, or leaves where there is none."""
        self.new = NewCase(self.wizard, self.talk)
        try:
            case = self.new.begin()
        except Back:
            if not self.wizard.board(limit=1).rows:
                raise Leave from None
            self.new = None
            return
        self.new = None
        self.go_on(case)

    def go_on(self, case: str) -> None:
        card = self.problems.attempt(lambda: self.wizard.show(case))
        if card:
            self.case = CaseTalk(self.wizard, self.talk, card)
            self.case.go_on()
            self.case = None
