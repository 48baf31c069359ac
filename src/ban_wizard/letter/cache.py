"""Letters at hand: compiled once, kept as JSON, so that a start pays neither for pydantic nor for yaml and jinja2."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from ban_wizard.letter.model import Claim, Field, Letter
from ban_wizard.playbook.cache import Kept
from ban_wizard.playbook.findings import BadPlaybook, Finding
from ban_wizard.playbook.model import LANGUAGES, Fact, Guard
from ban_wizard.values import replace

COMPILER: Final = 4
"""Raised whenever the same source compiles to another letter, or is kept otherwise."""
LEDGER: Final = "claims.yaml"
FILES: Final = ("letter.yaml", *(f"{lang}.j2" for lang in LANGUAGES))


class Letters:
    """The letters of a folder (`appeal_templates`), each loaded when it is first asked for.

    `cache` is a folder of our own or None. It holds the compiled templates as well, for the Python that made them.
    """

    def __init__(self, folder: Path, cache: Path | None) -> None:
        self._folder = folder
        self._kept = Kept(cache)
        self._loaded: dict[str, Letter] = {}

    def letter(self, name: str) -> Letter:
        """The letter of that id. Raises BadPlaybook if it has mistakes or is not there."""
        if name not in self._loaded:
            digest = self._digest(name)
            letter = self._kept.read(f"letter.{name}", digest, from_json)
            if letter is None:
                from ban_wizard.letter.load import load
                from ban_wizard.letter.template import dump

                letter = load(self._folder / name)
                letter = replace(letter, code={lang: dump(source) for lang, source in letter.templates.items()})
                self._kept.write(f"letter.{name}", digest, to_json(letter))
            self._loaded[name] = letter
        return self._loaded[name]

    def _digest(self, name: str) -> str:
        digest = sha256(f"{COMPILER} {sys.implementation.cache_tag} {sys.hexversion}".encode())
        shared = self._folder / LEDGER
        for path in (*([shared] if shared.exists() else []), *(self._folder / name / file for file in FILES)):
            try:
                text = path.read_bytes()
            except OSError as problem:
                message = f"the file cannot be read ({problem.strerror}); install the program again, or restore the letter"
                raise BadPlaybook([Finding(str(path), 0, "unreadable-file", "error", message)]) from None
            digest.update(b"%d:" % len(text) + text)
        return digest.hexdigest()


def to_json(letter: Letter) -> dict[str, Any]:
    """What JSON can hold of a letter; `from_json` makes the letter of it."""
    from dataclasses import asdict

    kept: Any = letter
    return asdict(kept)


def from_json(data: Mapping[str, Any]) -> Letter:
    """The letter that `to_json` wrote; raises some exception for anything else."""
    fields = {
        name: Field(field["id"], field["required"], field["max"], _fact(field["fact"]), _guard(field["unless"]))
        for name, field in data["fields"].items()
    }
    claims = {
        name: Claim(
            claim["id"],
            _guard(claim["needs"]),
            tuple(claim["cites"]),
            claim["only_if_chosen"],
            claim["milestone"],
        )
        for name, claim in data["claims"].items()
    }
    return Letter(**{**data, "fields": fields, "claims": claims})


def _guard(pairs: Sequence[Any]) -> Guard:
    return tuple([(subject, tuple(values)) for subject, values in pairs])


def _fact(data: Mapping[str, Any] | None) -> Fact | None:
    return Fact(**{**data, "values": tuple(data["values"]), "cites": tuple(data["cites"])}) if data is not None else None
