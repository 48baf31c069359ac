"""The facts a letter takes, as one pydantic model made from its fields: cleaned, checked, each fault one clear sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Final, Literal
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, create_model

from ban_wizard.i18n import say
from ban_wizard.letter.model import BadLetterInput, Confirmed, Known, Letter, Measure
from ban_wizard.playbook.model import Fact
from ban_wizard.text import one_line

TEXT_MAX: Final = 300
"""Characters of a text whose field names no `max`."""


class _Planned(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    on: Annotated[date, Field(strict=False)]
    planned: bool


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
    try:
        form = _form(tuple((name, facts[name], letter.fields[name].max or TEXT_MAX) for name in told))(**told)
    except ValidationError as error:
        problems = {str(fault["loc"][0]): fault for fault in error.errors(include_url=False)}
        sentences = {name: _sentence(letter, facts[name], fault, ui) for name, fault in problems.items()}
        raise BadLetterInput(tuple(sentences.values()), sentences) from None
    values = ((name, getattr(form, f"field_{name}")) for name in told)
    return _with_milestones(letter, confirmed, {name: _plain(value) for name, value in values if value not in (None, "", (), {})})


def _with_milestones(letter: Letter, confirmed: Confirmed, known: dict[str, Any]) -> Known:
    """A milestone that the case has reached confirms its measure on that day, unless the person named a day on which it was done."""
    for claim in letter.claims.values():
        if claim.milestone and (reached := confirmed.milestones.get(claim.milestone)):
            done = Measure(reached.astimezone(ZoneInfo(confirmed.zone)).date(), False)
            for fact, measures in claim.needs:
                told = known.get(fact, {})
                known[fact] = {**told, **{name: done for name in measures if name not in told or told[name].planned}}
    return known


@lru_cache(maxsize=32)
def _form(specs: tuple[tuple[str, Fact, int], ...]) -> type[BaseModel]:
    fields: dict[str, Any] = {f"field_{name}": (_annotation(fact, limit), Field(alias=name)) for name, fact, limit in specs}
    return create_model("Form", __config__=ConfigDict(strict=True, frozen=True), **fields)


def _annotation(fact: Fact, limit: int) -> Any:
    match fact.type:
        case "choice":
            return Literal[fact.values]
        case "many" if fact.dated:
            return dict[Literal[fact.values], _Planned]  # type: ignore[name-defined]
        case "many":
            return Annotated[tuple[Literal[fact.values], ...], Field(strict=False)]  # type: ignore[name-defined]
        case "time":
            return Annotated[AwareDatetime, Field(strict=False)]
        case "count":
            return Annotated[int, Field(ge=0)]
        case "phone":
            return Annotated[str, Field(pattern=r"^\+\d{7,15}$")]
        case _:
            return Annotated[str, Field(max_length=limit), BeforeValidator(_folded)]


def _folded(value: Any) -> Any:
    return one_line(value) if isinstance(value, str) else value


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: Measure(measure.on, measure.planned) for name, measure in value.items()}
    return value


def _sentence(letter: Letter, fact: Fact, fault: Any, ui: str) -> str:
    label = letter.label(fact.id, ui)
    if fault["type"] == "string_too_long":
        return say(ui, "letter.too_long", label=label, length=len(fault["input"]), limit=fault["ctx"]["max_length"])
    return say(ui, f"letter.{'dated' if fact.dated else fact.type}", label=label, values=", ".join(fact.values))
