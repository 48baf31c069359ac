"""The proof of a playbook: what only shows in the product of its states and what guards read. Each fault comes with a shortest way."""

from __future__ import annotations

from collections.abc import Iterator

from ban_wizard.playbook.checks.checked import Checked
from ban_wizard.playbook.checks.faults import Fault, findings
from ban_wizard.playbook.checks.graph import astray
from ban_wizard.playbook.checks.guards import guards
from ban_wizard.playbook.checks.places import Places
from ban_wizard.playbook.checks.promises import promises
from ban_wizard.playbook.checks.readable import readable
from ban_wizard.playbook.checks.rules import Rules
from ban_wizard.playbook.checks.supplied import Wanted, supplied
from ban_wizard.playbook.checks.ways import circles, trapped, unbounded, unreached
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.model import Playbook
from ban_wizard.playbook.proof.live import Live
from ban_wizard.playbook.proof.moves import Moves
from ban_wizard.playbook.proof.situations import Situations, after_breaches
from ban_wizard.playbook.proof.space import Space


def prove(checked: Checked) -> list[Finding]:
    """Everything that is wrong with the ways of a playbook; to be asked once its flow is right by itself."""
    assert checked.playbook is not None and checked.flow is not None
    places = Places(checked.playbook, checked.flow, checked.flow_file)
    return findings(checked, _faults(checked, checked.playbook, places))


def _faults(checked: Checked, playbook: Playbook, places: Places) -> Iterator[Fault]:
    wanted, rules = Wanted(checked), Rules(playbook)
    moves = Moves(Space(playbook, [*wanted.guards, *rules.guards]))
    also = wanted.read_in(moves.space)
    for name, reads in rules.read_in(moves.space).items():
        also[name] = also.get(name, 0) | reads
    live = Live(moves, also)
    situations, breached = Situations(moves, live=live), after_breaches(moves, live)
    found = [*guards(situations, places), *circles(situations)]
    known = {(fault.steps, fault.code) for fault in found}
    if breached is not None:
        found += [fault for fault in (*guards(breached, places), *circles(breached)) if (fault.steps, fault.code) not in known]
    yield from found
    yield from promises(situations, places)
    yield from unbounded(situations, places)
    yield from supplied(wanted, situations)
    yield from readable(moves)
    lost = list(astray(playbook))
    for code, name, message in lost:  # said before, by itself: here is the way there
        if cubes := situations.cubes(name):
            yield Fault(("states", name), code, message, (situations, {name: cubes}))
    if found or lost:
        return  # a case that is stuck in a gap, or where arcs lead nowhere, reaches no outcome either
    yield from unreached(situations, breached)
    yield from rules.idle(situations)
    yield from trapped(situations, breached)
