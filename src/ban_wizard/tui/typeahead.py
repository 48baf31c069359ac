"""Keys that come faster than the screen changes: each waits until the one before has had its effect.

Over a slow line a whole word arrives at once. Without this the letters typed after F4 would go to the list that still has
the focus, where letters are commands and digits are answers.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.message_pump import MessagePump
from textual.widgets import OptionList

if TYPE_CHECKING:
    from textual.app import App
    from textual.dom import DOMNode

ROUNDS: Final = 2
"""How often a widget's turn is awaited: once for what it is told, once for what that makes it say to itself."""

PATIENCE: Final = 2.0
"""Seconds after which the next key is let through at any rate: a widget that is gone gives no answer."""

SOON: Final = 0.05
"""Seconds after a key at which we look whether it has had its effect, if no other key has come: the next need not wait for that."""

IN_ORDER: Final = frozenset({"up", "down", "left", "right", "pageup", "pagedown", "backspace"})
"""Keys that stay within the widget that has the focus, which takes them in order anyway."""

BETWEEN: Final = frozenset({"up", "down"})
"""Those of them that may lead from a line to the list below it, and back."""


class TypeAhead:
    """Lets keys and pastes through to an app one by one. One that comes alone goes through at once and costs nothing."""

    def __init__(self, app: App[Any], take: Callable[[events.Event], Awaitable[None]]) -> None:
        """`take` handles an event that has waited."""
        self.app, self.take = app, take
        self.waiting: deque[events.Event] = deque()
        self.count = 0
        self.last: tuple[int, list[DOMNode], MessagePump] | None = None
        """The key that may not have had its effect yet: its number, its way, and the page it came to."""
        self.followed = 0
        """The number of the key whose way is being gone, to see when it has had its effect; 0 if there is none."""

    @property
    def busy(self) -> bool:
        return bool(self.followed or self.waiting)

    def must_wait(self, event: events.Event) -> bool:
        """Whether the key before may still be under way; then the event is taken when that is over."""
        if self.last is None:
            return False
        self.waiting.append(event)
        self.follow_last()
        return True

    def follow_last(self) -> None:
        """Begin to look whether the key before has had its effect, if that is not known yet."""
        if self.last is not None and self.followed != self.last[0]:
            number, path, screen = self.last
            self.followed = number
            self.app.call_later(self.follow, number, path, screen)
            self.app.set_timer(PATIENCE, lambda: self.app.call_later(self.over, number))

    def let_through(self, event: events.Event, takes_text: bool) -> None:
        """To be called right before the app handles the event; `takes_text` says whether letters are text where the focus is."""
        if isinstance(event, events.Key) and self.stays(event, takes_text):
            return
        self.count += 1
        self.last = self.count, self.path, self.app.screen
        self.app.set_timer(SOON, self.follow_last)

    def stays(self, event: events.Key, takes_text: bool) -> bool:
        """Whether the key can only have its effect where the focus is. A letter typed in a list has to go to its line first."""
        if event.key in IN_ORDER:
            return not (takes_text and event.key in BETWEEN)
        return takes_text and event.is_printable and not isinstance(self.app.focused, OptionList)

    @property
    def path(self) -> list[DOMNode]:
        """The way of a key: from what has the focus up to the app."""
        return (self.app.focused or self.app.screen).ancestors_with_self

    async def follow(self, number: int, path: Sequence[MessagePump], screen: MessagePump) -> None:
        """Go the way that the key goes, from widget to widget up to the app, which knows what it means; and then the way of
        what comes of that. Each answers after what came to it before."""
        rounds = deque([*path, *(each for each in path for _ in range(ROUNDS))])

        async def hop() -> None:
            while rounds:
                if rounds.popleft().call_later(hop):
                    return
            if self.app.screen is not screen:  # another page has come: until it has its focus
                await self.follow(number, self.path, self.app.screen)
            else:
                await self.over(number)

        await hop()

    async def over(self, number: int) -> None:
        """What was under way has had its effect: take what has waited, up to the next that must be waited for."""
        if number != self.followed:
            return
        self.last, self.followed = None, 0
        while self.waiting and self.last is None:
            await self.take(self.waiting.popleft())
        if self.waiting:
            self.follow_last()
