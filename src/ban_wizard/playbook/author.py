"""What an author writes, as pydantic models: the base of all of them, symptoms.yaml, text.LANG.yaml and sources.yaml.

The models say what may stand where; what the words in it refer to is looked at by `checks`. JSON Schema for editors is
made from them. flow.yaml has its own module, author_flow.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, StringConstraints, Tag

from ban_wizard.playbook.model import KINDS


class Author(BaseModel):
    """Base of everything an author writes: no unknown keys, no conversions."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=False)

    called: ClassVar[str] = "the file"
    """What messages call it."""
    refused: ClassVar[Mapping[str, tuple[str, str]]] = {}
    """Keys whose presence is a mistake of its own: code and message."""
    lacking: ClassVar[Mapping[str, str]] = {}
    """Keys whose absence is a mistake of its own: code."""
    stand_ins: ClassVar[Mapping[str, Any]] = {}
    """What to suppose for a key that is missing or wrong, so that the rest can be looked at all the same."""


def one_of(key: str, *, called: str) -> Discriminator:
    """Tells the members of a union apart by the word under `key`; each member carries `Tag("<word>")`."""

    def tag(value: Any) -> str | None:
        return f"<{value.get(key)}>" if isinstance(value, dict) else None

    return Discriminator(tag, custom_error_type=f"one_of:{key}", custom_error_message=called)


def by_form(*forms: str, called: str) -> Discriminator:
    """Tells the members of a union apart by which key is there; each member carries `Tag("<key>")`. `called` shows all forms."""

    def tag(value: Any) -> str | None:
        return next((f"<{form}>" for form in forms if form in value), None) if isinstance(value, dict) else None

    return Discriminator(tag, custom_error_type="no_form", custom_error_message=called)


Id = Annotated[str, StringConstraints(pattern="^[a-z][a-z0-9_]*$")]
FactId = Annotated[str, StringConstraints(pattern="^[A-Z][A-Z0-9]*-[0-9]+$")]
SourceId = Annotated[str, StringConstraints(pattern="^[A-Z][A-Z0-9]*$")]
Line = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]

if TYPE_CHECKING:
    Kind = str
else:
    Kind = Literal[KINDS]

Grammar = Literal[1]
Cites = list[Line]
"""Fact ids; whether they exist is for the checks, which can say which one was meant."""

# ------------------------------------------------------------------------------------------- symptoms


class ByLanguage(Author):
    called: ClassVar[str] = "words in both languages"
    en: Line
    ru: Line


PathOfKeys = Annotated[str, StringConstraints(pattern=r"^(\*\.)?[a-z0-9_]+([.|][a-z0-9_]+)*$")]
PatternText = Annotated[Line, BeforeValidator(lambda value: str(value) if type(value) is int else value)]
"""A pattern (patterns.py); a code may stand without quotes."""


class Signs(Author):
    called: ClassVar[str] = "how something is recognised"
    text: list[PatternText] = []
    told: list[PatternText] = []
    payload: list[dict[PathOfKeys, Annotated[list[PatternText], Field(min_length=1)]]] = []


class Symptom(Signs):
    called: ClassVar[str] = "a symptom"
    where: Literal["phone", "message", "account", "gateway"]
    cites: Cites = []
    named: bool = False
    covers: bool = False
    unless: list[PatternText] = []


class Otherwise(Author):
    called: ClassVar[str] = "`otherwise`"
    kind: Kind
    certainty: Literal["sure", "likely", "unclear"]
    ask: list[Id] = []


class Row(Otherwise):
    called: ClassVar[str] = "a row of the table"
    all: list[Id] = []
    any: list[Id] = []
    none: list[Id] = []


class Symptoms(Author):
    """symptoms.yaml."""

    lacking: ClassVar = {"otherwise": "table-gap"}
    stand_ins: ClassVar = {"symptoms": {}, "table": []}
    grammar: Grammar
    symptoms: dict[Id, Symptom]
    table: list[Row]
    otherwise: Otherwise
    facts: dict[Id, dict[Id, Signs]] = {}


class Others(Author):
    called: ClassVar[str] = "the symptoms of a messenger without a folder"
    symptoms: dict[Id, Symptom]
    table: list[Row]
    otherwise: Otherwise


