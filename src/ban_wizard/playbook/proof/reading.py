"""What guards, rules and seasons of a playbook read: of whom, and which values are read alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ban_wizard.playbook.model import REVIEW_STATUSES, UNNAMED_KIND, Arc, Guard, Playbook, Safety

UNTOLD: Final = "untold"
"""A fact that nobody has been asked, or has told."""
NOTHING: Final = "nothing"
"""A fact that was asked for, and the person does not know."""
SOMETHING: Final = "something"
"""A text, time, count or telephone number that was told."""


def read_by(name: str) -> str:
    """The subject that a literal of a guard reads."""
    return name.removeprefix("known.").removeprefix("without.")


def guards(playbook: Playbook) -> Iterator[Guard]:
    """Every guard that steers the way or that a promise depends on, seasons as guards of milestones."""
    for state in playbook.states.values():
        for arc in state.next:
            yield arc.when
            yield from season(arc)
    if any(arc.by == "channel" for state in playbook.states.values() for arc in state.next):
        yield from all_reviews(playbook)  # somebody answers only where a review is open
    for rule in playbook.safety:
        yield rule.given
        yield from _before(rule)
    yield from _told_reviews(playbook)


def read_by_own_ask(playbook: Playbook) -> Iterator[str]:
    """Facts that nothing reads but the one ask that asks for them."""
    readers: dict[str, set[str | None]] = {}
    for state in playbook.states.values():
        for name, _ in (literal for arc in state.next for literal in arc.when):
            readers.setdefault(read_by(name), set()).add(state.id if state.fact == name else None)
    for guard in (*(rule.given for rule in playbook.safety), *_told_reviews(playbook)):
        for name, _ in guard:
            readers.setdefault(read_by(name), set()).add(None)
    yield from (name for name, states in readers.items() if None not in states and len(states) == 1)


def asked(playbook: Playbook) -> list[Guard]:
    """For who wants every question to be passed over once it is answered, as the engine does."""
    return [((f"known.{state.fact}", ("known",)),) for state in playbook.states.values() if state.fact is not None]


def reviewed(playbook: Playbook) -> list[str]:
    """The channels in which there may be a review: they are written to, or a case is opened with one."""
    written = {ref.channel for state in playbook.states.values() for ref in state.letters}
    channels = playbook.channels.values()
    return [channel.id for channel in channels if channel.review is not None and (channel.id in written or channel.told)]


def _told_reviews(playbook: Playbook) -> Iterator[Guard]:
    """What facts may tell of reviews that were asked for before the case was opened."""
    for channel in playbook.channels.values():
        yield from (guard for _, guard in channel.told)


def all_reviews(playbook: Playbook) -> list[Guard]:
    """For who wants to know whether a letter is refused because its channel has not answered yet."""
    return [((f"review.{channel}", ("open",)),) for channel in reviewed(playbook)]


CLOSES: Final = {"unblocked": "granted", "reversed": "granted", "refused": "refused", "unchanged": "refused", "give_up": "silent"}
"""What becomes of an open review by an act that answers it; `answered` by any other act that is `by` its channel."""


def answer(arc: Arc) -> str:
    """What becomes of the review that an arc answers."""
    return CLOSES.get(arc.on or "", "answered")


def season(arc: Arc) -> list[Guard]:
    """The time of an arc, as guards of milestones."""
    found: list[Guard] = [((f"milestone.{milestone}", ("missing",)),) for milestone in arc.until]
    if arc.after is not None:
        found.append(((f"milestone.{arc.after}", ("reached",)),))
    return found


def _before(rule: Safety) -> Iterator[Guard]:
    if rule.before is not None:
        yield ((f"milestone.{rule.before}", ("missing",)),)


def classes(playbook: Playbook, name: str, read: Sequence[tuple[str, ...]]) -> dict[str, int]:
    """The values of a subject, each with the number of its class: those of one class are read alike everywhere."""
    family, dot, rest = name.partition(".")
    if family == "milestone" and dot:
        return {"missing": 0, "reached": 1}
    if family == "review" and dot:
        tells = bool(playbook.channels[rest].told)
        told = {s: (s == "open", tells and s == "none", *(s in allowed for allowed in read)) for s in REVIEW_STATUSES}
        answers = {answer(arc) for state in playbook.states.values() for arc in state.next if arc.by == rest}
        if any(told[status] != told["silent"] for status in answers):  # it may come late: see `effects.Close`
            told["silent"] = (*told["silent"], True)
        return _numbered(told)
    if name == "kind":
        lapses = any(fact.per_kind for fact in playbook.facts.values()) or any(channel.per_kind for channel in playbook.channels.values())
        signs = {
            kind: (entry, lapses and kind == UNNAMED_KIND, *(kind in allowed for allowed in read))
            for kind, entry in playbook.entries.items()
        }
        return _numbered(signs)
    fact = playbook.facts[name]
    values = {word: tuple(word in allowed for allowed in read) for word in fact.values}
    if fact.derived is not None:
        return _numbered(values)
    if fact.type == "many":
        values = {NOTHING: tuple(False for _ in read)} | _added_up(values)
    elif not fact.values:
        return {UNTOLD: 0, NOTHING: 1, SOMETHING: 2}
    return {UNTOLD: 0} | {value: place + 1 for value, place in _numbered(values).items()}


def _numbered(signs: Mapping[str, tuple[object, ...]]) -> dict[str, int]:
    seen: dict[tuple[object, ...], int] = {}
    return {value: seen.setdefault(sign, len(seen)) for value, sign in signs.items()}


def _added_up(words: Mapping[str, tuple[bool, ...]]) -> dict[str, tuple[bool, ...]]:
    """What several words of one fact are read as: a guard holds if any of them is allowed."""
    found = dict(words)
    signs = set(words.values())
    for word, sign in words.items():
        for other, others in list(found.items()):
            both = tuple(a or b for a, b in zip(sign, others, strict=True))
            if both not in signs:
                signs.add(both)
                found[f"{other}+{word}"] = both
    return found
