"""A text of an author as parsed, with the line of every value in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

from ban_wizard.playbook.findings import Finding

Steps = tuple[str | int, ...]
"""The way to a value: keys and list positions, such as `("states", "stop", "next", 0, "to")`."""


@dataclass(slots=True)
class Document:
    """A parsed text. `data` is None where nothing could be read; `findings` says what was wrong."""

    file: str
    data: Any = None
    text: str = field(default="", repr=False)
    """What was parsed, with LF as line ends and without a byte order mark."""
    findings: list[Finding] = field(default_factory=list)
    dropped: dict[Steps, Any] = field(default_factory=dict)
    """What was left out because of a mistake that was reported, so that checks do not report what follows from it."""
    lines: dict[int, dict[str, int] | list[int]] = field(default_factory=dict, repr=False)
    """For each container, by identity, the line of each of its entries."""

    def line(self, steps: Steps) -> int:
        """The line of a value, counted from 1: of its key where it has one. Of the nearest known value above where it is absent."""
        line, here = 1, self.data
        for step in steps:
            try:
                line = self.lines[id(here)][step]  # type: ignore[index]
                here = here[step]
            except (KeyError, IndexError, TypeError):
                break
        return line

    def line_in(self, holder: dict[str, Any] | list[Any], entry: str | int) -> int:
        """The line of an entry of a mapping or a list that is a part of `data`."""
        lines: Any = self.lines[id(holder)]
        return cast(int, lines[entry])

    def get(self, steps: Steps) -> Any:
        """The value there, or None."""
        here = self.data
        for step in steps:
            try:
                here = here[step]
            except (KeyError, IndexError, TypeError):
                return None
        return here

    def drop(self, steps: Steps) -> None:
        """Leave a value out of `data`, keeping in mind that it was there."""
        parent: Any = self.get(steps[:-1])
        self.dropped[steps] = parent.pop(steps[-1])
        lines: Any = self.lines[id(parent)]
        del lines[steps[-1]]

    def damaged(self, steps: Steps) -> bool:
        """Whether something at or below `steps` was left out."""
        return any(gone[: len(steps)] == steps for gone in self.dropped)

    def words_left_out(self) -> set[str]:
        """Every key and text on the way to, and in, what was left out: names that may have been meant there."""
        found: set[str] = set()
        waiting: list[Any] = [*self.dropped, *self.dropped.values()]
        while waiting:
            value = waiting.pop()
            if isinstance(value, str):
                found.add(value)
            elif isinstance(value, dict):
                waiting += [*value, *value.values()]
            elif isinstance(value, (list, tuple)):
                waiting += value
        return found

    def error(self, steps: Steps, code: str, message: str) -> Finding:
        return Finding(self.file, self.line(steps), code, "error", message)

    def warning(self, steps: Steps, code: str, message: str) -> Finding:
        """What is hardly meant so, but does not keep a playbook from being used."""
        return self.error(steps, code, message)._replace(severity="warning")
