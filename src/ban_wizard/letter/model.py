"""A letter as it is rendered: frozen values, compiled from letter.yaml and its templates.

Nothing here imports pydantic, yaml or jinja2, so that the case's page can list letters without paying for them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, Final

from ban_wizard.playbook.model import Fact, Guard
from ban_wizard.values import frozen

BUILTIN: Final = ("number", "messenger", "kind", "offence")
"""Known of every case, so never a field. A template may name the first two; kind and offence speak through claims."""

READERS: Final = ("messenger", "gateway", "provider", "clients")
"""Who reads a letter. A messenger reads one language: the letter in the other one is a copy for the person who signs it."""


@frozen
class Field:
    """A fact that a letter takes."""

    id: str
    required: bool = False
    """The letter is not written without it, unless something told makes asking for it idle."""
    max: int | None = None
    """Characters that a text may have here; None for what is not text."""
    fact: Fact | None = None
    """Its type, if the letter declares one; a fact of the case's playbook needs none."""
    unless: Guard = ()
    """Facts with the values that make asking for it idle: one of them is enough."""


@frozen
class Claim:
    """One thing that a letter may state.

    `needs` are a guard's pairs: a fact and the values that support the claim, `known.FACT` for any value at all,
    `milestone.NAME` for how far the case has come. Without needs a claim is always true.
    """

    id: str
    needs: Guard = ()
    cites: tuple[str, ...] = ()
    only_if_chosen: bool = False
    """Nobody asks for it: it is said only when the person picks it."""
    milestone: str | None = None
    """Of a measure: the milestone whose reaching confirms as well that it is done, on that day."""


@frozen
class Letter:
    """A letter in all its languages."""

    id: str
    language: str
    """What its channel reads by default."""
    reader: str
    """One of READERS."""
    limit: int
    """Characters beyond which we warn. Our habit: no messenger names a limit."""
    fields: Mapping[str, Field]
    claims: Mapping[str, Claim]
    title: Mapping[str, str]
    words: Mapping[str, Mapping[str, Any]]
    """By language: `fields` (id -> label, help, values) and `claims` (id -> what it says)."""
    templates: Mapping[str, str]
    """Jinja2 source by language, the sentences of claims.yaml put in."""
    address: str | None = None
    """The fact of sources.yaml whose `url` is the page or form that this letter goes to; no other address is ever shown."""
    code: Mapping[str, str] = {}
    """Templates compiled for the Python at hand, by language; the cache keeps them, and without them it is done anew."""

    def asked(self, told: Mapping[str, Any]) -> list[str]:
        """The fields of a form, `told` being what is known for sure: those told, and those that nothing told makes idle."""
        return [
            name
            for name, field in self.fields.items()
            if name in told or not any(told.get(fact) in values for fact, values in field.unless)
        ]

    def label(self, name: str, lang: str) -> str:
        """A field's name as a form shows it."""
        label: str = self.words[lang]["fields"][name]["label"]
        return label

    def is_copy(self, lang: str) -> bool:
        """Whether the letter in `lang` is only there to be read by the person who sends the other one."""
        return self.reader == "messenger" and lang != self.language


@frozen
class Confirmed:
    """What a case knows for sure, as its log keeps it (`case/facts.py` tells the forms of the values)."""

    number: str
    """E.164."""
    number_shown: str
    """International format, made once when the case was opened."""
    messenger: str
    kind: str
    offence: int
    zone: str
    """IANA name; dates in letters are dates there."""
    facts: Mapping[str, Any]
    unsure: Collection[str] = ()
    """Facts answered with "I do not know": they have a cautious value in `facts` and confirm nothing."""
    milestones: Mapping[str, datetime] = {}
    """Those the case has reached, and when (aware)."""
    declared: Mapping[str, Fact] = {}
    """The facts of the case's playbook, with their types."""


@frozen
class Measure:
    """Something done against the cause, or promised for a day."""

    on: date
    planned: bool

    def is_done(self, today: date) -> bool:
        return not self.planned and self.on <= today

    def is_planned(self, today: date) -> bool:
        """A plan whose day has passed is neither done nor planned: nobody has confirmed that it was kept."""
        return self.planned and self.on >= today


Known = Mapping[str, str | int | datetime | tuple[str, ...] | Mapping[str, Measure]]
"""The letter's fields that are confirmed, validated and cleaned: text and choice, count, time, many, many with dates."""


@frozen
class LeftOut:
    """A claim that the text does not make, and the needs that nobody has confirmed (none if it was not chosen)."""

    claim: str
    needs: Guard


@frozen
class Rendered:
    """A letter written out."""

    letter: str
    lang: str
    text: str | None
    """Ready to be sent, or, under a line that says so, a copy to be read; None while a required field is missing."""
    draft: str
    """What the letter says so far, for a preview: the same text, or the part of it that needs no missing field."""
    claims: tuple[str, ...]
    """What the text states, in the letter's order."""
    left_out: tuple[LeftOut, ...]
    missing: tuple[str, ...]
    """Required fields that nobody has answered."""
    warnings: tuple[str, ...]

    def as_json(self, channel: str | None) -> dict[str, Any]:
        """The object that `letter --json` prints; the channel is the step's, not the letter's."""
        return {
            "letter": self.letter,
            "channel": channel,
            "lang": self.lang,
            "text": self.text,
            "claims": list(self.claims),
            "left_out": [
                {"claim": out.claim, "needs": [subject.removeprefix("known.") for subject, _ in out.needs]} for out in self.left_out
            ],
            "missing": list(self.missing),
            "warnings": list(self.warnings),
        }


class BadLetterInput(Exception):
    """What was confirmed or chosen cannot go into the letter; each sentence says what to do.

    `fields` tells the fields whose values are at fault.
    """

    def __init__(self, sentences: Collection[str], fields: Mapping[str, str] | None = None) -> None:
        super().__init__(" ".join(sentences))
        self.sentences, self.fields = tuple(sentences), dict(fields or {})
