"""JSON Schema of everything that an author writes, from the models that validate it."""

from __future__ import annotations

from typing import Any, Final

from ban_wizard.letter.author import LedgerFile, LetterFile
from ban_wizard.playbook.author import Author, Recognition, Sources, Symptoms, Text
from ban_wizard.playbook.author_flow import Flow

FILES: Final[dict[str, type[Author]]] = {
    "flow.yaml": Flow,
    "symptoms.yaml": Symptoms,
    "text.yaml": Text,
    "sources.yaml": Sources,
    "recognise.yaml": Recognition,
    "letter.yaml": LetterFile,
    "claims.yaml": LedgerFile,
}
"""By the file's name; `text.yaml` is text.en.yaml and text.ru.yaml."""


def schemas() -> dict[str, Any]:
    """A schema for each file. What words refer to is not in them: for that there is `playbook check`."""
    draft = "https://json-schema.org/draft/2020-12/schema"
    return {name: {"$schema": draft, **model.model_json_schema(), "title": name} for name, model in FILES.items()}
