"""A case as one portable file: its log, and every playbook it was ever pinned to, under a hash.

The hash shows that a file was cut or changed on the way; it proves nothing about who wrote it. So whatever is read is hostile
until it has been looked at: here is seen that a file has the form of one that was exported, in `admission.py` that it is a case.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from ban_wizard.case.errors import BadInput
from ban_wizard.case.events import EVENT_KINDS, LONGEST_NAME, Event
from ban_wizard.case.facts import YEARS
from ban_wizard.playbook.cache import BUNDLED
from ban_wizard.playbook.index import flow_hash
from ban_wizard.text import clean
from ban_wizard.values import frozen

FORMAT: Final = "ban-wizard case"
VERSION: Final = 1
MOST_BYTES: Final = 8_000_000
"""Of a file: an exported case has some three hundred thousand."""
MOST_EVENTS: Final = 2000
MOST_PLAYBOOKS: Final = 10
MOST_LETTERS: Final = 200_000
"""Of one text of a playbook: twice what the longest of ours has."""
_DEEPEST: Final = 6
_LONGEST: Final = 500_000
"""Letters of one text: what is pasted is cut before it is kept."""
_KEYS: Final = ("seq", "at", "recorded", "actor", "kind", "name", "value")


@frozen
class Portable:
    """A case on its way: its id there, its log, and the texts of its playbooks by hash, as a store keeps them."""

    case: str
    events: tuple[Event, ...]
    playbooks: Mapping[str, str]


def pins(events: Iterable[Event]) -> list[str]:
    """The hashes of all playbooks that a log was ever pinned to, the present one last."""
    found = dict.fromkeys(event.value["playbook"] if event.kind == "opened" else event.name for event in _pinning(events))
    last = list(_pinning(events))[-1]
    present = last.value["playbook"] if last.kind == "opened" else last.name
    return [*(hash for hash in found if hash != present), present]


def _pinning(events: Iterable[Event]) -> Iterable[Event]:
    return (event for event in events if event.kind in ("opened", "migrated"))


def write(portable: Portable) -> str:
    """The file's text: JSON, the same for the same case."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "case": portable.case,
        "events": [event.as_json() for event in portable.events],
        "playbooks": {hash: json.loads(text) for hash, text in portable.playbooks.items()},
    }
    text = json.dumps({**content, "sha256": _hash(content)}, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "backslashreplace").decode() + "\n"  # half a character is written as JSON escapes it


def read(data: str | bytes) -> Portable:
    """The case in a file's text or bytes. Raises BadInput, one sentence, for anything that `write` would not have written."""
    if len(data) > MOST_BYTES:
        raise BadInput("import_too_large", limit=MOST_BYTES // 1_000_000)
    try:
        content = json.loads(data if isinstance(data, str) else data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise BadInput("import_not_ours") from None
    if not isinstance(content, dict) or content.get("format") != FORMAT or type(content.get("version")) is not int:
        raise BadInput("import_not_ours")
    if content["version"] > VERSION:
        raise BadInput("import_newer")
    if set(content) != {"format", "version", "case", "events", "playbooks", "sha256"} or content.pop("sha256") != _hash(content):
        raise BadInput("import_damaged")
    _bounded(content["events"], _DEEPEST)
    portable = Portable(_id(content["case"]), _events(content["events"]), _playbooks(content["playbooks"]))
    if set(portable.playbooks) != set(pins(portable.events)):
        raise unfit("playbooks")
    return portable


def unfit(what: str) -> BadInput:
    """What is read has the form of an export, but `what` in it cannot be true."""
    return BadInput("import_unfit", what=what)


def _hash(content: Mapping[str, Any]) -> str:
    return sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _refuse(word: str) -> None:
    raise ValueError(word)


# ------------------------------------------------------------------------------------------- the parts


def _id(case: Any) -> str:
    if not isinstance(case, str) or not re.fullmatch("[a-z0-9]{1,40}", case):
        raise unfit("case")
    return case


def _events(found: Any) -> tuple[Event, ...]:
    if not isinstance(found, list) or not 1 <= len(found) <= MOST_EVENTS:
        raise unfit("events")
    events = tuple(_event(data, seq) for seq, data in enumerate(found, 1))
    if [event.seq for event in events if event.kind == "opened"] != [1]:
        raise unfit("events")
    for event in _pinning(events):
        hash = event.value.get("playbook") if event.kind == "opened" and isinstance(event.value, dict) else event.name
        if not isinstance(hash, str) or len(hash) != 64:
            raise unfit(f"events {event.seq}")
    return events


def _event(data: Any, seq: int) -> Event:
    what = f"events {seq}"
    if not isinstance(data, dict) or set(data) != set(_KEYS) or type(data["seq"]) is not int or data["seq"] != seq:
        raise unfit(what)
    words = [data[key] for key in ("at", "recorded", "actor", "kind", "name")]
    if not all(isinstance(word, str) and len(word) <= LONGEST_NAME for word in words) or data["kind"] not in EVENT_KINDS:
        raise unfit(what)
    return Event(seq, moment(data["at"], what), moment(data["recorded"], what), data["actor"], data["kind"], data["name"], data["value"])


def moment(text: str, what: str) -> datetime:
    """A time as a log keeps it: ISO 8601 with an offset, in our century."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise unfit(what) from None
    if found.utcoffset() is None or found.year not in YEARS or found.isoformat() != text:
        raise unfit(what)
    return found


def _bounded(value: Any, depth: int) -> None:
    """Only values, texts and keys that a log may hold, nothing deep, and no character that would not be kept from a paste."""
    if isinstance(value, str):
        if len(value) > _LONGEST or value != clean(value):
            raise unfit("events")
    elif isinstance(value, (dict, list)):
        if depth == 0:
            raise unfit("events")
        for each in (*value, *value.values()) if isinstance(value, dict) else value:
            _bounded(each, depth - 1)
    elif isinstance(value, float) or (isinstance(value, int) and abs(value) > 2**53):
        raise unfit("events")


def _playbooks(found: Any) -> dict[str, str]:
    """The texts by hash as a store keeps them, each being what its hash says."""
    if not isinstance(found, dict) or not 1 <= len(found) <= MOST_PLAYBOOKS:
        raise unfit("playbooks")
    for hash, texts in found.items():
        whole = isinstance(texts, dict) and set(texts) == set(BUNDLED) and all(map(_is_text, texts.values()))
        if not whole or flow_hash(texts["flow.yaml"]) != hash:
            raise unfit("playbooks")
    return {hash: json.dumps(texts, ensure_ascii=False) for hash, texts in found.items()}


def _is_text(found: Any) -> bool:
    """Whether it is text of a sensible length that can be written down: half a character cannot."""
    return isinstance(found, str) and len(found) <= MOST_LETTERS and not re.search("[\ud800-\udfff]", found)
