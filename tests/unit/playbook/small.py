"""A small playbook that can be proven, to be spoilt in one place, and the proof of any flow."""

from __future__ import annotations

from collections.abc import Mapping

from ban_wizard.playbook import author, author_flow
from ban_wizard.playbook.checks import WHOLE, Checked
from ban_wizard.playbook.checks.proof import prove
from ban_wizard.playbook.compile import compile_flow
from ban_wizard.playbook.findings import Finding
from ban_wizard.playbook.model import Playbook
from ban_wizard.playbook.strict_yaml import Document, parse
from ban_wizard.playbook.validate import validate

FLOW = """\
grammar: 1
id: small
version: 1
facts:
  kind: {builtin: kind}
  offence: {values: [first, repeat], derived: offence_count, unsure: repeat}
  gateway: {values: [olchat, own, none], unsure: olchat}
  line: {type: text}
  queue: {values: [kept, empty], unsure: kept}
channels:
  gateway: {review: {shape: unknown, review_every: P1D, give_up_after: P5D}, cites: [X-1]}
entries: {permanent_ban: stop, temporary_ban: countdown}
anywhere:
  - {on: unblocked, until: unblocked, to: which_gateway, milestone: unblocked}
  - {on: kind_changed, until: unblocked, sets: kind, to: entry}
  - {on: closed, to: given_up, needs: [reason]}
states:
  stop:
    kind: do
    cites: [X-1]
    next:
      - {on: stopped, to: look}
  look:
    kind: wait
    wait: {shape: unknown, review_every: P1D, give_up_after: P14D}
    cites: [X-1]
    next:
      - {on: works_again, to: which_gateway, milestone: unblocked}
      - {on: give_up, to: decide}
  decide:
    kind: do
    cites: [X-1]
    next:
      - {on: keep_waiting, to: look}
      - {on: let_go, to: given_up}
  countdown:
    kind: wait
    wait: {shape: exact, for: P1D}
    cites: [X-1]
    next:
      - {on: over, to: try_it}
  try_it:
    kind: do
    cites: [X-1]
    next:
      - {on: worked, to: which_gateway, milestone: unblocked}
      - {on: failed, to: stop}
  which_gateway:
    kind: ask
    fact: gateway
    cites: [X-1]
    next:
      - {on: answer, when: {gateway: [olchat]}, to: which_line}
      - {on: answer, when: {gateway: [own]}, to: own_queue}
      - {on: answer, when: {gateway: [none]}, to: recovered}
  which_line:
    kind: ask
    fact: line
    cites: [X-1]
    next:
      - {on: answer, to: tell_gateway}
  tell_gateway:
    kind: letter
    letter: gateway_queue
    channel: gateway
    cites: [X-1]
    next:
      - {on: gateway_asked, to: await_queue}
  await_queue:
    kind: wait
    wait: {shape: unknown, review_every: P1D, give_up_after: P5D}
    cites: [X-1]
    next:
      - {on: queue_cleared, by: gateway, to: ready, milestone: queue_cleared}
      - {on: give_up, to: tell_again}
  tell_again:
    kind: do
    cites: [X-1]
    next:
      - {on: ask_again, to: tell_gateway}
      - {on: do_without, to: recovered}
  own_queue:
    kind: ask
    fact: queue
    cites: [X-1]
    next:
      - {on: answer, when: {queue: [kept]}, to: clear_it}
      - {on: answer, when: {queue: [empty]}, to: ready}
  clear_it:
    kind: do
    cites: [X-1]
    next:
      - {on: cleared_it, to: ready}
  ready:
    kind: route
    next:
      - {when: {offence: [first]}, to: pair}
      - {when: {offence: [repeat]}, to: cool_down}
  cool_down:
    kind: wait
    wait: {shape: range, min: P3D, max: P5D}
    cites: [X-1]
    next:
      - {on: over, to: pair, milestone: cooled_down}
  pair:
    kind: do
    cites: [X-1]
    next:
      - {on: paired, to: recovered, milestone: paired}
  recovered: {kind: outcome, result: recovered, cites: [X-1]}
  given_up: {kind: outcome, result: given_up, cites: [X-1]}
safety:
  - {id: queue_first, given: {gateway: [olchat]}, never: {milestone: paired, before: queue_cleared}, cites: [X-1]}
  - {id: cool_first, given: {offence: [repeat]}, never: {milestone: paired, before: cooled_down}, cites: [X-1]}
"""


def checked(flow: str, texts: Mapping[str, str] = {}) -> Checked:
    """A flow as the checks see it; `texts` are text.LANG.yaml by language."""
    file = parse(flow, "flow.yaml")
    written, wrong = validate(author_flow.Flow, file)
    assert written is not None and not wrong and not file.findings, [*wrong, *file.findings]
    documents = {lang: parse(text, f"text.{lang}.yaml") for lang, text in texts.items()}
    words = {lang: validate(author.Text, document)[0] for lang, document in documents.items()}
    playbook = compile_flow(written, file.text)
    nothing = Document("symptoms.yaml")
    return Checked(written.id, file, written, playbook, nothing, None, documents, words, None, ("gateway_queue", "plea"))


def findings(flow: str, texts: Mapping[str, str] = {}) -> list[Finding]:
    """What the checks of the whole flow say, and if they have nothing to say, its proof."""
    given = checked(flow, texts)
    return [finding for check in WHOLE for finding in check(given)] or prove(given)


def playbook_of(flow: str) -> Playbook:
    found = checked(flow).playbook
    assert found is not None
    return found
