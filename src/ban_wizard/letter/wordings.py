"""What holds in a passage of a template, and everything that it may come out as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from jinja2 import nodes

from ban_wizard.letter.shapes import worded
from ban_wizard.letter.template import PARTS

SOME_CLAIM: Final = "|"
"""Stands among the claims of a passage that is reached by one claim or another: `{% if claim("a") or claim("b") %}`."""
_ALTERNATIVES: Final = 64
"""Of a part's wordings, beyond which no more are looked at."""


def promised_by(test: nodes.Node) -> frozenset[str]:
    """The claims and the part that hold wherever a condition does."""
    if isinstance(test, nodes.And):
        return promised_by(test.left) | promised_by(test.right)
    if isinstance(test, nodes.Or):
        left, right = promised_by(test.left), promised_by(test.right)
        return (left & right) | ({SOME_CLAIM} if left and right else frozenset())
    if isinstance(test, nodes.Call) and isinstance(test.node, nodes.Name) and test.node.name == "claim":
        argument: Any = test.args[0]
        return frozenset({argument.value})
    if isinstance(test, nodes.Name) and test.name in PARTS:
        return frozenset({test.name})
    return frozenset()


def wordings_of(body: Sequence[nodes.Node], said: Mapping[str, str], *, alone: bool = False) -> tuple[str, ...]:
    """Everything that a passage may come out as; what is printed of a field stands as `…`.

    With `alone`, what needs one more claim is left out.
    """
    texts = [""]
    for node in body:
        if isinstance(node, nodes.Output):
            for child in node.nodes:
                texts = [text + more for text in texts for more in _printed(child, said)][:_ALTERNATIVES]
        elif isinstance(node, nodes.If):
            bodies = [other.body for other in (node, *node.elif_) if not (alone and promised_by(other.test))] + [node.else_]
            branches = [wording for each in bodies for wording in wordings_of(each, said, alone=alone)]
            texts = [text + branch for text in texts for branch in branches][:_ALTERNATIVES]
    return tuple(texts)


def _printed(node: nodes.Node | None, said: Mapping[str, str]) -> tuple[str, ...]:
    """What one thing that is printed may come out as."""
    match node:
        case None:
            return ("",)
        case nodes.TemplateData():
            return (worded(node.data, said),)
        case nodes.Const():
            return (said.get(str(node.value), str(node.value)),)
        case nodes.CondExpr():
            return (*_printed(node.expr1, said), *_printed(node.expr2, said))
        case nodes.Filter():
            return ("….",)
        case _:
            return ("…",)
