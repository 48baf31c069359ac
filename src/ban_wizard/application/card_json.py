"""A case as `show --json` prints it: one object with stable keys, null where there is nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ban_wizard.application.cards import Card
from ban_wizard.case.evidence import pieces
from ban_wizard.case.ledger import ledger
from ban_wizard.case.view import zone_of


def card_json(card: Card) -> dict[str, Any]:
    """The object of a card; times in the case's zone."""
    view, state = card.view, card.playbook.states[card.view.state]
    wait, ahead = card.timing, card.forecast
    return {
        "case": card.case,
        "messenger": view.header.messenger,
        "kind": view.kind,
        "offence": view.offence,
        "number": view.header.number,
        "zone": view.header.zone,
        "playbook": {"id": card.playbook.id, "version": card.playbook.version, "hash": card.playbook.hash},
        "state": view.state,
        "state_kind": state.kind,
        "title": card.title,
        "text": card.text,
        "do_not": card.do_not,
        "cites": card.cites,
        "facts": dict(view.facts),
        "milestones": {name: _iso(card, at) for name, at in view.milestones.items()},
        "due": {"at": _iso(card, card.due.at), "kind": card.due.kind} if card.due else None,
        "wait": {
            "shape": wait.shape,
            "words": card.wait_says,
            "assumed": _iso(card, wait.assumed),
            "earliest": _iso(card, wait.earliest),
            "next_look": _iso(card, wait.next_look),
            "give_up_at": _iso(card, wait.give_up_at),
        }
        if wait
        else None,
        "allowed": [
            {
                "action": action.action,
                "title": card.action_title(action.action),
                "needs": [{"fact": n.fact, "type": n.type, "values": list(n.values) or None} for n in action.needs],
            }
            for action in card.allowed
        ],
        "refused": [
            {
                "action": refused.action,
                "rule": ", ".join(refused.rules),
                "cites": list(refused.cites),
                "earliest": _iso(card, refused.earliest),
                "message": card.refusal(refused),
            }
            for action in card.refused
            if (refused := action.refused)
        ],
        "letters": card.letters,
        "forecast": {
            "best": _iso(card, ahead.best),
            "assumed": _iso(card, ahead.assumed),
            "worst": _iso(card, ahead.worst),
            "because": list(ahead.because),
        }
        if card.result is None
        else None,
        "links": [{"relation": relation, "case": case} for relation, case in card.links],
        "breaches": [{"action": b.action, "rules": list(b.rules), "reason": b.reason, "at": _iso(card, b.at)} for b in view.breaches],
        "outcome": {"id": view.state, "result": card.result} if card.result else None,
        "agent": view.agent,
        **_way(card),
    }


def _way(card: Card) -> dict[str, Any]:
    """What stands in the overview: the way, the ledger of shared quotas, the evidence."""
    way = card.progress
    return {
        "progress": {
            "step": way.step,
            "of": way.of,
            "done": [{"state": passed.state, "title": card.state_title(passed.state), "at": _iso(card, passed.at)} for passed in way.done],
            "later": [{"state": state, "title": card.state_title(state)} for state in way.later],
        },
        "quotas": [
            {
                "quota": entry.quota.id,
                "limits": [{"used": used, "max": limit.max, "per": limit.per} for limit, used in entry.counts],
                "next": _iso(card, entry.free_at),
            }
            for entry in ledger(card.playbook, card.view, card.scope_log, card.now)
        ],
        "evidence": [
            {"at": _iso(card, piece.at), "file": piece.file, "bytes": piece.bytes, "sha256": piece.sha256} for piece in pieces(card.view)
        ],
    }


def _iso(card: Card, at: datetime | None) -> str | None:
    return at.astimezone(zone_of(card.view)).isoformat(timespec="seconds") if at else None
