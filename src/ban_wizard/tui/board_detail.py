"""What the board says of the case under the bar: where there is room the case itself, else all of its row in one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from textual.content import Content
from textual.widgets import Static

from ban_wizard.application.cards import Card, wait_sentences
from ban_wizard.application.overview import place
from ban_wizard.case.view import live_events
from ban_wizard.i18n import moment, say
from ban_wizard.playbook.model import SEND_ACTIONS
from ban_wizard.store.protocol import BoardRow
from ban_wizard.text import one_line
from ban_wizard.tui.board_text import Wording
from ban_wizard.tui.case_text import due_words
from ban_wizard.tui.text import GOOD, MUTED, STOP, TITLE, words

REST: Final = 0.15
"""Seconds without a move after which somebody may be reading: a key held down repeats some thirty times a second."""

MOST_NOT: Final = 3
"""So many lines the do-not list has; of a longer one the last line says how many more there are."""


class BoardDetail(Static):
    """Tells of one case. A case is read only once the bar has come to rest on it."""

    def __init__(self, read: Callable[[BoardRow], Card | None]) -> None:
        super().__init__(id="detail", markup=False)
        self.read, self.row, self.wording = read, None, None
        self.more_to_come = False
        """Whether the case is still to be read."""

    read: Callable[[BoardRow], Card | None]
    row: BoardRow | None
    wording: Wording | None

    def on_mount(self) -> None:
        self.resting = self.set_interval(REST, self.rested, pause=True)

    def on_resize(self) -> None:
        if self.wording:
            self.tell_of(self.row, self.wording)

    @property
    def roomy(self) -> bool:
        """Whether there is room for more than a line."""
        return self.screen.has_class("-wide")

    def tell_of(self, row: BoardRow | None, wording: Wording) -> None:
        """The bar stands on this row now."""
        self.row, self.wording = row, wording
        if row and self.roomy:
            self.more_to_come = True
            self.resting.reset()
        else:
            self.update(words(f" {wording.story(row)}" if row else "", MUTED), layout=False)

    def rested(self) -> None:
        """Read the case that the bar stands on, and tell of it."""
        self.resting.pause()
        self.more_to_come = False
        if self.row and self.roomy:
            card = self.read(self.row)
            self.update(Content("\n").join(card_lines(card)) if card else "", layout=False)


def card_lines(card: Card) -> Iterator[Content]:
    """A case in lines, the most needed first: whose number, what not to do, the step, the wait, what comes next, the last note."""
    lang, view = card.lang, card.view
    agent = say(lang, "board.detail.agent", agent=view.agent) if view.agent else say(lang, "board.detail.nobody")
    about = (say(lang, f"messenger.{view.header.messenger}"), say(lang, f"kind.{view.kind}"), one_line(agent))
    yield words(view.header.number_shown, "bold") + words(f"  {' · '.join(about)}")
    shown = card.do_not if len(card.do_not) <= MOST_NOT else card.do_not[: MOST_NOT - 1]
    for text in shown:
        yield words("× ", STOP) + words(one_line(text))
    if more := len(card.do_not) - len(shown):
        yield words("× ", STOP) + words(say(lang, "board.detail.more_not", n=more), MUTED)
    yield words(one_line(card.title), TITLE) + words(f"  {place(card, card.progress)}", MUTED) + due_words(card)
    if card.result:
        yield words(say(lang, f"result.{card.result}"), GOOD if card.result in ("recovered", "not_a_ban", "new_number") else "")
    says, *until = wait_sentences(card) if card.timing else ("",)
    for text in (says, " ".join(until)):
        if text:
            yield words("│ ", TITLE) + words(one_line(text))
    if following := next_act(card):
        yield words(say(lang, "board.detail.next") + " ", MUTED) + words(one_line(following))
    if note := next((event for event in reversed(live_events(view)) if event.kind == "noted" and not event.name), None):
        said = say(lang, "board.detail.note", who=note.actor, at=moment(lang, note.at, card.now))
        yield words(one_line(said) + " ", MUTED) + words(one_line(str(note.value)))


def next_act(card: Card) -> str:
    """What the person is to do; nothing where a question is asked or waited for, for the step's title says that already."""
    if card.playbook.states[card.view.state].kind in ("ask", "wait") or not card.allowed:
        return ""
    action = card.allowed[0].action
    return say(card.lang, "board.detail.write") if action in SEND_ACTIONS and card.letters else card.action_title(action)
