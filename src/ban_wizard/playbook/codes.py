"""Every code a finding can have, and the kind of mistake it stands for. Codes are stable: scripts may look for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

CODES: Final[Mapping[str, str]] = {
    # the file
    "missing-file": "a file of the folder is not there",
    "unreadable-file": "a file cannot be opened",
    "too-large": "a file is larger than anything sensible",
    "encoding": "a file is not UTF-8",
    "empty-file": "a file says nothing",
    # the YAML
    "syntax": "not YAML at all",
    "too-deep": "values nested deeper than the grammar ever is",
    "control-character": "a tab or a control character in a text",
    "anchor": "an anchor (&x)",
    "alias": "an alias (*x)",
    "tag": "a tag (!!x)",
    "directive": "a directive (%YAML)",
    "second-document": "a second document in one file",
    "duplicate-key": "a key that stands twice",
    "bad-key": "a list or a mapping as a key",
    "empty-value": "a key or an entry without a value",
    # the shape
    "unknown-grammar": "a file written in a grammar that this program does not know",
    "unknown-key": "a key that the grammar does not have there",
    "missing-key": "a key that must be there",
    "wrong-type": "a value of another type",
    "unknown-value": "a word that is none of those allowed there",
    "bad-id": "an id that is not written like one",
    "bad-duration": "a duration that is not written like one",
    "bad-number": "a number outside its bounds",
    "bad-url": "an address that is not written like one",
    "outcome-goes-on": "an outcome with `next`",
    # what is named
    "wrong-folder": "a playbook whose id is not its folder's name",
    "reserved-id": "an id that means something already",
    "duplicate-id": "two rules with one id",
    "undefined-state": "a target that is no state",
    "undefined-fact": "a fact that is not defined",
    "undefined-value": "a value that the fact, review or milestone cannot have",
    "undefined-channel": "a channel that is not defined",
    "undefined-letter": "a letter that appeal_templates does not have",
    "undefined-milestone": "a milestone that does not exist",
    "unreached-milestone": "a milestone that a rule or guard speaks of and no arc reaches",
    "undefined-action": "an action that no arc has, or that looks misspelt",
    "undefined-citation": "a fact id that sources.yaml does not have",
    "undefined-source": "a source that sources.yaml does not have",
    "undefined-contested": "a contested group that sources.yaml does not have",
    "undefined-symptom": "a symptom that is not defined",
    "undefined-kind": "a kind of block that this messenger has no entry for",
    "uncited": "a step, channel, rule or symptom that does not say who says so",
    # facts and states
    "repeated-value": "a value listed twice",
    "wrong-fact": "a fact of a form that cannot stand there",
    "asked-optional": "a fact marked optional that is asked",
    "unasked-fact": "a fact that nobody asks for and that is not marked optional",
    "misplaced-action": "an action in a kind of state that cannot have it",
    "misplaced-key": "a key that means nothing on this arc",
    "missing-arc": "a state without an arc that it cannot do without",
    # waits and rules
    "contradictory-wait": "a wait whose parts contradict each other",
    "contradictory-quota": "a limit that allows nothing or never counts",
    "contradictory-safety": "a property that compares a milestone with itself",
    # words
    "missing-text": "words that are missing in a language",
    "unknown-text": "words that belong to nothing",
    "text-in-one-language": "words that may be absent, but only in all languages",
    "bad-placeholder": "a brace that is no placeholder",
    "unknown-placeholder": "a placeholder that is no fact",
    "placeholder-mismatch": "other placeholders than in the other language",
    "plural-forms": "forms that the language lacks, or lacks here",
    "plural-mismatch": "a text that depends on a number in one language, or on another number",
    "unsourced-address": "an address that no fact carries",
    # symptoms
    "bad-pattern": "a pattern that is no pattern, or says nothing",
    "undefined-messenger": "a messenger that there is not",
    "undefined-ask": "a question that recognise.yaml does not have",
    "undefined-class": "a class of words that recognise.yaml does not have",
    "contradictory-row": "a row that fits nobody",
    "unclear-without-question": "an unclear verdict that does not say what would settle it",
    # the flow as a whole
    "unreachable-state": "a state that no entry leads to",
    "dead-end": "a state that nothing leads on from",
    "livelock": "a state from which no outcome can be reached",
    # versions kept for running cases
    "damaged-version": "a version's text that is not what its hash says",
}
