"""What the core refuses to take, as a key and its parameters; the interface puts it into words (`i18n`, `error.KEY`)."""

from __future__ import annotations


class BadInput(Exception):
    """Something typed cannot be used. `key` names the sentence that says what to do, `params` fill it."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(f"{key} {params}" if params else key)
        self.key, self.params = key, params
