"""Where the arcs of a compiled playbook stand in flow.yaml."""

from __future__ import annotations

from ban_wizard.playbook import author_flow
from ban_wizard.playbook.model import Arc, Playbook
from ban_wizard.playbook.strict_yaml import Document, Steps


class Places:
    """A state's arcs are its own, in the file's order, then those of `anywhere` that it does not have itself."""

    def __init__(self, playbook: Playbook, flow: author_flow.Flow, document: Document) -> None:
        self._playbook, self._document = playbook, document
        self._anywhere = [_sign(arc) for arc in flow.anywhere]

    def arc(self, state: str, arc: Arc) -> Steps:
        """The place of an arc of a state; a letter beside a wait, which has no arc, stands where its letters do."""
        if arc.anywhere:
            return ("anywhere", self._anywhere.index((arc.on, arc.to, arc.when, arc.until, arc.after)))
        own = [each for each in self._playbook.states[state].next if not each.anywhere]
        return ("states", state, "next", own.index(arc)) if arc in own else ("states", state, "letters")

    def line(self, steps: Steps) -> int:
        return self._document.line(steps)


def _sign(arc: author_flow.AnywhereArc) -> tuple[object, ...]:
    when = tuple((subject, tuple(values)) for subject, values in arc.when.items())
    return (arc.on, arc.to, when, arc.over_at, arc.after)
