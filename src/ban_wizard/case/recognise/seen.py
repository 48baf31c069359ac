"""What a text shows: symptoms with the words that show them, and what is known of the text besides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ban_wizard.case.secrets import mask
from ban_wizard.text import one_line
from ban_wizard.values import frozen

MOST_SHOWN: Final = 160
"""Matched words longer than this are cut in the middle."""

Owner = str | None
"""A messenger; None for what belongs to no messenger."""


@frozen
class Sighting:
    """A symptom in a text."""

    symptom: str
    matched: str
    """The words as they stand in the text, secrets masked."""
    told: bool
    """Whether somebody tells it, rather than a screen, an e-mail, an error or a payload shows it."""
    weight: int
    """How many words show it."""
    opinion: bool = False
    """Whether that is only what somebody thinks."""


@frozen
class Seen:
    """All that a text shows."""

    sightings: Mapping[Owner, tuple[Sighting, ...]]
    named: frozenset[str]
    """The messengers that it speaks of, and `elsewhere` for another service."""
    by_fields: frozenset[str]
    """The messengers whose fields a payload in it shows; another may have some of the same."""
    spoken_of: frozenset[str]
    """The messengers of which a sentence shows a sign without naming them: what "the app on my phone" shows is of the app."""
    facts: Mapping[Owner, Mapping[str, tuple[str, ...]]]
    """Values of facts that it tells, in the order of the symptoms file."""
    timer_end: str | None
    """When a restriction ends: ISO 8601, a time with its offset or a duration from now on; the latest where there are several."""
    about_accounts: bool = True
    """Whether it speaks of an account at all, or of what one does: "all ok" may be said of anything."""
    cut: bool = False
    """Whether the text was too long to be read whole."""
    cited: bool = False
    """Whether it only cites words, or tells that they are gone: what they show is no verdict."""
    doubted: bool = False
    """Whether something of it may be over, or another's, or cited of one's own screen: then nothing is sure."""
    blocked: tuple[frozenset[str], ...] = ()
    """Where a block is told of that stands, whether or not a symptom knows it: the symptoms in whose words it is told."""


def safe(matched: str) -> str:
    """Words from a text as they may be shown: on one line, without secrets, not too long."""
    shown = one_line(mask(one_line(matched), "").text)
    return shown if len(shown) <= MOST_SHOWN else f"{shown[: MOST_SHOWN // 2]} ... {shown[-MOST_SHOWN // 2 :]}"
