"""Templates in pieces, and pieces without their words: what letters share, and what differs in words only, is parsed once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Final

from jinja2 import nodes

from ban_wizard.letter.template import FUNCTIONS, PARTS, TemplateRefused, parsed

_MARK: Final = "\ua66e"
"""Begins what stands for a text or a name. It is a letter, since names are of letters, and one that nobody writes."""
_MARKED: Final = re.compile(f"({_MARK}[0-9]+)\n*")
_UNUSUAL: Final = re.compile(rf"{_MARK}|\{{#|\{{[%{{] *[-+]|- *[%}}]\}}|\+ *[%}}]\}}|\\[^n]")
"""What a piece is not read without its words for: comments, signs beside braces, which take spaces away, and quotes within quotes."""

_BLOCK: Final = re.compile(r"\{%\s*(if|endif)\b[^%]*%\}")
_TAG: Final = re.compile(r"(\{%[^%]*%\}|\{\{[^}]*\}\})")
_NAME: Final = re.compile(r"""\"([^"]*)"|'([^']*)'|\b[a-z_]\w*""")
"""A name, or a quoted text, which may be one."""
_KEPT: Final = frozenset(
    {"if", "elif", "else", "endif", "and", "or", "not", "in", "is", "true", "false", "none", "sentence", *FUNCTIONS, *PARTS}
)
"""Names that mean something in a template, and so belong to its shape."""


@lru_cache(maxsize=256)
def pieces(source: str) -> tuple[tuple[int, str], ...]:
    """A template in pieces that end with a block which stands in no other, each with the number of lines above it.

    Raises TemplateRefused, as for the whole.
    """
    depth, ends = 0, [0]
    for block in _BLOCK.finditer(source):
        depth += 1 if block[1] == "if" else -1
        if depth == 0:
            ends.append(block.end())
    found, above = [], 0
    for begin, end in pairwise([*ends, len(source)]):
        piece = source[begin:end].lstrip()
        above += source.count("\n", begin, end - len(piece))
        if piece:
            found.append((above, piece))
            above += piece.count("\n")
    try:
        for _, piece in found:
            tree(shape(piece)[0])
    except TemplateRefused:
        found = [(0, source)]
        tree(shape(source)[0])
    return tuple(found)


@lru_cache(maxsize=1024)
def shape(piece: str) -> tuple[str, Mapping[str, str]]:
    """A piece with a mark for each text and each name in it, and what the marks stand for.

    The same sentence in two languages, and every measure, have one shape.
    """
    if _UNUSUAL.search(piece):
        return piece, {}
    stands_for: dict[str, str] = {}
    names: dict[tuple[bool, str], str] = {}

    def mark(words: str) -> str:
        stands_for[found := f"{_MARK}{len(stands_for)}"] = words
        return found

    def named(found: re.Match[str]) -> str:
        quoted = found[1] or found[2]
        name = quoted or found[0]
        if name in _KEPT or not name.isidentifier():
            return found[0]
        known = (bool(quoted), name)
        if known not in names:
            names[known] = mark(name)
        return found[0].replace(name, names[known])

    found = _TAG.split(piece)  # a text, a tag, a text, and so on
    for place, part in enumerate(found):
        if place % 2:
            found[place] = part[:2] + _NAME.sub(named, part[2:-2].strip(" ")) + part[-2:]  # each space would be read as a token
        elif "{" in part or "}" in part:  # a mistake, or a tag that says a brace
            return piece, {}
        elif words := part.lstrip():
            above = part.count("\n", 0, len(part) - len(words))
            found[place] = "\n" * above + mark(words if above else part) + "\n" * words.count("\n")
    marked = "".join(found)
    try:
        tree(marked)
    except TemplateRefused:
        return piece, {}
    return marked, stands_for


@lru_cache(maxsize=1024)
def tree(source: str) -> nodes.Template:
    """The tree of a template, read once for everything that asks about it; it must only be read. Raises TemplateRefused."""
    return parsed(source)


def worded(text: str, said: Mapping[str, str]) -> str:
    """A text of a shape with its words again."""
    return _MARKED.sub(lambda found: said[found[1]], text) if said else text
