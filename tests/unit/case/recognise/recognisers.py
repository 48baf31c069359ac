"""The shipped recognisers and corpora, and the verdict on a text."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from ban_wizard.application.diagnosing import tables
from ban_wizard.case.diagnosis import Diagnosis, diagnose_text
from ban_wizard.case.recognise.seen import Seen
from ban_wizard.case.recognise.sightings import look
from ban_wizard.playbook.symptoms import Recognition, Symptoms
from tests.support.desk import library as shipped_library

CORPUS = Path(__file__).parents[3] / "corpus"


@cache
def recognisers() -> tuple[dict[str | None, Symptoms], Recognition]:
    library = shipped_library()
    recognition = library.recognition()
    return {**tables(library), None: recognition.nobody}, recognition


def seen(text: str, about: str | None = None) -> Seen:
    known, recognition = recognisers()
    return look(text, known, recognition, about)


def verdict(text: str, about: str | None = None) -> Diagnosis:
    return diagnose_text(seen(text, about), recognisers()[0])


def corpus(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines()]
