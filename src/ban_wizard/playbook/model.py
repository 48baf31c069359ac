"""A playbook as the engine runs it: frozen values, compiled from the YAML that an author writes.

Nothing here reads files or imports pydantic or yaml; `compile.py` makes these values from checked source, `cache.py`
keeps them as JSON so that a start need not compile. The grammar is told in docs/playbook-format.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ban_wizard.values import frozen

GRAMMAR: Final = 1

LANGUAGES: Final = ("en", "ru")
"""Every playbook, letter and screen speaks all of these."""

MESSENGERS: Final = ("whatsapp_app", "whatsapp_api", "max")

KINDS: Final = (
    "temporary_ban",
    "permanent_ban",
    "new_chat_restriction",
    "linked_device_restriction",
    "warning",
    "quality_drop",
    "restriction_timed",
    "restriction_30d",
    "account_lock",
    "portfolio_block",
    "template_paused_or_disabled",
    "rate_limit",
    "not_a_ban",
    "unclear",
)

BLOCK_KINDS: Final = frozenset(
    {
        "temporary_ban",
        "permanent_ban",
        "new_chat_restriction",
        "linked_device_restriction",
        "restriction_timed",
        "restriction_30d",
        "account_lock",
        "portfolio_block",
    }
)
"""The kinds that count as an offence when the same number is blocked again."""

UNNAMED_KIND: Final = "unclear"
"""There is a block, or seems to be, and nobody can name its kind yet: what is told of it stays true when somebody does."""

CORE_ACTIONS: Final = (
    "answer",
    "stopped",
    "sent",
    "looked",
    "unblocked",
    "refused",
    "reversed",
    "unchanged",
    "gateway_asked",
    "queue_cleared",
    "over",
    "paired",
    "failed",
    "worked",
    "give_up",
    "kind_changed",
    "banned_again",
    "closed",
)

MILESTONES: Final = (
    "cause_found",
    "sending_stopped",
    "appealed",
    "unblocked",
    "gateway_told",
    "queue_cleared",
    "cooled_down",
    "paired",
    "chats_only",
    "recovered",
    "fresh_start",
    "given_up",
)

STATE_KINDS: Final = ("ask", "do", "letter", "wait", "route", "outcome")
WAIT_SHAPES: Final = ("exact", "range", "typical", "fuzzy", "unknown", "external")
RESULTS: Final = ("recovered", "not_a_ban", "given_up", "lost", "new_number", "banned_again")
REVIEW_STATUSES: Final = ("none", "open", "granted", "refused", "answered", "silent")
SEND_ACTIONS: Final = frozenset({"sent", "gateway_asked"})
"""Actions that leave a letter state and open a review in its channel."""

APPEALED: Final = "appealed"
"""The milestone of having asked for a review: it stands and falls with what was asked."""

Guard = tuple[tuple[str, tuple[str, ...]], ...]
"""Pairs of a subject (a fact, `review.CHANNEL`, `milestone.NAME`, `known.FACT`, `without.FACT`) and its allowed values; all must hold."""


@frozen
class Fact:
    """Something that may be asked, told and branched on."""

    id: str
    type: str
    """`kind`, `choice`, `many`, `text`, `time`, `count` or `phone`."""
    values: tuple[str, ...] = ()
    unsure: str | None = None
    """What "I do not know" means, for a choice: the cautious value."""
    derived: str | None = None
    """`offence_count` or nothing."""
    dated: bool = False
    optional: bool = False
    cites: tuple[str, ...] = ()
    per_kind: bool = False
    """Told of one kind of block, such as what its notice says: it no longer counts once the case is of another kind."""
    past: bool = False
    """Of a time: it lies behind whoever tells it, such as when a block began."""
    shown: bool = False
    """Of a text: these are the words that the messenger shows, so a text that was pasted may be taken over."""

    @property
    def asked_as(self) -> str:
        """What is to be typed: the type, but for a time that lies behind us, of which nothing is left."""
        return "past_time" if self.past else self.type


@frozen
class Wait:
    """How long something takes, and how sure that is. Durations are ISO 8601 texts."""

    shape: str
    until: str | None = None
    length: str | None = None
    """The `for:` of an exact wait."""
    min: str | None = None
    max: str | None = None
    typical: str | None = None
    assumed: str | None = None
    assumed_by: str | None = None
    words: str | None = None
    """Id of the fact whose words say how long."""
    review_every: str | None = None
    give_up_after: str | None = None
    otherwise: Wait | None = None


@frozen
class Arc:
    """One way out of a state (or an act that stays in it, when `to` is None)."""

    on: str | None
    to: str | None = None
    when: Guard = ()
    milestone: str | None = None
    needs: tuple[str, ...] = ()
    sets: str | None = None
    by: str | None = None
    until: tuple[str, ...] = ()
    after: str | None = None
    anywhere: bool = False


@frozen
class LetterRef:
    letter: str
    channel: str


@frozen
class Item:
    """A line of a checklist, or of an outcome's advice."""

    id: str
    cites: tuple[str, ...] = ()


@frozen
class State:
    """One place of the way. `next` holds its own arcs first, then those from `anywhere`."""

    id: str
    kind: str
    cites: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    next: tuple[Arc, ...] = ()
    fact: str | None = None
    items: tuple[Item, ...] = ()
    letters: tuple[LetterRef, ...] = ()
    """For a `letter` state exactly one; for a `wait` those that may be sent beside it."""
    wait: Wait | None = None
    result: str | None = None
    arcs: Mapping[str | None, tuple[Arc, ...]] = {}
    """`next` by action, made by the compiler; routes stand under None."""


@frozen
class Channel:
    id: str
    review: Wait | None
    """None where a letter tells something and asks for nothing: nothing is awaited, and it may be sent again."""
    again: str | None = None
    cites: tuple[str, ...] = ()
    told: tuple[tuple[str, Guard], ...] = ()
    """Of a case opened in the middle: a status that a review has here already, and the facts that tell so."""
    per_kind: bool = False
    """What is asked here is asked about one kind of block: once the case is of another kind, nothing has been asked yet."""


@frozen
class Limit:
    max: int
    per: str


@frozen
class Quota:
    id: str
    scope: tuple[str, ...]
    gates: str
    counts: str
    limits: tuple[Limit, ...]
    given: Guard = ()
    cites: tuple[str, ...] = ()


@frozen
class Lock:
    id: str
    scope: tuple[str, ...]
    held_until: tuple[str, ...]
    gates: str
    given: Guard = ()
    cites: tuple[str, ...] = ()


@frozen
class Safety:
    """`milestone` must never be reached before `before` (or at all, where that is None)."""

    id: str
    milestone: str
    before: str | None = None
    given: Guard = ()
    breached: str | None = None
    cites: tuple[str, ...] = ()


@frozen
class Playbook:
    """What ban-wizard knows about one messenger. `hash` (SHA-256 of flow.yaml, hex) names this version for ever."""

    grammar: int
    id: str
    version: int
    hash: str
    facts: Mapping[str, Fact]
    channels: Mapping[str, Channel]
    entries: Mapping[str, str]
    quotas: Mapping[str, Quota]
    locks: Mapping[str, Lock]
    states: Mapping[str, State]
    safety: tuple[Safety, ...]
    actions: Mapping[str, tuple[tuple[str, Arc], ...]]
    """Every action but `answer`, with the (state, arc) pairs that carry it, states in the file's order."""


# ------------------------------------------------------------------------------------------- words

Words = Mapping[str, object]
"""A text.LANG.yaml as nested plain dicts, checked: `words["states"]["stop"]["title"]`."""
