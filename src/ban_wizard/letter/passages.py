"""What a template speaks of, and under which claims each passage stands: for the checks of letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from jinja2 import nodes

from ban_wizard.letter.shapes import pieces, shape, tree, worded
from ban_wizard.letter.template import PARTS
from ban_wizard.letter.wordings import SOME_CLAIM, promised_by, wordings_of
from ban_wizard.values import record

TENSES: Final = ("done", "planned")
_LETTER: Final = re.compile(r"[^\W_]")


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


@record
class Chain:
    """`{% if fact == "a" %}…{% elif fact == "b" %}…{% else %}…{% endif %}`: words for each value of a fact."""

    fact: str
    values: tuple[str, ...]
    has_else: bool
    line: int
    within: frozenset[str]
    words: tuple[str, ...]
    """What it comes to for each branch, the `else` last."""


@record
class Part:
    """A passage in all its wordings: one that asserts nothing, such as the request, or one with a tense, `done` or `planned`."""

    id: str
    line: int
    wordings: tuple[str, ...]


@record
class Stated:
    """What a letter says because of its claims, in all its wordings."""

    claims: frozenset[str]
    """Those that all hold there; SOME_CLAIM alone where it stands under one claim or another."""
    line: int
    wordings: tuple[str, ...]


@lru_cache(maxsize=256)
def uses(source: str) -> tuple[Use, ...]:
    """Everything a template speaks of, in its order. Raises TemplateRefused."""
    return tuple(
        [Use(use.what, use.id, use.line + above, use.within, use.printed) for above, piece in pieces(source) for use in _uses(piece)]
    )


@lru_cache(maxsize=256)
def chains(source: str) -> tuple[Chain, ...]:
    """Where a template has words for the values of a fact. Raises TemplateRefused."""
    return tuple(
        Chain(chain.fact, chain.values, chain.has_else, chain.line + above, chain.within, chain.words)
        for above, piece in pieces(source)
        for chain in _chained(piece)
    )


@lru_cache(maxsize=256)
def parts(source: str) -> tuple[Part, ...]:
    """The passages of a template that stand under a part, each once. Raises TemplateRefused."""
    return tuple(Part(part.id, part.line + above, part.wordings) for above, piece in pieces(source) for part in _parted(piece))


@lru_cache(maxsize=256)
def stated(source: str) -> tuple[Stated, ...]:
    """What a template says under claims, each passage without what needs one more. Raises TemplateRefused."""
    return tuple([Stated(each.claims, each.line + above, each.wordings) for above, piece in pieces(source) for each in _stated(piece)])


def tensed(source: str) -> tuple[Part, ...]:
    """The words for what was done, and those for what is planned. Raises TemplateRefused."""
    return tuple([Part(part.id, part.line + above, part.wordings) for above, piece in pieces(source) for part in _tensed(piece)])


@lru_cache(maxsize=1024)
def _uses(piece: str) -> tuple[Use, ...]:
    marked, said = shape(piece)
    spoken = _uses_of(marked)
    named = {within: _named(within, said) for within in {use.within for use in spoken}}
    found: list[Use] = []
    for use in spoken:
        words, within = said.get(use.id, use.id), named[use.within]
        found += _text(words, use.line, within) if use.what == "text" else [Use(use.what, words, use.line, within, use.printed)]
    return tuple(found)


@lru_cache(maxsize=1024)
def _chained(piece: str) -> tuple[Chain, ...]:
    marked, said = shape(piece)
    found = []
    for chain in _chains_of(marked):
        values = tuple([said.get(value, value) for value in chain.values])
        words = tuple([worded(words, said) for words in chain.words])
        found.append(Chain(said.get(chain.fact, chain.fact), values, chain.has_else, chain.line, _named(chain.within, said), words))
    return tuple(found)


@lru_cache(maxsize=1024)
def _parted(piece: str) -> tuple[Part, ...]:
    marked, said = shape(piece)
    return tuple(
        Part(part, node.lineno, wordings_of(node.body, said))
        for node, promised in _branches(marked)
        for part in sorted(promised.intersection(PARTS))
    )


@lru_cache(maxsize=1024)
def _stated(piece: str) -> tuple[Stated, ...]:
    marked, said = shape(piece)
    return tuple([Stated(_named(claims, said), node.lineno, wordings_of(node.body, said, alone=True)) for claims, node in _claimed(marked)])


@lru_cache(maxsize=1024)
def _tensed(piece: str) -> tuple[Part, ...]:
    marked, said = shape(piece)
    found = []
    for node in _ifs(tree(marked).body) if "done(" in marked or "planned(" in marked else ():
        if isinstance(node.test, nodes.Call) and isinstance(node.test.node, nodes.Name) and node.test.node.name in TENSES:
            tense, other = TENSES if node.test.node.name == TENSES[0] else TENSES[::-1]
            found.append(Part(tense, node.lineno, wordings_of(node.body, said)))
            found.append(Part(other, node.lineno, wordings_of(node.else_, said)))
    return tuple(found)


def _named(within: frozenset[str], said: Mapping[str, str]) -> frozenset[str]:
    return frozenset([said.get(name, name) for name in within])


@lru_cache(maxsize=1024)
def _uses_of(shape: str) -> tuple[Use, ...]:
    return tuple(_walk(tree(shape), frozenset(), False))


@lru_cache(maxsize=1024)
def _chains_of(shape: str) -> tuple[Chain, ...]:
    return tuple(_chains(tree(shape).body, frozenset()))


@lru_cache(maxsize=1024)
def _branches(shape: str) -> tuple[tuple[nodes.If, frozenset[str]], ...]:
    """Every `if` and `elif`, and what holds wherever it does."""
    return tuple((node, promised_by(node.test)) for node in _ifs(tree(shape).body))


@lru_cache(maxsize=1024)
def _claimed(shape: str) -> tuple[tuple[frozenset[str], nodes.If], ...]:
    """Every `if` and `elif` that holds with a claim, outside the parts that assert nothing."""
    return tuple(_under_claims(tree(shape).body))


def _under_claims(body: Sequence[nodes.Node]) -> Iterator[tuple[frozenset[str], nodes.If]]:
    for node in body:
        if isinstance(node, nodes.If):
            for branch in (node, *node.elif_):
                promised = promised_by(branch.test)
                if promised.isdisjoint(PARTS):
                    if promised:
                        yield promised - {SOME_CLAIM} or promised, branch
                    yield from _under_claims(branch.body)
            yield from _under_claims(node.else_)


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
                yield from _walk(child, within | promised_by(node.test), False)
            for child in (*node.elif_, *node.else_):
                yield from _walk(child, within, False)
        case nodes.CondExpr():
            yield from _walk(node.test, within, False)
            yield from _held(node.test, within)
            yield from _walk(node.expr1, within | promised_by(node.test), printed)
            if node.expr2 is not None:
                yield from _walk(node.expr2, within, printed)
        case nodes.And():
            yield from _walk(node.left, within, False)
            yield from _walk(node.right, within | promised_by(node.left), False)
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
    if (letter := _LETTER.search(text)) is not None:
        yield Use("text", " ".join(text.split()), line + text.count("\n", 0, letter.start()), within, True)


def _held(test: nodes.Node, within: frozenset[str]) -> Iterator[Use]:
    """The claims that a passage stands under, each within the others and those around it."""
    promised = promised_by(test)
    for claim in sorted(promised - {SOME_CLAIM, *PARTS}):
        yield Use("held", claim, test.lineno, within | promised - {claim}, False)


def _chains(body: Sequence[nodes.Node], within: frozenset[str]) -> Iterator[Chain]:
    for node in body:
        if not isinstance(node, nodes.If):
            continue
        tests = [_equals(branch.test) for branch in (node, *node.elif_)]
        facts = {test[0] for test in tests if test is not None}
        if None not in tests and len(facts) == 1:
            values = tuple(test[1] for test in tests if test is not None)
            bodies = [branch.body for branch in (node, *node.elif_)] + ([node.else_] if node.else_ else [])
            words = tuple([" ".join(wordings_of(body, {})) for body in bodies])
            yield Chain(facts.pop(), values, bool(node.else_), node.lineno, within, words)
        for branch in (node, *node.elif_):
            yield from _chains(branch.body, within | promised_by(branch.test))
        yield from _chains(node.else_, within)


def _equals(test: nodes.Node) -> tuple[str, str] | None:
    """The fact and the value of `fact == "value"`; None for any other condition."""
    if isinstance(test, nodes.Compare) and isinstance(test.expr, nodes.Name) and len(test.ops) == 1:
        operand = test.ops[0]
        if operand.op == "eq" and isinstance(operand.expr, nodes.Const) and isinstance(operand.expr.value, str):
            return test.expr.name, operand.expr.value
    return None
