"""What the core refuses to take, as a key and its parameters; the interface puts it into words (`i18n`, `error.KEY`)."""

from __future__ import annotations

from os import PathLike
from typing import Final

from ban_wizard.text import brief

WHOLE: Final = frozenset({"values", "cases", "acts", "hint"})
"""Parameters that the program makes. Any other may be what was typed, and of that the beginning is enough to know it again."""


class BadInput(Exception):
    """Something typed cannot be used. `key` names the sentence that says what to do, `params` fill it."""

    def __init__(self, key: str, /, **params: object) -> None:
        super().__init__(f"{key} {params}" if params else key)
        self.key = key
        self.params = {name: value if name in WHOLE else _quoted(value) for name, value in params.items()}


def _quoted(value: object) -> object:
    return brief(str(value)) if isinstance(value, (str, PathLike)) else value
