"""Playbooks made at random: small, senseless and grammatical, to hold two readings of the grammar against each other."""

from __future__ import annotations

import json
import random
from typing import Any, Final

KINDS: Final = ("permanent_ban", "temporary_ban", "warning")
FACTS: Final = {
    "colour": ("red", "green", "blue"),
    "size": ("small", "large"),
    "offence": ("first", "repeat"),
    "done": ("washed", "dried"),
}
WAITS: Final = (
    {"shape": "range", "min": "P1D", "max": "P2D"},
    {"shape": "unknown", "review_every": "P1D", "give_up_after": "P5D"},
    {"shape": "exact", "until": "until", "otherwise": {"shape": "unknown", "review_every": "P1D", "give_up_after": "P5D"}},
)
MILESTONES: Final = ("cause_found", "unblocked", "appealed")
ACTS: Final = ("stopped", "worked", "failed", "refused", "unchanged", "reversed")


def random_flow(seed: int) -> str:
    """The text of a flow.yaml; another seed, another flow."""
    flow, choose = _Maker(random.Random(seed)).flow(), random.Random(f"per kind {seed}")
    for name in ("colour", "size", "done", "until"):
        if choose.random() < 0.3:
            flow["facts"][name]["per_kind"] = True
    for channel in ("office", "shop"):
        if choose.random() < 0.3:
            flow["channels"][channel]["per_kind"] = True
    text = json.dumps(flow, indent=1)
    return text.replace(KINDS[0], "unclear") if choose.random() < 0.3 else text


class _Maker:
    def __init__(self, choose: random.Random) -> None:
        self.choose = choose
        self.names = [f"s{number}" for number in range(choose.randint(4, 9))]

    def flow(self) -> dict[str, Any]:
        choose = self.choose
        states = {name: self.state() for name in self.names[:-1]} | {self.names[-1]: {"kind": "outcome", "result": "recovered"}}
        office = {"open_when": {"colour": ["red"]}} if choose.random() < 0.5 else {}
        office |= {"refused_when": {"colour": ["red", "blue"], "size": ["small"]}} if choose.random() < 0.5 else {}
        shop = {"open_when": {"size": ["large"], "colour": ["green", "blue"]}} if choose.random() < 0.3 else {}
        return {
            "grammar": 1,
            "id": "random",
            "version": 1,
            "facts": {
                "kind": {"builtin": "kind"},
                "colour": {"values": [*FACTS["colour"]], "unsure": "green"},
                "size": {"values": [*FACTS["size"]], "unsure": "small"},
                "offence": {"values": [*FACTS["offence"]], "derived": "offence_count", "unsure": "repeat"},
                "done": {"many": [*FACTS["done"]]},
                "until": {"type": "time", "optional": True},
                "line": {"type": "text"},
            },
            "channels": {
                "office": {"review": dict(WAITS[1])} | office,
                "shop": {"review": dict(WAITS[1])} | shop,
                "board": {},
            },
            "entries": {kind: choose.choice(self.names[:-1]) for kind in KINDS[: choose.randint(2, 3)]},
            "anywhere": [arc for arc in self.anywhere() if choose.random() < 0.6],
            "states": states,
            "safety": [
                {"id": "late", "never": {"milestone": "appealed", "before": "cause_found"}, "given": self.guard()}
                | ({"breached": choose.choice(self.names)} if choose.random() < 0.7 else {})
                for _ in range(choose.randint(0, 1))
            ],
        }

    def anywhere(self) -> list[dict[str, Any]]:
        target = self.choose.choice(self.names)
        return [
            {"on": "unblocked", "until": "unblocked", "to": target, "milestone": "unblocked"},
            {"on": "kind_changed", "until": self.choose.choice(["unblocked", ["unblocked", "cause_found"]]), "sets": "kind", "to": "entry"},
            {"on": "banned_again", "after": "unblocked", "to": self.names[-1]},
            {"on": "closed", "to": self.names[-1], "needs": ["reason"]},
            {"on": "given_back", "needs": ["size"]},
        ]

    def state(self) -> dict[str, Any]:
        kind = self.choose.choice(("ask", "do", "do", "letter", "wait", "route"))
        match kind:
            case "ask":
                fact = self.choose.choice(("colour", "size", "done", "line"))
                return {"kind": kind, "fact": fact, "next": self.partition("answer", fact)}
            case "route":
                return {"kind": kind, "next": self.partition(None, None)}
            case "letter":
                sent = self.partition("sent", None, milestone=self.milestone())
                return {"kind": kind, "letter": "plea", "channel": self.choose.choice(("office", "shop", "board")), "next": sent}
            case "wait":
                letters = [{"letter": "note", "channel": "shop"}, {"letter": "plea", "channel": "office"}][: self.choose.randint(0, 2)]
                return {"kind": kind, "wait": self.choose.choice(WAITS), "letters": letters, "next": [*self.acts(), *self.ends()]}
        return {"kind": kind, "next": self.acts() or [{"on": "stopped", "to": self.names[-1]}]}

    def acts(self) -> list[dict[str, Any]]:
        found = []
        for action in self.choose.sample(ACTS, self.choose.randint(0, 3)):
            more = {"milestone": self.milestone()} if self.choose.random() < 0.5 else {}
            if self.choose.random() < 0.3:
                more["by"] = self.choose.choice(("office", "shop", "channel"))
            if self.choose.random() < 0.3:
                more["needs"] = [self.choose.choice(("size", "line", "colour"))]
            found += self.partition(action, None, **more)
        if found and self.choose.random() < 0.2:
            del found[0]["to"]  # an act that stays
        return found

    def ends(self) -> list[dict[str, Any]]:
        return [{"on": action, "to": self.choose.choice(self.names)} for action in ("over", "give_up")]

    def partition(self, action: str | None, asked: str | None, **more: Any) -> list[dict[str, Any]]:
        """Arcs of one action: one without a guard, or two whose guards exclude each other; now and then they leave a gap."""
        on = {"on": action} if action else {}
        targets = self.choose.choices(self.names, k=2)
        if self.choose.random() < 0.4:
            return [{**on, "to": targets[0], **more}]
        subject = asked if asked in FACTS else self.choose.choice((*FACTS, "kind", "milestone.cause_found", "review.office", "known.line"))
        values = self.values(subject)
        some = self.choose.sample(values, self.choose.randint(1, len(values) - 1))
        others = [value for value in values if value not in some]
        first = {**on, "when": {subject: some}, "to": targets[0], **more}
        if subject == "done":  # of several words told, both could be fitting
            subject, others = "without.done", some
        if self.choose.random() < 0.1:
            return [first]
        return [first, {**on, "when": {subject: others}, "to": targets[1], **more}]

    def guard(self) -> dict[str, list[str]]:
        subject = self.choose.choice(("colour", "size", "offence", "kind"))
        return {subject: [self.choose.choice(self.values(subject))]}

    def values(self, subject: str) -> list[str]:
        return {
            "kind": [*KINDS[:2]],
            "milestone.cause_found": ["missing", "reached"],
            "review.office": ["none", "open", "granted", "refused", "answered", "silent"],
            "known.line": ["known", "unknown"],
        }.get(subject) or [*FACTS[subject]]

    def milestone(self) -> str:
        return self.choose.choice(MILESTONES)
