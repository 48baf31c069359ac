"""Questions that the case and the board ask alike: whose case it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ban_wizard.cards import Card
from ban_wizard.i18n import say
from ban_wizard.tui.asks import Ask, Choice

if TYPE_CHECKING:
    from ban_wizard.tui.screens.dialogue import Dialogue

Recorded = Callable[[Card | None, str], None]
"""Called with the case as it is after the act, or None where it was refused and told; and with what was recorded, in words."""


def assign_ask(screen: Dialogue, card: Card, recorded: Recorded) -> Ask:
    """Whose case is it? Mine, somebody's by name, or nobody's."""
    lang, me = screen.lang, screen.wizard.actor

    def assign(agent: str) -> None:
        after = screen.attempt(lambda: screen.wizard.assign(card.case, agent))
        recorded(after, say(lang, "screen.event.assigned", agent=agent or "—"))

    def typed(name: str) -> None:
        if not name.strip():
            return screen.tell(say(lang, "case.assign_empty"))
        assign(name.strip())

    choices = (
        *((Choice("me", say(lang, "case.assign_me", agent=me)),) if card.view.agent != me else ()),
        *((Choice("nobody", say(lang, "case.assign_nobody")),) if card.view.agent else ()),
    )
    question = say(lang, "case.assign_question", agent=card.view.agent) if card.view.agent else say(lang, "case.assign_first_question")
    return Ask(
        "assign",
        question,
        lambda choice: assign(me if choice == "me" else ""),
        choices,
        typed=typed,
        hint=say(lang, "case.assign_hint"),
    )
