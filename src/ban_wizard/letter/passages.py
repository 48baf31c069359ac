"""What a template speaks of, and under which claims each passage stands: for the checks of letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from jinja2 import nodes

from ban_wizard.letter.template import PARTS, TemplateRefused, parsed
from ban_wizard.values import frozen, record, replace

SOME_CLAIM: Final = "|"
"""Stands among the claims of a passage that is reached by one claim or another: `{% if claim("a") or claim("b") %}`."""
_ALTERNATIVES: Final = 64
"""Of a part's wordings, beyond which no more are looked at."""

_MARK: Final = "\ue000"
"""Begins what stands for a text or a name; nobody writes it."""
_MARKED: Final = re.compile(f"{_MARK}t[0-9]+")
_NAME: Final = re.compile(r'"([a-z][a-z0-9_]*)"')
_TAG: Final = re.compile(r"\{%[-+]?\s*(\w+).*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)


@record
class Use:
    """A name that a template speaks of, or words that it writes, and what must hold for that place to be reached."""

    what: str
    """`name`, `claim`, `done`, `planned`, `reached`, `text`, or `held`: a passage that stands under this claim."""
    id: str
    line: int
    within: frozenset[str]
    """Claims, parts, and SOME_CLAIM."""
    printed: bool
    """Written out, rather than asked for in a condition."""


@frozen
class Chain:
    """`{% if fact == "a" %}…{% elif fact == "b" %}…{% else %}…{% endif %}`: words for each value of a fact."""

    fact: str
    values: tuple[str, ...]
    has_else: bool
    line: int
    within: frozenset[str]


@frozen
class Part:
    """A passage that asserts nothing, such as the request, in all its wordings."""

    id: str
    line: int
    wordings: tuple[str, ...]


@lru_cache(maxsize=256)
def uses(source: str) -> tuple[Use, ...]:
    """Everything a template speaks of, in its order. Raises TemplateRefused."""
    found = ((above, use) for above, piece in _pieces(source) for use in _uses(piece))
    return tuple(Use(use.what, use.id, use.line + above, use.within, use.printed) for above, use in found)


@lru_cache(maxsize=256)
def chains(source: str) -> tuple[Chain, ...]:
    """Where a template has words for the values of a fact. Raises TemplateRefused."""
    return tuple(replace(chain, line=chain.line + above) for above, piece in _pieces(source) for chain in _chained(piece))


@lru_cache(maxsize=256)
def parts(source: str) -> tuple[Part, ...]:
    """The passages of a template that stand under a part, each once. Raises TemplateRefused."""
    return tuple(replace(part, line=part.line + above) for above, piece in _pieces(source) for part in _parted(piece))


def alone(source: str, claim: str) -> tuple[Part, ...]:
    """What a template says because of one claim and of no other, each passage in all its wordings. Raises TemplateRefused."""
    held = [(above, piece) for above, piece in _pieces(source) if f'"{claim}"' in piece]
    return tuple(replace(part, line=part.line + above) for above, piece in held for part in _of_one(piece) if part.id == claim)


@lru_cache(maxsize=256)
def _pieces(source: str) -> tuple[tuple[int, str], ...]:
    """A template in pieces that end with a block which stands in no other, each with the number of lines above it.

    What letters share stands in many templates, and is so read only once. Raises TemplateRefused.
    """
    found, begin, depth = [], 0, 0
    for tag in _TAG.finditer(source):
        depth += {"if": 1, "endif": -1}.get(tag[1], 0)
        if tag[1] == "endif" and depth == 0:
            found.append((source.count("\n", 0, begin), source[begin : tag.end()]))
            begin = tag.end()
    if begin < len(source) or not found:
        found.append((source.count("\n", 0, begin), source[begin:]))
    try:
        for _, piece in found:
            _tree(_shape(piece)[0])
    except TemplateRefused:
        found = [(0, source)]
        _tree(source)  # raises for the whole: where it is refused, and why
    return tuple(found)


@lru_cache(maxsize=1024)
def _shape(piece: str) -> tuple[str, Mapping[str, str]]:
    """A piece with a mark for each text and each quoted name in it, and what the marks stand for.

    The same sentence in two languages, and every measure, have one shape, which is read once. Parts are left as they are: for
    them each word counts.
    """
    stands_for: dict[str, str] = {}
    names: dict[str, str] = {}

    def named(found: re.Match[str]) -> str:
        return f'"{names.setdefault(found[1], f"{_MARK}n{len(names)}")}"'

    def marked(text: str) -> str:
        start = next((place for place, char in enumerate(text) if char.isalnum()), None)
        if start is None:
            return text
        mark = f"{_MARK}t{len(stands_for)}"
        stands_for[mark] = " ".join(text.split())
        return "".join(filter(str.isspace, text[:start])) + mark + "\n" * text.count("\n", start)

    found, end = "", 0
    for tag in _TAG.finditer(piece):
        found += marked(piece[end : tag.start()]) + _NAME.sub(named, tag.group())
        end = tag.end()
    if "{#" in piece or any(part in piece for part in PARTS):
        return piece, {}
    return found + marked(piece[end:]), stands_for | {mark: name for name, mark in names.items()}


@lru_cache(maxsize=1024)
def _tree(source: str) -> nodes.Template:
    """The template's tree, read once for everything that asks about it; it must only be read."""
    return parsed(source)


@lru_cache(maxsize=1024)
def _uses(piece: str) -> tuple[Use, ...]:
    shape, said = _shape(piece)
    return tuple(
        Use(use.what, said.get(use.id, use.id), use.line, frozenset([said.get(name, name) for name in use.within]), use.printed)
        for use in _walked(shape)
    )


@lru_cache(maxsize=1024)
def _walked(shape: str) -> tuple[Use, ...]:
    return tuple(_walk(_tree(shape), frozenset(), False))


@lru_cache(maxsize=1024)
def _chained(piece: str) -> tuple[Chain, ...]:
    shape, said = _shape(piece)
    return tuple(
        Chain(
            chain.fact,
            tuple([said.get(value, value) for value in chain.values]),
            chain.has_else,
            chain.line,
            frozenset([said.get(name, name) for name in chain.within]),
        )
        for chain in _chains(_tree(shape), frozenset())
    )


@lru_cache(maxsize=1024)
def _parted(piece: str) -> tuple[Part, ...]:
    if not any(part in piece for part in PARTS):
        return ()
    found = []
    for node in _tree(piece).find_all(nodes.If):
        for part in sorted(_promised(node.test) & set(PARTS)):
            found.append(Part(part, node.lineno, tuple(_wordings(node.body))))
    return tuple(found)


@lru_cache(maxsize=1024)
def _of_one(piece: str) -> tuple[Part, ...]:
    shape, said = _shape(piece)

    def unmarked(text: str) -> str:
        return re.sub(r"\s+(?=[,.;:!?])", "", _MARKED.sub(lambda mark: f"{said[mark.group()]} ", text))

    return tuple(Part(said.get(part.id, part.id), part.line, tuple(map(unmarked, part.wordings))) for part in _alone(shape))


@lru_cache(maxsize=1024)
def _alone(shape: str) -> tuple[Part, ...]:
    found = []
    for node in _ifs(_tree(shape).body):
        if len(claims := sorted(_promised(node.test) - {SOME_CLAIM, *PARTS})) == 1:
            found.append(Part(claims[0], node.lineno, tuple(_wordings(node.body, alone=True))))
    return tuple(found)


def _ifs(body: Sequence[nodes.Node]) -> Iterator[nodes.If]:
    """Every `if` and `elif` of a passage. What is printed has none."""
    for node in body:
        if isinstance(node, nodes.If):
            for branch in (node, *node.elif_):
                yield branch
                yield from _ifs(branch.body)
            yield from _ifs(node.else_)


def _walk(node: nodes.Node, within: frozenset[str], printed: bool) -> Iterator[Use]:
    match node:
        case nodes.Name():
            if printed or node.name not in PARTS:
                yield Use("name", node.name, node.lineno, within, printed)
        case nodes.Call():
            called: Any = node.node
            argument: Any = node.args[0]
            yield Use(called.name, argument.value, node.lineno, within, printed)
        case nodes.TemplateData():
            yield from _text(node.data, node.lineno, within)
        case nodes.Const() if printed:
            yield from _text(str(node.value), node.lineno, within)
        case nodes.If():
            yield from _walk(node.test, within, False)
            yield from _held(node.test, within)
            for child in node.body:
                yield from _walk(child, within | _promised(node.test), False)
            for child in (*node.elif_, *node.else_):
                yield from _walk(child, within, False)
        case nodes.CondExpr():
            yield from _walk(node.test, within, False)
            yield from _held(node.test, within)
            yield from _walk(node.expr1, within | _promised(node.test), printed)
            if node.expr2 is not None:
                yield from _walk(node.expr2, within, printed)
        case nodes.And():
            yield from _walk(node.left, within, False)
            yield from _walk(node.right, within | _promised(node.left), False)
        case nodes.Output():
            for child in node.nodes:
                yield from _walk(child, within, True)
        case nodes.Compare():
            for child in node.iter_child_nodes():
                yield from _walk(child, within, False)
        case _:
            for child in node.iter_child_nodes():
                yield from _walk(child, within, printed)


def _text(text: str, line: int, within: frozenset[str]) -> Iterator[Use]:
    """Words written out; punctuation and spaces say nothing."""
    start = next((place for place, char in enumerate(text) if char.isalnum()), None)
    if start is not None:
        yield Use("text", " ".join(text.split()), line + text.count("\n", 0, start), within, True)


def _held(test: nodes.Node, within: frozenset[str]) -> Iterator[Use]:
    """The claims that a passage stands under, each within the others and those around it."""
    promised = _promised(test)
    for claim in sorted(promised - {SOME_CLAIM, *PARTS}):
        yield Use("held", claim, test.lineno, within | promised - {claim}, False)


def _promised(test: nodes.Node) -> frozenset[str]:
    """The claims and the part that hold wherever a condition does."""
    if isinstance(test, nodes.And):
        return _promised(test.left) | _promised(test.right)
    if isinstance(test, nodes.Or):
        left, right = _promised(test.left), _promised(test.right)
        return (left & right) | ({SOME_CLAIM} if left and right else frozenset())
    if isinstance(test, nodes.Call) and isinstance(test.node, nodes.Name) and test.node.name == "claim":
        argument: Any = test.args[0]
        return frozenset({argument.value})
    if isinstance(test, nodes.Name) and test.name in PARTS:
        return frozenset({test.name})
    return frozenset()


def _chains(node: nodes.Node, within: frozenset[str]) -> Iterator[Chain]:
    if isinstance(node, nodes.If):
        tests = [_equals(branch.test) for branch in (node, *node.elif_)]
        facts = {test[0] for test in tests if test is not None}
        if None not in tests and len(facts) == 1:
            values = tuple(test[1] for test in tests if test is not None)
            yield Chain(facts.pop(), values, bool(node.else_), node.lineno, within)
        for branch in (node, *node.elif_):
            for child in branch.body:
                yield from _chains(child, within | _promised(branch.test))
        for child in node.else_:
            yield from _chains(child, within)
    else:
        for child in node.iter_child_nodes():
            yield from _chains(child, within)


def _equals(test: nodes.Node) -> tuple[str, str] | None:
    """The fact and the value of `fact == "value"`; None for any other condition."""
    if isinstance(test, nodes.Compare) and isinstance(test.expr, nodes.Name) and len(test.ops) == 1:
        operand = test.ops[0]
        if operand.op == "eq" and isinstance(operand.expr, nodes.Const) and isinstance(operand.expr.value, str):
            return test.expr.name, operand.expr.value
    return None


def _wordings(body: Sequence[nodes.Node], *, alone: bool = False) -> list[str]:
    """Everything that a passage may come out as; what is printed of a field stands as `…`.

    With `alone`, what needs one more claim is left out.
    """
    texts = [""]
    for node in body:
        if isinstance(node, nodes.Output):
            said = "".join(child.data if isinstance(child, nodes.TemplateData) else "…" for child in node.nodes)
            texts = [text + said for text in texts]
        elif isinstance(node, nodes.If):
            bodies = [other.body for other in (node, *node.elif_) if not (alone and _promised(other.test))] + [node.else_]
            branches = [wording for each in bodies for wording in _wordings(each, alone=alone)]
            texts = [text + branch for text in texts for branch in branches][:_ALTERNATIVES]
    return texts
