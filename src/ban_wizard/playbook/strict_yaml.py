"""YAML as the playbooks use it: plain values, a line for every one of them, and no surprises.

`true` and `false` are the only booleans, so `on`, `yes`, `no` and dates are text. Anchors, aliases, tags, directives,
further documents, duplicate keys, empty values and control characters are refused, each with its line. The text is read
once, event by event and without recursion, by libyaml where it is built in: nothing is resolved, constructed or
expanded that could be large, deep or alive.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.reading import read_at_most

MAX_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 20

Steps = tuple[str | int, ...]
"""The way to a value: keys and list positions, such as `("states", "stop", "next", 0, "to")`."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\t")
_INT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"-?[0-9]{1,17}\.[0-9]{1,17}")
_NUMBER_STARTS = frozenset("-0123456789")
_EMPTY = object()
_IGNORED = object()
_WORDS: Final[dict[str, Any]] = {"true": True, "false": False, "": _EMPTY, "~": _EMPTY, "null": _EMPTY}

_HINTS: Final = (
    ("mapping values are not allowed", 'a text that holds ": " must stand in quotes, and a key must stand in line with its neighbours'),
    ("cannot start any token", "a text must not begin with @, ` or % unless it stands in quotes; indent with spaces, not with tabs"),
    ("expected ',' or", "a comma, a closing bracket or a closing brace is missing, or a text with such a sign needs quotes"),
    ("did not find expected key", "check the indentation, and put a text that begins with a quote wholly in quotes"),
    ("unexpected end of stream", "a quote is opened and never closed"),
    ("could not find expected ':'", "a key needs a colon and a space after it"),
)


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


def parse_file(path: Path, file: str | None = None) -> Document:
    """Read and parse a file; one that is missing, too large or not UTF-8 is a finding."""
    file = str(path) if file is None else file
    try:
        raw = read_at_most(path, MAX_BYTES)
    except FileNotFoundError:
        return _unreadable(file, 0, "missing-file", "there is no such file; write it")
    except OSError as problem:
        return _unreadable(file, 0, "unreadable-file", f"the file cannot be read ({problem.strerror}); see what it is, and who may read it")
    return parse(raw, file)


def parse(source: str | bytes, file: str) -> Document:
    """Parse a text. Never raises: whatever is wrong stands in `findings`."""
    raw = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    if len(raw) > MAX_BYTES:
        return _unreadable(file, 0, "too-large", f"the file is larger than {MAX_BYTES // 1_000_000} MB; nothing sensible is")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        return _unreadable(file, raw.count(b"\n", 0, problem.start) + 1, "encoding", "the text is not UTF-8; save it as UTF-8")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    document = Document(file, text=text)
    if _CONTROL.search(text):
        text = _without_control_characters(text, document)
    parser = _parser()(text)
    try:
        _build(iter(parser.get_event, None), document)
    except yaml.MarkedYAMLError as problem:
        document.data = None
        what = str(problem.problem or problem.context)
        # A quote that is never closed is found at the end of the file; what helps is where it was opened.
        mark = (problem.context_mark if "end of stream" in what else None) or problem.problem_mark
        hint = next((hint for sign, hint in _HINTS if sign in what), "check quotes, brackets and indentation there and just before")
        line = min(mark.line, text.count("\n")) + 1 if mark else 0
        if (opened := _quote_opened(text)) is not None and opened < line:
            line, hint = opened, f"a quote that is opened here is closed in line {line} only; close it where its text ends"
        document.findings.append(Finding(file, line, "syntax", "error", f"this is not YAML ({what}); {hint}"))
    except _TooDeep as problem:
        document.data = None
        message = f"values are nested more than {MAX_DEPTH} deep; nothing in the grammar is"
        document.findings.append(Finding(file, problem.line, "too-deep", "error", message))
    finally:
        parser.dispose()
    return document


def _quote_opened(text: str) -> int | None:
    """The line of the last quoted text before a mistake, if that text ends in another line: its own closing quote may be missing."""
    parser = _parser()(text)
    last: Any = None
    try:
        for event in iter(parser.get_event, None):
            last = event if type(event) is ScalarEvent else last
    except yaml.YAMLError:
        pass
    finally:
        parser.dispose()
    if last is None or last.style not in ("'", '"') or last.start_mark.line == last.end_mark.line:
        return None
    line: int = last.start_mark.line
    return line + 1


class _TooDeep(Exception):
    def __init__(self, line: int) -> None:
        self.line = line


def _parser() -> Any:
    return getattr(yaml, "CLoader", yaml.Loader)


def _unreadable(file: str, line: int, code: str, message: str) -> Document:
    return Document(file, findings=[Finding(file, line, code, "error", message)])


