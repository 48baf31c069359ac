"""What a template speaks of, and under which claims each passage stands: for the checks of letters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import nodes

from ban_wizard.letter.template import parsed
from ban_wizard.values import frozen


@frozen
class Use:
    """A name that a template speaks of, and the claims that must all hold for that place to be reached."""

    what: str
    """`name`, `claim`, `done`, `planned`, or `held`: a passage that stands under this claim."""
    id: str
    line: int
    within: frozenset[str]
    printed: bool
    """Written out, rather than asked for in a condition."""


def uses(source: str) -> tuple[Use, ...]:
    """Everything a template speaks of, in its order. Raises TemplateRefused."""
    return tuple(_walk(parsed(source), frozenset(), False))


def _walk(node: nodes.Node, within: frozenset[str], printed: bool) -> Iterator[Use]:
    match node:
        case nodes.Name():
            yield Use("name", node.name, node.lineno, within, printed)
        case nodes.Call():
            called: Any = node.node
            argument: Any = node.args[0]
            yield Use(called.name, argument.value, node.lineno, within, printed)
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


def _held(test: nodes.Node, within: frozenset[str]) -> Iterator[Use]:
    """The claims that a passage stands under, each within the others and those around it."""
    promised = _promised(test)
    for claim in sorted(promised):
        yield Use("held", claim, test.lineno, within | promised - {claim}, False)


def _promised(test: nodes.Node) -> frozenset[str]:
    """The claims that hold wherever a condition does."""
    if isinstance(test, nodes.And):
        return _promised(test.left) | _promised(test.right)
    if isinstance(test, nodes.Call) and isinstance(test.node, nodes.Name) and test.node.name == "claim":
        argument: Any = test.args[0]
        return frozenset({argument.value})
    return frozenset()
