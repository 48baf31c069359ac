"""Where the plain wizard begins: the cases, what is due first; one to go on with, or a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final

from ban_wizard.application.cards import Card
from ban_wizard.desktop.files import named, named_to_read, read_at_most, write_new
from ban_wizard.faces.board import counts, filter_groups, filter_words, is_on, section, toggle
from ban_wizard.faces.intake_words import start_command
from ban_wizard.faces.lines import row_line
from ban_wizard.i18n import say
from ban_wizard.plain.case import CaseTalk
from ban_wizard.plain.keeping import Keeping
from ban_wizard.plain.new_case import NewCase
from ban_wizard.plain.problems import Problems
from ban_wizard.plain.talk import Back, Choice, Leave, Said, Talk, chosen
from ban_wizard.store.filters import Filters
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
        self.filters: Filters = {}
        self.after: str | None = None
        """Where the page of the list begins."""
        self.listed: Sequence[Choice] = ()

    @property
    def unfinished(self) -> str:
        """How to go on with what is in the middle, on the command line; empty where nothing is."""
        if self.new:
            return start_command(self.new.draft) if not self.new.draft.empty else ""
        return f"ban-wizard show {self.case.card.case}" if self.case else ""

    def begin(self) -> None:
        """Talk until the person leaves; raises Leave."""
        self.talk.say(self.talk.word("welcome"))
        if not self.wizard.board(limit=1).rows:
            self.open_new()
        while True:
            self.list_cases()

    # ------------------------------------------------------------------ the list

    def list_cases(self) -> None:
        """What is due, a page of cases, and what is done from there."""
        if "due_before" in self.filters:
            self.filters["due_before"] = self.wizard.clock.now()
        page = self.wizard.board(after=self.after, limit=PAGE, **self.filters)
        self.talk.say("\n" + self.banner())
        shown, zone = [(row, self.wizard.show(row.case)) for row in page.rows], self.wizard.local_zone()
        self.listed = [
            Choice(row.case, row_line(row, card, self.talk.lang, "; "), heading="" if number else "\n" + self.talk.word(f"board.{heading}"))
            for heading, group in groupby(shown, lambda each: section(each[0], each[1].now, zone))
            for number, (row, card) in enumerate(group)
        ]
        if not self.listed:
            self.talk.say(self.talk.word("board.nothing_found") if self.filters else say(self.talk.lang, "line.no_cases"))
        self.talk.place = "home"
        proposed = self.listed[0] if self.listed and page.rows[0].open else None
        prompt = self.talk.word("which_case" if proposed else "which_word")
        if page.next:
            prompt = self.talk.word("board.more") + " " + prompt
        try:
            picked = self.talk.choose(self.listed, prompt, proposed, commands=True)
        except Said as said:
            return self.run(said, page.next)
        except Back:
            return self.all_cases()
        return self.go_on(picked.word)

    def banner(self) -> str:
        """What is due, and which cases are shown."""
        due, rest = counts(self.wizard.tally(**self.filters), self.talk.lang)
        told = f"{due}, {rest}" if rest else due
        if shown := filter_words(self.filters, self.talk.lang):
            told += "; " + say(self.talk.lang, "board.filtered", what=", ".join(shown))
        return told[:1].upper() + told[1:] + "."

    def run(self, said: Said, following: str | None) -> None:
        """A word typed at the list."""
        acts: dict[str, Callable[[], object]] = {
            "new": self.open_new,
            "search": lambda: self.search(said.rest),
            "filter": lambda: self.filter(said.rest),
            "all": self.all_cases,
            "more": lambda: self.more(following),
            "note": lambda: self.about(said.rest, Keeping.note, "board.noted"),
            "assign": lambda: self.about(said.rest, Keeping.assign, "case.event.assigned"),
            "snooze": lambda: self.about(said.rest, Keeping.snooze),
            "close": lambda: self.about(said.rest, Keeping.close, "board.closed"),
            "import": lambda: self.take_in(said.rest),
            "calendar": lambda: self.calendar(said.rest),
        }
        try:
            self.problems.attempt(acts[said.command.id])
        except Back:
            return

    # ------------------------------------------------------------------ which cases

    def all_cases(self) -> None:
        self.filters, self.after = {}, None

    def more(self, following: str | None) -> None:
        if following:
            self.after = following
        else:
            self.talk.say(self.talk.word("board.no_more"))

    def search(self, text: str) -> None:
        """Any part of a number, a case's id, its agent or line."""
        text = text or self.talk.ask(self.talk.word("search_for"))
        self.after = None
        self.filters.pop("search", None)
        if text:
            self.filters["search"] = text

    def filter(self, typed: str) -> None:
        """Ticks are set or taken away: what is due, one messenger, one agent, one kind."""
        lang = self.talk.lang

        def choice(name: str, value: str, title: str, heading: str = "") -> Choice:
            mark = "[x]" if is_on(self.filters, name, value) else "[ ]"
            return Choice(value or "nobody", f"{mark} {title}", lambda: toggle(self.filters, name, value, self.wizard.clock.now()), heading)

        choices = [choice("due", "due", say(lang, "board.filter.due"))]
        for name, values in filter_groups(self.wizard).items():
            heading = say(lang, f"board.filter.{name}") + ":"
            choices += [choice(name, value, title, "" if number else heading) for number, (value, title) in enumerate(values.items())]
        words = typed.replace(",", " ").split()
        picked = [chosen(word, choices) for word in words]
        if not words or not all(picked):
            self.talk.say(say(lang, "board.filter_question"))
            self.talk.offer(choices)
            picked = [each for each, _ in self.talk.pick_several(choices, self.talk.word("which_filters"))]
        self.after = None
        for each in picked:
            if each and each.act:
                each.act()

    # ------------------------------------------------------------------ a case of the list

    def about(self, typed: str, act: Callable[[Keeping, str], Card], done: str = "") -> None:
        """Do something with a case of the list, which may be named before what it needs: `note 2 The client calls back`.

        `done` is the key of what is said then, where the act itself says nothing.
        """
        if not self.listed:
            return self.talk.say(say(self.talk.lang, "line.no_cases"))
        word, _, rest = typed.partition(" ")
        picked = chosen(word, self.listed) if word else None
        if picked is None:
            rest, picked = typed, self.which()
        case = self.wizard.show(picked.word)
        after = act(CaseTalk(self.wizard, self.talk, case).keeping, rest.strip())
        if done:
            what = say(self.talk.lang, done, agent=after.view.agent or "—")
            self.talk.say(say(self.talk.lang, "board.done", number=after.view.header.number_shown, what=what))
        for note in after.notes:
            self.talk.say(note)

    def which(self) -> Choice:
        """Which of the cases that were listed."""
        while True:
            if found := chosen(self.talk.ask(self.talk.word("about_which")), self.listed):
                return found
            self.talk.say(self.talk.word("choose_again", n=len(self.listed)))

    def take_in(self, file: str) -> None:
        """A case that was exported."""
        from ban_wizard.application.portable import MOST_BYTES

        name = named_to_read(file or self.talk.ask(self.talk.word("import_file")))
        card = self.wizard.import_case(read_at_most(name, MOST_BYTES))
        for note in card.notes:
            self.talk.say(note)

    def calendar(self, file: str) -> None:
        """A calendar file of what is due."""
        data = self.wizard.calendar()
        path = named(file or self.talk.ask(self.talk.word("calendar_file")))
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
