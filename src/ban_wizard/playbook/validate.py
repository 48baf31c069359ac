"""From a parsed document to an author's model: pydantic finds the mistakes, we say them with line and remedy.

A mistaken value is left out and the rest is validated again, so that one slip does not hide the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import copy
from types import UnionType
from typing import Annotated, Any, Final, TypeVar, Union, get_args, get_origin

from pydantic import Tag, ValidationError
from pydantic_core import ErrorDetails

from ban_wizard.nearest import nearest
from ban_wizard.playbook.author import Author, Grammar
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.strict_yaml import Document, Steps

PATTERNS: Final[Mapping[str, tuple[str, str]]] = {
    "^[a-z][a-z0-9_]*$": ("bad-id", "is not an id: use small letters, digits and _, and begin with a letter"),
    "^(PT[1-9][0-9]{0,4}[HM]|P[1-9][0-9]{0,3}D)$": ("bad-duration", "is not a duration: write PT3H, PT30M or P5D"),
    "^(P[1-9][0-9]{0,3}D|P1M)$": ("bad-duration", "is not the span of a limit: write whole days such as P5D, or P1M"),
    "^((review|milestone|known|without)\\.)?[a-z][a-z0-9_]*$": (
        "bad-id",
        "is not a subject: name a fact, review.CHANNEL, milestone.NAME, known.FACT or without.FACT",
    ),
    r"^(\*\.)?[a-z0-9_]+([.|][a-z0-9_]+)*$": (
        "bad-id",
        "is not a path of keys: small letters, digits and _, a dot between steps, | between keys that mean the same, *. for any depth",
    ),
    "^[A-Z][A-Z0-9]*-[0-9]+$": ("bad-id", "is not a fact id: write the source, a dash and a number, such as OLC-15"),
    r"\S": ("empty-value", "is blank; fill it, or take the key out"),
    "^[A-Z][A-Z0-9]*$": ("bad-id", "is not a source id: use capital letters and digits, such as OLC"),
}
"""Every pattern a model uses, with its code and what to say where a text does not fit."""

MOST_FINDINGS: Final = 100
"""Of a file that does not fit its form: who has more mistakes has another file in hand, or mends these first."""

_FAMILIES: Final = ("review", "milestone", "known", "without")

_EXPECTED: Final[Mapping[str, str]] = {
    "string_type": "a text (put numbers, true and false in quotes)",
    "int_type": "a whole number without quotes",
    "float_type": "a number without quotes",
    "bool_type": "true or false",
    "list_type": "a list: [..]",
    "dict_type": "a mapping: {key: value}",
    "model_type": "a mapping: {key: value}",
}


Model = TypeVar("Model", bound=Author)


def validate(model: type[Model], document: Document) -> tuple[Model | None, list[Finding]]:
    """Validate `document.data`, leaving out what is wrong (see Document.dropped).

    Returns the model of what is left, None where nothing is, and a finding for each mistake (without those of the parser).
    """
    findings: list[Finding] = []
    if (stranger := _other_grammar(document)) is not None:
        return None, [stranger]
    while document.data is not None:
        try:
            return model.model_validate(document.data), findings
        except ValidationError as problem:
            errors = problem.errors(include_url=False)
        gone: set[Steps] = set()
        for error in errors[:MOST_FINDINGS]:
            steps, finding = _explain(model, document, error)
            if finding is not None:
                findings.append(finding)
            gone.add(steps)
        if len(errors) > MOST_FINDINGS:
            message = f"{len(errors)} things in this file do not fit; these are the first {MOST_FINDINGS}: mend them, and look again"
            return None, [*findings, Finding(document.file, 0, "too-many", "error", message)]
        for steps in sorted(gone - {()}, reverse=True):
            document.drop(steps)
        if () in gone and not _supposed(model, document, errors):
            break
    return None, findings


def _other_grammar(document: Document) -> Finding | None:
    """A file of a grammar that this program does not know: nothing else about it can be judged."""
    written = document.data.get("grammar", 1) if isinstance(document.data, dict) else 1
    if type(written) is int and written in get_args(Grammar):
        return None
    message = f"this program does not read grammar {_shown(written)}; use a newer ban-wizard, or write `grammar: 1`"
    return document.error(("grammar",), "unknown-grammar", message)


def _supposed(model: type[Author], document: Document, errors: list[ErrorDetails]) -> bool:
    """Put stand-ins for the file's own missing keys; whether there is one for each."""
    missing = [error["loc"][0] for error in errors if error["type"] == "missing" and len(error["loc"]) == 1]
    if not isinstance(document.data, dict) or not all(key in model.stand_ins for key in missing):
        return False
    for key in missing:
        document.dropped.setdefault((key,), None)
        document.data[key] = copy(model.stand_ins[str(key)])
        document.lines[id(document.data)][key] = 1  # type: ignore[index]
    return True


