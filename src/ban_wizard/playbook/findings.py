"""What a check has to say about a file, in the one form every face prints."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """One mistake: where, its stable code, and what to do about it. `line` counts from 1; 0 means the whole file."""

    file: str
    line: int
    code: str
    severity: str
    """`error` or `warning`."""
    message: str
    witness: tuple[str, ...] = ()
    """The shortest path that shows the fault, as state and action names in turn; empty where there is none."""

    def __str__(self) -> str:
        text = f"{self.file}:{self.line}: {self.code} {self.severity}: {self.message}"
        return f"{text} [{' > '.join(self.witness)}]" if self.witness else text


class BadPlaybook(Exception):
    """A playbook, a letter or the sources cannot be used; `findings` says why, all of it at once."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings
