"""What only shows in the product of states and facts: each fault found where it stands, with a shortest way that the engine goes."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from ban_wizard.playbook.findings import Finding
from tests.support.ways import walk_in_engine
from tests.unit.playbook.small import FLOW, findings, playbook_of


class Fault(NamedTuple):
    code: str
    old: str
    """Stands in the flow exactly once."""
    new: str
    at: str
    """Begins in the line that must be named."""
    says: str
    witness: str = ""
    """States and acts in turn; nothing for what no way leads to."""


START = "start kind=permanent_ban offence=first"
TO_GATEWAY = f"{START} > stop > unblocked > which_gateway"

FAULTS = [
    Fault(
        "guard-gap",
        "      - {on: answer, when: {gateway: [none]}, to: recovered}\n",
        "",
        "      - {on: answer, when: {gateway: [olchat]}",
        "where gateway is none",
        TO_GATEWAY,
    ),
    Fault(
        "guard-gap",
        "{when: {offence: [repeat]}, to: cool_down}",
        "{when: {offence: [repeat], milestone.queue_cleared: [reached]}, to: cool_down}",
        "      - {when: {offence: [first]}",
        "where offence is repeat, and queue_cleared is missing",
        "start kind=permanent_ban offence=repeat > stop > unblocked > which_gateway > answer gateway=own > own_queue > "
        "answer queue=empty > ready",
    ),
    Fault(
        "guard-overlap",
        "{on: answer, when: {gateway: [own]}, to: own_queue}",
        "{on: answer, when: {gateway: [own, none]}, to: own_queue}",
        "      - {on: answer, when: {gateway: [none]}",
        "where gateway is none, this and the one in line",
        TO_GATEWAY,
    ),
    Fault(
        "guard-overlap",
        "      - {on: cleared_it, to: ready}",
        "      - {on: cleared_it, to: ready}\n      - {on: cleared_it, to: given_up}",
        "      - {on: cleared_it, to: given_up}",
        "two arcs of `cleared_it` in `clear_it` match, this and",
        f"{TO_GATEWAY} > answer gateway=own > own_queue > answer queue=kept > clear_it",
    ),
    Fault(
        "unasked-read",
        "      - {on: stopped, to: look}",
        "      - {on: stopped, when: {queue: [kept]}, to: look}\n      - {on: stopped, when: {queue: [empty]}, to: decide}",
        "      - {on: stopped, when: {queue: [kept]}",
        "reads `queue` where nobody has asked",
        f"{START} > stop",
    ),
    Fault(
        "broken-safety",
        "      - {on: ask_again, to: tell_gateway}",
        "      - {on: ask_again, to: ready}",
        "  - {id: queue_first",
        "`paired` in `pair`",
        f"{TO_GATEWAY} > answer gateway=olchat > which_line > answer > tell_gateway > gateway_asked > await_queue > "
        "give_up > tell_again > ask_again > ready > at once > pair",
    ),
    Fault(
        "broken-safety",
        "{on: answer, when: {queue: [empty]}, to: ready}",
        "{on: answer, when: {queue: [empty]}, to: pair}",
        "  - {id: cool_first",
        "before `cooled_down` where offence is repeat",
        "start kind=permanent_ban offence=repeat > stop > unblocked > which_gateway > answer gateway=own > own_queue > "
        "answer queue=empty > pair",
    ),
    Fault(
        "dead-end",
        "      - {on: keep_waiting, to: look}\n      - {on: let_go, to: given_up}",
        "      - {on: keep_waiting, to: plea}\n"
        "  plea: {kind: letter, letter: plea, channel: gateway, cites: [X-1], next: [{on: sent, to: hope}]}\n"
        "  hope: {kind: do, cites: [X-1], next: [{on: answered, to: plea}, {on: worked, to: recovered}]}",
        "  plea: {",
        "its channel still owes an answer",
        f"{START} > stop > stopped > look > give_up > decide > keep_waiting > plea > sent plea > hope > answered > plea",
    ),
    Fault(
        "livelock",
        "      - {on: failed, to: stop}",
        "      - {on: failed, to: try_it_again}\n"
        "  try_it_again:\n"
        "    kind: do\n"
        "    cites: [X-1]\n"
        "    next:\n"
        "      - {on: tried, when: {kind: [permanent_ban]}, to: stop}\n"
        "      - {on: tried, when: {kind: [temporary_ban]}, to: wait_more}\n"
        "  wait_more: {kind: do, cites: [X-1], next: [{on: waited, to: try_it_again}]}",
        "  try_it_again:",
        "from `try_it_again`, `wait_more` no outcome can be reached",
        "start kind=temporary_ban offence=first > countdown > over > try_it > failed > try_it_again",
    ),
    Fault(
        "unreachable-state",
        "      - {on: cleared_it, to: ready}",
        "      - {on: cleared_it, when: {queue: [kept]}, to: ready}\n      - {on: cleared_it, when: {queue: [empty]}, to: never}\n"
        "  never: {kind: do, cites: [X-1], next: [{on: worked, to: later}]}\n"
        "  later: {kind: do, cites: [X-1], next: [{on: worked, to: recovered}]}",
        "  never: {",
        "its `when` fails",
    ),
    Fault(
        "empty-loop",
        "      - {when: {offence: [repeat]}, to: cool_down}",
        "      - {when: {offence: [repeat]}, to: round}\n  round: {kind: route, next: [{when: {offence: [first]}, to: cool_down},"
        " {when: {offence: [repeat]}, to: ready}]}",
        "  round: {",
        "`ready`, `round` lead round in a circle",
        "start kind=permanent_ban offence=repeat > stop > unblocked > which_gateway > answer gateway=own > own_queue > "
        "answer queue=empty > ready > at once > round",
    ),
    Fault(
        "empty-loop",
        "{on: answer, when: {queue: [empty]}, to: ready}",
        "{on: answer, when: {queue: [empty]}, to: own_queue}",
        "  own_queue:",
        "`own_queue` lead round in a circle",
        f"{START} queue=empty > stop > unblocked > which_gateway > answer gateway=own > own_queue",
    ),
    Fault(
        "unbounded-wait",
        "      - {on: give_up, to: decide}",
        "      - {on: give_up, to: countdown}\n      - {on: enough, to: decide}",
        "      - {on: give_up, to: countdown}",
        "`give_up` to a step at which a person decides",
        f"{START} > stop > stopped > look",
    ),
    Fault(
        "unbounded-wait",
        "      - {on: over, to: try_it}",
        "      - {on: over}\n      - {on: works_now, to: try_it}",
        "      - {on: over}",
        "when the wait of `countdown` is over the case waits on",
        "start kind=temporary_ban offence=first > countdown",
    ),
]


def only(found: list[Finding]) -> Finding:
    assert len(found) == 1, "\n".join(map(str, found))
    return found[0]


def spoilt(fault: Fault) -> str:
    assert FLOW.count(fault.old) == 1, fault.old
    return FLOW.replace(fault.old, fault.new)


def test_the_small_playbook_is_proven() -> None:
    assert findings(FLOW) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.code}: {fault.says[:40]}")
def test_a_fault_is_found_where_it_stands_with_a_shortest_way(fault: Fault) -> None:
    flow = spoilt(fault)
    finding = only(findings(flow))
    assert (finding.code, finding.line) == (fault.code, flow.count("\n", 0, flow.index(fault.at)) + 1)
    assert fault.says in finding.message
    assert " > ".join(finding.witness) == fault.witness


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault.witness], ids=lambda fault: f"{fault.code}: {fault.says[:40]}")
def test_the_engine_goes_the_way_that_a_finding_shows(fault: Fault) -> None:
    flow = spoilt(fault)
    finding = only(findings(flow))
    walk = walk_in_engine(playbook_of(flow), finding.witness)
    if fault.code == "empty-loop":  # it goes round until the engine gives up, wherever that is
        assert walk.playbook.states[walk.state].kind in ("route", "ask")
    else:
        assert walk.state == finding.witness[-1]


def test_a_placeholder_must_be_told_on_every_way() -> None:
    english = "grammar: 1\ntitle: T\nkinds: {}\nstates:\n  tell_again: {title: Again, text: 'They do not clear {queue} on {line}.'}\n"
    russian = english.replace("They do not clear", "Не очищают")
    finding = only(findings(FLOW, {"en": english, "ru": russian}))
    assert (finding.file, finding.line, finding.code) == ("text.en.yaml", 5, "unsupplied")
    assert "`{queue}` is not told on every way to `tell_again`" in finding.message
    assert finding.witness[-1] == "tell_again"


def test_more_paths_than_anybody_reads() -> None:
    asks = "".join(
        f"  ask_{n}: {{kind: ask, fact: f{n}, cites: [X-1], next: [{{on: answer, when: {{f{n}: [a]}}, to: do_{n}}}, "
        f"{{on: answer, when: {{f{n}: [b]}}, to: {'stop' if n == 8 else f'ask_{n + 1}'}}}]}}\n"
        f"  do_{n}: {{kind: do, cites: [X-1], next: [{{on: done_{n}, to: {'stop' if n == 8 else f'ask_{n + 1}'}}}]}}\n"
        for n in range(9)
    )
    facts = "".join(f"  f{n}: {{values: [a, b], unsure: a}}\n" for n in range(9))
    flow = FLOW.replace("channels:\n", f"{facts}channels:\n", 1).replace("states:\n", f"states:\n{asks}", 1)
    finding = only(findings(flow.replace("permanent_ban: stop,", "permanent_ban: ask_0,")))
    assert (finding.code, finding.message[:34]) == ("too-many-paths", "there are more than 500 paths from")


def test_an_action_means_one_thing() -> None:
    flow = FLOW.replace("{on: cleared_it, to: ready}", "{on: paired, to: ready}")
    finding = only(findings(flow))
    assert (finding.code, finding.line) == ("two-meanings", flow.count("\n", 0, flow.index("{on: paired, to: ready}")) + 1)
    assert "reaches nothing here and reaches `paired` in line" in finding.message


def test_what_is_over_or_has_worked_is_the_step_s_own() -> None:
    assert findings(FLOW.replace("{on: over, to: try_it}", "{on: over, to: try_it, milestone: chats_only}")) == []
    guarded = FLOW.replace("{on: paired, to: recovered, milestone: paired}", "{on: worked, to: recovered, milestone: paired}")
    assert {finding.code for finding in findings(guarded)} == {"two-meanings"}, "a rule would refuse `worked` in every step"


def test_nobody_answers_who_was_not_asked() -> None:
    support = "  support: {review: {shape: unknown, review_every: P1D, give_up_after: P5D}, cites: [X-1]}\nentries:"
    flow = FLOW.replace("entries:", support, 1).replace("{on: works_again, to", "{on: works_again, by: support, to")
    finding = only(findings(flow))
    assert (finding.code, finding.line) == ("unasked-channel", flow.count("\n", 0, flow.index("by: support")) + 1)


BREACHED = FLOW.replace("before: cooled_down}, cites: [X-1]}", "before: cooled_down}, breached: late, cites: [X-1]}").replace(
    "  recovered: {kind: outcome",
    "  late:\n    kind: route\n    next:\n      - {when: {milestone.unblocked: [reached]}, to: cool_down}\n"
    "      - {when: {milestone.unblocked: [missing]}, to: stop}\n  recovered: {kind: outcome",
)


def test_what_follows_a_breach_is_proven_as_well() -> None:
    assert findings(BREACHED) == []
    gap = BREACHED.replace("      - {when: {milestone.unblocked: [missing]}, to: stop}\n", "")
    finding = only(findings(gap))
    assert (finding.code, finding.line) == ("guard-gap", gap.count("\n", 0, gap.index("  late:")) + 4)
    assert "where unblocked is missing" in finding.message