class Aside(Author):
    called: ClassVar[str] = "`aside`"
    denied_before: list[PatternText] = []
    denied_after: list[PatternText] = []
    supposed: list[PatternText] = []
    threatened: list[PatternText] = []
    asked: list[PatternText] = []
    questioned: list[PatternText] = []
    lifted: list[PatternText] = []
    past: list[PatternText] = []
    now: list[PatternText] = []
    not_now: list[PatternText] = []
    then: list[PatternText] = []
    others: list[PatternText] = []
    ours: list[PatternText] = []
    first: list[PatternText] = []
    opinion: list[PatternText] = []
    coming: list[PatternText] = []
    labels: list[PatternText] = []
    vague: list[PatternText] = []
    cited: list[PatternText] = []
    own: list[PatternText] = []
    shows: list[PatternText] = []
    doubtful: list[PatternText] = []
    gone: list[PatternText] = []
    granted: list[PatternText] = []
    blocked: list[PatternText] = []


class Timer(Author):
    called: ClassVar[str] = "`timer`"
    keys: list[PathOfKeys] = []
    before: list[PatternText] = []
    after: list[PatternText] = []


class AskWords(Author):
    called: ClassVar[str] = "a question"
    question: ByLanguage
    why: ByLanguage


class Recognition(Author):
    """recognise.yaml."""

    grammar: Grammar
    classes: dict[Id, Line] = {}
    """Plain phrases, with a comma or a line's end between them (patterns.phrases)."""
    names: dict[Id, list[PatternText]] = {}
    aside: Aside = Aside()
    timer: Timer = Timer()
    symptoms: dict[Id, Symptom] = {}
    table: list[Row] = []
    otherwise: Otherwise
    others: dict[Id, Others] = {}
    asks: dict[Id, AskWords] = {}


# ------------------------------------------------------------------------------------------- words


class Plural(Author):
    called: ClassVar[str] = "a text that depends on a number"
    count: Id
    one: Line
    few: Line | None = None
    many: Line | None = None
    other: Line


def _phrase_form(value: Any) -> str:
    return "<plural>" if isinstance(value, dict) else "<plain>"


Phrase = Annotated[Annotated[Line, Tag("<plain>")] | Annotated[Plural, Tag("<plural>")], Discriminator(_phrase_form)]


class StateText(Author):
    called: ClassVar[str] = "the words of a state"
    title: Phrase
    text: Phrase
    why: Phrase | None = None
    do_not: list[Phrase] = []
    items: dict[Id, Phrase] = {}
    actions: dict[Id, Phrase] = {}


class FactText(Author):
    called: ClassVar[str] = "the words of a fact"
    label: Phrase
    question: Phrase | None = None
    help: Phrase | None = None
    values: dict[Id, Phrase] = {}


class AskText(Author):
    called: ClassVar[str] = "a question"
    question: Phrase
    why: Phrase


class Text(Author):
    """text.LANG.yaml."""

    stand_ins: ClassVar = {"title": "?", "kinds": {}, "states": {}}
    grammar: Grammar
    title: Line
    kinds: dict[Id, Phrase]
    states: dict[Id, StateText]
    facts: dict[Id, FactText] = {}
    actions: dict[Id, Phrase] = {}
    channels: dict[Id, Phrase] = {}
    rules: dict[Id, Phrase] = {}
    symptoms: dict[Id, Phrase] = {}
    asks: dict[Id, AskText] = {}


# ------------------------------------------------------------------------------------------- sources

Strength = Literal["official", "vendor", "reported", "inference"]


class Source(Author):
    called: ClassVar[str] = "a source"
    title: ByLanguage
    strength: Strength


class SourceFact(Author):
    called: ClassVar[str] = "a fact of a source"
    source: SourceId
    en: Line
    ru: Line
    strength: Strength | None = None
    url: Line | None = None
    certainty: Line | None = None


class Contested(Author):
    called: ClassVar[str] = "a contested group"
    facts: Annotated[Cites, Field(min_length=1)]
    not_followed: Cites = []
    in_part: Cites = []
    alone: Cites = []
    en: Line
    ru: Line


class Sources(Author):
    """sources.yaml."""

    grammar: Grammar
    sources: dict[SourceId, Source]
    facts: dict[FactId, SourceFact]
    contested: dict[Id, Contested] = {}
