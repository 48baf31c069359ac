"""Payloads inside a text: webhooks, API answers, dumps of programs. JSON is read as JSON; anything else by its `key: value` pairs.

Nothing here recurses into what was pasted, and nothing is tried more often than a fixed number of times.
"""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from ban_wizard.case.recognise.reading import END
from ban_wizard.values import frozen

MOST_FAILURES: Final = 50
"""After so many brackets at which no JSON began no further one is tried."""
MOST_VALUES: Final = 5000
"""So many values of a payload are looked at."""
MOST_OBJECTS: Final = 400
"""So many different objects of all payloads in a text are looked at."""
MOST_PAIRS: Final = 2000

_OPENING: Final = r'\{|\[(?=\s*[{"\[])'
_PAIR: Final = (
    r"""(?<![\w.])(?P<key>[A-Za-z_][\w.-]{0,60})["'\]]{0,2}\s{0,4}(?:=>|[:=])\s{0,4}"""
    r"""(?:"(?P<double>[^"\n{}]{0,300})"|'(?P<single>[^'\n{}]{0,300})'|"""
    r"""(?P<time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?:\s?(?:Z|[+-]\d\d:?\d\d))?)|(?P<bare>[\w.+#-]{1,100}))"""
)

_NAME: Final = r"[A-Za-z_][\w-]{0,60}"

Object = Mapping[str, Any]
"""A JSON object whose keys are folded (see `key`)."""


@frozen
class Payload:
    """What stands at `start` to `end` of a text: the objects in it, the outermost first, and the texts in those."""

    start: int
    end: int
    objects: tuple[Object, ...]
    texts: tuple[str, ...]
    flat: bool = False
    """Whether it is only pairs, whose nesting is not known."""
    whole: bool = True
    """Whether all that it holds was looked at."""
    words: frozenset[str] = frozenset()
    """If it is flat: the words around its pairs, folded as keys are; those that a pair stands within are among them."""


def key(written: str) -> str:
    """A key without case, hyphens and underscores: `waba_ban_state` is `wabaBanState`."""
    return written.replace("_", "").replace("-", "").lower()


def payloads(text: str) -> list[Payload]:
    """The JSON objects and lists in a text, in order. What is damaged, or deeper than Python reads, is passed over."""
    found: list[Payload] = []
    opening, at, failures, room = re.compile(_OPENING), 0, 0, MOST_OBJECTS
    known: set[str] = set()
    while failures < MOST_FAILURES and (begins := opening.search(text, at)) is not None:
        try:
            value, end = _DECODER.raw_decode(text, begins.start())
        except (ValueError, RecursionError):
            at, failures = begins.end(), failures + 1
            continue
        objects, texts, whole = _parts(value)
        if any(objects) or texts:
            written = text[begins.start() : end]
            new, texts = ((), ()) if written in known else (_unlike(objects), texts)
            known.add(written)
            found.append(Payload(begins.start(), end, new[:room], texts, whole=whole and len(new) <= room))
            room = max(0, room - len(new))
        at = end
    return found


def without(text: str, gone: list[Payload]) -> str:
    """The text with these payloads blotted out; all else stays in its place."""
    pieces, at = [], 0
    for payload in gone:
        pieces += [text[at : payload.start], END * (payload.end - payload.start)]
        at = payload.end
    return "".join([*pieces, text[at:]])


def dump(text: str) -> Payload | None:
    """The `key: value`, `key=value` and `[key] => value` pairs of a text, as one object that holds for each key all its values."""
    pairs: dict[str, Any] = {}
    whole = True
    for number, found in enumerate(re.finditer(_PAIR, text)):
        if number == MOST_PAIRS:
            whole = False
            break
        value = next(part for part in found.groups()[1:] if part is not None)
        pairs.setdefault(key(found["key"].rpartition(".")[2]), []).append(value)
    if not pairs:
        return None
    return Payload(0, len(text), (pairs,), (), flat=True, whole=whole, words=frozenset(map(key, re.findall(_NAME, text))))


class Path(NamedTuple):
    """A way through an object: at each step one of several keys, folded; `deep` if it may begin at any depth."""

    steps: tuple[tuple[str, ...], ...]
    deep: bool


@lru_cache(maxsize=1024)
def path(written: str) -> Path:
    """A path as an author writes it: `error_data.details`, `code|error_code`, `*.status`."""
    steps = tuple(tuple(map(key, step.split("|"))) for step in written.removeprefix("*.").split("."))
    return Path(steps, written.startswith("*."))


def values(payload: Payload, within: Object, way: Path) -> Iterator[tuple[str, str]]:
    """The plain values that a path leads to from an object, through lists as well, each with its key.

    Of a payload that is only pairs the last step alone leads to a value; the others must stand somewhere in it.
    """
    if payload.flat and not all(payload.words.intersection(step) for step in way.steps[:-1]):
        return
    begin: Iterable[Any] = _all(within) if way.deep else (within,)
    found: list[tuple[str, Any]] = [("", each) for each in begin if isinstance(each, dict)]
    for step in way.steps[-1:] if payload.flat else way.steps:
        found = [
            (name, each[name])
            for _, here in found
            for each in (here if isinstance(here, list) else (here,))
            if isinstance(each, dict)
            for name in step
            if name in each
        ]
    for name, here in found:
        for each in here if isinstance(here, list) else (here,):
            if each is True or each is False:
                yield name, "true" if each else "false"
            elif isinstance(each, (str, int, float)):
                yield name, str(each)


def pair_shown(text: str, name: str, value: str) -> str:
    """The pair of a folded key and a value as it stands in a text, as far as it can be found there again."""
    letters = "[_-]?".join(re.escape(letter) for letter in name)
    found = re.search(rf"(?i)[\"']?{letters}[\"'\]]{{0,2}}\s{{0,4}}(?:=>|[:=])\s{{0,4}}\[?\s{{0,4}}[\"']?{re.escape(value)}[\"']?", text)
    return found[0] if found else f"{name}: {value}"


def _parts(value: Any) -> tuple[tuple[Object, ...], tuple[str, ...], bool]:
    """Every object in a value and every text, in order; and whether these are all."""
    every = list(_all(value))
    objects = tuple(each for each in every if isinstance(each, dict))
    texts = tuple(each for each in every if isinstance(each, str) and not each.isdecimal())
    return objects, texts, len(every) < MOST_VALUES


def _unlike(objects: tuple[Object, ...]) -> tuple[Object, ...]:
    """The objects but for those that say, key by key, what an earlier one says."""
    known: set[Hashable] = set()
    new: list[Object] = []
    for each in objects:
        says = tuple(each.items())
        try:
            if says in known:
                continue
            known.add(says)
        except TypeError:  # it holds other objects or lists
            pass
        new.append(each)
    return tuple(new)


def _all(value: Any) -> Iterator[Any]:
    """A value and all values in it, from the outside in."""
    waiting, seen = [value], 0
    while waiting and seen < MOST_VALUES:
        here = waiting.pop()
        seen += 1
        yield here
        if isinstance(here, dict):
            waiting += reversed(here.values())
        elif isinstance(here, list):
            waiting += reversed(here)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object with folded keys; JSON that was packed into a text is opened."""
    return {key(name): _opened(value) for name, value in pairs}


def _opened(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in ("{", "[") and value[-1:] in ("}", "]"):
        try:
            return json.loads(value, strict=False, object_pairs_hook=_object)
        except (ValueError, RecursionError):
            return value
    return value


_DECODER: Final = json.JSONDecoder(strict=False, object_pairs_hook=_object)
