"""The small language of a letter's template, and what a template says under which claim.

A template has text, `if`, names of fields, `claim("id")`, `done("measure")`, `planned("measure")`, comparisons and the
filter `sentence`. Everything else that Jinja2 knows (loops, attributes, subscripts, arithmetic, macros, includes) is refused
before it runs: a letter needs none of it, and so no template can run for long or reach anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ban_wizard.values import frozen

FUNCTIONS: Final = ("claim", "done", "planned")
RESERVED: Final = frozenset({*FUNCTIONS, "true", "false", "none", "loop", "self"})
"""Names that no field may have, as a template could not tell them apart."""

_ALLOWED: Final = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.CondExpr,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Compare,
    nodes.Operand,
    nodes.Name,
    nodes.Const,
    nodes.Tuple,
    nodes.List,
)


class TemplateRefused(Exception):
    """A template cannot be used: where, and what to do about it."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"line {line}: {message}")
        self.line, self.message = line, message


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


def sentence(text: str) -> str:
    """What the person typed, with a full stop if it ends without one."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)
    environment.globals.clear()
    environment.tests.clear()
    environment.filters.clear()
    environment.filters["sentence"] = sentence
    return environment


_ENVIRONMENT: Final = _environment()


@lru_cache(maxsize=64)
def compiled(source: str) -> Template:
    """The template, ready to render; compiled once in a process. Raises TemplateRefused."""
    return _ENVIRONMENT.from_string(_parsed(source))


def uses(source: str) -> tuple[Use, ...]:
    """Everything a template speaks of, in its order. Raises TemplateRefused."""
    return tuple(_walk(_parsed(source), frozenset(), False))


def _parsed(source: str) -> nodes.Template:
    try:
        tree = _ENVIRONMENT.parse(source)
    except TemplateSyntaxError as error:
        raise TemplateRefused(error.lineno, f"this is not a template: {error.message}. Compare the braces with another letter's") from None
    for node in _every(tree):
        if not _is_allowed(node):
            raise TemplateRefused(
                node.lineno,
                f"a letter's template has no {_spoken(node)}; use text, if, names of fields, "
                'claim("id"), done("measure"), planned("measure") and the filter sentence',
            )
    return tree


def _every(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        if not (isinstance(node, nodes.Call) and child is node.node):
            yield from _every(child)


def _is_allowed(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Call):
        return (
            isinstance(node.node, nodes.Name)
            and node.node.name in FUNCTIONS
            and len(node.args) == 1
            and isinstance(node.args[0], nodes.Const)
            and isinstance(node.args[0].value, str)
            and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        )
    if isinstance(node, nodes.Filter):
        return node.name == "sentence" and node.node is not None and not (node.args or node.kwargs or node.dyn_args or node.dyn_kwargs)
    if isinstance(node, nodes.Name):
        return node.ctx == "load" and node.name not in FUNCTIONS
    return isinstance(node, _ALLOWED)


def _spoken(node: nodes.Node) -> str:
    if isinstance(node, nodes.Call):
        name = node.node.name if isinstance(node.node, nodes.Name) else "that"
        return f"call of {name} with these arguments" if name in FUNCTIONS else f"call of {name}"
    if isinstance(node, nodes.Filter):
        return f"filter {node.name}"
    names: dict[type[nodes.Node], str] = {
        nodes.For: "loop",
        nodes.Getattr: "attribute",
        nodes.Getitem: "subscript",
        nodes.Include: "include",
        nodes.Import: "import",
        nodes.Macro: "macro",
        nodes.Name: f"bare {getattr(node, 'name', '')}",
    }
    return names.get(type(node), type(node).__name__.lower())


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
