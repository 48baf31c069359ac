"""Letters without pydantic, yaml and jinja2: compiled ones are kept as JSON under the hash of their source."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from ban_wizard.letter.model import Claim, Field, Letter
from ban_wizard.playbook.findings import BadPlaybook, Finding
from ban_wizard.playbook.model import LANGUAGES, Fact

COMPILER: Final = 1
"""Raised whenever the same source compiles to another letter, or is kept otherwise."""


class Letters:
    """The letters of a folder (`appeal_templates`), each loaded when it is first asked for.

    What is kept in `cache` can be made again: if it cannot be read or written, the letter is compiled from its source.
    """

    def __init__(self, folder: Path, cache: Path | None) -> None:
        self._folder = folder
        self._cache = cache / "letters" if cache is not None else None
        self._loaded: dict[str, Letter] = {}

    def letter(self, name: str) -> Letter:
        """The letter of that id. Raises BadPlaybook if it has mistakes or is not there."""
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        return self._loaded[name]

    def _load(self, name: str) -> Letter:
        key = self._key(name)
        kept = self._cache / f"{name}.json" if self._cache is not None else None
        letter = _kept(kept, key) if kept is not None else None
        if letter is None:
            from ban_wizard.letter.load import load

            letter = load(self._folder / name)
            if kept is not None:
                _keep(kept, key, letter)
        return letter

    def _key(self, name: str) -> str:
        digest = hashlib.sha256(str(COMPILER).encode())
        for file in ("letter.yaml", *(f"{lang}.j2" for lang in LANGUAGES)):
            path = self._folder / name / file
            try:
                digest.update(b"\0" + path.read_bytes())
            except OSError as problem:
                message = f"the file cannot be read ({problem.strerror}); install the program again, or restore the letter"
                raise BadPlaybook([Finding(str(path), 0, "unreadable-file", "error", message)]) from None
        return digest.hexdigest()


def _kept(path: Path, key: str) -> Letter | None:
    try:
        data = json.loads(path.read_bytes())
        return from_json(data["letter"]) if data["key"] == key else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _keep(path: Path, key: str, letter: Letter) -> None:
    """Whole or not at all: another process may be reading."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh.write_text(json.dumps({"key": key, "letter": asdict(letter)}, ensure_ascii=False), encoding="utf-8")
        fresh.replace(path)
    except OSError:
        return


def from_json(data: Mapping[str, Any]) -> Letter:
    """The letter that `dataclasses.asdict` and JSON made of one."""
    return Letter(
        **{
            **data,
            "fields": {name: Field(**{**field, "fact": _fact(field["fact"])}) for name, field in data["fields"].items()},
            "claims": {
                name: Claim(
                    claim["id"],
                    tuple((subject, tuple(values)) for subject, values in claim["needs"]),
                    tuple(claim["cites"]),
                    claim["only_if_chosen"],
                )
                for name, claim in data["claims"].items()
            },
        }
    )


def _fact(data: Mapping[str, Any] | None) -> Fact | None:
    return Fact(**{**data, "values": tuple(data["values"]), "cites": tuple(data["cites"])}) if data is not None else None
