"""The events a case is made of. The log is the truth: everything else is computed from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from ban_wizard.values import frozen

EVENT_KINDS: Final = (
    "opened",
    "answered",
    "learned",
    "acted",
    "looked",
    "undone",
    "amended",
    "overridden",
    "migrated",
    "linked",
    "noted",
    "assigned",
    "closed",
)

LONGEST_NAME: Final = 200
"""Characters of the name of somebody who works on cases."""

Value = Any
"""A JSON value: text, number, boolean, null, list or object."""


@frozen
class Event:
    """One thing that happened, was said or was decided.

    `seq` orders (1, 2, 3, ... within a case). `at` is when it happened and `recorded` when it was written down, both
    aware datetimes in the case's zone. What `name` and `value` hold depends on `kind`:

    * opened: name = messenger; value = {kind, number, number_shown, offence (or unsure), offence_counted, zone, playbook, symptoms, text}
    * answered, learned, amended: name = fact; value = its value, or {"unsure": value} for "I do not know"
    * acted, overridden, closed: name = action; value = {"facts": {...}, "reason": ..., "text": ..., "rules": [...]}, each key optional
    * looked: name = ""; value = {"next": ISO time, "facts": {...}}, each key optional
    * undone: name = ""; value = {"seq": of the event taken back, "reason": ...}
    * migrated: name = new playbook hash; value = {"from": old hash}
    * linked: name = `next`, `previous`; value = the other case's id
    * noted: name = ""; value = text; or, for a file named as evidence, name = "evidence"; value = {file, bytes, sha256};
      or, where the case shall not be looked at before a time, name = "snoozed"; value = ISO time;
      or, why the answer after it was amended, name = "reason"; value = text
    * assigned: name = ""; value = agent or null
    """

    seq: int
    at: datetime
    recorded: datetime
    actor: str
    kind: str
    name: str
    value: Value = None

    def as_json(self) -> dict[str, Value]:
        return {
            "seq": self.seq,
            "at": self.at.isoformat(),
            "recorded": self.recorded.isoformat(),
            "actor": self.actor,
            "kind": self.kind,
            "name": self.name,
            "value": self.value,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Value]) -> Event:
        return cls(
            data["seq"],
            datetime.fromisoformat(data["at"]),
            datetime.fromisoformat(data["recorded"]),
            data["actor"],
            data["kind"],
            data["name"],
            data["value"],
        )
