"""Whether a file's log is a case that the engine can go on with: its playbook, its values, and what it amounts to.

Nothing of the file is run, and none of it is believed: a playbook that is not known here is checked as an author's would be, of one
that is known here our own words are kept, every value is held against its fact, and the log is replayed and shown in every
language before anything is written. What an event was allowed to do is not judged again: old logs always replay.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from ban_wizard.application.card_json import card_json
from ban_wizard.application.cards import make_card, wait_sentences
from ban_wizard.application.portable import Portable, moment, pins, unfit
from ban_wizard.application.recording import Opened
from ban_wizard.case.arcs import NOT_FACTS
from ban_wizard.case.engine import SNOOZED, replay
from ban_wizard.case.errors import BadInput
from ban_wizard.case.events import Event
from ban_wizard.case.evidence import NAME as EVIDENCE
from ban_wizard.case.facts import TEXT_LIMIT, is_unsure, known_value
from ban_wizard.case.view import View, zone_of
from ban_wizard.i18n import LANGUAGES
from ban_wizard.playbook.model import MESSENGERS, Fact, Playbook, Words
from ban_wizard.store.protocol import Store

if TYPE_CHECKING:
    from ban_wizard.playbook.cache import Library

KeptText = Callable[[str], str]
"""The text of a playbook that the store has, by hash; raises KeyError."""

_MOST: Final = 10**9


def admitted(
    portable: Portable, library: Library, kept: KeptText, fields: Callable[[Playbook], Mapping[str, Fact]]
) -> tuple[Opened, dict[str, str]]:
    """The case as the engine sees it, under its id there, and the texts of its playbooks as they are to be stored here.

    `fields` gives the facts that a playbook's letters declare. Raises BadInput; BadPlaybook where letters of our own cannot be read.
    """
    header = portable.events[0]
    if header.name not in MESSENGERS:
        raise unfit("messenger")
    texts = {hash: _text(hash, text, library, kept) for hash, text in portable.playbooks.items()}
    playbook, words = _playbook(header.name, pins(portable.events)[-1], texts, portable, library)
    _opening(header.value, playbook)
    told = [(event.seq, name, value) for event in portable.events[1:] for name, value in _told(event)]
    known = playbook.facts
    if any(name not in known and name not in NOT_FACTS for _, name, _ in told):
        known = {**fields(playbook), **known}
    for seq, name, value in told:
        if not _fits(known.get(name), name, value, playbook):
            raise unfit(f"events {seq}")
    try:
        view = replay(playbook, portable.events)
        _shown(view, playbook, words, library)
    except Exception:  # whatever it is: a log that cannot be replayed and shown is none
        raise unfit("events") from None
    return Opened(portable.case, portable.events, view, playbook, words), texts


def place(opened: Opened, store: Store) -> tuple[str | None, int]:
    """The case here that began with the same opening, whatever its id, and how many entries it has; None and 0 if there is none.

    Raises BadInput where neither log goes on from the other.
    """
    header, log = opened.view.header, [event.as_json() for event in opened.events]
    for row in store.by_number(header.number, header.messenger):
        here = [event.as_json() for event in store.events(row.case)]
        if here[0] != log[0]:
            continue
        for n, (ours, theirs) in enumerate(zip(here, log, strict=False), 1):
            if ours != theirs:
                raise BadInput("import_diverged", case=row.case, n=n)
        return row.case, len(here)
    return None, 0


# ------------------------------------------------------------------------------------------- playbooks


def _text(hash: str, text: str, library: Library, kept: KeptText) -> str:
    """Our own text where we have one: the hash covers a flow and not its words, and words of strangers must not take our words' place."""
    if messenger := library.shipped(hash):
        return library.bundle(messenger)
    try:
        return kept(hash)
    except KeyError:
        return text


def _playbook(
    messenger: str, hash: str, texts: Mapping[str, str], portable: Portable, library: Library
) -> tuple[Playbook, Callable[[str], Words]]:
    from ban_wizard.playbook.cache import letter_ids
    from ban_wizard.playbook.findings import BadPlaybook
    from ban_wizard.playbook.load import load_foreign

    try:
        for each, text in texts.items():
            if text == portable.playbooks[each] and not library.shipped(each):
                load_foreign(messenger, json.loads(text), sources=library.sources(), letters=letter_ids(library.letters))
        found = library.pinned(hash, texts[hash])
    except BadPlaybook:
        raise BadInput("import_playbook") from None
    if found.playbook.id != messenger:
        raise unfit("playbooks")
    return found.playbook, found.words


# ------------------------------------------------------------------------------------------- values


