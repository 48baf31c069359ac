"""Questions that the case and the board ask alike: whose case it is, and when it shall come up again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from ban_wizard.application.cards import Card
from ban_wizard.case.times import LOOK_AT, at_wall_time
from ban_wizard.case.view import zone_of
from ban_wizard.i18n import moment, say
from ban_wizard.tui.asks import Ask, Choice

if TYPE_CHECKING:
    from ban_wizard.tui.screens.dialogue import Dialogue

Recorded = Callable[[Card | None, str], None]
"""Called with the case as it is after the act, or None where it was refused and told; and with what was recorded, in words."""


DAYS: Final = (1, 3, 7)
"""After how many days a case may come up again without a date being typed."""


def assign_ask(screen: Dialogue, card: Card, recorded: Recorded) -> Ask:
    """Whose case is it? Mine, nobody's, or somebody's by name."""
    lang, me, now_with = screen.lang, screen.wizard.actor, card.view.agent

    def assign(agent: str) -> None:
        after = screen.attempt(lambda: screen.wizard.assign(card.case, agent))
        recorded(after, say(lang, "case.event.assigned", agent=agent or "—"))

    def typed(name: str) -> None:
        if not name.strip():
            return screen.tell(say(lang, "case.assign_empty"))
        assign(name.strip())

    name = Ask("assign:name", say(lang, "case.assign_name"), typed=typed, hint=say(lang, "case.assign_hint"))

    def picked(choice: str) -> None:
        if choice == "name":
            return screen.ask(name)
        assign(choice.partition(":")[2])

    others = [agent for agent in screen.wizard.agents() if agent not in (me, now_with)]
    choices = (
        *((Choice(f"agent:{me}", say(lang, "case.assign_me", agent=me)),) if now_with != me else ()),
        *(Choice(f"agent:{agent}", agent) for agent in others),
        Choice("name", say(lang, "case.assign_other")),
        *((Choice("nobody", say(lang, "case.assign_nobody")),) if now_with else ()),
    )
    question = say(lang, "case.assign_question", agent=now_with) if now_with else say(lang, "case.assign_first_question")
    return Ask("assign", question, picked, choices, lettered=lambda letter: _begin(screen, name, letter))


def snooze_ask(screen: Dialogue, card: Card, recorded: Recorded, zone: ZoneInfo | None = None) -> Ask:
    """When shall the case come up again? Whoever goes on with it before wakes it. Days are those of `zone`, by default the case's."""
    lang, zone = screen.lang, zone or zone_of(card.view)
    today = card.now.astimezone(zone).date()
    times = [at_wall_time(today + timedelta(days=n), LOOK_AT, zone) for n in DAYS]

    def snooze(until: str) -> None:
        after = screen.attempt(lambda: screen.wizard.snooze(card.case, until))
        again = after.view.snoozed.astimezone(zone) if after and after.view.snoozed else None
        recorded(after, say(lang, "case.event.snoozed", at=moment(lang, again, card.now)) if again else "")

    time = Ask("snooze:time", say(lang, "case.snooze_time"), typed=snooze, hint=say(lang, "screen.hint.time"))

    def picked(choice: str) -> None:
        if choice == "time":
            return screen.ask(time)
        snooze(choice)

    choices = (*(Choice(at.isoformat(), moment(lang, at, card.now)) for at in times), Choice("time", say(lang, "case.snooze_other")))
    return Ask("snooze", say(lang, "case.snooze_question"), picked, choices, lettered=lambda letter: _begin(screen, time, letter))


def _begin(screen: Dialogue, ask: Ask, letter: str) -> None:
    """Ask for what somebody has begun to type before the line was there."""
    screen.drafts[ask.id] = letter
    screen.ask(ask)
