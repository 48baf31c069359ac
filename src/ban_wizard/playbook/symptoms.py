"""How blocks are recognised: symptoms with their signs, and the table that decides (symptoms.yaml and recognise.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ban_wizard.values import frozen

PayloadSign = tuple[tuple[str, tuple[str, ...]], ...]
"""Paths of keys, each with the patterns of which its value must show one; all must be found in one object."""


@frozen
class Signs:
    """By what something is recognised in a text that was pasted. Patterns are told in patterns.py."""

    text: tuple[str, ...] = ()
    """As a screen, an e-mail or an error shows it: as good as seen."""
    told: tuple[str, ...] = ()
    """As people tell it: likely at most."""
    payload: tuple[PayloadSign, ...] = ()


@frozen
class Symptom:
    id: str
    where: str
    """`phone`, `message`, `account` or `gateway`."""
    cites: tuple[str, ...] = ()
    signs: Signs = Signs()
    named: bool = False
    """Whether it counts only where the text names this messenger."""
    covers: bool = False
    """Whether what it says is said of a part and not of the account: words that are told of it show nothing else."""
    unless: tuple[str, ...] = ()
    """If there are any, it is a last resort: it counts only where nothing else is seen and none of these patterns stands anywhere,
    asked, supposed or told of others, but for what is denied outright."""


@frozen
class Row:
    """A row of the decision table: fits when all of `all`, one of `any` (if given) and none of `none` are seen."""

    kind: str
    certainty: str
    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()


@frozen
class Symptoms:
    """How blocks of one messenger are recognised; the first row that fits decides, `otherwise` is the last."""

    symptoms: Mapping[str, Symptom]
    table: tuple[Row, ...]
    otherwise: Row
    facts: Mapping[str, Mapping[str, Signs]] = {}
    """What a text may tell besides: facts of the flow and their values."""


@frozen
class Recognition:
    """recognise.yaml: what recognisers of all messengers share."""

    classes: Mapping[str, tuple[str, ...]]
    """Words that patterns name as `<class>`."""
    names: Mapping[str, tuple[str, ...]]
    """Patterns that tell which messenger a text speaks of; `elsewhere` for services and things that are none of ours, `phone` for
    words of the app that name no messenger."""
    aside: Mapping[str, tuple[str, ...]]
    """Patterns of what denies (`denied_before`, `denied_after`), supposes (`supposed`), threatens (`threatened`), asks whether (`asked`;
    `questioned` where the sentence ends with a question mark), lifts (`lifted`); was so (`past`), was so `first`, is so `now` (but for
    words that are `not_now`: "for today") or `then`, is still to come (`coming`); is an `opinion`; is told of `others`, which counts
    where `ours` is told as well; is a number or a name of something else (`labels`), or may be said of anything (`vague`).
    Besides, of a text as a whole: it only cites words (`cited`, if not of our `own` phone or account), something of it may be over or
    another's (`doubtful`), what was shown is `gone`, a screen is looked at (`shows`), a block is told of (`blocked`), and a question takes
    what it speaks of for `granted`."""
    timer: Mapping[str, tuple[str, ...]]
    """Where the end of a restriction stands: `keys` of payloads, patterns `before` and `after` a time left."""
    nobody: Symptoms
    """What belongs to no messenger, such as an unpaid gateway."""
    others: Mapping[str, Symptoms]
    """How blocks of messengers without a folder of their own are recognised."""
    asks: Mapping[str, Mapping[str, Mapping[str, str]]]
    """Questions of `nobody` and `others`: by id and language, `question` and `why`."""


NO_RECOGNITION: Final = Recognition({}, {}, {}, {}, Symptoms({}, (), Row("unclear", "unclear")), {}, {})
"""For a folder of playbooks without a recognise.yaml."""
