"""What an author writes in letter.yaml and claims.yaml, as pydantic models; what the words in it refer to is looked at by `checks`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field, Tag

from ban_wizard.letter.model import READERS
from ban_wizard.playbook.author import Author, Cites, Grammar, Id, Line
from ban_wizard.playbook.author_flow import Subject

if TYPE_CHECKING:
    Reader = str
else:
    Reader = Literal[READERS]


class LetterField(Author):
    called: ClassVar[str] = "a field"
    type: Literal["text", "time", "count", "phone"] | None = None
    values: list[Id] = Field([])
    unsure: Id | None = None
    many: list[Id] = Field([])
    dated: bool = False
    required: bool = False
    unless: dict[Id, Annotated[list[Id], Field(min_length=1)]] = Field({})
    max: Annotated[int, Field(ge=1)] | None = None


def _need_form(value: Any) -> str:
    return "<known>" if isinstance(value, str) else "<values>"


Need = Annotated[
    Annotated[Literal["known"], Tag("<known>")] | Annotated[list[Id], Field(min_length=1), Tag("<values>")],
    Discriminator(_need_form),
]


class LetterClaim(Author):
    called: ClassVar[str] = "a claim"
    needs: dict[Subject, Need] = Field({})
    only_if_chosen: bool = False
    cites: Cites = Field([])


class FieldWords(Author):
    called: ClassVar[str] = "the words of a field"
    label: Line
    help: Line | None = None
    values: dict[Id, Line] = Field({})


class LetterWords(Author):
    called: ClassVar[str] = "the words of a letter"
    fields: dict[Id, FieldWords] = Field({})
    claims: dict[Id, Line] = Field({})


class InLanguages(Author):
    called: ClassVar[str] = "`words`"
    en: LetterWords
    ru: LetterWords


class Both(Author):
    called: ClassVar[str] = "a title"
    en: Line
    ru: Line


class LetterFile(Author):
    """letter.yaml."""

    grammar: Grammar
    id: Id
    language: Literal["en", "ru"]
    reader: Reader
    limit: Annotated[int, Field(ge=1)]
    address: Line | None = None
    fields: dict[Id, LetterField] = Field({})
    claims: Annotated[dict[Id, LetterClaim], Field(min_length=1)]
    shared: list[Id] = Field([])
    title: Both
    words: InLanguages


# ------------------------------------------------------------------------------------------- claims.yaml


class ClaimWords(Author):
    called: ClassVar[str] = "the words of a claim"
    name: Line
    says: Line


class SharedClaim(Author):
    called: ClassVar[str] = "a claim"
    needs: Annotated[dict[Subject, Need], Field(min_length=1)]
    only_if_chosen: bool = False
    cites: Cites = Field([])
    en: ClaimWords
    ru: ClaimWords


class MeasureWords(Author):
    called: ClassVar[str] = "the words of a measure"
    name: Line
    done: Line
    planned: Line


class SharedMeasure(Author):
    called: ClassVar[str] = "a measure"
    only_if_chosen: bool = False
    cites: Cites = Field([])
    milestone: Id | None = None
    en: MeasureWords
    ru: MeasureWords


class SharedField(Author):
    called: ClassVar[str] = "the words of a field"
    en: FieldWords
    ru: FieldWords


class LedgerFile(Author):
    """claims.yaml."""

    grammar: Grammar
    heading: Both
    fields: dict[Id, SharedField] = Field({})
    claims: dict[Id, SharedClaim] = Field({})
    measures: dict[Id, SharedMeasure] = Field({})
