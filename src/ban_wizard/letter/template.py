"""The small language of a letter's template, and running it.

A template has text, `if`, names of fields, `claim("id")`, `done("measure")`, `planned("measure")`, `reached("milestone")`, the
names of parts, comparisons and the filter `sentence`. Everything else that Jinja2 knows (loops, attributes, subscripts,
arithmetic, macros, includes) is refused before it runs: a letter needs none of it, and so no template can run for long or
reach anything.
"""

from __future__ import annotations

import marshal
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.bccache import bc_magic
from jinja2.sandbox import ImmutableSandboxedEnvironment

FUNCTIONS: Final = ("claim", "done", "planned", "reached")
PARTS: Final = ("greeting", "request", "thanks", "apology")
"""What a letter says besides its claims: each stands in a passage of its own, `{% if greeting %}…{% endif %}`."""

MAX_DEPTH: Final = 60
"""Of what stands within each other in a template: far more than a letter has, and no trouble to walk."""

_BRACES: Final = re.compile(r"\{[{%#]|[%#}]\}")

RESERVED: Final = frozenset({*FUNCTIONS, *PARTS, "true", "false", "none", "loop", "self"})
"""Names that no field and no claim may have, as a template could not tell them apart."""

_ALLOWED: Final[frozenset[type[nodes.Node]]] = frozenset(
    {
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
        nodes.Const,
        nodes.Tuple,
        nodes.List,
    }
)
"""Every node has a type of its own: Jinja2 lets nobody derive from one."""


class TemplateRefused(Exception):
    """A template cannot be used: where, and what to do about it."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"line {line}: {message}")
        self.line, self.message = line, message


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
def compiled(source: str, code: str = "") -> Template:
    """The template, ready to render; made once in a process. `code` is what `dump` kept of it. Raises TemplateRefused."""
    kept = b64decode(code)
    if kept.startswith(bc_magic):
        return Template.from_code(_ENVIRONMENT, marshal.loads(kept[len(bc_magic) :]), {})
    return _ENVIRONMENT.from_string(parsed(source))


def dump(source: str) -> str:
    """A checked template's code, for this Python and this Jinja2 only: compiling it takes longer than all else in a letter."""
    return b64encode(bc_magic + marshal.dumps(_ENVIRONMENT.compile(parsed(source)))).decode()


def parsed(source: str) -> nodes.Template:
    """The template's tree. Raises TemplateRefused for anything that is not in the small language."""
    try:
        tree = _ENVIRONMENT.parse(source)
    except TemplateSyntaxError as error:
        said = (error.message or "").rstrip(".")
        raise TemplateRefused(error.lineno, f"this is not a template: {said}. Compare the braces with another letter's") from None
    except RecursionError:
        raise TemplateRefused(1, f"brackets or blocks are nested more than {MAX_DEPTH} deep; no letter needs that") from None
    for node, depth in _every(tree):
        if depth > MAX_DEPTH:
            raise TemplateRefused(node.lineno, f"brackets or blocks are nested more than {MAX_DEPTH} deep; no letter needs that")
        if (pointless := _pointless(node)) is not None:
            raise TemplateRefused(node.lineno, pointless)
        if not _is_allowed(node):
            raise TemplateRefused(
                node.lineno,
                f"a letter's template has no {_spoken(node)}; use text, if, names of fields, "
                'claim("id"), says("id"), done("measure"), planned("measure"), reached("milestone"), '
                f"{', '.join(PARTS)} and the filter sentence",
            )
    return tree


def _every(tree: nodes.Node) -> Iterator[tuple[nodes.Node, int]]:
    """Every node and how deep it stands, in their order, but for the names of what is called."""
    ahead = [(tree, 0)]
    while ahead:
        node, depth = ahead.pop()
        yield node, depth
        children = node.iter_child_nodes(exclude=("node",) if type(node) is nodes.Call else None)
        ahead += reversed([(child, depth + 1) for child in children])


def _pointless(node: nodes.Node) -> str | None:
    """What is in the small language and yet nothing that a letter says: braces as text, `True`, a condition that always holds."""
    if type(node) is nodes.TemplateData and _BRACES.search(node.data):
        return "braces stand in the text as they are, and would be sent; a name stands in {{ }}, a condition in {% %}"
    if isinstance(node, (nodes.If, nodes.CondExpr)) and isinstance(node.test, nodes.Const):
        return 'this condition never changes; ask for a claim: {% if claim("id") %}'
    if type(node) is nodes.Output and not all(map(_is_said, node.nodes)):
        return "what stands in {{ }} here is a condition, not words; write {% if ... %} and the words"
    return None


def _is_said(node: nodes.Node | None) -> bool:
    """Whether what is printed may be words: not the outcome of a condition."""
    if isinstance(node, nodes.CondExpr):
        return _is_said(node.expr1) and (node.expr2 is None or _is_said(node.expr2))
    if isinstance(node, nodes.Call):
        return not (isinstance(node.node, nodes.Name) and node.node.name == "claim" and _is_allowed(node))
    return not isinstance(node, (nodes.Not, nodes.And, nodes.Or, nodes.Compare))


def _is_allowed(node: nodes.Node) -> bool:
    if type(node) in _ALLOWED:
        return True
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
    return isinstance(node, nodes.Name) and node.ctx == "load" and node.name not in FUNCTIONS


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
