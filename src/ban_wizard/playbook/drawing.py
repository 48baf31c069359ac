"""A playbook drawn as a Mermaid flowchart: a shape for each kind of state, the hoped-for way first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ban_wizard.playbook.model import Arc, Guard, Playbook, State, Words

SHAPES: Final[Mapping[str, tuple[str, str]]] = {
    "ask": ("{{", "}}"),
    "do": ("[", "]"),
    "letter": ("[/", "/]"),
    "wait": ("([", "])"),
    "route": ("{", "}"),
    "outcome": ("[[", "]]"),
}
"""Hexagon, box, slanted box, stadium, diamond, box with double sides."""


def mermaid(playbook: Playbook, words: Words) -> Iterator[str]:
    """The lines of the drawing. Arcs of `anywhere` start at a node of their own, and arcs to `entry` end at one."""
    yield "flowchart TD"
    for state in playbook.states.values():
        left, right = SHAPES[state.kind]
        yield f'  s_{state.id}{left}"{_label(state, words)}"{right}'
    for kind, entry in playbook.entries.items():
        yield f'  k_{kind}(("{kind}")) --> s_{entry}'
    anywhere: dict[Arc, None] = {}
    for state in playbook.states.values():
        for arc in state.next:
            if arc.anywhere:
                anywhere[arc] = None
            elif state.kind != "route" or arc.on is None:
                yield f"  s_{state.id} -->{_text(arc)} {_target(arc, state)}"
    if anywhere:
        yield '  anywhere(("anywhere"))'
    for arc in anywhere:
        yield f"  anywhere -.->{_text(arc)} {_target(arc, None)}"
    if any(arc.to == "entry" for state in playbook.states.values() for arc in state.next):
        yield '  entry(("entry of the kind"))'


def _label(state: State, words: Words) -> str:
    """The state's id, and its title below."""
    every: Any = words["states"]
    title = every.get(state.id, {}).get("title")
    text = title if isinstance(title, str) else title["other"] if title else ""
    return state.id + (f"<br>{_plain(text)}" if text else "")


def _text(arc: Arc) -> str:
    """What stands on an arrow: the action, the guard, the milestone."""
    season = [f"until {' or '.join(arc.until)}"] if arc.until else [f"after {arc.after}"] if arc.after else []
    parts = [arc.on or "", *_guard(arc.when), *season, f"✓ {arc.milestone}" if arc.milestone else ""]
    text = _plain("; ".join(filter(None, parts)))
    return f'|"{text}"|' if text else ""


def _guard(guard: Guard) -> list[str]:
    return [f"{name}: {' or '.join(values)}" for name, values in guard]


def _target(arc: Arc, state: State | None) -> str:
    if arc.to == "entry":
        return "entry"
    return f"s_{arc.to}" if arc.to is not None else f"s_{state.id}" if state is not None else "anywhere"


def _plain(text: str) -> str:
    """Text without what Mermaid would read as its own."""
    return text.replace("&", "#amp;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
