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
    in_part: tuple[str, ...] = ()
    """Those of which we follow a part: the ruling says which."""
    alone: tuple[str, ...] = ()
    """Those that hold however one rules: a step may cite them without showing the conflict."""

    def stance(self, fact: str) -> str:
        """Whether a fact of the group is `followed`, `not_followed`, or followed `in_part`."""
        return "not_followed" if fact in self.not_followed else "in_part" if fact in self.in_part else "followed"

    @property
    def disputed(self) -> frozenset[str]:
        """The facts that a step may not cite without showing what is said against them."""
        return frozenset(self.facts).difference(self.alone)


@frozen
class Sources:
    sources: Mapping[str, Source]
    facts: Mapping[str, SourceFact]
    contested: Mapping[str, Contested]