def did_you_mean(word: object, known: Iterable[str], cutoff: float = 0.6) -> str:
    """`; did you mean `x`?` where a known word is near, else nothing."""
    near = nearest(str(word), known, cutoff)
    return f"; did you mean `{near}`?" if near is not None else ""


def _explain(model: type[Author], document: Document, error: ErrorDetails) -> tuple[Steps, Finding | None]:
    """What to leave out because of an error, and what to say about it (None where it follows from what was said before)."""
    loc = error["loc"]
    if loc and loc[-1] == "[key]" and error["type"] != "extra_forbidden" and get_origin(_annotation_at(model, loc[:-2])) is dict:
        loc = loc[:-1]  # so pydantic says that the key itself is wrong, not its value
    steps = _steps(model, loc)
    kind, value = error["type"], error["input"]
    key = steps[-1] if steps else ""

    def finding(code: str, message: str, at: Steps = steps) -> Finding:
        return document.error(at, code, message)

    if kind == "missing":
        if steps in document.dropped:
            return steps[:-1], None
        owner = _owner(model, loc)
        code = owner.lacking.get(str(key), "missing-key")
        return steps[:-1], finding(code, f"the key `{key}` is missing from {owner.called}; add it", steps[:-1])
    if kind == "extra_forbidden":
        owner = _owner(model, loc)
        if key in owner.refused:
            return steps, finding(*owner.refused[str(key)])
        keys = [field.alias or name for name, field in owner.model_fields.items()]
        remedy = did_you_mean(key, keys)
        return steps, finding("unknown-key", f"{owner.called} has no key `{key}`{remedy or '; it takes ' + ', '.join(keys)}")
    if kind == "string_pattern_mismatch":
        code, what = PATTERNS[error["ctx"]["pattern"]]
        family, dot, name = str(value).partition(".")
        if "is not a subject" in what and dot and (near := nearest(family, _FAMILIES)) is not None:
            what = f"is not a subject; did you mean `{near}.{name}`?"
        return steps, finding(code, f"`{value}` {what}")
    if kind == "literal_error":
        words = re.findall(r"'([^']*)'", error["ctx"]["expected"]) or [error["ctx"]["expected"]]
        if not isinstance(key, str) or key == value:
            return steps, finding("unknown-value", f"{_shown(value)} cannot stand here{_one_of(value, words)}")
        return steps, finding("unknown-value", _not_one_of(f"`{key}`", value, words))
    if kind == "no_form":
        if document.damaged(steps):
            return steps, None
        forms = [tag.strip("<>") for tag in _tags(_annotation_at(model, loc))]
        meant = _misspelt_key(document, steps, value, forms, "this")
        return steps, meant or finding("wrong-type", f"{_shown(value)} stands where {error['msg']} should")
    if kind.startswith("one_of:"):
        return steps, _wrong_member(model, document, loc, steps, kind.partition(":")[2], error)
    if kind in _EXPECTED:
        return steps, finding("wrong-type", f"{_shown(value)} stands where {_EXPECTED[kind]} should")
    if kind in ("too_short", "string_too_short"):
        if document.damaged(steps):
            return steps, None
        return steps, finding("empty-value", "this is empty; fill it, or take the key out")
    if kind == "greater_than_equal":
        return steps, finding("bad-number", f"`{key}` is {value}, which is too small; the least is {error['ctx']['ge']}")
    return steps, finding("wrong-type", f"{_shown(value)} does not fit here: {error['msg']}")


