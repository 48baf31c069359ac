"""The facts a letter takes: cleaned, checked, each fault one clear sentence.

By hand, for there are seven types: pydantic would cost every letter 80 ms, and the full screen a fifth of its memory.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from ban_wizard.i18n import say
from ban_wizard.letter.model import BadLetterInput, Confirmed, Known, Letter, Measure
from ban_wizard.playbook.model import Fact
from ban_wizard.text import one_line

T = TypeVar("T")

TEXT_MAX: Final = 300
"""Characters of a text whose field names no `max`."""


def field_facts(letter: Letter, declared: Mapping[str, Fact]) -> dict[str, Fact]:
    """What each field is: the fact of the case's playbook, else the letter's own declaration.

    A field that neither declares cannot be known in this case; the check of letters reports it.
    """
    found = {name: declared.get(name) or field.fact for name, field in letter.fields.items()}
    return {name: fact for name, fact in found.items() if fact is not None}


def read(letter: Letter, confirmed: Confirmed, ui: str = "en") -> Known:
    """The confirmed facts that this letter takes. What was answered with "I do not know", or is empty, is not among them.
    A measure that a milestone confirms is.

    Raises BadLetterInput with a sentence for each value that cannot be used, in the language `ui`.
    """
    facts = field_facts(letter, confirmed.declared)
    told = {name: confirmed.facts[name] for name in facts if name not in confirmed.unsure and confirmed.facts.get(name) is not None}
    known: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for name, value in told.items():
        fact, limit = facts[name], letter.fields[name].max or TEXT_MAX
        label = letter.label(name, ui)
        try:
            known[name] = taken = _taken(fact, value)
        except (ValueError, TypeError):
            faults[name] = say(ui, f"letter.{'dated' if fact.dated else fact.type}", label=label, values=", ".join(fact.values))
        else:
            if fact.type == "text" and len(taken) > limit:
                faults[name] = say(ui, "letter.too_long", label=label, length=len(taken), limit=limit)
    if faults:
        raise BadLetterInput(tuple(faults.values()), faults)
    return _with_milestones(letter, confirmed, {name: value for name, value in known.items() if value not in ("", (), {})})


def _with_milestones(letter: Letter, confirmed: Confirmed, known: dict[str, Any]) -> Known:
    """A milestone that the case has reached confirms its measure on that day, unless the person named a day on which it was done."""
    for claim in letter.claims.values():
        if claim.milestone and (reached := confirmed.milestones.get(claim.milestone)):
            done = Measure(reached.astimezone(ZoneInfo(confirmed.zone)).date(), False)
            for fact, measures in claim.needs:
                told = known.get(fact, {})
                known[fact] = {**told, **{name: done for name in measures if name not in told or told[name].planned}}
    return known


def _taken(fact: Fact, value: Any) -> Any:
    """A letter's form of what the log keeps of a fact. Raises ValueError or TypeError for what is no value of it."""
    match fact.type:
        case "choice":
            return _word(fact, value)
        case "many" if fact.dated:
            return {_word(fact, word): _measure(**measure) for word, measure in _of(dict, value).items()}
        case "many":
            return tuple([_word(fact, word) for word in _of(list, value)])
        case "time":
            if (moment := datetime.fromisoformat(value)).tzinfo is None:
                raise ValueError(value)
            return moment
        case "count":
            if type(value) is not int or value < 0:  # True is an int as well
                raise ValueError(value)
            return value
        case "phone":
            if not re.fullmatch(r"\+[0-9]{7,15}", value):
                raise ValueError(value)
            return value
        case _:
            return one_line(_of(str, value))


def _measure(on: str, planned: bool) -> Measure:
    return Measure(date.fromisoformat(on), _of(bool, planned))


def _word(fact: Fact, word: str) -> str:
    if word not in fact.values:
        raise ValueError(word)
    return word


def _of(kind: type[T], value: Any) -> T:
    if not isinstance(value, kind):
        raise TypeError(value)
    return value
