"""Who says what, how strong that is, and where sources disagree; what an author writes in sources.yaml."""

from __future__ import annotations

from collections.abc import Mapping

from ban_wizard.values import frozen


@frozen
class Source:
    id: str
    title: Mapping[str, str]
    strength: str
    """`official`, `vendor`, `reported` or `inference`."""


@frozen
class SourceFact:
    id: str
    source: str
    strength: str
    says: Mapping[str, str]
    """What it says, by language."""
    url: str | None = None
    certainty: str | None = None


@frozen
class Contested:
    """Facts that disagree, which of them are not followed, and our ruling by language."""

    id: str
    facts: tuple[str, ...]
    not_followed: tuple[str, ...]
    ruling: Mapping[str, str]


@frozen
class Sources:
    sources: Mapping[str, Source]
    facts: Mapping[str, SourceFact]
    contested: Mapping[str, Contested]
