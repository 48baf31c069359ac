"""YAML as the playbooks use it: plain values, a line for every one of them, and no surprises.

`true` and `false` are the only booleans, so `on`, `yes`, `no` and dates are text. Anchors, aliases, tags, directives,
further documents, duplicate keys, empty values and control characters are refused, each with its line. The text is read
once, event by event and never deeper than MAX_DEPTH, by libyaml where it is built in: nothing is resolved, constructed
or expanded that could be large, deep or alive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from ban_wizard.playbook.document import Document, Steps
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.reading import read_at_most

__all__ = ["MAX_BYTES", "MAX_DEPTH", "Document", "Steps", "parse", "parse_file"]

MAX_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 20

_ASCII_CONTROLS: Final = (*range(0xA), *range(0xB, 0x20), 0x7F)
_OTHER_CONTROLS: Final = tuple(map(chr, (*range(0x80, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0xFFFE, 0xFFFF)))
_CONTROL: Final = re.compile(f"[{''.join((*map(chr, _ASCII_CONTROLS), *_OTHER_CONTROLS))}]")
_INT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"-?[0-9]{1,17}\.[0-9]{1,17}")
_NUMBER_STARTS = frozenset("-0123456789")
_EMPTY = object()
_LEFT_OUT = object()
_NOTHING = object()
_WORDS: Final[dict[str, Any]] = {"true": True, "false": False, "": _EMPTY, "~": _EMPTY, "null": _EMPTY}

_HINTS: Final = (
    ("mapping values are not allowed", 'a text that holds ": " must stand in quotes, and a key must stand in line with its neighbours'),
    ("cannot start any token", "a text must not begin with @, ` or % unless it stands in quotes; indent with spaces, not with tabs"),
    ("expected ',' or", "a comma, a closing bracket or a closing brace is missing, or a text with such a sign needs quotes"),
    ("did not find expected key", "check the indentation, and put a text that begins with a quote wholly in quotes"),
    ("unexpected end of stream", "a quote is opened and never closed"),
    ("could not find expected ':'", "a key needs a colon and a space after it"),
)


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
    raw = raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        return _unreadable(file, raw.count(b"\n", 0, problem.start) + 1, "encoding", "the text is not UTF-8; save it as UTF-8")
    document = Document(file, text=text)
    if any(map(raw.__contains__, _ASCII_CONTROLS)) or any(map(text.__contains__, _OTHER_CONTROLS)):  # a tenth of the time of a search
        text = _without_control_characters(text, document)
        raw = text.encode()
    parser = _parser()(raw)
    try:
        _Builder(iter(parser.get_event, None), document).build()
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


class _Builder:
    """Makes values of the parser's events, each of which is looked at once, and keeps the lines on which they stand."""

    def __init__(self, events: Iterator[Any], document: Document) -> None:
        self._events, self._document = events, document
        self._escapes = "\\" in document.text
        self._way: list[str | int | None] = []
        """Keys and list positions down to what is being read; None for a key that was refused."""

    def build(self) -> None:
        """Fill the document's `data`, `lines`, `dropped` and `findings`. Raises what the parser does, and _TooDeep."""
        value: Any = _NOTHING
        for event in self._events:
            kind = type(event)
            if kind is not DocumentStartEvent:
                continue
            line = event.start_mark.line + 1
            if value is not _NOTHING:
                self._refuse(line, "second-document", "a second document begins here; a file holds one")
                return  # nobody can tell which of the two is meant
            if event.version or event.tags:
                self._refuse(line, "directive", "a line that begins with % is a directive; take it out")
            value = self._value(next(self._events), 0, line)
        if value is _NOTHING:
            self._refuse(1, "empty-file", "the file says nothing; write it")
        elif value is not _LEFT_OUT:
            self._document.data = value

    def _mapping(self) -> dict[str, Any]:
        """What stands up to the end of a mapping that has begun."""
        found: dict[str, Any] = {}
        lines: dict[str, int] = {}
        self._document.lines[id(found)] = lines
        for event in self._events:
            kind = type(event)
            if kind is MappingEndEvent:
                break
            line = event.start_mark.line + 1
            if kind is ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    self._refuse_properties(event)
                key = self._quoted(event) if event.style else event.value
                if key not in lines:
                    lines[key] = line
                    value = self._value(next(self._events), key, line)
                    if value is not _LEFT_OUT:
                        found[key] = value
                    continue
                self._refuse(line, "duplicate-key", f"`{key}` stands here a second time (first in line {lines[key]}); keep one of them")
            elif kind is AliasEvent:
                self._refuse_alias(event)
            else:
                self._refuse(line, "bad-key", "a list or a mapping stands where a key should; a key is a plain word")
                self._value(event, None, line)
            self._value(next(self._events), None, line)
        return found

    def _list(self) -> list[Any]:
        """What stands up to the end of a list that has begun."""
        found: list[Any] = []
        lines: list[int] = []
        self._document.lines[id(found)] = lines
        for event in self._events:
            if type(event) is SequenceEndEvent:
                break
            line = event.start_mark.line + 1
            value = self._value(event, len(found), line)
            if value is not _LEFT_OUT:
                found.append(value)
                lines.append(line)
        return found

    def _value(self, event: Any, place: str | int | None, line: int) -> Any:
        """What an event says or begins, or _LEFT_OUT. `place` is its key or position, `line` that of its key where it has one."""
        kind = type(event)
        if kind is AliasEvent:
            self._refuse_alias(event)
            return self._leave_out(place)
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if kind is ScalarEvent:
            text = event.value
            if event.style:
                return self._quoted(event)
            if text not in _WORDS and text[0] not in _NUMBER_STARTS:
                return text
            value = _plain(text)
            if value is not _EMPTY:
                return value
            what = f"`{place}`" if type(place) is str else "this entry"
            remedy = "give it one, or take it out; within braces and brackets a text with a comma needs quotes"
            self._refuse(line, "empty-value", f"{what} has no value; {remedy}")
            return self._leave_out(place)
        if len(self._way) >= MAX_DEPTH:
            raise _TooDeep(event.start_mark.line + 1)
        self._way.append(place)
        value = self._mapping() if kind is MappingStartEvent else self._list()
        self._way.pop()
        return value

    def _quoted(self, event: Any) -> str:
        """What a scalar says that is text whatever it looks like."""
        text: str = event.value
        if self._escapes and event.style == '"' and (found := _CONTROL.search(text)):
            self._document.findings.append(_control(self._document.file, event.start_mark.line + 1, found.group()))
        return text

    def _leave_out(self, place: str | int | None) -> object:
        """Remember that what stands here was left out."""
        steps = (*self._way[1:], place)
        if None not in steps:
            self._document.dropped[cast(Steps, steps)] = None
        return _LEFT_OUT

    def _refuse(self, line: int, code: str, message: str) -> None:
        line = min(line, self._document.text.count("\n") + 1)  # the mark of nothing at all may lie below the end
        self._document.findings.append(Finding(self._document.file, line, code, "error", message))

    def _refuse_alias(self, event: Any) -> None:
        self._refuse(event.start_mark.line + 1, "alias", f"the alias *{event.anchor}: write the value out here")

    def _refuse_properties(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if event.anchor is not None:
            self._refuse(line, "anchor", f"the anchor &{event.anchor}: take it out, and write the value out where it is needed")
        if event.tag is not None:
            self._refuse(line, "tag", f"the tag {event.tag}: take it out; put a value that should be text in quotes")


def _plain(text: str) -> Any:
    """What an unquoted scalar means."""
    value = _WORDS.get(text, text)
    if value is text and text[0] in _NUMBER_STARTS:
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
    return value
