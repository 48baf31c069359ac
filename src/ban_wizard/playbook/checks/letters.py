"""Letters and channels: an answer is awaited only from whom somebody has written to."""

from __future__ import annotations

from collections.abc import Iterator

from ban_wizard.playbook import author_flow
from ban_wizard.playbook.checks.checked import Checked, arcs
from ban_wizard.playbook.findings import Finding


def answers(checked: Checked) -> Iterator[Finding]:
    """Arcs `by` a channel to which no letter of the playbook goes."""
    flow, document = checked.flow, checked.flow_file
    if flow is None:
        return
    written = {ref.channel for state in flow.states.values() if isinstance(state, author_flow.WaitState) for ref in state.letters}
    written |= {state.channel for state in flow.states.values() if isinstance(state, author_flow.LetterState)}
    for steps, arc, _ in arcs(flow):
        channel = flow.channels.get(arc.by or "")
        if channel is None or channel.review is None or arc.by is None:
            continue
        if arc.by not in written and not channel.open_when:
            message = f"no letter goes to `{arc.by}`, so it has nothing to answer; write to it first, or name another channel"
            yield document.error((*steps, "by"), "unasked-channel", message)