def _wrong_member(
    model: type[Author], document: Document, loc: tuple[Any, ...], steps: Steps, key: str, error: ErrorDetails
) -> Finding | None:
    """A union whose member cannot be told: no mapping, no deciding key, or an unknown word under it."""
    value, called = error["input"], error["msg"]
    words = [tag.strip("<>") for tag in _tags(_annotation_at(model, loc))]
    if not isinstance(value, dict):
        return document.error(steps, "wrong-type", f"{_shown(value)} stands where {called} should, a mapping: {{key: value}}")
    if key in value:
        return document.error((*steps, key), "unknown-value", _not_one_of(f"`{key}`", value[key], words))
    if (*steps, key) in document.dropped:
        return None
    if (meant := _misspelt_key(document, steps, value, [key], called)) is not None:
        return meant
    return document.error(steps, "missing-key", f"the key `{key}` is missing from {called}; add it, it is one of {', '.join(words)}")


def _misspelt_key(document: Document, steps: Steps, value: object, keys: list[str], called: str) -> Finding | None:
    """A key that was probably meant to be the one by which a union's member is told."""
    for name in value if isinstance(value, dict) else ():
        if (near := did_you_mean(name, keys)) and name not in keys:
            return document.error((*steps, name), "unknown-key", f"{called} has no key `{name}`{near}")
    return None


def _not_one_of(what: str, value: object, words: list[str]) -> str:
    return f"{what} cannot be {_shown(value)}{_one_of(value, words)}"


def _one_of(value: object, words: list[str]) -> str:
    return did_you_mean(value, words) or f"; it is one of {', '.join(words)}"


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    text = str(value)
    return f"`{text if len(text) <= 40 else text[:37] + '...'}`"


def _owner(model: type[Author], loc: tuple[Any, ...]) -> type[Author]:
    """The model that lacks the last key of a location, or should."""
    found: type[Author] = _annotation_at(model, loc[:-1])
    return found


def _steps(model: type[Author], loc: tuple[Any, ...]) -> Steps:
    """The way to a value in the document: a location without the tags that stand in it where a union has been entered."""
    steps: list[str | int] = []
    for place, step in enumerate(loc):
        around = _annotation_at(model, loc[:place])
        if around is not None and get_origin(around) not in (Union, UnionType):
            steps.append(step)
    return tuple(steps)


def _annotation_at(model: Any, loc: tuple[Any, ...]) -> Any:
    """The annotation of the value at a location; None for what no model knows."""
    here: Any = model
    for step in loc:
        if get_origin(here) in (Union, UnionType):
            here = _tags(here)[step]
        elif get_origin(here) in (dict, list):
            here = get_args(here)[-1]
        elif isinstance(here, type) and issubclass(here, Author):
            here = next((field.annotation for name, field in here.model_fields.items() if (field.alias or name) == step), None)
        else:
            return None
        here = _plain(here)
    return here


def _plain(annotation: Any) -> Any:
    """Without Annotated and without `| None`; a union of several stays one."""
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        members = [member for member in get_args(annotation) if member is not type(None)]
        if len(members) == 1:
            return _plain(members[0])
    return annotation


def _tags(union: Any) -> dict[str, Any]:
    """The members of a union by their tags."""
    tagged = ((member, note) for member in get_args(union) for note in getattr(member, "__metadata__", ()))
    return {note.tag: member for member, note in tagged if isinstance(note, Tag)}
