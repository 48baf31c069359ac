"""What an author writes in flow.yaml, as pydantic models: docs/playbook-format.md tells the same to a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag

from ban_wizard.playbook.author import Author, Cites, Grammar, Id, Kind, Line, by_form, one_of
from ban_wizard.playbook.model import MILESTONES, RESULTS

Duration = Annotated[str, StringConstraints(pattern="^(PT[1-9][0-9]{0,4}[HM]|P[1-9][0-9]{0,3}D)$")]
Span = Annotated[str, StringConstraints(pattern="^(P[1-9][0-9]{0,3}D|P1M)$")]
Subject = Annotated[str, StringConstraints(pattern="^((review|milestone|known|without)\\.)?[a-z][a-z0-9_]*$")]
Guard = dict[Subject, Annotated[list[Id], Field(min_length=1)]]

if TYPE_CHECKING:
    Milestone = str
    Result = str
else:
    Milestone = Literal[MILESTONES]
    Result = Literal[RESULTS]

# ------------------------------------------------------------------------------------------- facts


class BuiltinFact(Author):
    called: ClassVar[str] = "a built-in fact"
    builtin: Literal["kind"]
    cites: Cites = Field([])


class ChoiceFact(Author):
    called: ClassVar[str] = "a fact with values"
    values: Annotated[list[Id], Field(min_length=1)]
    unsure: Id
    derived: Literal["offence_count"] | None = None
    optional: bool = False
    per_kind: bool = False
    cites: Cites = Field([])


class ManyFact(Author):
    called: ClassVar[str] = "a fact of many"
    many: Annotated[list[Id], Field(min_length=1)]
    dated: bool = False
    optional: bool = False
    per_kind: bool = False
    cites: Cites = Field([])


class TypedFact(Author):
    called: ClassVar[str] = "a fact with a type"
    type: Literal["text", "shown_text", "time", "past_time", "count", "phone"]
    optional: bool = False
    per_kind: bool = False
    cites: Cites = Field([])


_FACT_FORMS = "{values: [..], unsure: ..}, {many: [..]}, {type: ..} or {builtin: kind}"

Fact = Annotated[
    Annotated[BuiltinFact, Tag("<builtin>")]
    | Annotated[ManyFact, Tag("<many>")]
    | Annotated[TypedFact, Tag("<type>")]
    | Annotated[ChoiceFact, Tag("<values>")],
    by_form("builtin", "many", "type", "values", called=_FACT_FORMS),
]

# ------------------------------------------------------------------------------------------- waits


_ENDLESS: Final = {"review_every": "unbounded-wait", "give_up_after": "unbounded-wait"}
"""What a wait without an end needs, so that somebody looks and decides."""


class ExactWait(Author):
    called: ClassVar[str] = "an exact wait"
    shape: Literal["exact"]
    until: Id | None = None
    length: Duration | None = Field(None, alias="for")
    otherwise: Wait | None = None
    words: Line | None = None


class RangeWait(Author):
    called: ClassVar[str] = "a wait of shape range"
    shape: Literal["range"]
    min: Duration
    max: Duration
    words: Line | None = None


class FuzzyWait(Author):
    called: ClassVar[str] = "a fuzzy wait"
    lacking: ClassVar = {"words": "vague-wait", "min": "vague-wait", "assumed": "vague-wait", "assumed_by": "vague-wait"}
    shape: Literal["fuzzy"]
    words: Line
    min: Duration
    assumed: Duration
    assumed_by: Line


class TypicalWait(Author):
    called: ClassVar[str] = "a typical wait"
    lacking: ClassVar = _ENDLESS
    shape: Literal["typical"]
    typical: Duration
    review_every: Duration
    give_up_after: Duration
    words: Line | None = None


class UnknownWait(Author):
    called: ClassVar[str] = "an unknown wait"
    lacking: ClassVar = _ENDLESS
    shape: Literal["unknown"]
    review_every: Duration
    give_up_after: Duration
    words: Line | None = None


class ExternalWait(Author):
    called: ClassVar[str] = "an external wait"
    lacking: ClassVar = _ENDLESS
    shape: Literal["external"]
    review_every: Duration
    give_up_after: Duration
    words: Line | None = None


Wait = Annotated[
    Annotated[ExactWait, Tag("<exact>")]
    | Annotated[RangeWait, Tag("<range>")]
    | Annotated[FuzzyWait, Tag("<fuzzy>")]
    | Annotated[TypicalWait, Tag("<typical>")]
    | Annotated[UnknownWait, Tag("<unknown>")]
    | Annotated[ExternalWait, Tag("<external>")],
    one_of("shape", called="a wait"),
]
ExactWait.model_rebuild()  # so that `otherwise`, which names what was not there yet, is known to validate.py as well

# ------------------------------------------------------------------------------------------- states and arcs


class Arc(Author):
    called: ClassVar[str] = "an arc"
    on: Id | None = None
    to: Id | None = None
    when: Guard = Field({})
    milestone: Milestone | None = None
    needs: list[Id] = Field([])
    sets: Literal["kind"] | None = None
    by: Id | None = None


def _how_many(value: Any) -> str:
    return "<several>" if isinstance(value, list) else "<one>"


Milestones = Annotated[
    Annotated[Milestone, Tag("<one>")] | Annotated[list[Milestone], Field(min_length=1), Tag("<several>")], Discriminator(_how_many)
]


class AnywhereArc(Arc):
    called: ClassVar[str] = "an arc of `anywhere`"
    on: Id
    until: Milestones | None = None
    after: Milestone | None = None

    @property
    def over_at(self) -> tuple[str, ...]:
        """The milestones of `until`: once one of them is reached the arc is gone."""
        return tuple([self.until] if isinstance(self.until, str) else self.until or ())


class CitedItem(Author):
    called: ClassVar[str] = "an item"
    id: Id
    cites: Cites = Field([])


def _item_form(value: Any) -> str:
    return "<cited>" if isinstance(value, dict) else "<bare>"


Items = list[Annotated[Annotated[Id, Tag("<bare>")] | Annotated[CitedItem, Tag("<cited>")], Discriminator(_item_form)]]


class LetterRef(Author):
    called: ClassVar[str] = "a letter beside a wait"
    letter: Id
    channel: Id


class _State(Author):
    cites: Cites = Field([])
    contested: list[Id] = Field([])


class AskState(_State):
    called: ClassVar[str] = "an ask"
    kind: Literal["ask"]
    fact: Id
    next: list[Arc]


class DoState(_State):
    called: ClassVar[str] = "a do state"
    kind: Literal["do"]
    items: Items = Field([])
    next: list[Arc]


class LetterState(_State):
    called: ClassVar[str] = "a letter state"
    kind: Literal["letter"]
    letter: Id
    channel: Id
    items: Items = Field([])
    next: list[Arc]


class WaitState(_State):
    called: ClassVar[str] = "a wait state"
    kind: Literal["wait"]
    wait: Wait
    letters: list[LetterRef] = Field([])
    items: Items = Field([])
    next: list[Arc]


class RouteState(_State):
    called: ClassVar[str] = "a route"
    kind: Literal["route"]
    next: list[Arc]


class OutcomeState(_State):
    called: ClassVar[str] = "an outcome"
    refused: ClassVar = {
        "next": ("outcome-goes-on", "an outcome is the end and goes nowhere; take `next` out, or make this a `do` or a `route`")
    }
    kind: Literal["outcome"]
    result: Result
    items: Items = Field([])


State = Annotated[
    Annotated[AskState, Tag("<ask>")]
    | Annotated[DoState, Tag("<do>")]
    | Annotated[LetterState, Tag("<letter>")]
    | Annotated[WaitState, Tag("<wait>")]
    | Annotated[RouteState, Tag("<route>")]
    | Annotated[OutcomeState, Tag("<outcome>")],
    one_of("kind", called="a state"),
]

# ------------------------------------------------------------------------------------------- channels and rules


class Channel(Author):
    called: ClassVar[str] = "a channel"
    review: Wait | None = None
    again: Literal["new_facts"] | None = None
    open_when: Guard = Field({})
    refused_when: Guard = Field({})
    per_kind: bool = False
    cites: Cites = Field([])


class Limit(Author):
    called: ClassVar[str] = "a limit"
    max: int
    per: Span


class Quota(Author):
    called: ClassVar[str] = "a quota"
    scope: Annotated[list[Id], Field(min_length=1)]
    gates: Id
    counts: Id
    limits: Annotated[list[Limit], Field(min_length=1)]
    given: Guard = Field({})
    cites: Cites = Field([])


class Lock(Author):
    called: ClassVar[str] = "a lock"
    scope: Annotated[list[Id], Field(min_length=1)]
    held_until: Annotated[list[Milestone], Field(min_length=1)]
    gates: Id
    given: Guard = Field({})
    cites: Cites = Field([])


class Never(Author):
    called: ClassVar[str] = "`never`"
    milestone: Milestone
    before: Milestone | None = None


class Safety(Author):
    called: ClassVar[str] = "a safety property"
    id: Id
    never: Never
    given: Guard = Field({})
    breached: Id | None = None
    cites: Cites = Field([])


class Flow(Author):
    """flow.yaml."""

    stand_ins: ClassVar = {"id": "unknown", "version": 1}
    grammar: Grammar
    id: Id
    version: Annotated[int, Field(ge=1)]
    facts: dict[Id, Fact] = Field({})
    channels: dict[Id, Channel] = Field({})
    entries: Annotated[dict[Kind, Id], Field(min_length=1)]
    anywhere: list[AnywhereArc] = Field([])
    quotas: dict[Id, Quota] = Field({})
    locks: dict[Id, Lock] = Field({})
    states: Annotated[dict[Id, State], Field(min_length=1)]
    safety: list[Safety] = Field([])