def _opening(value: Any, playbook: Playbook) -> None:
    """The opening's value holds what is needed, each of its kind, and the number shown is the number kept."""
    forms: dict[str, Callable[[Any], bool]] = {
        "kind": lambda found: found in playbook.entries,
        "number": lambda found: bool(re.fullmatch(r"\+[0-9]{5,17}", found)),
        "number_shown": lambda found: (
            re.sub(r"\D", "", found) == value["number"][1:] and bool(re.fullmatch(r"[0-9\s+()./~-]{6,40}", found))
        ),
        "offence": lambda found: _is_count(known_value(found)),
        "offence_counted": _is_count,
        "zone": lambda found: bool(ZoneInfo(found)),
        "symptoms": lambda found: isinstance(found, list) and all(isinstance(each, str) for each in found),
        "text": lambda found: found is None or isinstance(found, str),
    }
    try:
        wrong = [name for name, fits in forms.items() if not fits(value[name])]
    except (KeyError, TypeError, ValueError, OSError):  # a zone that is not there is a KeyError
        wrong = ["events 1"]
    if wrong:
        raise unfit(wrong[0])


_FORMS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "facts": lambda found: isinstance(found, dict),
    "reason": lambda found: isinstance(found, str),
    "text": lambda found: isinstance(found, str),
    "next": lambda found: isinstance(found, str) and bool(moment(found, "next")),
    "rules": lambda found: isinstance(found, list) and all(isinstance(each, str) for each in found),
    "seq": lambda found: type(found) is int,
    "from": lambda found: isinstance(found, str),
    "file": lambda found: isinstance(found, str),
    "bytes": lambda found: type(found) is int and found >= 0,
    "sha256": lambda found: isinstance(found, str) and bool(re.fullmatch("[0-9a-f]{64}", found)),
}
"""What the parts of events' values are."""

_PARTS: Final = {
    **dict.fromkeys(("acted", "overridden", "closed", "looked"), ((), ("facts", "reason", "text", "rules", "next"))),
    "undone": (("seq",), ("reason",)),
    "migrated": (("from",), ()),
    EVIDENCE: (("file", "bytes", "sha256"), ()),
}
"""By kind of event (and for evidence, which is a sort of note), which parts its value must and may have."""


def _told(event: Event) -> list[tuple[str, Any]]:
    """The facts that an event tells, with their values. Raises BadInput where its value has not the form of its kind."""
    value, kind = event.value, event.kind
    if kind in ("answered", "learned", "amended"):
        return [(event.name, value)]
    sort = EVIDENCE if kind == "noted" and event.name == EVIDENCE else kind
    if sort in _PARTS:
        must, may = _PARTS[sort]
        value = value if value is not None else {}
        whole = isinstance(value, dict) and set(must) <= set(value) <= {*must, *may}
        if not whole or not all(_FORMS[name](found) for name, found in value.items()):
            raise unfit(f"events {event.seq}")
        return list(value.get("facts", {}).items())
    if kind == "noted" and event.name == SNOOZED and isinstance(value, str):
        moment(value, f"events {event.seq}")
    words = {"noted": isinstance(value, str), "assigned": value is None or isinstance(value, str)}
    linked = kind != "linked" or (event.name in ("next", "previous") and isinstance(value, str))
    if not words.get(kind, True) or not linked:
        raise unfit(f"events {event.seq}")
    return []


def _fits(fact: Fact | None, name: str, value: Any, playbook: Playbook) -> bool:
    """Whether a log may hold this value of a fact, as `case.facts` tells. What no playbook and no letter knows is a word and no more."""
    if name == "offence" or (fact is not None and fact.derived):
        return _is_count(known_value(value))
    if is_unsure(value):
        value = value["unsure"]
        return value is None or value in ([], {}) or (fact is not None and value in fact.values)
    if fact is None or name in NOT_FACTS:
        plain = value is None or (isinstance(value, str) and len(value) <= TEXT_LIMIT)
        return plain and bool(re.fullmatch("[a-z][a-z0-9_]*", name))
    match fact.type:
        case "kind":
            return value in playbook.entries
        case "choice":
            return value in fact.values
        case "many":
            return _words_fit(fact, value)
        case "time":
            return isinstance(value, str) and bool(moment(value, name))
        case "count":
            return type(value) is int and 0 <= value < _MOST
    return isinstance(value, str) and len(value) <= TEXT_LIMIT


def _words_fit(fact: Fact, value: Any) -> bool:
    """The words of a `many`: by word with a day where they are dated, else a list."""
    if fact.dated and isinstance(value, dict):
        days = all(isinstance(told, dict) and set(told) == {"on", "planned"} and _is_day(told["on"]) for told in value.values())
        return days and all(word in fact.values for word in value)
    return not fact.dated and isinstance(value, list) and all(word in fact.values for word in value)


def _is_day(found: Any) -> bool:
    try:
        return bool(date.fromisoformat(found).isoformat() == found)
    except (TypeError, ValueError):
        return False


def _is_count(found: Any) -> bool:
    return type(found) is int and 1 <= found < _MOST


# ------------------------------------------------------------------------------------------- the whole


def _shown(view: View, playbook: Playbook, words: Callable[[str], Words], library: Library) -> None:
    """Show the case as every face would; raises whatever comes of it."""
    facts, now = library.sources().facts, view.event.recorded.astimezone(zone_of(view))
    for lang in LANGUAGES:
        says = {fact.id: fact.says[lang] for fact in facts.values()}.__getitem__
        card = make_card("", view, playbook, words(lang), lang=lang, now=now, scope_log=(), links=(), says=says, field_words=lambda _: {})
        json.dumps([card_json(card), *wait_sentences(card)])
