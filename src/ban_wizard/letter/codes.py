"""The codes that findings about letters have, besides those of all files (`playbook/codes.py`). They are as stable."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

CODES: Final[Mapping[str, str]] = {
    # fields and claims
    "undefined-field": "a claim or a template speaks of a field that the letter does not take",
    "undefined-claim": "a claim that neither the letter nor claims.yaml has",
    "unused-field": "a field that no claim needs, or whose shared words no letter takes",
    "unused-claim": "a claim that a template never makes, or that no letter shares",
    "unused-measure": "a measure that no letter shares",
    "claim-without-need": "a claim that needs nothing and gives more than the number",
    "wrong-reader": "a letter to the messenger where no answer is awaited, or one to clients where one is",
    # templates
    "bad-template": "a template that is not in the small language of letters",
    "unguarded": "a field, a date or a milestone that may not be confirmed where it stands",
    "raw-value": "an id where a reader needs words",
    "nested-claim": "a claim within another one that may be left out without it",
    "outside-claims": "words that stand under no claim, so that nothing confirms them",
    "assertion-in-part": "a sentence of a greeting, a request, thanks or an apology that does something else",
    "beyond-claim": "a sentence of a claim that says more than the fact behind it",
    "wrong-tense": "a plan that reads as done, or something done that reads as a plan",
    "same-words": "values of a fact, or what was done and what is planned, with the same words",
    "value-without-words": "a value of a fact without words of its own: it would be said with another one's, or not at all",
}
