"""Names that lead nowhere, keys that should not be there, actions that mean two things."""

from __future__ import annotations

from ban_wizard.playbook.strict_yaml import Steps
from tests.unit.playbook.mutations.seeded import Seeded, misspelt, of
from tests.unit.playbook.shipped import FLOW, Shipped, sources


@of("an undefined")
def misspelt_target(copy: Shipped) -> Seeded:
    steps, _, arc = copy.choose.choice([each for each in copy.arcs() if each[2].get("to", "entry") != "entry"])
    copy.files[FLOW].replace((*steps, "to"), misspelt(arc["to"]))
    return Seeded("undefined-state", FLOW, copy.line(FLOW, (*steps, "to")), f"did you mean `{arc['to']}`?")


@of("an undefined")
def misspelt_entry(copy: Shipped) -> Seeded:
    kind, state = copy.choose.choice(list(copy.flow["entries"].items()))
    copy.files[FLOW].replace(("entries", kind), misspelt(state))
    return Seeded("undefined-state", FLOW, copy.line(FLOW, ("entries", kind)), f"did you mean `{state}`?")


@of("an undefined")
def misspelt_fact(copy: Shipped) -> Seeded:
    steps, fact = copy.choose.choice(_read(copy))
    copy.files[FLOW].rename((*steps, "when", fact), misspelt(fact))
    return Seeded("undefined-fact", FLOW, copy.line(FLOW, (*steps, "when", misspelt(fact))), f"did you mean `{fact}`?")


@of("an undefined")
def misspelt_value(copy: Shipped) -> Seeded:
    long = [(steps, fact) for steps, fact in _read(copy) if len(copy.flow_value((*steps, "when", fact, 0))) > 3]
    steps, fact = copy.choose.choice(long)
    at = (*steps, "when", fact, 0)
    copy.files[FLOW].replace(at, misspelt(copy.flow_value(at)))
    return Seeded("undefined-value", FLOW, copy.line(FLOW, at), f"did you mean `{copy.flow_value(at)}`?")


@of("an undefined")
def misspelt_channel(copy: Shipped) -> Seeded:
    steps = copy.choose.choice(_letters(copy))
    copy.files[FLOW].replace((*steps, "channel"), misspelt(copy.flow_value((*steps, "channel"))))
    line = copy.line(FLOW, (*steps, "channel"))
    return Seeded("undefined-channel", FLOW, line, f"did you mean `{copy.flow_value((*steps, 'channel'))}`?")


@of("an undefined")
def misspelt_letter(copy: Shipped) -> Seeded:
    steps = copy.choose.choice(_letters(copy))
    copy.files[FLOW].replace((*steps, "letter"), misspelt(copy.flow_value((*steps, "letter"))))
    return Seeded("undefined-letter", FLOW, copy.line(FLOW, (*steps, "letter")), f"did you mean `{copy.flow_value((*steps, 'letter'))}`?")


@of("an undefined")
def misspelt_citation(copy: Shipped) -> Seeded:
    state = copy.choose.choice(copy.states("ask", "do", "wait", "letter", "outcome"))
    cite = copy.flow_value(("states", state, "cites", 0))
    wrong = next(f"{cite}{digit}" for digit in range(10) if f"{cite}{digit}" not in sources().facts)
    copy.files[FLOW].replace(("states", state, "cites", 0), wrong)
    return Seeded("undefined-citation", FLOW, copy.line(FLOW, ("states", state, "cites", 0)), "did you mean", frozenset({"uncited"}))


@of("an action that")
def another_milestone(copy: Shipped) -> Seeded:
    state = next(name for name in copy.states("do") if "unblocked" not in {arc["on"] for arc in copy.flow["states"][name]["next"]})
    copy.files[FLOW].insert(("states", state, "next"), f"{{on: unblocked, to: {state}, milestone: cause_found}}")
    line = copy.line(FLOW, ("states", state, "next", 0))
    return Seeded("two-meanings", FLOW, line, "`unblocked` reaches `cause_found` here and reaches `unblocked` in line")


@of("a duplicate")
def key_twice(copy: Shipped) -> Seeded:
    state = copy.choose.choice(copy.states("ask", "do", "wait", "letter"))
    copy.files[FLOW].insert(("states", state), f"cites: {copy.files[FLOW].value(('states', state, 'cites'))}")
    return Seeded("duplicate-key", FLOW, copy.line(FLOW, ("states", state, "cites")), "keep one of them")


@of("a duplicate")
def state_twice(copy: Shipped) -> Seeded:
    state = copy.choose.choice(copy.states("ask", "do", "wait", "letter"))
    copy.add_state(state, "{kind: route, next: []}")
    also = frozenset({"missing-arc", "unknown-text"})
    return Seeded("duplicate-key", FLOW, copy.line(FLOW, ("states", state)), "stands here a second time", also)


@of("a duplicate")
def misspelt_key(copy: Shipped) -> Seeded:
    steps, _, _ = copy.choose.choice(list(copy.arcs()))
    copy.files[FLOW].insert(steps, "milestne: recovered")
    return Seeded("unknown-key", FLOW, copy.line(FLOW, (*steps, "milestne")), "did you mean `milestone`?")


def _read(copy: Shipped) -> list[tuple[Steps, str]]:
    """The arcs that read a fact, each with the fact."""
    return [(steps, name) for steps, _, arc in copy.arcs() for name in arc.get("when", ()) if "." not in name and name != "kind"]


def _letters(copy: Shipped) -> list[Steps]:
    """Where letters and their channels stand."""
    alone: list[Steps] = [("states", name) for name in copy.states("letter")]
    return alone + [
        ("states", name, "letters", n) for name in copy.states("wait") for n, _ in enumerate(copy.flow["states"][name].get("letters", ()))
    ]