def _without_control_characters(text: str, document: Document) -> str:
    for number, line in enumerate(text.split("\n"), 1):
        if found := _CONTROL.search(line):
            document.findings.append(_control(document.file, number, found.group()))
    return _CONTROL.sub(" ", text)


def _control(file: str, line: int, character: str) -> Finding:
    name = "a tab" if character == "\t" else f"the control character U+{ord(character):04X}"
    return Finding(file, line, "control-character", "error", f"{name} stands in the text; write a space or take it out")


def _build(events: Iterator[Any], document: Document) -> None:
    """Fill `document.data` and `document.lines` from the parser's events.

    `holder` is the container that is open and `lines` the lines of its entries; `key` is the key that waits for its value:
    None where a key comes next (and in a list), _IGNORED where the value belongs to a refused key.
    """
    all_lines, findings, file = document.lines, document.findings, document.file
    top: list[Any] = []
    holder: Any = top
    lines: Any = []
    key: Any = None
    outer: list[tuple[Any, Any, Any]] = []
    documents = 0

    def refuse(line: int, code: str, message: str) -> None:
        line = min(line, document.text.count("\n") + 1)  # the mark of nothing at all may lie below the end
        findings.append(Finding(file, line, code, "error", message))

    def drop() -> None:
        """Remember that the value which comes here was left out."""
        if key is not _IGNORED:
            steps = [len(box) - 1 if type(box) is list else next(reversed(box), "") for box, _, _ in outer[1:]]
            document.dropped[*steps, len(holder) if type(holder) is list else key] = None

    for event in events:
        kind = type(event)
        if kind is ScalarEvent:
            line = event.start_mark.line + 1
            value: Any = event.value
            if event.anchor is not None or event.tag is not None:
                _refuse_properties(event, line, refuse)
            if event.style == '"' and (found := _CONTROL.search(value)):
                findings.append(_control(file, line, found.group()))
            if key is None and type(holder) is dict:
                if value in lines:
                    refuse(line, "duplicate-key", f"`{value}` stands here a second time (first in line {lines[value]}); keep one of them")
                    key = _IGNORED
                else:
                    key, lines[value] = value, line
                continue
            if event.implicit[0] or (event.tag is not None and not event.style):
                value = _plain(value)
                if value is _EMPTY:
                    what = "this entry"
                    if type(key) is str:
                        what, line = f"`{key}`", lines[key]
                    remedy = "give it one, or take it out; within braces and brackets a text with a comma needs quotes"
                    refuse(line, "empty-value", f"{what} has no value; {remedy}")
                    drop()
                    key = None
                    continue
            if type(holder) is list:
                holder.append(value)
                lines.append(line)
            elif key is not _IGNORED:
                holder[key] = value
            key = None
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            line = event.start_mark.line + 1
            if event.anchor is not None or event.tag is not None:
                _refuse_properties(event, line, refuse)
            if len(outer) >= MAX_DEPTH:
                raise _TooDeep(line)
            opened: Any = {} if kind is MappingStartEvent else []
            then = None
            if type(holder) is list:
                holder.append(opened)
                lines.append(line)
            elif key is None:
                refuse(line, "bad-key", "a list or a mapping stands where a key should; a key is a plain word")
                then = _IGNORED
            elif key is not _IGNORED:
                holder[key] = opened
            outer.append((holder, lines, then))
            holder, lines, key = opened, {} if kind is MappingStartEvent else [], None
            all_lines[id(opened)] = lines
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            holder, lines, key = outer.pop()
        elif kind is AliasEvent:
            refuse(event.start_mark.line + 1, "alias", f"the alias *{event.anchor}: write the value out here")
            if key is None and type(holder) is dict:
                key = _IGNORED
            else:
                drop()
                key = None
        elif kind is DocumentStartEvent:
            documents += 1
            if documents > 1:
                refuse(event.start_mark.line + 1, "second-document", "a second document begins here; a file holds one")
                return  # nobody can tell which of the two is meant
            if event.version or event.tags:
                refuse(event.start_mark.line + 1, "directive", "a line that begins with % is a directive; take it out")
    if top:
        document.data = top[0]
    elif not findings:
        refuse(1, "empty-file", "the file says nothing; write it")


def _plain(text: str) -> Any:
    """What an unquoted scalar means."""
    value = _WORDS.get(text, text)
    if value is text and text[0] in _NUMBER_STARTS:
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
    return value


def _refuse_properties(event: Any, line: int, refuse: Callable[[int, str, str], None]) -> None:
    if event.anchor is not None:
        refuse(line, "anchor", f"the anchor &{event.anchor}: take it out, and write the value out where it is needed")
    if event.tag is not None:
        refuse(line, "tag", f"the tag {event.tag}: take it out; put a value that should be text in quotes")
