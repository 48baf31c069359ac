"""A case as the wide board tells of it, in lines that are cut off rather than folded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from textual.content import Content

from ban_wizard.application.cards import Card, wait_sentences
from ban_wizard.application.overview import place
from ban_wizard.case.view import live_events
from ban_wizard.i18n import moment, say
from ban_wizard.playbook.model import SEND_ACTIONS
from ban_wizard.text import one_line
from ban_wizard.tui.case_text import due_words, result_words
from ban_wizard.tui.text import MUTED, STOP, TITLE, words

MOST_NOT: Final = 3
"""So many lines the do-not list has; of a longer one the last line says how many more there are."""


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
        yield result_words(card.result, lang)
    says, *until = wait_sentences(card) if card.timing else ("",)
    for text in (says, " ".join(until)):
        if text:
            yield words("│ ", TITLE) + words(one_line(text))
    if following := next_act(card):
        yield words(say(lang, "board.detail.next") + " ", MUTED) + words(one_line(following))
    if note := next((event for event in reversed(live_events(view)) if event.kind == "noted" and not event.name), None):
        said = say(lang, "board.detail.note", who=note.actor, at=moment(lang, note.at.astimezone(card.now.tzinfo), card.now))
        yield words(one_line(said) + " ", MUTED) + words(one_line(str(note.value)))


def next_act(card: Card) -> str:
    """What the person is to do; nothing where a question is asked or waited for, for the step's title says that already."""
    if card.playbook.states[card.view.state].kind in ("ask", "wait") or not card.allowed:
        return ""
    action = card.allowed[0].action
    return say(card.lang, "board.detail.write") if action in SEND_ACTIONS and card.letters else card.action_title(action)
